# SPDX-License-Identifier: Apache-2.0
import fixed_point
from golden import Tensor, np, out, out_f32, out_s16, out_s8

ABS, NEG = 101, 59


def make(m):
    def every(scale=(), zero_point=()):
        return Tensor(np.arange(-128, 128, dtype=np.int8).reshape(4, 64), scale, zero_point)

    ends_s16 = np.array([-32768, -32767, -1, 0, 1, 32767], np.int16)
    ends_s32 = np.array([-2**31, 1 - 2**31, -1, 0, 1, 2**31 - 1], np.int32)
    ends_s64 = np.array([-2**63, 1 - 2**52, -1, 0, 1, 2**52], np.int64)
    special = np.array([np.inf, -np.inf, np.nan, 0.0, -0.0, 1e-40, -1e-40], np.float32)

    m.add("abs_s8", ABS, None, [m.s8((2, 3, 5), 0.05, -10)], out_s8(0.03, -120))
    m.add("abs_s8_every_number", ABS, None, [every(0.05, 3)], out_s8(0.05, -128))
    m.add("abs_s8_other_scale", ABS, None, [every(0.05, -128)], out_s8(0.04, 127))
    m.add("abs_s8_constant", ABS, None, [m.s8((7,), 0.1, 3, constant=True)], out_s8(0.1, 3))
    m.add("abs_s16", ABS, None, [m.s16((3, 7), 0.001)], out_s16(0.0007))
    m.add("abs_s16_ends", ABS, None, [Tensor(ends_s16, 0.001, 0)], out_s16(0.001))
    m.add("abs_s16_plain", ABS, None, [Tensor(ends_s16)], out(np.int16))
    m.add("abs_s32", ABS, None, [Tensor(ends_s32)], out(np.int32))
    m.add("abs_s64", ABS, None, [Tensor(ends_s64)], out(np.int64),
          expected=lambda arrays: np.abs(arrays[0]))
    m.add("abs_f32", ABS, None, [m.f32((2, 7))], out_f32())
    m.add("abs_f32_special", ABS, None, [Tensor(special)], out_f32())
    m.add("abs_f32_constant", ABS, None, [m.f32((5,), True)], out_f32())

    def negated(name, x, output):
        # The interpreter ignores the quantisation: see the room's notes.
        scale = np.float32(x.scales[0]) / np.float32(output.scales[0])
        factor = fixed_point.multiplier(float(scale))
        info = np.iinfo(x.data.dtype)

        def expected(arrays):
            y = [fixed_point.clamp(fixed_point.rescale(x.zero_points[0] - q, factor)
                                   + output.zero_points[0], info.min, info.max)
                 for q in arrays[0].ravel().tolist()]
            return np.array(y, x.data.dtype).reshape(arrays[0].shape)
        m.add(name, NEG, None, [x], output, expected=expected)

    negated("neg_s8", m.s8((2, 3, 5), 0.05, -10), out_s8(0.03, 20))
    negated("neg_s8_every_number", every(0.05, 0), out_s8(0.05, 0))
    negated("neg_s8_zero_point_at_the_end", m.s8((33,), 0.05, 127), out_s8(0.06, -128))
    negated("neg_s16", m.s16((3, 7), 0.001), out_s16(0.0007))
    negated("neg_s16_ends", Tensor(ends_s16, 0.001, 0), out_s16(0.001))
    m.add("neg_s8_plain", NEG, None, [every()], out(np.int8), version=1)
    m.add("neg_s16_plain", NEG, None, [Tensor(ends_s16)], out(np.int16), version=1)
    m.add("neg_s32", NEG, None, [Tensor(ends_s32)], out(np.int32), version=1)
    m.add("neg_s64", NEG, None, [Tensor(ends_s64)], out(np.int64), version=1)
    m.add("neg_f32", NEG, None, [m.f32((2, 7))], out_f32(), version=1)
    m.add("neg_f32_special", NEG, None, [Tensor(special)], out_f32(), version=1)
