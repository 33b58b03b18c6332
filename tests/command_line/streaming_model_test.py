#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""models/streaming_keyword can be run a row of features at a time: nothing in it is strided or
padded along time, which shows in the shapes. models/keyword_spotting, which is both, must fail.

Argument: the mote command.
"""
import json
import pathlib
import subprocess
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
ALONG_TIME = {"CONV_2D": 1, "DEPTHWISE_CONV_2D": 1}  # the axis of the weights
BY_ROW = {"SOFTMAX", "FULLY_CONNECTED"}  # after the pool, one row is left
STATE, MACS = 2464, 28064  # bytes kept, multiply-accumulates a step: as its README says
MOTE = None  # set below


def streaming_cost(name):
    """Bytes of rows to keep and multiply-accumulates of a step, or what makes that impossible."""
    path = ROOT / "models" / name / f"{name}.tflite"
    shown = subprocess.run([MOTE, "inspect", "--json", path], check=True, capture_output=True)
    model = json.loads(shown.stdout)
    shapes = [tensor["shape"] for tensor in model["tensors"]]
    state = macs = 0
    for operator in model["operators"]:
        name = operator["name"]
        source, result = shapes[operator["inputs"][0]], shapes[operator["outputs"][0]]
        rows = result[1] if len(result) == 4 else 1
        if name in ALONG_TIME:
            window = shapes[operator["inputs"][1]][ALONG_TIME[name]]
        elif name == "AVERAGE_POOL_2D":
            window = source[1]
            if rows != 1:
                return f"{name} {source} to {result}: its window is not told by the shapes"
        elif name in BY_ROW and rows == 1:
            window = 1
        else:
            return f"{name} is not expected"
        # With a stride, or with rows of padding, another number of rows is left.
        if len(source) == 4 and source[1] - rows != window - 1:
            return f"{name}: {source[1]} rows become {rows} by a window of {window}"
        if len(source) == 4:
            state += (window - 1) * source[2] * source[3]
        macs += operator["multiply_accumulates"] // rows
    return state, macs


class StreamingModel(unittest.TestCase):
    def test_streaming_keyword_moves_by_a_row(self):
        self.assertEqual(streaming_cost("streaming_keyword"), (STATE, MACS))

    def test_keyword_spotting_does_not(self):
        self.assertIn("49 rows become 25", streaming_cost("keyword_spotting"))


if __name__ == "__main__":
    MOTE = sys.argv.pop(1)
    unittest.main(verbosity=2)
