#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the recorded cases of the operators' tests, one .inc file a room.

Every case is a model of one operator with seeded random data, run by the reference kernels of the
TensorFlow Lite interpreter, so that no expected number comes from Mote itself. Needs the packages
tensorflow and numpy; the versions that made the files stand in their first lines.

    python3 tests/goldens/make_goldens.py            # rewrite the files beside this script
    python3 tests/goldens/make_goldens.py --check    # only compare; exit status 1 if they differ
"""
import argparse
import os
import re
import struct
import sys
import zlib
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import flatbuffers  # noqa: E402
import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402
from tensorflow.lite.python import schema_py_generated as schema  # noqa: E402

SEED = 20260101
SAME, VALID = 0, 1
NONE, RELU, RELU_N1_TO_1, RELU6 = 0, 1, 2, 3
TYPES = {np.dtype(np.float32): ("Float32", 0), np.dtype(np.int32): ("Int32", 2),
         np.dtype(np.int8): ("Int8", 9)}


class Tensor:
    """Elements with their quantisation; `constant` ones are stored in the model."""

    def __init__(self, data, scales=(), zero_points=(), dimension=0, constant=False):
        self.data = np.asarray(data)
        self.scales = [float(np.float32(s)) for s in np.atleast_1d(scales)]
        self.zero_points = [int(z) for z in np.atleast_1d(zero_points)]
        self.dimension = dimension
        self.constant = constant

    def add_to(self, model):
        t = schema.TensorT()
        t.shape = list(self.data.shape)
        t.type = TYPES[self.data.dtype][1]
        t.buffer = 0
        t.name = f"t{len(model.subgraphs[0].tensors)}"
        if self.constant:
            buffer = schema.BufferT()
            buffer.data = np.frombuffer(self.data.tobytes(), np.uint8)
            t.buffer = len(model.buffers)
            model.buffers.append(buffer)
        if self.scales:
            q = t.quantization = schema.QuantizationParametersT()
            q.scale, q.zeroPoint = self.scales, self.zero_points
            q.quantizedDimension = self.dimension
        model.subgraphs[0].tensors.append(t)
        return len(model.subgraphs[0].tensors) - 1


class Case:
    def __init__(self, name, code, options, inputs, output):
        """options: (name of the schema's table, {field: (number, bytes, value)}) or None."""
        self.name, self.code, self.options = name, code, options
        self.inputs, self.output = inputs, output

    def run(self):
        model = schema.ModelT()
        model.version = 3
        model.buffers = [schema.BufferT()]
        graph = schema.SubGraphT()
        graph.tensors = []
        model.subgraphs = [graph]
        op = schema.OperatorT()
        inputs = self.inputs
        if self.code in (3, 4) and len(inputs) == 2:
            # The int8 convolutions of TensorFlow Lite insist on a bias: zeros mean the same.
            channels = inputs[1].data.shape[0 if self.code == 3 else 3]
            zeros = np.zeros(channels, np.int32 if inputs[0].scales else np.float32)
            inputs = inputs + [Tensor(zeros, constant=True)]
        op.inputs = [-1 if t is None else t.add_to(model) for t in inputs]
        op.outputs = [self.output.add_to(model)]
        op.opcodeIndex = 0
        if self.options:
            kind, fields = self.options
            op.builtinOptionsType = getattr(schema.BuiltinOptions, kind)
            op.builtinOptions = getattr(schema, kind + "T")()
            for field, (_, _, value) in fields.items():
                setattr(op.builtinOptions, field, value)
        graph.operators = [op]
        graph.inputs = [i for i, t in zip(op.inputs, inputs) if t and not t.constant]
        graph.outputs = op.outputs
        code = schema.OperatorCodeT()
        code.builtinCode = code.deprecatedBuiltinCode = self.code
        # Old versions lack per-channel weights (5), int8 (2 or 3) and dilation (2).
        code.version = {3: 5, 4: 5, 9: 9, 22: 1}.get(self.code, 2)
        model.operatorCodes = [code]
        builder = flatbuffers.Builder(1024)
        builder.Finish(model.Pack(builder), b"TFL3")
        interpreter = tf.lite.Interpreter(
            model_content=bytes(builder.Output()),
            experimental_op_resolver_type=tf.lite.experimental.OpResolverType.BUILTIN_REF)
        interpreter.allocate_tensors()
        for i, t in zip(op.inputs, inputs):
            if t and not t.constant:
                interpreter.set_tensor(i, t.data)
        interpreter.invoke()
        self.output.data = interpreter.get_tensor(op.outputs[0])

    def text(self):
        options, kind = [], 0
        if self.options:
            kind = getattr(schema.BuiltinOptions, self.options[0])
            for number, size, value in self.options[1].values():
                if isinstance(value, float):
                    value = struct.unpack("<I", struct.pack("<f", value))[0]
                options.append(f"{{{number}, {size}, {int(value)}}}")
        inputs = ",\n     ".join("GoldenTensor{}" if t is None else tensor_text(t)
                                 for t in self.inputs)
        return (f'    {{"{self.name}", {self.code}, {kind}, {{{", ".join(options)}}},\n'
                f"     {{{inputs}}},\n     {tensor_text(self.output)}}},\n")


def number_text(x):
    if not isinstance(x, (float, np.floating)):
        return str(int(x))
    return re.sub(r"\.?0*p", "p", float(x).hex())  # exact, without the zeros at the end


def wrapped(items, indent="      "):
    lines, line = [], ""
    for item in items:
        if len(indent) + len(line) + len(item) + 2 > 98:
            lines.append(line.rstrip())
            line = ""
        line += item + ", "
    lines.append(line.rstrip(", "))
    return ("\n" + indent).join(lines)


def tensor_text(t):
    numbers = [number_text(x) for x in t.data.ravel()]
    return (f"{{TensorType::{TYPES[t.data.dtype][0]}, {{{', '.join(map(str, t.data.shape))}}}, "
            f"{{{wrapped([number_text(s) + 'F' for s in t.scales])}}}, "
            f"{{{wrapped([str(z) for z in t.zero_points])}}}, {t.dimension}, "
            f"{'true' if t.constant else 'false'},\n      {{{wrapped(numbers)}}}}}")


class Maker:
    """Random tensors; the seed is the room's name, so that rooms do not disturb each other."""

    def __init__(self, room):
        self.random = np.random.default_rng([SEED, zlib.crc32(room.encode())])
        self.room, self.cases = room, []

    def s8(self, shape, scale=0.05, zero_point=0, constant=False):
        return Tensor(self.random.integers(-128, 128, shape, np.int8), scale, zero_point,
                      constant=constant)

    def f32(self, shape, constant=False):
        return Tensor(self.random.uniform(-2, 2, shape).astype(np.float32), constant=constant)

    def filter_s8(self, shape, channels=None, dimension=0, zero_point=0):
        """One scale for all, or one a channel along `dimension`."""
        n = channels or 1
        scales = self.random.uniform(0.002, 0.02, n)
        return Tensor(self.random.integers(-127, 128, shape, np.int8), scales,
                      [zero_point] * n, dimension, True)

    def bias_s32(self, n, input_scale, filter_scales):
        scales = np.float32(input_scale) * np.float32(filter_scales)
        return Tensor(self.random.integers(-3000, 3000, n, np.int32), scales, [0] * len(scales),
                      0, True)

    def add(self, name, code, options, inputs, output):
        self.cases.append(Case(name, code, options, inputs, output))


def out_s8(scale, zero_point):
    return Tensor(np.zeros(1, np.int8), scale, zero_point)


def out_f32():
    return Tensor(np.zeros(1, np.float32))


def conv_2d():
    m = Maker("conv_2d")

    def options(padding, stride=(1, 1), activation=NONE, dilation=(1, 1)):
        return "Conv2DOptions", {
            "padding": (0, 1, padding), "strideW": (1, 4, stride[1]), "strideH": (2, 4, stride[0]),
            "fusedActivationFunction": (3, 1, activation),
            "dilationWFactor": (4, 4, dilation[1]), "dilationHFactor": (5, 4, dilation[0])}

    def s8(name, shape, filter_shape, per_channel, opts, zeros=(3, -5), bias=True, scale=0.15):
        x = m.s8(shape, 0.04, zeros[0])
        f = m.filter_s8(filter_shape, filter_shape[0] if per_channel else None)
        inputs = [x, f]
        if bias:
            inputs.append(m.bias_s32(filter_shape[0], 0.04, f.scales))
        m.add(name, 3, opts, inputs, out_s8(scale, zeros[1]))

    def f32(name, shape, filter_shape, opts, bias=True):
        inputs = [m.f32(shape), m.f32(filter_shape, True)]
        if bias:
            inputs.append(m.f32(filter_shape[0], True))
        m.add(name, 3, opts, inputs, out_f32())

    s8("s8_same", (1, 5, 4, 3), (4, 3, 3, 3), False, options(SAME))
    s8("s8_valid_stride_2_per_channel_relu", (1, 7, 6, 2), (3, 3, 3, 2), True,
       options(VALID, (2, 2), RELU))
    s8("s8_same_uneven_strides", (1, 7, 8, 2), (3, 3, 2, 2), True, options(SAME, (2, 3)))
    s8("s8_same_dilation_2_relu6", (1, 8, 7, 2), (2, 3, 3, 2), True,
       options(SAME, activation=RELU6, dilation=(2, 2)), scale=0.03)
    s8("s8_valid_uneven_dilation", (1, 9, 8, 1), (3, 2, 3, 1), False,
       options(VALID, dilation=(3, 2)))
    s8("s8_grouped", (1, 4, 5, 4), (6, 3, 3, 2), True, options(SAME))
    s8("s8_one_group_a_channel", (1, 4, 4, 3), (6, 2, 2, 1), True, options(VALID))
    s8("s8_no_bias_relu_n1_to_1", (1, 4, 4, 2), (3, 2, 2, 2), False,
       options(VALID, activation=RELU_N1_TO_1), bias=False, scale=0.01)
    s8("s8_pointwise_two_batches", (2, 3, 3, 8), (5, 1, 1, 8), True, options(SAME))
    s8("s8_zero_points_at_the_ends", (1, 4, 4, 2), (3, 3, 3, 2), True, options(SAME),
       zeros=(-128, 127))
    s8("s8_saturates", (1, 3, 3, 2), (3, 3, 3, 2), True, options(SAME), scale=0.002)
    s8("s8_filter_greater_than_input", (1, 2, 2, 1), (2, 5, 5, 1), True, options(SAME))
    f32("f32_same", (1, 5, 4, 3), (4, 3, 3, 3), options(SAME))
    f32("f32_valid_stride_2_relu6", (2, 5, 5, 2), (3, 3, 3, 2), options(VALID, (2, 2), RELU6))
    f32("f32_grouped_dilated", (1, 5, 5, 4), (4, 2, 2, 2), options(SAME, dilation=(2, 2)))
    f32("f32_no_bias_relu_n1_to_1", (1, 3, 3, 2), (2, 2, 2, 2),
        options(VALID, activation=RELU_N1_TO_1), bias=False)
    return m


def depthwise_conv_2d():
    m = Maker("depthwise_conv_2d")

    def options(padding, multiplier, stride=(1, 1), activation=NONE, dilation=(1, 1)):
        return "DepthwiseConv2DOptions", {
            "padding": (0, 1, padding), "strideW": (1, 4, stride[1]), "strideH": (2, 4, stride[0]),
            "depthMultiplier": (3, 4, multiplier), "fusedActivationFunction": (4, 1, activation),
            "dilationWFactor": (5, 4, dilation[1]), "dilationHFactor": (6, 4, dilation[0])}

    def s8(name, shape, filter_hw, multiplier, per_channel, zeros=(-7, 11), bias=True, scale=0.06,
           **kwargs):
        channels = shape[3] * multiplier
        x = m.s8(shape, 0.04, zeros[0])
        f = m.filter_s8((1, *filter_hw, channels), channels if per_channel else None, 3)
        inputs = [x, f] + ([m.bias_s32(channels, 0.04, f.scales)] if bias else [])
        m.add(name, 4, options(kwargs.pop("padding", SAME), multiplier, **kwargs), inputs,
              out_s8(scale, zeros[1]))

    def f32(name, shape, filter_hw, multiplier, **kwargs):
        channels = shape[3] * multiplier
        m.add(name, 4, options(kwargs.pop("padding", SAME), multiplier, **kwargs),
              [m.f32(shape), m.f32((1, *filter_hw, channels), True), m.f32(channels, True)],
              out_f32())

    s8("s8_same", (1, 5, 5, 4), (3, 3), 1, True)
    s8("s8_per_tensor_valid_stride_2_relu", (1, 6, 7, 3), (3, 2), 1, False, padding=VALID,
       stride=(2, 2), activation=RELU)
    s8("s8_multiplier_2", (1, 4, 5, 3), (3, 3), 2, True)
    s8("s8_multiplier_8_of_one_channel", (1, 6, 5, 1), (4, 3), 8, True, stride=(2, 2))
    s8("s8_dilation_2_relu6", (1, 7, 7, 2), (3, 3), 1, True, dilation=(2, 2), activation=RELU6,
       scale=0.03)
    s8("s8_multiplier_3_dilation_uneven", (1, 7, 6, 2), (2, 3), 3, True, dilation=(3, 2),
       padding=VALID)
    s8("s8_no_bias_two_batches", (2, 4, 4, 2), (2, 2), 1, True, bias=False, padding=VALID)
    s8("s8_zero_points_at_the_ends", (1, 4, 4, 2), (3, 3), 1, True, zeros=(127, -128))
    f32("f32_same", (1, 5, 4, 3), (3, 3), 1)
    f32("f32_multiplier_2_valid_relu6", (2, 5, 4, 2), (3, 2), 2, padding=VALID, activation=RELU6)
    f32("f32_dilation_stride_1", (1, 6, 6, 2), (3, 3), 1, dilation=(2, 2))
    return m


def fully_connected():
    m = Maker("fully_connected")

    def options(activation=NONE, keep=False):
        return "FullyConnectedOptions", {"fusedActivationFunction": (0, 1, activation),
                                         "weightsFormat": (1, 1, 0), "keepNumDims": (2, 1, keep)}

    def s8(name, shape, units, depth, per_channel=False, bias=True, zeros=(5, -9), scale=0.1,
           weights_zero=0, **kwargs):
        x = m.s8(shape, 0.03, zeros[0])
        w = m.filter_s8((units, depth), units if per_channel else None, 0, weights_zero)
        b = m.bias_s32(units, 0.03, w.scales) if bias is True else None
        inputs = [x, w] + ([] if bias == "left out" else [b])
        m.add(name, 9, options(**kwargs), inputs, out_s8(scale, zeros[1]))

    s8("s8", (1, 16), 5, 16)
    s8("s8_no_bias", (2, 9), 4, 9, bias=None)
    s8("s8_two_inputs", (1, 8), 3, 8, bias="left out")
    s8("s8_three_batches_relu", (3, 10), 6, 10, activation=RELU)
    s8("s8_relu6", (1, 12), 6, 12, activation=RELU6, scale=0.03)
    s8("s8_relu_n1_to_1", (1, 12), 6, 12, activation=RELU_N1_TO_1, scale=0.02)
    s8("s8_per_channel", (2, 12), 7, 12, per_channel=True)
    s8("s8_per_channel_no_bias", (1, 6), 4, 6, per_channel=True, bias=None)
    s8("s8_weights_zero_point", (1, 11), 4, 11, weights_zero=6)
    s8("s8_zero_points_at_the_ends", (1, 10), 4, 10, zeros=(-128, 127))
    s8("s8_flattens_its_input", (1, 2, 3, 2), 4, 12)
    s8("s8_keeps_dimensions", (2, 3, 5), 4, 5, keep=True)
    s8("s8_saturates", (1, 30), 6, 30, scale=0.004)
    m.add("f32", 9, options(), [m.f32((1, 17)), m.f32((5, 17), True), m.f32(5, True)], out_f32())
    m.add("f32_no_bias_relu", 9, options(RELU), [m.f32((3, 6)), m.f32((4, 6), True), None],
          out_f32())
    m.add("f32_relu6", 9, options(RELU6), [m.f32((2, 7)), m.f32((4, 7), True), m.f32(4, True)],
          out_f32())
    return m


def pool(room, code):
    m = Maker(room)

    def options(padding, size, stride, activation=NONE):
        return "Pool2DOptions", {
            "padding": (0, 1, padding), "strideW": (1, 4, stride[1]), "strideH": (2, 4, stride[0]),
            "filterWidth": (3, 4, size[1]), "filterHeight": (4, 4, size[0]),
            "fusedActivationFunction": (5, 1, activation)}

    def s8(name, shape, *args, zero_point=-4):
        m.add(name, code, options(*args), [m.s8(shape, 0.05, zero_point)],
              out_s8(0.05, zero_point))

    s8("s8_valid", (1, 6, 4, 3), VALID, (2, 2), (2, 2))
    s8("s8_same_overlapping", (1, 5, 5, 2), SAME, (3, 3), (1, 1))
    s8("s8_same_stride_2_relu6", (2, 5, 7, 2), SAME, (3, 2), (2, 2), RELU6)
    s8("s8_uneven_relu", (1, 7, 6, 1), VALID, (3, 2), (1, 3), RELU)
    s8("s8_whole_image_relu_n1_to_1", (1, 4, 4, 3), VALID, (4, 4), (4, 4), RELU_N1_TO_1)
    s8("s8_zero_point_at_the_end", (1, 4, 4, 2), SAME, (3, 3), (2, 2), RELU, zero_point=-128)
    m.add("f32_valid", code, options(VALID, (2, 2), (2, 2)), [m.f32((1, 4, 6, 2))], out_f32())
    m.add("f32_same_relu", code, options(SAME, (3, 2), (2, 1), RELU), [m.f32((1, 5, 4, 2))],
          out_f32())
    m.add("f32_relu_n1_to_1", code, options(SAME, (2, 2), (1, 1), RELU_N1_TO_1),
          [m.f32((1, 3, 3, 2))], out_f32())
    return m


def softmax():
    m = Maker("softmax")

    def options(beta=1.0):
        return "SoftmaxOptions", {"beta": (0, 4, beta)}

    # The int8 kernel of TensorFlow Lite reads a table where that of TensorFlow Lite for
    # Microcontrollers, which Mote follows, computes in fixed point; room s8 allows one step.
    for name, shape, scale, beta in [
            ("s8_ten_classes", (1, 10), 0.1, 1.0), ("s8_four_axes", (1, 2, 3, 5), 0.05, 1.0),
            ("s8_beta", (2, 7), 0.1, 0.5), ("s8_wide_range", (3, 12), 0.5, 1.0),
            ("s8_one_class", (2, 1), 0.1, 1.0), ("s8_flat", (1, 256), 0.001, 1.0)]:
        m.add(name, 25, options(beta), [m.s8(shape, scale, 4)], out_s8(1 / 256, -128))
    m.add("f32_ten_classes", 25, options(), [m.f32((1, 10))], out_f32())
    m.add("f32_beta_rows", 25, options(2.5), [m.f32((2, 3, 6))], out_f32())
    far = Tensor(np.array([[-200, 0, 88, 88.5], [1e6, 1e6, -1e6, 0]], np.float32))
    m.add("f32_far_apart", 25, options(), [far], out_f32())
    return m


def reshape():
    m = Maker("reshape")

    def case(name, x, shape, output):
        m.add(name, 22, None, [x, Tensor(np.array(shape, np.int32), constant=True)], output)

    case("s8", m.s8((2, 3, 4)), (4, 6), out_s8(0.05, 0))
    case("f32_wildcard", m.f32((2, 6)), (3, -1), out_f32())
    case("s32", Tensor(m.random.integers(-9999, 9999, (6, 2), np.int32)), (12,),
         Tensor(np.zeros(1, np.int32)))
    case("f32_to_scalar", m.f32((1, 1)), (), out_f32())
    return m


def add():
    m = Maker("add")

    def options(activation=NONE):
        return "AddOptions", {"fusedActivationFunction": (0, 1, activation),
                              "potScaleInt16": (1, 1, False)}

    def s8(name, a, b, activation=NONE, scales=(0.05, 0.03, 0.07), zeros=(1, -2, 3)):
        m.add(name, 0, options(activation),
              [m.s8(a, scales[0], zeros[0]), m.s8(b, scales[1], zeros[1])],
              out_s8(scales[2], zeros[2]))

    s8("s8", (2, 3, 4), (2, 3, 4))
    s8("s8_relu", (1, 12), (1, 12), RELU)
    s8("s8_relu6", (1, 12), (1, 12), RELU6, (0.1, 0.1, 0.05))
    s8("s8_relu_n1_to_1", (1, 12), (1, 12), RELU_N1_TO_1)
    s8("s8_broadcast_channels", (2, 2, 2, 3), (1, 1, 1, 3))
    s8("s8_broadcast_first", (1, 1, 3), (2, 4, 3))
    s8("s8_broadcast_both_ways", (2, 1, 4, 1), (1, 3, 1, 2))
    s8("s8_scalar", (3, 4), (1,))
    s8("s8_fewer_axes", (2, 3, 4), (3, 4))
    s8("s8_far_scales", (1, 20), (1, 20), NONE, (0.5, 0.001, 0.25), (0, 0, 0))
    s8("s8_zero_points_at_the_ends", (1, 20), (1, 20), NONE, (0.05, 0.05, 0.1), (-128, 127, 5))
    m.add("s8_constant", 0, options(), [m.s8((2, 6)), m.s8((2, 6), 0.02, 5, constant=True)],
          out_s8(0.06, 0))
    m.add("f32", 0, options(), [m.f32((2, 5)), m.f32((2, 5))], out_f32())
    m.add("f32_broadcast_relu", 0, options(RELU), [m.f32((2, 3, 2)), m.f32((3, 1))], out_f32())
    m.add("f32_constant_relu6", 0, options(RELU6), [m.f32((2, 3)), m.f32((1, 3), True)], out_f32())
    return m


def quantize():
    m = Maker("quantize")
    m.add("f32_s8", 114, None, [m.f32((3, 7))], out_s8(0.02, 10))
    ties = np.array([[-2.5, -1.5, -0.5, -0.25, 0, 0.25, 0.5, 1.5, 2.5, 1e9, -1e9]], np.float32)
    m.add("f32_s8_ties_and_ends", 114, None, [Tensor(ties)], out_s8(1.0, -3))
    m.add("f32_s8_small_scale", 114, None, [m.f32((2, 6))], out_s8(1e-3, 0))
    for name, scales, zeros in [("s8_s8_coarser", (0.02, 0.05), (3, -4)),
                                ("s8_s8_finer", (0.05, 0.02), (-8, 7)),
                                ("s8_s8_same_scale", (0.05, 0.05), (-128, 127)),
                                ("s8_s8_far", (1.0, 0.001), (0, 0))]:
        m.add(name, 114, None, [m.s8((4, 16), scales[0], zeros[0])], out_s8(scales[1], zeros[1]))
    return m


def dequantize():
    m = Maker("dequantize")
    m.add("s8_f32", 6, None, [m.s8((3, 7), 0.037, -11)], out_f32())
    m.add("s8_f32_zero_point_at_the_end", 6, None, [m.s8((2, 2, 5), 1.5, -128)], out_f32())
    return m


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    args = parser.parse_args()
    here = Path(__file__).parent
    makers = [conv_2d(), depthwise_conv_2d(), fully_connected(),
              pool("average_pool_2d", 1), pool("max_pool_2d", 17), softmax(), reshape(), add(),
              quantize(), dequantize()]
    differ = 0
    for maker in makers:
        print(f"{maker.room}: {len(maker.cases)} cases", file=sys.stderr)
        text = ("// SPDX-License-Identifier: Apache-2.0\n"
                f"// Made by tests/goldens/make_goldens.py, seed {SEED}, with the reference kernels "
                f"of the\n// TensorFlow Lite interpreter of TensorFlow {tf.__version__}; "
                f"NumPy {np.__version__}. Not to be edited.\n")
        for case in maker.cases:
            case.run()
            text += case.text()
        path = here / f"{maker.room}.inc"
        if args.check:
            differ += not path.exists() or path.read_text() != text
        else:
            path.write_text(text)
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
