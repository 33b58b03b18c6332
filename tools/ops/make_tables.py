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


def interpolated(function, least, greatest):
    """A function from [least, greatest] to [0, 1] as 513 numbers of Q15, to be interpolated.

    Each number gives half of the error in the middle of the piece that it begins to the piece's
    end. In single precision, as the field's models had it computed: the last bits depend on it.
    """
    steps = 512
    step = single(single(greatest - least) / steps)
    unit = single(2 / 65535)
    scale = single(65536 / single(single(unit * 32767) - single(unit * -32768)))

    def at(i, offset=0.0):
        x = single(single(least + single(i * step)) + offset)
        return single(single(function(x)) * scale)

    table = []
    for i in range(steps):
        sample = round_half_away(at(i))
        between = round_half_away(single(single(at(i + 1) + sample) / 2))
        middle = round_half_away(at(i, single(step / 2)))
        table.append(sample - round_half_away((between - middle) / 2))
    table.append(round_half_away(single(single(function(greatest)) * scale)))
    return [min(max(x, -32768), 32767) for x in table]


def exponential():
    return interpolated(math.exp, single(single(10 / 65535) * -65535), 0.0)


def reciprocal():
    return interpolated(lambda x: 1 / single(1 + x), 0.0, single(single(1 / 65535) * 65535))


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
    "src/ops/softmax/tables_s16.inc": lambda: [
        ("kExponential", "int16_t", exponential(), "e^x, x = 10 (i / 512 - 1), Q15."),
        ("kReciprocal", "int16_t", reciprocal(), "1 / (1 + x), x = i / 512, Q15.")],
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
