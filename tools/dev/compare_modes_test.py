#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Each limit of compare_modes.py has a row that trips it."""
import unittest

import compare_modes

LIMITS = {"compiled": {"every": {"static_ram": 16, "stack": 512, "load": 0, "compile_ms": 2000},
                       "kws": {"code": 6000, "flash": 36864, "arena": 16000}},
          "interpreted_fast": {"kws": {"run": 6543918}},
          "fast_20K": {"every": {"stack": 768}, "kws": {"arena": 20480, "ratio": 1.3}},
          "fast": {"kws": {"code": 14000, "run": 4600000}}}
TFLM = {"kws": {"outputs": "0xdcdc689d"}}
COMPILED = {"model": "kws", "mode": "compiled", "code": 6000, "flash": 36864, "arena": 16000,
            "static_ram": 16, "stack": 512, "load": 0, "compile_ms": 2000, "outputs": "0xdcdc689d"}

ROWS = [
    # (name, what differs from a row that keeps every limit, how often it is complained about)
    ("all at their limits", {}, 0),
    ("code", {"code": 6001}, 1),
    ("flash", {"flash": 36865}, 1),
    ("arena", {"arena": 16001}, 1),
    ("RAM beyond the arena", {"static_ram": 17}, 1),
    ("stack", {"stack": 513}, 1),
    ("something to load", {"load": 1}, 1),
    ("time to compile", {"compile_ms": 2001}, 1),
    ("two at once", {"code": 6001, "stack": 513}, 2),
    ("another result than TFLM's", {"outputs": "0xdcdc689e"}, 1),
    ("another result, interpreted", {"mode": "interpreted", "outputs": "0xdcdc689e"}, 1),
    ("an interpreter has other limits", {"mode": "interpreted", "code": 14000, "load": 1}, 0),
    ("fast entries, instructions of a run", {"mode": "interpreted_fast", "run": 6543919}, 1),
    ("fast entries, at their limit", {"mode": "interpreted_fast", "run": 6543918}, 0),
    ("fast, at its limits", {"mode": "fast", "code": 14000, "run": 4600000, "stack": 999}, 0),
    ("fast, instructions of a run", {"mode": "fast", "run": 4600001}, 1),
    ("little RAM, at its limits",
     {"mode": "fast_20K", "arena": 20480, "ratio": 1.3, "stack": 768}, 0),
    ("little RAM, arena", {"mode": "fast_20K", "arena": 20481, "ratio": 1.3}, 1),
    ("little RAM, instructions", {"mode": "fast_20K", "ratio": 1.3001}, 1),
    ("a model without limits of its own", {"model": "other", "code": 99999}, 0),
    ("a model without limits of its own, stack", {"model": "other", "stack": 513}, 1),
]


class CompareModes(unittest.TestCase):
    def test_limits(self):
        for name, change, complaints in ROWS:
            with self.subTest(name):
                found = compare_modes.check([COMPILED | change], LIMITS, TFLM)
                self.assertEqual(len(found), complaints, found)

    def test_little_ram(self):
        self.assertEqual(compare_modes.small_modes(LIMITS), [("kws", "fast_20K")])
        rows = [{"model": "kws", "mode": "fast", "run": 1000},
                {"model": "kws", "mode": "compiled", "run": 5000},
                {"model": "kws", "mode": "fast_20K", "run": 1301}]
        compare_modes.add_ratios(rows)
        self.assertEqual([row.get("ratio") for row in rows], [None, None, 1.301])


if __name__ == "__main__":
    unittest.main()
