#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes demo.wav, what the demo listens to, and demo.json, what is said in it and when.

Speech of test voices, none of which the model was trained on, over quiet noise. Needs the speech
that synthesise.py writes. The same seed gives the same file.
"""
import argparse
import json
import pathlib

import numpy as np
import soundfile

from words import OTHER

RATE = 16000
SEED = 7
# (voice, word); None is any word of OTHER. No training voice is among them.
SCRIPT = [("piper/joe", "yes"), ("flite/awb", None), ("kokoro/jf_tebukuro", "no"),
          ("festival/ked_diphone", "yes"), ("piper/joe", None), ("flite/awb", "no"),
          ("kokoro/jf_tebukuro", "yes")]
PAUSE_S = (0.55, 0.8)
LEAD_S = 0.9
NOISE_DB = -26  # below the speech


def pick(folder, voice, word, rng):
    """(word, samples) of one utterance of a test voice."""
    for path in sorted(folder.glob("*.json")):
        found = [u for u in json.loads(path.read_text())
                 if u["voice"] == voice and u["split"] == "test" and
                 (u["word"] == word if word else u["word"] in OTHER)]
        if found:
            utterance = found[rng.integers(len(found))]
            samples = np.fromfile(path.with_suffix(".raw"), np.int16)
            return utterance["word"], \
                samples[utterance["offset"]:utterance["offset"] + utterance["length"]]
    raise SystemExit(f"make_demo: nobody of {folder} says '{word}' as {voice}; run synthesise.py")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    here = pathlib.Path(__file__).parent
    parser.add_argument("--speech", type=pathlib.Path, default=pathlib.Path("build/keyword_spotting"))
    parser.add_argument("--out", type=pathlib.Path, default=here)
    arguments = parser.parse_args()
    rng = np.random.default_rng(SEED)
    pieces, words, at = [np.zeros(int(LEAD_S * RATE))], [], int(LEAD_S * RATE)
    for voice, word in SCRIPT:
        word, wave = pick(arguments.speech, voice, word, rng)
        wave = wave * rng.uniform(0.3, 0.6)
        words.append({"word": word, "voice": voice, "start_ms": at * 1000 // RATE,
                      "end_ms": (at + len(wave)) * 1000 // RATE})
        pause = np.zeros(int(rng.uniform(*PAUSE_S) * RATE))
        pieces += [wave, pause]
        at += len(wave) + len(pause)
    track = np.concatenate(pieces)
    loud = np.sqrt((track[track != 0] ** 2).mean())
    noise = np.cumsum(rng.standard_normal(len(track))) * 0.02 + rng.standard_normal(len(track))
    noise -= np.convolve(noise, np.ones(400) / 400, "same")  # no drift
    track += noise / noise.std() * loud * 10 ** (NOISE_DB / 20)
    soundfile.write(arguments.out / "demo.wav", np.clip(track, -32768, 32767).astype(np.int16), RATE,
                    subtype="PCM_16")
    (arguments.out / "demo.json").write_text(json.dumps({"words": words}, indent=1) + "\n")


if __name__ == "__main__":
    main()
