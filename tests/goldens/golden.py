# SPDX-License-Identifier: Apache-2.0
"""Models of one operator with seeded random data, and what the reference says comes out.

A room's file rooms/NAME.py has one function, make(m), which calls m.add() for each case. The
expected outputs come from the reference kernels of the TensorFlow Lite interpreter or, where it has
no such operator, from NumPy in the room's file: never from Mote.
"""
import os
import struct
import warnings
import zlib

warnings.filterwarnings("ignore", category=UserWarning)
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import flatbuffers  # noqa: E402
import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402
from tensorflow.lite.python import schema_py_generated as schema  # noqa: E402

SEED = 20260101
SAME, VALID = 0, 1
NONE, RELU, RELU_N1_TO_1, RELU6 = 0, 1, 2, 3
TYPES = {np.dtype(np.float32): ("Float32", 0), np.dtype(np.float16): ("Float16", 1),
         np.dtype(np.int32): ("Int32", 2), np.dtype(np.uint8): ("UInt8", 3),
         np.dtype(np.int64): ("Int64", 4), np.dtype(np.bool_): ("Bool", 6),
         np.dtype(np.int16): ("Int16", 7), np.dtype(np.int8): ("Int8", 9),
         np.dtype(np.uint64): ("UInt64", 12), np.dtype(np.uint32): ("UInt32", 15),
         np.dtype(np.uint16): ("UInt16", 16)}
INT4 = ("Int4", 17)


class Sparsity:
    """How a constant is stored: `values` in order, and of each level, in traversal `order`, its
    extent or (segments, indices), arrays of int32, uint16 or uint8."""

    KINDS = {np.dtype(np.int32): (1, "Int32VectorT"), np.dtype(np.uint16): (2, "Uint16VectorT"),
             np.dtype(np.uint8): (3, "Uint8VectorT")}

    def __init__(self, values, order, block_map, levels):
        self.values, self.order, self.block_map, self.levels = values, order, block_map, levels

    def table(self):
        sparsity = schema.SparsityParametersT()
        sparsity.traversalOrder, sparsity.blockMap = self.order, self.block_map
        sparsity.dimMetadata = []
        for level in self.levels:
            d = schema.DimensionMetadataT()
            if isinstance(level, int):
                d.denseSize = level
            else:
                d.format = schema.DimensionType.SPARSE_CSR
                d.arraySegmentsType, d.arraySegments = self.union(level[0])
                d.arrayIndicesType, d.arrayIndices = self.union(level[1])
            sparsity.dimMetadata.append(d)
        return sparsity

    def union(self, numbers_):
        kind, name = self.KINDS[numbers_.dtype]
        vector = getattr(schema, name)()
        vector.values = numbers_
        return kind, vector

    def json(self):
        levels = [level if isinstance(level, int)
                  else [[self.KINDS[v.dtype][0], v.tolist()] for v in level]
                  for level in self.levels]
        return {"order": self.order, "block_map": self.block_map, "levels": levels}


class Tensor:
    """Elements with their quantisation; `constant` ones are stored in the model, `variable` ones
    are the operator's memory. `int4`: two of the int8 elements share a byte. `sparsity`: how a
    constant is stored."""

    def __init__(self, data, scales=(), zero_points=(), dimension=0, constant=False,
                 variable=False, int4=False, sparsity=None):
        self.data = np.asarray(data)
        self.scales = [float(np.float32(s)) for s in np.atleast_1d(scales)]
        self.zero_points = [int(z) for z in np.atleast_1d(zero_points)]
        self.dimension = dimension
        self.constant, self.variable, self.int4 = constant, variable, int4
        self.sparsity = sparsity

    @property
    def kind(self):
        return INT4 if self.int4 else TYPES[self.data.dtype]

    @property
    def is_input(self):
        return not self.constant and not self.variable

    @property
    def stored(self):
        return self.sparsity.values if self.sparsity else self.data

    def stored_bytes(self):
        if not self.int4:
            return self.stored.tobytes()
        nibbles = (self.data.ravel() & 15).astype(np.uint8)
        nibbles = np.append(nibbles, np.zeros(nibbles.size % 2, np.uint8))
        return (nibbles[0::2] | nibbles[1::2] << 4).tobytes()

    def add_to(self, model):
        t = schema.TensorT()
        t.shape = list(self.data.shape)
        t.type = self.kind[1]
        t.buffer = 0
        t.name = f"t{len(model.subgraphs[0].tensors)}"
        t.isVariable = self.variable
        if self.constant:
            buffer = schema.BufferT()
            buffer.data = np.frombuffer(self.stored_bytes(), np.uint8)
            t.buffer = len(model.buffers)
            model.buffers.append(buffer)
        if self.sparsity:
            t.sparsity = self.sparsity.table()
        if self.scales:
            q = t.quantization = schema.QuantizationParametersT()
            q.scale, q.zeroPoint = self.scales, self.zero_points
            q.quantizedDimension = self.dimension
        model.subgraphs[0].tensors.append(t)
        return len(model.subgraphs[0].tensors) - 1

    def json(self):
        entry = {"type": self.kind[0], "shape": list(self.data.shape)}
        if self.scales:
            entry["scales"], entry["zero_points"] = self.scales, self.zero_points
            if self.dimension:
                entry["dimension"] = self.dimension
        if self.constant:
            entry["constant"] = numbers(self.stored)
        if self.sparsity:
            entry["sparsity"] = self.sparsity.json()
        if self.variable:
            entry["variable"] = True
        return entry


