# SPDX-License-Identifier: Apache-2.0
"""Makes labelled clips from speech and noise, and their features by the device's own front-end.

A clip's last second is what the model sees. Short clips start from a fresh front-end; long ones
begin with noise or other speech, so that its noise estimate is warm, as in a stream.
"""
import concurrent.futures
import hashlib
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import numpy as np
import scipy.signal
import soundfile

from words import NEAR, NO, SILENCE, UNKNOWN, YES

RATE = 16000
WINDOW = RATE
LONG = 40000
ENGINE_SHARE = {"espeak": 0.3, "flite": 0.16, "festival": 0.12, "kokoro": 0.42, "piper": 0.2,
                "recorded": 1.0}
CLASS_SHARE = {SILENCE: 0.12, UNKNOWN: 0.46, YES: 0.21, NO: 0.21}


class Speech:
    """Utterances of one split, to draw from by kind and engine."""

    def __init__(self, split, folder=None, recordings=None):
        self.utterances, self.noises = {}, []
        if recordings:
            self._add_recordings(pathlib.Path(recordings), split)
        else:
            for path in sorted(pathlib.Path(folder).glob("*.json")):
                if path.with_suffix(".raw").exists():
                    self._add_synthetic(path, split)
        self.engines = sorted({engine for engine, _ in self.utterances})

    def _add(self, engine, word, voice, wave):
        kind = word if word in ("yes", "no", "...") else "near" if word in NEAR else "other"
        self.utterances.setdefault((engine, kind), []).append((word, voice, wave))

    def _add_synthetic(self, path, split):
        samples = np.memmap(path.with_suffix(".raw"), np.int16, "r")
        for item in json.loads(path.read_text()):
            if item["split"] == split:
                wave = samples[item["offset"]:item["offset"] + item["length"]]
                self._add(item["voice"].split("/")[0], item["word"], item["voice"], wave)

    def _add_recordings(self, folder, split):
        """A folder a word, as Speech Commands is laid out; its own split by speaker."""
        for path in sorted(folder.glob("*/*.wav")):
            wave, rate = soundfile.read(path, dtype="float32")
            if rate != RATE:
                raise SystemExit(f"{path}: {rate} Hz, expected {RATE}")
            if path.parent.name == "_background_noise_":
                self.noises.append(wave)
                continue
            speaker = re.sub(r"_nohash_.*$", "", path.stem)
            percent = int(hashlib.sha1(speaker.encode()).hexdigest(), 16) % 2 ** 27 \
                * 100 / (2 ** 27 - 1)
            where = "validation" if percent < 10 else "test" if percent < 20 else "train"
            if where == split:
                word = path.parent.name
                self._add("recorded", word, f"recorded/{speaker}", np.int16(wave * 32767))

    def draw(self, rng, kind, engine=None):
        """A random utterance as floats and its voice."""
        engines = [e for e in self.engines if (e, kind) in self.utterances]
        if engine is None or engine not in engines:
            share = np.array([ENGINE_SHARE[e] for e in engines])
            engine = rng.choice(engines, p=share / share.sum())
        pool = self.utterances[engine, kind]
        word, voice, wave = pool[rng.integers(len(pool))]
        return wave.astype(np.float32) / 32768, word, voice

    def has(self, kind):
        return any(k == kind for _, k in self.utterances)


def level(wave):
    return float(np.sqrt(np.mean(np.square(wave)) + 1e-16))


def warped(rng, wave, strength=1.0):
    """Another size of speaker: pitch, formants and speed together, as a tape played faster."""
    ratio = np.exp(rng.uniform(np.log(0.8), np.log(1.22)) * strength)
    return scipy.signal.resample(wave, max(64, int(len(wave) / ratio))).astype(np.float32)


