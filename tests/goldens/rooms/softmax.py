# SPDX-License-Identifier: Apache-2.0
import numpy as np

from golden import Tensor, out_f32, out_s8


def make(m):
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
