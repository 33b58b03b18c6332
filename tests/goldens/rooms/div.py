# SPDX-License-Identifier: Apache-2.0
import numpy as np

from golden import NONE, RELU, RELU6, RELU_N1_TO_1, Case, Tensor, out, out_f32, out_s8

DIV = 42


def make(m):
    def options(activation=NONE):
        return "DivOptions", {"fusedActivationFunction": (0, 1, activation)}

    def by_uint8(name, activation, scales, zeros):
        """The interpreter has DIV for uint8 only, whose arithmetic is the same 128 higher."""
        def run(arrays):
            inputs = [Tensor((x.astype(np.int16) + 128).astype(np.uint8), s, z + 128)
                      for x, s, z in zip(arrays, scales, zeros)]
            higher = Case(name, DIV, options(activation), inputs,
                          out(np.uint8, scales[2], zeros[2] + 128))
            higher.run()
            return (higher.results[0][0].astype(np.int16) - 128).astype(np.int8)
        return run

    def s8(name, a, b, activation=NONE, scales=(0.05, 0.03, 0.1), zeros=(1, -128, 3)):
        """No divisor is zero, nor stored as -128, which the interpreter takes for zero."""
        divisor = m.s8(b, scales[1], zeros[1])
        divisor.data[(divisor.data == zeros[1]) | (divisor.data == -128)] = 100
        m.add(name, DIV, options(activation), [m.s8(a, scales[0], zeros[0]), divisor],
              out_s8(scales[2], zeros[2]), expected=by_uint8(name, activation, scales, zeros))

    def whole(name, first, second, activation=NONE, **more):
        m.add(name, DIV, options(activation),
              [Tensor(np.array(x, np.int32)) for x in (first, second)], out(np.int32), **more)

    s8("s8", (2, 3, 4), (2, 3, 4))
    s8("s8_both_signs", (4, 8), (4, 8), zeros=(0, 0, 0))
    s8("s8_relu", (1, 12), (1, 12), RELU)
    s8("s8_relu6", (1, 12), (1, 12), RELU6, (0.1, 0.01, 0.05))
    s8("s8_relu_n1_to_1", (1, 12), (1, 12), RELU_N1_TO_1)
    s8("s8_broadcast_both_ways", (2, 1, 4, 1), (1, 3, 1, 2))
    s8("s8_scalar", (3, 4), (1,))
    s8("s8_fine_output", (1, 20), (1, 20), NONE, (0.5, 0.25, 0.001), (0, 1, 0))
    # Below the interpreter's range of shifts, where its result is undefined.
    m.add("s8_coarse_output", DIV, options(),
          [m.s8((1, 20), 0.001, 0), m.tensor(np.int8, (1, 20), 1.0, -2, low=30)], out_s8(0.7, -7),
          expected=lambda a: np.full((1, 20), -7, np.int8))
    s8("s8_zero_points_at_the_ends", (1, 20), (1, 20), NONE, (0.05, 0.05, 0.02), (-128, 127, 5))
    whole("s32", [[7, -7, 7, -7], [100, 2147483647, -2147483648, 0]],
          [[2, 2, -2, -2], [7, 3, 5, 9]])
    whole("s32_broadcast_relu", [[7, -7, 9], [-100, 50, -2147483648]], [[3], [-4]], RELU)
    whole("s32_relu6", [7, 70, -7], [2], RELU6)
    whole("s32_beyond_32_bits", [-2147483648, -2147483647], [-1, -1],
          expected=lambda a: np.array([2147483647, 2147483647], np.int32))
    m.add("f32", DIV, options(), [m.f32((2, 5)), m.f32((2, 5))], out_f32())
    m.add("f32_broadcast_relu", DIV, options(RELU), [m.f32((2, 3, 2)), m.f32((3, 1))], out_f32())
    m.add("f32_constant_relu6", DIV, options(RELU6), [m.f32((2, 3)), m.f32((1, 3), True)],
          out_f32())
    most = np.finfo(np.float32).max
    m.add("f32_by_zero", DIV, options(),
          [Tensor(np.array([1, -1, 0], np.float32)), Tensor(np.zeros(3, np.float32))], out_f32(),
          expected=lambda a: np.array([most, -most, np.nan], np.float32))
