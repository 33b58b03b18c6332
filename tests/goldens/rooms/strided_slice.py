# SPDX-License-Identifier: Apache-2.0
import numpy as np

from golden import constant, out, out_s8

STRIDED_SLICE = 45


def make(m):
    def case(name, dtype, shape, begin, end, strides, kind=np.int32, **masks):
        names = ("beginMask", "endMask", "ellipsisMask", "newAxisMask", "shrinkAxisMask")
        options = {n: (i, 4, masks.get(n, 0)) for i, n in enumerate(names)}
        options["offset"] = (5, 1, masks.get("offset", False))
        lists = [constant(x, kind) for x in (begin, end, strides)]
        expected = masks.get("expected")
        m.add(name, STRIDED_SLICE, ("StridedSliceOptions", options),
              [m.tensor(dtype, shape)] + lists, out(dtype), expected=expected)

    m.add("s8", STRIDED_SLICE, None,
          [m.s8((3, 4, 2), 0.1, 7), constant((1, 0, 0)), constant((3, 4, 1)), constant((1, 2, 1))],
          out_s8(0.1, 7))
    case("s32", np.int32, (4, 5), (0, 1), (4, 5), (2, 3))
    case("f32_backwards", np.float32, (3, 4), (2, 3), (0, -5), (-1, -2))
    case("s16_negative", np.int16, (3, 6), (-2, -5), (-1, -1), (1, 2))
    case("b", np.bool_, (9,), (1,), (8,), (3,))
    case("masks", np.int8, (3, 4), (2, 1), (1, 2), (1, 1), beginMask=1, endMask=2)
    case("masks_backwards", np.int8, (3, 4), (1, 1), (2, 2), (-1, -1), beginMask=2, endMask=3)
    case("shrink", np.int8, (3, 4, 2), (1, 0, -1), (2, 4, 0), (1, 3, 1), shrinkAxisMask=5)
    case("shrink_to_scalar", np.int8, (5,), (3,), (4,), (1,), shrinkAxisMask=1)
    case("shrink_backwards", np.int8, (5, 2), (3, 0), (4, 2), (-1, 1), shrinkAxisMask=1,
         expected=lambda a: a[0][3])
    case("far_ends", np.int8, (3, 4), (-100, 2147483647), (100, -2147483648), (1, -1))
    case("far_stride", np.int8, (3, 4), (1, 0), (3, 4), (2147483647, -2147483648), endMask=2,
         expected=lambda a: a[0][1:2, 0:1])
    case("fewer_entries", np.int8, (3, 4, 2), (1,), (3,), (1,))
    case("ellipsis", np.int8, (2, 3, 2, 4), (1, 0, 1), (2, 0, 3), (1, 1, 1), ellipsisMask=2)
    # The interpreter gives the ellipsis an axis that belongs to the entry after it.
    case("ellipsis_of_no_axis", np.int8, (3, 4), (1, 0, 1), (2, 0, 3), (1, 1, 1), ellipsisMask=2,
         expected=lambda a: a[0][1:2, ..., 1:3])
    case("new_axis", np.int8, (3, 4), (1, 0, 1), (3, 0, 3), (1, 1, 1), newAxisMask=2)
    case("ellipsis_and_new_axes", np.int8, (3, 4), (0, 0, 1, 0), (0, 0, 3, 0), (1, 1, 1, 1),
         ellipsisMask=2, newAxisMask=9)
    case("offset", np.int8, (4, 6), (1, 2), (2, 3), (1, 2), offset=True,
         expected=lambda a: a[0][1:3, 2:5:2])
    case("of_64_bits", np.int8, (4, 6), (1, -1), (2 ** 40, -2 ** 40), (2, -2), kind=np.int64,
         expected=lambda a: a[0][1::2, ::-2])
    case("empty", np.int8, (3, 4), (2, 0), (1, 4), (1, 1), expected=lambda a: a[0][2:1])