def uneven(rng, wave):
    """Parts of the word longer or shorter without another pitch: windows laid over each other."""
    size, hop = 512, 128
    count = max(2, len(wave) // hop)
    speeds = np.interp(np.arange(count), np.linspace(0, count, 4),
                       np.exp(rng.uniform(-0.35, 0.35, 4)))
    position, out = 0.0, np.zeros(int(len(wave) * 1.6) + 2 * size, np.float32)
    window, at, previous = np.hanning(size).astype(np.float32), 0, None
    padded = np.pad(wave, (size, 2 * size))
    while position < len(wave) + size - hop and at + size < len(out):
        start = int(position)
        if previous is not None:  # the shift that continues the last window best
            target = padded[previous + hop:previous + hop + size]
            low = max(0, start - 100)
            near = padded[low:start + 100 + size]
            if len(target) == size and len(near) >= size:
                start = low + int(np.argmax(np.correlate(near, target, "valid")))
        start = min(start, len(padded) - size)
        out[at:at + size] += padded[start:start + size] * window * 0.5
        previous, at = start, at + hop
        position += hop * speeds[min(count - 1, max(0, int((position - size) / hop)))]
    loud = np.flatnonzero(np.abs(out) > 0.01 * np.abs(out).max())
    return out[loud[0]:loud[-1] + 1] if len(loud) else wave


def curve(rng, bins, swing_db):
    """A random smooth frequency response."""
    points = rng.uniform(-swing_db, swing_db, 7)
    hertz = np.linspace(0, RATE / 2, bins)
    return 10 ** (np.interp(np.log(hertz + 60), np.log(np.geomspace(60, 8060, 7)), points) / 20)


def transmitted(rng, wave):
    """Through a room and a microphone."""
    size = len(wave) + RATE // 2
    size = 1 << (size - 1).bit_length()
    spectrum = np.fft.rfft(wave, size)
    hertz = np.linspace(0, RATE / 2, len(spectrum))
    if rng.random() < 0.6:
        decay, count = rng.uniform(0.06, 0.6), RATE // 2
        room = rng.standard_normal(count) * 10 ** (-3 * np.arange(count) / RATE / decay)
        room *= rng.uniform(0.05, 0.9) / level(room) / np.sqrt(count)
        room[:int(rng.uniform(8, 80))] = 0
        room[0] = 1
        spectrum = spectrum * np.fft.rfft(room, size)
    spectrum = spectrum * curve(rng, len(spectrum), rng.uniform(0, 9))
    if rng.random() < 0.5:
        low = rng.uniform(60, 350)
        spectrum = spectrum * (hertz / low) ** 2 / (1 + (hertz / low) ** 2)
    if rng.random() < 0.4:
        spectrum = spectrum / (1 + (hertz / rng.uniform(2800, 7500)) ** rng.choice((2, 4, 8)))
    return np.fft.irfft(spectrum, size)[:len(wave)].astype(np.float32)


def coloured(rng, count, slope):
    spectrum = np.fft.rfft(rng.standard_normal(count))
    return np.fft.irfft(spectrum / np.maximum(np.arange(len(spectrum)), 8) ** (slope / 2), count)


def noise(rng, count, speech):
    """Background of one of many kinds, at level 1."""
    kind = rng.integers(8)
    if speech.noises and rng.random() < 0.5:
        recorded = speech.noises[rng.integers(len(speech.noises))]
        start = rng.integers(max(1, len(recorded) - count))
        made = np.resize(recorded[start:start + count], count)
    elif kind <= 2:
        made = coloured(rng, count, rng.choice((0, 0.5, 1, 2, rng.uniform(0, 2.4))))
    elif kind == 3:  # mains hum
        base, time = rng.choice((50, 60, 100, 120)) * rng.uniform(0.99, 1.01), np.arange(count)
        made = sum(rng.uniform(0, 1) / k * np.sin(2 * np.pi * (base * k * time / RATE + rng.random()))
                   for k in range(1, rng.integers(4, 25)))
        made = made + coloured(rng, count, 1) * rng.uniform(0.02, 0.5)
    elif kind == 4:  # many people speak
        made = np.zeros(count)
        for _ in range(rng.integers(5, 9)):
            at = 0
            while at < count:
                wave, _, _ = speech.draw(rng, rng.choice(["other", "..."]) if speech.has("...")
                                         else "other")
                part = wave[:count - at] * rng.uniform(0.3, 1)
                made[at:at + len(part)] += part
                at += len(part) + rng.integers(200, 6000)
        made = transmitted(rng, np.roll(made, rng.integers(count)).astype(np.float32))
    elif kind == 5:  # clicks and knocks
        made = coloured(rng, count, 1) * 0.01 * rng.random()
        for _ in range(rng.integers(1, 12)):
            length = rng.integers(30, 2500)
            click = coloured(rng, length, rng.uniform(0, 2)) * np.exp(-np.arange(length) / length * 6)
            at = rng.integers(0, count - length)
            made[at:at + length] += click / level(click) * rng.uniform(0.2, 1)
    elif kind == 6:  # a fan or an engine: noise in bands, its level turning
        spectrum = np.fft.rfft(rng.standard_normal(count))
        made = np.fft.irfft(spectrum * curve(rng, len(spectrum), 25), count)
        turn = 2 * np.pi * (rng.uniform(0.5, 30) * np.arange(count) / RATE + rng.random())
        made *= 1 + rng.uniform(0, 0.8) * np.sin(turn)
    else:  # tones: whistles, beeps, music
        made = coloured(rng, count, 1) * 0.02
        time, at = np.arange(count) / RATE, 0
        while at < count:
            length = min(count - at, int(rng.uniform(0.08, 1.0) * RATE))
            base = rng.uniform(120, 2500)
            for k in range(1, rng.integers(2, 6)):
                made[at:at + length] += np.sin(2 * np.pi * base * k * time[:length]) / k \
                    * np.minimum(1, np.minimum(time[:length], time[:length][::-1]) * 50)
            at += length + rng.integers(0, 8000)
    if rng.random() < 0.25:  # it comes and goes
        made = made * np.interp(np.arange(count), np.linspace(0, count, 6), rng.uniform(0.1, 1, 6))
    return (made / level(made)).astype(np.float32)


def put(track, wave, at):
    """Adds what of `wave` lies inside the track."""
    low, high = max(0, at), min(len(track), at + len(wave))
    if low < high:
        track[low:high] += wave[low - at:high - at]


def spoken(rng, speech, kind, engine=None, strength=1.0):
    wave, word, voice = speech.draw(rng, kind, engine)
    if strength and rng.random() < 0.4 and kind != "...":
        wave = uneven(rng, wave)
    return warped(rng, wave, strength), word, voice


def clip(rng, speech, label, samples, engine=None, strength=1.0, hard=True):
    """One clip as int16, with the word and voice heard. Without `hard` it is clean and loud."""
    track, word, voice = np.zeros(samples, np.float32), "", ""
    begin = samples - WINDOW
    reference, first = 0.1, samples
    if label != SILENCE:
        kind = {YES: "yes", NO: "no"}.get(label)
        part = label == UNKNOWN and rng.random() < 0.15
        if part:
            kind = rng.choice(["yes", "no"])
        elif label == UNKNOWN:
            kinds = [k for k in ("near", "other", "...") if speech.has(k)]
            share = np.array([{"near": 0.55, "other": 0.3, "...": 0.15}[k] for k in kinds])
            kind = rng.choice(kinds, p=share / share.sum())
        for _ in range(9):
            wave, word, voice = spoken(rng, speech, kind, engine, strength)
            if len(wave) < 15200 or label == UNKNOWN and not part:
                break
        reference = level(wave)
        if part:  # at most 40 % of a keyword: its beginning or its end
            seen = int(len(wave) * rng.uniform(0.12, 0.4))
            first = samples - seen if rng.random() < 0.5 else begin + seen - len(wave)
            word += " in part"
        elif label == UNKNOWN:
            slack = int(len(wave) * 0.4) if kind != "..." else max(0, len(wave) - WINDOW // 2)
            low, high = begin - slack, samples - len(wave) + slack
            first = int(rng.integers(min(low, high), max(low, high) + 1))
        else:
            slack = int(len(wave) * 0.04)
            first = begin - slack + int(rng.integers(max(1, WINDOW - len(wave) + 2 * slack)))
        put(track, wave, first)
    if hard and (samples > WINDOW and rng.random() < 0.5 or rng.random() < 0.12):
        # another word earlier; it may reach into the window unless silence is asked for
        end = min(first, begin) if label == SILENCE else first
        other, _, _ = spoken(rng, speech, "..." if speech.has("...") and rng.random() < 0.3
                             else rng.choice(["near", "other"]) if speech.has("near") else "other")
        gap = int(rng.uniform(0.25 if label == SILENCE else 0.08, 1.0) * RATE)
        put(track, other * reference / level(other) * rng.uniform(0.3, 1.2),
            end - gap - len(other))
    if hard:
        track = transmitted(rng, track)
    gain = 10 ** (rng.uniform(-36, 0) / 20) if hard else 0.5
    if label == SILENCE:
        reference = 0.15 * 10 ** (rng.uniform(-10, 6) / 20)
        if samples == WINDOW and rng.random() < 0.06:
            return np.zeros(samples, np.int16), "", ""
    peak = max(np.abs(track).max(), 0.2)
    track, reference = track / peak * gain, reference / peak * gain
    if hard and rng.random() < 0.85:
        decibels = rng.uniform(0, 30) if rng.random() < 0.85 else rng.uniform(-3, 5)
        track = track + noise(rng, samples, speech) * reference * 10 ** (-decibels / 20)
    hiss = 10 ** rng.uniform(-0.5, 1.5 if hard else 0.7) / 32768
    track = track + coloured(rng, samples, rng.choice((0, 1))).astype(np.float32) * hiss
    if hard and rng.random() < 0.06:
        limit = np.abs(track).max() * rng.uniform(0.3, 0.8)
        track = np.clip(track, -limit, limit)
    value = np.clip(np.round(track * 32767), -32768, 32767).astype(np.int16)
    if hard and rng.random() < 0.04:
        value = value >> 5 << 5
    return value, word, voice


def features(waves, tool, frames=49):
    """int8 [clips][frames][40] of int16 [clips][samples]."""
    with tempfile.TemporaryDirectory() as folder:
        source, result = f"{folder}/in.raw", f"{folder}/out.bin"
        np.ascontiguousarray(waves, "<i2").tofile(source)
        subprocess.run([str(tool), "--clip-samples", str(waves.shape[1]), "--frames", str(frames),
                        source, result], check=True, stdout=subprocess.DEVNULL)
        return np.fromfile(result, np.int8).reshape(len(waves), frames, 40)


_speech = None


def _open(split, folder, recordings):
    global _speech
    _speech = Speech(split, folder, recordings)


def _batch(job):
    seed, count, samples, tool, engines, strength = job
    rng = np.random.default_rng(seed)
    labels = rng.choice(list(CLASS_SHARE), count, p=list(CLASS_SHARE.values()))
    made = [clip(rng, _speech, label, samples, rng.choice(engines) if engines else None, strength)
            for label in labels]
    waves = np.stack([wave for wave, _, _ in made])
    return features(waves, tool), labels, [f"{word}|{voice}" for _, word, voice in made]


def dataset(split, count, folder, tool, seed, recordings=None, processes=2, engines=None,
            strength=1.0):
    """Features, labels and 'word|voice' of `count` clips; half of them long."""
    size = 250
    jobs = [((seed, i), size, WINDOW if i % 20 < 9 else LONG, tool, engines, strength)
            for i in range(-(-count // size))]
    parts = []
    with concurrent.futures.ProcessPoolExecutor(processes, initializer=_open,
                                                initargs=(split, folder, recordings)) as pool:
        for part in pool.map(_batch, jobs):
            parts.append(part)
            print(f"\r{split} {len(parts) * size}/{len(jobs) * size}", end="", file=sys.stderr,
                  flush=True)
    print(file=sys.stderr)
    return (np.concatenate([p[0] for p in parts]), np.concatenate([p[1] for p in parts]),
            np.array([name for p in parts for name in p[2]]))
