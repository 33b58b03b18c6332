#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Measures a keyword model (the int8 .tflite itself) on voices never trained on.

Writes report.json beside it: accuracy by class on clips of the test voices, clean and degraded, by
engine; in streams, how many words are heard once and how often something else is; and recordings
(--recordings DIR, with DIR/LABEL*/audio.wav or DIR/LABEL/*.wav), which are never trained on.
--shift-check needs no speech: it shows that the model can be run a row at a time, and at what cost.
"""
import argparse
import json
import pathlib
import sys

import numpy as np
import soundfile
import tensorflow as tf

import clips
from networks import BANDS, FRAMES, NETWORKS
from words import LABELS, NO, UNKNOWN, YES

SEED = 4001
STEP_MS = 20
# As include/mote/signal.h: average of the newest results, least average, silence after a report.
RESULTS, THRESHOLD, SUPPRESSION_MS = 3, 180, 1000


class Network:
    """The .tflite file in the converter's own interpreter, reference kernels."""

    def __init__(self, path, keep_all=False):
        content = pathlib.Path(path).read_bytes()
        resolver = tf.lite.experimental.OpResolverType.BUILTIN_REF
        self.interpreter = tf.lite.Interpreter(model_content=content,
                                               experimental_op_resolver_type=resolver,
                                               experimental_preserve_all_tensors=keep_all)
        self.interpreter.allocate_tensors()
        self.source = self.interpreter.get_input_details()[0]
        self.result = self.interpreter.get_output_details()[0]["index"]

    def scores(self, features):
        """int8 [n][4] of int8 [n][49][40]: the bytes go in unchanged."""
        out = np.zeros((len(features), len(LABELS)), np.int8)
        for i, x in enumerate(features):
            self.interpreter.set_tensor(self.source["index"], x.reshape(self.source["shape"]))
            self.interpreter.invoke()
            out[i] = self.interpreter.get_tensor(self.result)[0]
        return out

    def steps(self):
        """Name, tensor numbers and shapes of each operator's first input and of its output."""
        shapes = {t["index"]: t["shape"] for t in self.interpreter.get_tensor_details()}
        for op in self.interpreter._get_ops_details():
            if op["op_name"] != "DELEGATE":
                source, result = op["inputs"][0], op["outputs"][0]
                yield op, source, shapes[source], result, shapes[result]

    def macs(self, rows=None):
        """Multiply-accumulates of one inference, from the shapes; of `rows` rows of each layer."""
        total = 0
        shapes = {t["index"]: t["shape"] for t in self.interpreter.get_tensor_details()}
        for op, _, _, _, out in self.steps():
            if op["op_name"] in ("CONV_2D", "DEPTHWISE_CONV_2D", "FULLY_CONNECTED"):
                weights = shapes[op["inputs"][1]]
                each = np.prod(weights[1:3]) if op["op_name"][0] == "D" else np.prod(weights[1:])
                count = np.prod(out) if rows is None or len(out) < 4 else rows * np.prod(out[2:])
                total += int(count * each)
        return total

    def operators(self):
        return sorted({op["op_name"] for op, *_ in self.steps()})


def shift_check(path, windows):
    """Moves a window over random rows, one at a time: each layer must be what it was, one row up,
    and a new row. Then only that row needs computing. Ends the program if a byte differs."""
    network = Network(path, keep_all=True)
    rows = np.random.default_rng(SEED).integers(-128, 128, (FRAMES + windows, BANDS), np.int8)
    state, layers, before = 0, 0, None
    for _, _, shape, _, out in network.steps():
        if len(shape) == 4 and shape[1] > out[1]:
            state += int((shape[1] - out[1]) * np.prod(shape[2:]))
        layers += int(len(out) == 4 and out[1] > 1)
    for at in range(windows + 1):
        network.scores(rows[None, at:at + FRAMES])
        now = {result: network.interpreter.get_tensor(result)
               for _, _, _, result, out in network.steps() if len(out) == 4 and out[1] > 1}
        for result in now if before else ():
            if not np.array_equal(now[result][:, :-1], before[result][:, 1:]):
                raise SystemExit(f"{path}: window {at}: tensor {result}, {now[result].shape}, is "
                                 "not the last window's moved by a row: it can't be run row by row")
        before = now
    return {"windows": windows, "layers_that_move_by_a_row": layers, "state_bytes": state,
            "macs_per_step": network.macs(rows=1)}


def table(labels, said):
    """Accuracy of each class, their mean, and the confusion matrix (rows: truth)."""
    confusion = np.zeros((4, 4), int)
    np.add.at(confusion, (labels, said), 1)
    each = {LABELS[k]: round(float(confusion[k, k] / confusion[k].sum()), 4)
            for k in range(4) if confusion[k].sum()}
    return {"clips": len(labels), "accuracy_by_class": each,
            "mean_of_classes": round(float(np.mean(list(each.values()))), 4),
            "confusion": confusion.tolist()}


def stream(network, wave, tool, every=5, threshold=THRESHOLD):
    """What a listener running every `every` steps reports: (label, time in ms) of each word."""
    steps = (len(wave) - 480) // 320 + 1
    rows = clips.features(wave[None, :480 + (steps - 1) * 320], tool, steps)[0]
    ends = list(range(49, steps + 1, every))
    scores = network.scores(np.stack([rows[end - 49:end] for end in ends])).astype(int) + 128
    reports, last = [], None
    for i, end in enumerate(ends):
        mean = scores[max(0, i - RESULTS + 1):i + 1].sum(0) // RESULTS
        label, now = int(mean.argmax()), end * STEP_MS + 10
        if label >= YES and mean[label] >= threshold and \
                (last is None or now - last >= SUPPRESSION_MS):
            reports.append((LABELS[label], now))
            last = now
    return reports


def stream_test(network, speech, tool, engine, minutes, every, seed):
    """Words of one engine's test voices in a stream, one about every 2 s, moderate noise."""
    rng = np.random.default_rng(seed)
    counts = {"keywords": 0, "heard_once": 0, "missed": 0, "as_the_other": 0, "twice": 0,
              "other_words": 0, "false_alarms": 0}
    for _ in range(minutes * 2):
        track, spoken, at = np.zeros(30 * clips.RATE, np.float32), [], clips.RATE * 3 // 2
        while True:
            kind = rng.choice(["yes", "no", "near", "other"], p=[.3, .3, .25, .15])
            wave, word, _ = speech.draw(rng, kind, engine)
            if at + len(wave) + clips.RATE * 3 // 2 > len(track):
                break
            clips.put(track, wave * rng.uniform(0.4, 1), at)
            spoken.append((kind, at * 1000 // clips.RATE, (at + len(wave)) * 1000 // clips.RATE))
            at += len(wave) + int(rng.uniform(0.9, 1.8) * clips.RATE)
        noise = clips.noise(rng, len(track), speech) * clips.level(track) \
            * 10 ** (-rng.uniform(10, 25) / 20)
        wave = np.round((clips.transmitted(rng, track) + noise) * 12000)
        heard = stream(network, np.clip(wave, -32768, 32767).astype(np.int16), tool, every)
        for kind, start, end in spoken:
            mine = [label for label, ms in heard if start + 50 < ms < end + 1150]
            heard = [item for item in heard if not start + 50 < item[1] < end + 1150]
            if kind in ("yes", "no"):
                counts["keywords"] += 1
                counts["heard_once"] += mine == [kind]
                counts["missed"] += not mine
                counts["as_the_other"] += bool(mine) and kind not in mine
                counts["twice"] += len(mine) > 1 and kind in mine
            else:
                counts["other_words"] += 1
                counts["false_alarms"] += len(mine)
        counts["false_alarms"] += len(heard)
    counts["heard_once_share"] = round(counts["heard_once"] / max(1, counts["keywords"]), 4)
    return counts


def recording_test(network, path, tool, every):
    """One recording at once, shifted, at other levels, and at the end of a stream."""
    wave, rate = soundfile.read(path, dtype="int16")
    assert rate == clips.RATE and wave.ndim == 1, path
    wave = np.resize(wave, clips.WINDOW) if len(wave) < clips.WINDOW else wave[:clips.WINDOW]
    rng = np.random.default_rng(SEED)

    def say(samples):
        scores = network.scores(clips.features(samples[None], tool))[0].astype(int) + 128
        return f"{LABELS[scores.argmax()]} {scores.max() / 256:.2f}"

    def hiss(count):
        floor = max(1.0, float(np.abs(wave[:1600].astype(float)).mean()))
        return np.round(rng.standard_normal(count) * floor).astype(np.int16)

    shifted, levels = {}, {}
    for ms in (-100, -50, 50, 100):
        count = abs(ms) * 16
        shifted[ms] = say(np.concatenate([hiss(count), wave[:-count]]) if ms > 0 else
                          np.concatenate([wave[count:], hiss(count)]))
    for db in (-24, -18, -12, -6, 6):
        levels[db] = say(np.clip(np.round(wave * 10.0 ** (db / 20)), -32768, 32767)
                         .astype(np.int16))
    streams = {}
    for lead in ("hiss", "digital silence"):
        before = hiss(clips.RATE * 2) if lead == "hiss" else np.zeros(clips.RATE * 2, np.int16)
        after = hiss(clips.RATE) if lead == "hiss" else np.zeros(clips.RATE, np.int16)
        streams[lead] = [stream(network, np.concatenate([before, wave, after]), tool, every + k)
                         for k in (-2, 0)]
    return {"alone": say(wave), "shifted_ms": shifted, "level_db": levels,
            "stream_reports_every_3_and_5_steps": streams}


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--network", choices=NETWORKS, default="keyword_spotting",
                        help="default: %(default)s")
    parser.add_argument("--model", type=pathlib.Path, help="default: models/NETWORK/NETWORK.tflite")
    parser.add_argument("--shift-check", type=int, metavar="WINDOWS",
                        help="only this check, which a network that is no streaming one fails")
    parser.add_argument("--speech", type=pathlib.Path, default=pathlib.Path("build/keyword_spotting"))
    parser.add_argument("--data", type=pathlib.Path, help="real recordings, as Speech Commands")
    parser.add_argument("--recordings", type=pathlib.Path)
    parser.add_argument("--features", type=pathlib.Path, default="build/host/mote_features")
    parser.add_argument("--out", type=pathlib.Path, help="default: report.json beside the model")
    parser.add_argument("--clips", type=int, default=3000, help="of each kind (default: %(default)s)")
    parser.add_argument("--minutes", type=int, default=5, help="of stream for each engine")
    parser.add_argument("--every", type=int, default=4, help="steps of 20 ms between two results")
    parser.add_argument("--processes", type=int, default=2)
    args = parser.parse_args()
    path = args.model or NETWORKS[args.network].model
    if args.shift_check:
        print(json.dumps(shift_check(path, args.shift_check), indent=1))
        return
    network = Network(path)
    report = {"bytes": path.stat().st_size, "macs": network.macs(),
              "operators": network.operators(), "labels": LABELS}
    if args.network == "streaming_keyword":
        report["streaming"] = shift_check(path, 100)
    engines = [None] if args.data else clips.Speech("test", args.speech).engines
    total = [[], []]
    report["unseen_voices"] = {}
    for engine in engines:
        name = engine or "recorded"
        print(name, file=sys.stderr)
        x, y, _ = clips.dataset("test", max(500, args.clips // len(engines)), args.speech,
                                args.features, SEED, args.data, args.processes,
                                [engine] if engine else None, 0.3)
        said = network.scores(x).argmax(1)
        total[0].append(y)
        total[1].append(said)
        report["unseen_voices"][name] = table(y, said)
    report["unseen_voices"]["all"] = table(*(np.concatenate(part) for part in total))
    if not args.data:
        speech = clips.Speech("test", args.speech)
        rng, kept = np.random.default_rng(SEED), []
        for i in range(args.clips // 2):
            label = int(rng.choice((UNKNOWN, YES, NO)))
            wave, _, _ = clips.clip(rng, speech, label, clips.WINDOW, rng.choice(engines), 0, False)
            kept.append((wave, label))
        x = clips.features(np.stack([wave for wave, _ in kept]), args.features)
        report["unseen_voices_clean"] = table(np.array([label for _, label in kept]),
                                              network.scores(x).argmax(1))
        report["streams"] = {engine: stream_test(network, speech, args.features, engine,
                                                 args.minutes, args.every, SEED + i)
                             for i, engine in enumerate(engines)}
    if args.recordings:
        report["recordings"] = {
            path.parent.name: recording_test(network, path, args.features, args.every)
            for path in sorted(args.recordings.glob("*/audio.wav"))
            if soundfile.info(path).frames >= clips.RATE * 0.9}
    out = args.out or path.parent / "report.json"
    out.write_text(json.dumps(report, indent=1) + "\n")
    print(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
