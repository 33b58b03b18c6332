#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Tests that compiled_models.py --check sees a model that executes too much."""
import sys

import compiled_models
from emulator import Span

LIMITS = {"net": {"most": 1000, "recorded": 800}}

# What ran, and what is said about it.
CASES = [
    ("as recorded", [800], []),
    ("1 % above the record", [808], []),
    ("more than that", [809], ["net: 809 instructions, 800 recorded: more than 1 % above"]),
    ("above the limit", [1001], ["net: 1,001 instructions, 1,000 at most (budgets.toml)"]),
    ("one of several runs", [700, 900, 800],
     ["net: 900 instructions, 800 recorded: more than 1 % above"]),
]


def main():
    wrong = 0
    for name, runs, expected in CASES:
        said = list(compiled_models.above_budget([Span("net", run, {}) for run in runs], LIMITS))
        if said != expected:
            print(f"{name}: {said}, expected {expected}", file=sys.stderr)
            wrong += 1
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
