#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What trips the check of recorded instructions, and how code of `mote compile` is taken apart."""
import pathlib
import tempfile
import unittest

import make_benchmarks
import model_steps

SOURCE = """\
constexpr int kNumber = 0;  // 7 conv_2d_s8: not in invoke()
mote::Fault Net::invoke() {
  // 0 pad_s8: "padded", Int8 [1, 4, 4, 1], 0.5 * (q - 0)
  // (left to the convolution that reads it)
  // 1 conv_2d_s8: "mote::reference::no_kernel(", Int8 [1, 2, 2, 8]
  // (reference kernel: its sums may not fit 24 bits)
  mote::reference::conv_2d_s8(kParams1, at<int8_t>(0),
      mote::compiled::constant<int32_t>(kTensor2));
  // 2 gather_s8
  const mote::CheckNumber check = mote::run::gather_s8(context);
  return mote::Fault{};
}
  mote::reference::beyond(kParams);
"""

RUNS = [
    # (name, recorded, measured, complaints)
    ("as recorded", {"kws": 10000}, {"kws": 10000}, 0),
    ("faster", {"kws": 10000}, {"kws": 5000}, 0),
    ("at the limit", {"kws": 10000}, {"kws": 10100}, 0),
    ("above it", {"kws": 10000}, {"kws": 10101}, 1),
    ("one of two", {"kws": 10000, "vww": 500}, {"kws": 10101, "vww": 500}, 1),
    ("never recorded", {}, {"kws": 1}, 1),
    ("not measured", {"kws": 10000}, {}, 0),
]


FLAT = """\
mote::Fault Net::invoke() {
  // 0 softmax_s8: "out", Int8 [1, 2]
  mote::reference::softmax_s8(kParams0, at<int8_t>(0), at<int8_t>(0));
  return mote::Fault{};
}
"""


class MakeBenchmarks(unittest.TestCase):
    def test_slowdowns(self):
        for name, recorded, measured, complaints in RUNS:
            with self.subTest(name):
                found = list(make_benchmarks.slowdowns(recorded, measured))
                self.assertEqual(len(found), complaints, found)

    def test_steps_of_a_source(self):
        steps, owner_of = model_steps.read_source(SOURCE)
        self.assertEqual([(s.index, s.entry, s.kernels, s.slow) for s in steps],
                         [(0, "pad_s8", [], ""),
                          (1, "conv_2d_s8", ["reference::conv_2d_s8"],
                           "its sums may not fit 24 bits"),
                          (2, "gather_s8", ["run::gather_s8"], "")])
        self.assertEqual({line: owner for line, owner in owner_of.items() if owner},
                         {6: 1, 7: 1, 8: 1, 10: 2})

    def test_counts_of_steps(self):
        with tempfile.NamedTemporaryFile("w", suffix=".cpp") as file:
            file.write(SOURCE)
            file.flush()
            counts = {0: [12, 15], 2: [80, 99], 3: [9, 9]}
            steps = model_steps.with_counts(pathlib.Path(file.name), counts, [0, 40, 0])
        rows = [model_steps.as_json(step) for step in steps]
        self.assertEqual([row["instructions"] for row in rows], [0, 80, 9, 12])
        self.assertEqual([row["estimated_cycles"] for row in rows], [0, 99, 9, 15])
        self.assertEqual(rows[1]["per_multiply_accumulate"], 2.0)
        self.assertEqual(rows[1]["slow"], "its sums may not fit 24 bits")

    def test_multiply_accumulates_of_flat_models_only(self):
        for name, macs, known in (("a step each", [5], 5), ("two operators", [5, 6], None)):
            with self.subTest(name), tempfile.NamedTemporaryFile("w", suffix=".cpp") as file:
                file.write(FLAT)
                file.flush()
                steps = model_steps.with_counts(pathlib.Path(file.name), {1: [10]}, macs)
                self.assertEqual(steps[0].multiply_accumulates, known)
                self.assertIsNone(steps[0].cycles)


if __name__ == "__main__":
    unittest.main()
