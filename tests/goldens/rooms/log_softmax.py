# SPDX-License-Identifier: Apache-2.0
import fixed_point
from golden import Tensor, np, out_f32, out_s8

CODE = 50


def make(m):
    options = ("LogSoftmaxOptions", {})

    # The interpreter reads a table of floats where TFLite Micro computes in fixed point.
    def s8(name, x):
        def expected(_):
            rows = x.data.reshape(-1, x.data.shape[-1]).tolist()
            steps = [fixed_point.log_softmax_row(row, x.scales[0]) for row in rows]
            return np.clip(np.array(steps) + 127, -128, 127).astype(np.int8).reshape(x.data.shape)
        m.add(name, CODE, options, [x], out_s8(16 / 256, 127), expected=expected)

    s8("s8", m.s8((2, 10), 0.1, 4))
    s8("s8_four_axes", m.s8((1, 2, 3, 5), 0.05, -128))
    s8("s8_wide_range", m.s8((3, 12), 0.4, 127))
    s8("s8_one_class", m.s8((2, 1), 0.1, 0))
    s8("s8_flat", m.s8((1, 200), 0.001, 0))
    s8("s8_coarse", m.s8((2, 9), 40, 0))
    s8("s8_constant", m.s8((1, 6), 0.05, 0, constant=True))
    for classes in (2, 3, 5, 11, 17, 23, 45, 64, 91):
        data = np.full((1, classes), 3, np.int8)
        s8(f"s8_{classes}_equal", Tensor(data, 0.05, 0))
    m.add("f32", CODE, options, [m.f32((2, 10))], out_f32())
    m.add("f32_four_axes", CODE, options, [m.f32((1, 2, 3, 5))], out_f32())
    far = Tensor(np.array([[-200, 0, 88, 88.5], [1e6, 1e6, -1e6, 0]], np.float32))
    m.add("f32_far_apart", CODE, options, [far], out_f32())
    m.add("f32_one_class", CODE, options, [m.f32((3, 1))], out_f32())
    m.add("f32_constant", CODE, options, [m.f32((1, 4), True)], out_f32())