def numbers(data):
    """JSON has no infinities: they are written as strings."""
    out = []
    for x in np.asarray(data).ravel().tolist():
        if isinstance(x, float):
            x = str(x) if not np.isfinite(x) else int(x) if x == int(x) and str(x) != "-0.0" else x
        out.append(int(x) if isinstance(x, bool) else x)
    return out


class Case:
    def __init__(self, name, code, options, inputs, outputs, version=None, custom=None,
                 custom_options=b"", runs=None, expected=None, bound=None):
        """options: (name of the schema's table, {field: (number, bytes, value)}) or None.
        outputs: what the operator writes; only types, quantisation and, for shapes that the
        interpreter does not compute, dimensions count.
        runs: for operators with memory, the inputs (lists of arrays) of one invoke after another.
        expected: instead of TensorFlow Lite: function from a list of input arrays to outputs.
        bound: for float32 outputs, [relative, absolute] instead of the tests' own."""
        self.name, self.code, self.options, self.version = name, code, options, version
        self.custom, self.custom_options = custom, custom_options
        self.inputs, self.expected, self.bound = inputs, expected, bound
        self.outputs = outputs if isinstance(outputs, list) else [outputs]
        live = [t.data for t in inputs if t is not None and t.is_input]
        self.runs = [live] if runs is None else runs
        self.results = []

    def model(self):
        model = schema.ModelT()
        model.version = 3
        model.buffers = [schema.BufferT()]
        graph = schema.SubGraphT()
        graph.tensors = []
        model.subgraphs = [graph]
        op = schema.OperatorT()
        inputs = self.inputs
        if self.code in (3, 4) and len(inputs) == 2:
            # The convolutions of TensorFlow Lite insist on a bias: zeros mean the same.
            channels = inputs[1].data.shape[0 if self.code == 3 else 3]
            kind = {np.dtype(np.int8): np.int32, np.dtype(np.int16): np.int64,
                    np.dtype(np.uint8): np.int32}.get(inputs[0].data.dtype, np.float32)
            inputs = inputs + [Tensor(np.zeros(channels, kind), constant=True)]
        op.inputs = [-1 if t is None else t.add_to(model) for t in inputs]
        op.outputs = [t.add_to(model) for t in self.outputs]
        op.opcodeIndex = 0
        if self.options:
            kind, fields = self.options
            op.builtinOptionsType = getattr(schema.BuiltinOptions, kind)
            op.builtinOptions = getattr(schema, kind + "T")()
            for field, (_, _, value) in fields.items():
                setattr(op.builtinOptions, field, value)
        graph.operators = [op]
        graph.inputs = [i for i, t in zip(op.inputs, inputs) if t is not None and t.is_input]
        graph.outputs = op.outputs
        code = schema.OperatorCodeT()
        code.builtinCode = self.code
        if self.custom:
            code.customCode = self.custom
            op.customOptions = np.frombuffer(self.custom_options, np.uint8)
        code.deprecatedBuiltinCode = min(self.code, 127)
        # Old versions lack per-channel weights (5), int8 (2 or 3) and dilation (2).
        code.version = self.version or {3: 5, 4: 5, 9: 9, 22: 1, 32: 1}.get(self.code, 2)
        model.operatorCodes = [code]
        builder = flatbuffers.Builder(1024)
        builder.Finish(model.Pack(builder), b"TFL3")
        return bytes(builder.Output()), graph.inputs, op.outputs

    def run(self):
        if self.expected:
            for arrays in self.runs:
                out = self.expected(arrays)
                self.results.append(out if isinstance(out, list) else [out])
        else:
            content, inputs, outputs = self.model()
            kernels = tf.lite.experimental.OpResolverType
            interpreter = tf.lite.Interpreter(
                model_content=content,
                experimental_op_resolver_type=kernels.BUILTIN_WITHOUT_DEFAULT_DELEGATES
                if self.custom else kernels.BUILTIN_REF)  # which has no custom operators
            interpreter.allocate_tensors()
            for arrays in self.runs:
                for i, data in zip(inputs, arrays):
                    interpreter.set_tensor(i, data)
                interpreter.invoke()
                self.results.append([interpreter.get_tensor(i) for i in outputs])
        for tensor, result in zip(self.outputs, self.results[0]):
            assert tensor.data.dtype == result.dtype, (self.name, tensor.data.dtype, result.dtype)
            tensor.data = result

    def json(self):
        entry = {"name": self.name, "code": self.code}
        if self.custom:
            entry["custom"], entry["custom_options"] = self.custom, self.custom_options.hex()
        if self.options:
            entry["options_type"] = getattr(schema.BuiltinOptions, self.options[0])
            entry["options"] = []
            for number, size, value in self.options[1].values():
                if isinstance(value, float):
                    value = struct.unpack("<I", struct.pack("<f", value))[0]
                entry["options"].append([number, size, int(value) & 0xFFFFFFFF])
        if self.bound:
            entry["bound"] = self.bound
        entry["inputs"] = [None if t is None else t.json() for t in self.inputs]
        entry["outputs"] = [t.json() for t in self.outputs]
        entry["runs"] = [{"inputs": [numbers(a) for a in arrays],
                          "outputs": [numbers(a) for a in results]}
                         for arrays, results in zip(self.runs, self.results)]
        return entry


