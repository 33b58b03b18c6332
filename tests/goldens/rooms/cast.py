# SPDX-License-Identifier: Apache-2.0
import numpy as np

from golden import Tensor, out

TYPES = {"s8": np.int8, "s16": np.int16, "s32": np.int32, "s64": np.int64, "u8": np.uint8,
         "u32": np.uint32, "f32": np.float32, "b": np.bool_}


def make(m):
    def add(name, data, target, **more):
        m.add(name, 53, None, [Tensor(data)], out(target, shape=data.shape), version=7, **more)

    def numpy_cast(target):
        return lambda arrays: arrays[0].astype(target)

    for a, source in TYPES.items():
        for b, target in TYPES.items():
            if source == np.float32:
                data = m.random.uniform(0 if b[0] == "u" else -120, 120, (2, 4)).astype(source)
                data[0, :2] = [0, 1.5]
            elif source == np.bool_:
                data = m.random.integers(0, 2, (2, 4)).astype(source)
            elif source == np.int64:  # the tests read 64-bit integers as doubles
                data = m.integers(source, (2, 4), -2**52, 2**52)
                data[0, 0] = 0
            else:
                data = m.integers(source, (2, 4))
                data[0, :2] = [0, np.iinfo(source).min]
            add(f"{a}_{b}", data, target, expected=numpy_cast(target))
    ends = np.array([3e38, -3e38, np.inf, -np.inf, np.nan, -0.9, 2**31, -2**31], np.float32)
    for b in ["s8", "s16", "s32", "u8", "u32"]:
        info = np.iinfo(TYPES[b])
        saturated = [info.max, info.min, info.max, info.min, 0, 0, min(info.max, 2**31),
                     max(info.min, -2**31)]
        add(f"f32_{b}_beyond_the_ends", ends, TYPES[b],
            expected=lambda _, v=saturated, t=TYPES[b]: np.array(v, t))
    add("f16_f32", np.array([0, 1, -2.5, 65504, 6e-8, -1e-5], np.float16), np.float32,
        expected=numpy_cast(np.float32))
    add("f32_f16", np.array([0, 1, -2.5, 65519, 1e-7, 0.1, 2049, 2051], np.float32), np.float16,
        expected=numpy_cast(np.float16))
    add("s32_s8_scalar", np.array(300, np.int32), np.int8, expected=numpy_cast(np.int8))
