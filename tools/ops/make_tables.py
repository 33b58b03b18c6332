#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the tables of operators under src/ops, from their formulas.

`--check` compares with the files that are there and changes nothing.
"""
import argparse
import math
import pathlib
import struct
import sys


def single(value):
    """Rounded to single precision."""
    return struct.unpack("<f", struct.pack("<f", value))[0]


def round_half_away(value):
    return int(math.copysign(math.floor(abs(value) + 0.5), value))


def sigmoid():
    """65536 / (1 + e^-x) for x = i / 24, to be interpolated linearly.

    The curve lies above its chords: each value is raised by half of the gap in the middle of the
    chord that it begins, so that the error is spread to both sides. The last stays below 65536.
    """
    def value(i):
        return 65536 / (1 + math.exp(-i / 24))

    def raised(i):
        return round_half_away(value(i) + (value(i + 0.5) - (value(i) + value(i + 1)) / 2) / 2)
    return [raised(i) for i in range(255)] + [65535]


def lines(name, kind, values, comment):
    yield f"/// {comment}"
    yield f"constexpr {kind} {name}[{len(values)}] = {{"
    row = "   "
    for value in values:
        piece = f" {int(value)},"
        if len(row) + len(piece) > 98:
            yield row
            row = "   "
        row += piece
    yield row
    yield "};"


FILES = {
    "src/ops/shared/sigmoid_table.inc": lambda: [
        ("kSigmoid", "uint16_t", sigmoid(), "65536 / (1 + e^-x), x = i / 24.")],
}


def render(tables):
    out = ["// SPDX-License-Identifier: Apache-2.0",
           "// Made by tools/ops/make_tables.py, never by hand."]
    for table in tables:
        out += ["", *lines(*table)]
    return "\n".join(out) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="exit 1 if a file is stale")
    arguments = parser.parse_args()
    root = pathlib.Path(__file__).resolve().parents[2]
    for name, tables in FILES.items():
        path, text = root / name, render(tables())
        if not arguments.check:
            path.write_text(text)
        elif not path.exists() or path.read_text() != text:
            sys.exit(f"make_tables: {path.name} is stale: run tools/ops/make_tables.py")


if __name__ == "__main__":
    main()