class Maker:
    """Random tensors; the seed is the room's name, so that rooms do not disturb each other."""

    def __init__(self, room):
        self.random = np.random.default_rng([SEED, zlib.crc32(room.encode())])
        self.room, self.cases = room, []

    def integers(self, dtype, shape, low=None, high=None):
        """Uniform over [low, high], the whole type by default."""
        info = np.iinfo(dtype)
        low = info.min if low is None else low
        high = info.max if high is None else high
        return self.random.integers(low, high, shape, dtype, endpoint=True)

    def tensor(self, dtype, shape, scale=(), zero_point=(), constant=False, low=None, high=None):
        """Random elements: floats in [-2, 2] or [low, high], booleans, integers as above."""
        if dtype == np.float32:
            low, high = (-2, 2) if low is None else (low, high)
            data = self.random.uniform(low, high, shape).astype(np.float32)
        elif dtype == np.bool_:
            data = self.random.integers(0, 2, shape).astype(np.bool_)
        else:
            data = self.integers(dtype, shape, low, high)
        return Tensor(data, scale, zero_point, constant=constant)

    def s8(self, shape, scale=0.05, zero_point=0, constant=False):
        return Tensor(self.random.integers(-128, 128, shape, np.int8), scale, zero_point,
                      constant=constant)

    def s16(self, shape, scale=0.0005, zero_point=0, constant=False):
        return Tensor(self.integers(np.int16, shape), scale, zero_point, constant=constant)

    def f32(self, shape, constant=False):
        return Tensor(self.random.uniform(-2, 2, shape).astype(np.float32), constant=constant)

    def filter_s8(self, shape, channels=None, dimension=0, zero_point=0):
        """One scale for all, or one a channel along `dimension`."""
        n = channels or 1
        scales = self.random.uniform(0.002, 0.02, n)
        return Tensor(self.random.integers(-127, 128, shape, np.int8), scales,
                      [zero_point] * n, dimension, True)

    def filter_s4(self, shape, channels=None, dimension=0):
        n = channels or 1
        return Tensor(self.random.integers(-8, 8, shape, np.int8), self.random.uniform(0.02, 0.2, n),
                      [0] * n, dimension, True, int4=True)

    def filter_u8(self, shape, zero_point):
        return Tensor(self.integers(np.uint8, shape), self.random.uniform(0.005, 0.02), zero_point,
                      constant=True)

    def bias_s32(self, n, input_scale, filter_scales):
        return self.bias(np.int32, 3000, n, input_scale, filter_scales)

    def bias(self, dtype, most, n, input_scale, filter_scales):
        """Elements in [-most, most)."""
        scales = np.float32(input_scale) * np.float32(filter_scales)
        return Tensor(self.random.integers(-most, most, n, dtype), scales, [0] * len(scales), 0,
                      True)

    def add(self, name, code, options, inputs, outputs, **more):
        self.cases.append(Case(name, code, options, inputs, outputs, **more))


def constant(values, dtype=np.int32):
    """Axes, shapes and the like, stored in the model."""
    return Tensor(np.array(values, dtype), constant=True)


def out(dtype, scale=(), zero_point=(), shape=(1,)):
    return Tensor(np.zeros(shape, dtype), scale, zero_point)


def out_s8(scale, zero_point):
    return out(np.int8, scale, zero_point)


def out_s16(scale, zero_point=0):
    return out(np.int16, scale, zero_point)


def out_u8(scale, zero_point):
    return out(np.uint8, scale, zero_point)


def out_f32():
    return out(np.float32)
