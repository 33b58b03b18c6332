#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Trains the sine model: sin(x) for x in [0, 2 pi], three fully connected layers, int8.

Needs tensorflow and numpy. Writes hello_sine.tflite, hello_sine_float.tflite and report.json.
"""
import argparse
import json
import pathlib

import numpy as np
import tensorflow as tf

SEED = 20261124


def convert(model, samples, quantized):
    """The model as .tflite bytes; int8 inside and at both ends when quantized."""
    converter = tf.lite.TFLiteConverter.from_keras_model(model)
    if quantized:
        converter.optimizations = [tf.lite.Optimize.DEFAULT]
        converter.representative_dataset = lambda: ([x.reshape(1, 1)] for x in samples)
        converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8]
        converter.inference_input_type = tf.int8
        converter.inference_output_type = tf.int8
    return converter.convert()


def predict(content, xs):
    """What the converter's own interpreter gives for each x."""
    interpreter = tf.lite.Interpreter(model_content=content)
    interpreter.allocate_tensors()
    source, result = interpreter.get_input_details()[0], interpreter.get_output_details()[0]
    (in_scale, in_zero), (out_scale, out_zero) = source["quantization"], result["quantization"]
    ys = []
    for x in xs:
        if source["dtype"] == np.int8:
            value = np.clip(np.round(x / in_scale) + in_zero, -128, 127)
        else:
            value = x
        interpreter.set_tensor(source["index"], np.array([[value]], source["dtype"]))
        interpreter.invoke()
        y = float(interpreter.get_tensor(result["index"])[0, 0])
        ys.append((y - out_zero) * out_scale if source["dtype"] == np.int8 else y)
    return np.array(ys)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path(__file__).parent)
    parser.add_argument("--epochs", type=int, default=400)
    args = parser.parse_args()
    tf.keras.utils.set_random_seed(SEED)
    rng = np.random.default_rng(SEED)
    xs = rng.uniform(0, 2 * np.pi, 2000).astype(np.float32)
    layers = [tf.keras.layers.Input((1,), batch_size=1), tf.keras.layers.Dense(16, "relu"),
              tf.keras.layers.Dense(16, "relu"), tf.keras.layers.Dense(1)]
    model = tf.keras.Sequential(layers)
    model.compile("adam", "mse")
    data = tf.data.Dataset.from_tensor_slices((xs.reshape(-1, 1), np.sin(xs).reshape(-1, 1)))
    free = tf.keras.Sequential([tf.keras.layers.Input((1,))] + layers[1:])
    free.compile(tf.keras.optimizers.Adam(0.003), "mse")
    free.fit(data.cache().shuffle(2000, seed=SEED).batch(64), epochs=args.epochs, verbose=2)
    grid = np.linspace(0, 2 * np.pi, 1000, dtype=np.float32)
    report = {"seed": SEED, "epochs": args.epochs, "samples": len(xs)}
    for name, quantized in (("hello_sine", True), ("hello_sine_float", False)):
        content = convert(model, xs[:500], quantized)
        (args.out / f"{name}.tflite").write_bytes(content)
        error = np.abs(predict(content, grid) - np.sin(grid))
        report[name] = {"bytes": len(content), "mean_error": round(float(error.mean()), 4),
                        "greatest_error": round(float(error.max()), 4)}
    (args.out / "report.json").write_text(json.dumps(report, indent=1) + "\n")
    print(json.dumps(report))


if __name__ == "__main__":
    main()
