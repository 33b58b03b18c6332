# SPDX-License-Identifier: Apache-2.0
import numpy as np

from golden import Tensor, constant, out


def make(m):
    plain, corners, half = (False, False), (True, False), (False, True)
    ways = [("", plain), ("_corners", corners), ("_half_pixel", half)]

    def add(name, tensor, size, way, nearest=False):
        align, centers = way
        kind = "ResizeNearestNeighborOptions" if nearest else "ResizeBilinearOptions"
        first = 0 if nearest else 2
        options = (kind, {"alignCorners": (first, 1, align),
                          "halfPixelCenters": (first + 1, 1, centers)})
        m.add(name, 97 if nearest else 23, options, [tensor, constant(size)],
              out(tensor.data.dtype, tensor.scales, tensor.zero_points))

    for name, way in ways:
        add("bilinear_f32" + name, m.f32((2, 3, 4, 2)), (5, 3), way)
        add("bilinear_s8" + name, m.s8((2, 2, 3, 2), 0.1, -4), (5, 7), way)
        add("bilinear_s8_smaller" + name, m.s8((1, 7, 5, 1), 0.1, -4), (3, 2), way)
        add("bilinear_s16" + name, m.s16((1, 3, 2, 2)), (4, 5), way)
        add("nearest_f32" + name, m.f32((1, 3, 4, 2)), (5, 3), way, True)
        add("nearest_s8" + name, m.s8((2, 2, 5, 3), 0.1, -4), (3, 7), way, True)
        add("nearest_s16" + name, m.s16((1, 4, 3, 1)), (9, 2), way, True)
    add("bilinear_s8_one_row", m.s8((1, 1, 1, 3), 0.1, 0), (1, 4), corners)
    add("bilinear_s8_to_one", m.s8((1, 3, 3, 2), 0.1, 0), (1, 1), corners)
    add("bilinear_s8_same", m.s8((1, 3, 3, 2), 0.1, 0), (3, 3), half)
    add("nearest_s8_both", m.s8((1, 3, 3, 2), 0.1, 0), (5, 4), (True, True), True)
    add("nearest_s8_to_one", m.s8((1, 3, 1, 2), 0.1, 0), (1, 1), corners, True)
    ends = Tensor(np.array([-128, 127, 127, -128], np.int8).reshape(1, 2, 2, 1), 0.1, 0)
    add("bilinear_s8_ends", ends, (5, 5), plain)
    edge = Tensor(np.array([-7], np.int8).reshape(1, 1, 1, 1), 0.1, 0)
    m.add("bilinear_s8_one_row_much_magnified", 23, ("ResizeBilinearOptions", {}),
          [edge, constant((1, 1500))], out(np.int8, 0.1, 0),
          expected=lambda arrays: np.full((1, 1, 1500, 1), -7, np.int8))
