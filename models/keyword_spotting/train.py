#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Trains a keyword model (networks.py) on clips made by clips.py and converts it to int8.

Needs the speech that synthesise.py writes, or --data with real recordings laid out as Speech
Commands (DIR/yes/*.wav, DIR/no/*.wav, DIR/_background_noise_/*.wav, other folders: unknown).
Writes models/NETWORK/NETWORK.tflite; evaluate.py then writes report.json beside it.
"""
import argparse
import pathlib
import sys
import time

import flatbuffers
import numpy as np
import tensorflow as tf
from tensorflow.lite.python import schema_py_generated as schema

import clips
from networks import BANDS, FRAMES, NETWORKS

SEED = 20261124
STRENGTHS = (1.0, 0.4)  # of the changes to a clip: half of the clips each
SCALE = 1 / 32  # of the input: a feature byte q is fed unchanged and means (q + 128) / 32


def masked(x, rng, band_shifts):
    """Hides some bands and some moments, shifts in time and level: a fresh batch each time."""
    x = x.copy()
    for i in range(len(x)):
        if rng.random() < 0.5:
            shift = rng.integers(-2, 3)
            x[i] = np.roll(x[i], shift, 0)
        if rng.random() < 0.2:
            width, at = rng.integers(1, 6), rng.integers(0, BANDS)
            x[i, :, at:at + width] = 0
        if rng.random() < 0.15:
            width, at = rng.integers(1, 5), rng.integers(0, FRAMES)
            x[i, at:at + width] = 0
        if rng.random() < 0.25:  # a slightly other size of speaker
            shift = rng.choice(band_shifts)
            x[i] = np.roll(x[i], shift, 1)
            if shift > 0:
                x[i, :, :shift] = x[i, :, shift:shift + 1]
            else:
                x[i, :, shift:] = x[i, :, shift - 1:shift]
        if rng.random() < 0.5:
            x[i] = np.clip(x[i] + (x[i] > 0) * rng.normal(0, 0.25), 0, 255 * SCALE)
    return x


def scaled(features):
    return (features.astype(np.float32) + 128) * SCALE


def convert(build, weights, features):
    """The network as an int8 .tflite whose input is the feature bytes themselves."""
    whole = build(batch=1)
    whole.set_weights(weights)
    ends = np.full((1, FRAMES, BANDS), -128, np.int8)
    ends[0, 0, 0] = 127  # so that the input's range, hence its scale, is exact
    samples = scaled(np.concatenate([ends, features])).reshape(-1, *whole.input_shape[1:])
    converter = tf.lite.TFLiteConverter.from_keras_model(whole)
    converter.optimizations = [tf.lite.Optimize.DEFAULT]
    converter.representative_dataset = lambda: ([x[None]] for x in samples)
    converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8]
    converter.inference_input_type = converter.inference_output_type = tf.int8
    return slim(converter.convert())


def slim(content):
    """The same model with short tensor names and no metadata: a fifth of so small a file."""
    model = schema.ModelT.InitFromObj(schema.Model.GetRootAs(content, 0))
    for i, tensor in enumerate(model.subgraphs[0].tensors):
        tensor.name = f"t{i}".encode()
    model.metadata, model.signatureDefs = None, None
    builder = flatbuffers.Builder(len(content))
    builder.Finish(model.Pack(builder), b"TFL3")
    return bytes(builder.Output())


class Batches(tf.keras.utils.Sequence):
    def __init__(self, features, labels, size, shape, band_shifts):
        super().__init__()
        self.x, self.y, self.size = features, np.eye(4, dtype=np.float32)[labels], size
        self.shape, self.band_shifts = shape, band_shifts
        self.rng = np.random.default_rng(SEED)
        self.on_epoch_end()

    def __len__(self):
        return len(self.x) // self.size

    def __getitem__(self, i):
        chosen = self.order[i * self.size:(i + 1) * self.size]
        x = masked(scaled(self.x[chosen]), self.rng, self.band_shifts)
        return x.reshape(-1, *self.shape), self.y[chosen]

    def on_epoch_end(self):
        self.order = self.rng.permutation(len(self.x))


class Rate(tf.keras.callbacks.Callback):
    """Lets the learning rate fall as a cosine until the steps or the minutes are used up."""

    def __init__(self, most, steps, minutes):
        super().__init__()
        self.most, self.steps, self.seconds = most, steps, minutes * 60
        self.step, self.start = 0, time.time()

    def on_train_batch_begin(self, batch, logs=None):
        done = min(1, max(self.step / self.steps, (time.time() - self.start) / self.seconds))
        self.model.optimizer.learning_rate = \
            self.most * (0.01 + 0.99 * (1 + np.cos(np.pi * done)) / 2)
        self.step += 1


class Best(tf.keras.callbacks.Callback):
    """Keeps the weights with the best mean of the classes' accuracies on validation voices."""

    def __init__(self, features, labels, shape, minutes):
        super().__init__()
        self.x, self.y = scaled(features).reshape(-1, *shape), labels
        self.best, self.weights, self.end = 0, None, time.time() + minutes * 60

    def on_epoch_end(self, epoch, logs=None):
        said = self.model.predict(self.x, batch_size=500, verbose=0).argmax(1)
        each = [float((said[self.y == k] == k).mean()) for k in range(4)]
        mark = "*" if np.mean(each) > self.best else ""
        if mark:
            self.best, self.weights = np.mean(each), self.model.get_weights()
        print(f"epoch {epoch + 1} loss {logs['loss']:.4f} validation {np.mean(each):.4f} "
              f"{' '.join(f'{v:.3f}' for v in each)} {mark}", file=sys.stderr, flush=True)
        if time.time() > self.end:
            self.model.stop_training = True


def cached(args, split, count, strength):
    """Features and labels of half of a data set, made once."""
    kind = "_recorded" if args.data else ""
    cache = args.speech / f"{split}_{count}{kind}_{strength}.npz"
    if args.fresh or not cache.exists():
        seed = SEED + len(split) + int(100 * strength)
        x, y, names = clips.dataset(split, count // 2, args.speech, args.features, seed, args.data,
                                    args.processes, strength=strength)
        np.savez(cache, x=x, y=y, names=names)
    loaded = np.load(cache)
    return loaded["x"], loaded["y"]


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--network", choices=NETWORKS, default="keyword_spotting",
                        help="default: %(default)s")
    parser.add_argument("--speech", type=pathlib.Path, default=pathlib.Path("build/keyword_spotting"))
    parser.add_argument("--data", type=pathlib.Path, help="real recordings, as Speech Commands")
    parser.add_argument("--features", type=pathlib.Path, default="build/host/mote_features",
                        help="the front-end (default: %(default)s)")
    parser.add_argument("--out", type=pathlib.Path, help="default: models/NETWORK/NETWORK.tflite")
    parser.add_argument("--clips", type=int, default=60000)
    parser.add_argument("--epochs", type=int, default=30)
    parser.add_argument("--minutes", type=float, default=60, help="stop after (default: %(default)s)")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--fresh", action="store_true", help="make the clips anew")
    parser.add_argument("--threads", type=int, default=0, help="of TensorFlow (default: all cores)")
    args = parser.parse_args()
    tf.config.threading.set_intra_op_parallelism_threads(args.threads)
    tf.keras.utils.set_random_seed(SEED)
    sets = {}
    for split, count in (("train", args.clips), ("validation", max(2000, args.clips // 10))):
        parts = [cached(args, split, count, strength) for strength in STRENGTHS]
        sets[split] = [np.concatenate(both) for both in zip(*parts)]
    network = NETWORKS[args.network]
    model = network.build()
    shape, size = model.input_shape[1:], 128
    batches = Batches(*sets["train"], size, shape, network.band_shifts)
    model.compile(tf.keras.optimizers.AdamW(weight_decay=1e-3),
                  tf.keras.losses.CategoricalCrossentropy(label_smoothing=0.05))
    best = Best(*sets["validation"], shape, args.minutes)
    rate = Rate(0.004, len(batches) * args.epochs, args.minutes)
    model.fit(batches, epochs=args.epochs, verbose=0, callbacks=[rate, best])
    content = convert(network.build, best.weights, sets["train"][0][:600])
    out = args.out or network.model
    out.write_bytes(content)
    print(f"{out}: {len(content)} bytes, validation {best.best:.4f}")


if __name__ == "__main__":
    main()
