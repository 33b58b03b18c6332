#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs recorded models as compiled code on an emulated board (images/compiled_models) and compares.

Exit status: 0 all outputs equal, 1 not, 77 without recorded models.
"""
import argparse
import json
import os
import pathlib
import re
import struct
import sys
import tempfile

import emulator

ROOT = emulator.ROOT
SHARED = pathlib.Path(os.environ.get("MOTE_SHARED_DIR", ROOT / "../shared"))


def models():
    """The names that images/compiled_models links."""
    text = (ROOT / "images/compiled_models/image.cmake").read_text()
    return re.search(r"set\(compiled_models ([^)]*)\)", text).group(1).split()


def packed(folder, names, most_runs, spoil):
    """The runs as the image reads them, and how many there are."""
    def part(data):
        return struct.pack("<I", len(data)) + data

    runs = []
    for name in names:
        meta = json.loads((folder / name / "meta.json").read_text())
        for run in meta["runs"][:most_runs]:
            wanted = bytearray((folder / name / run["dir"] / "out0.bin").read_bytes())
            if spoil:
                wanted[-1] ^= 1
            runs.append(part(name.encode()) +
                        part((folder / name / run["dir"] / "in0.bin").read_bytes()) + part(wanted))
    return struct.pack("<I", len(runs)) + b"".join(runs), len(runs)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--board", default="bench-cortex-m4")
    parser.add_argument("--runs", type=int, default=1, help="most runs of each model (default 1)")
    parser.add_argument("--least", type=int, default=1, help="fewest runs that must pass")
    parser.add_argument("--models", nargs="+", metavar="NAME", help="only these")
    parser.add_argument("--spoil", action="store_true",
                        help="change every recorded output, to see the comparison fail")
    parser.add_argument("--timeout", type=float, default=500, metavar="SECONDS")
    args = parser.parse_args()
    folder = SHARED / "corpus/models"
    if not folder.is_dir():
        print("skipped: no ../shared")
        return 77
    preset = emulator.board_named(args.board)["toolchain"]
    image = ROOT / f"build/{preset}/images/compiled_models-{args.board}.elf"
    data, count = packed(folder, args.models or models(), args.runs, args.spoil)
    with tempfile.NamedTemporaryFile(suffix=".runs") as file:
        file.write(data)
        file.flush()
        try:
            outcome = emulator.run(args.board, image, args.timeout, False,
                                   lambda line: print(line, flush=True), file=file.name)
        except emulator.Unusable as error:
            emulator.complain(error)
            return emulator.CANNOT_RUN
    if outcome.message:
        print(outcome.message, file=sys.stderr)
    passed = int(outcome.lines[-1].split()[0]) if outcome.status in (0, 1) and outcome.lines else 0
    if passed < args.least or count < args.least:
        print(f"compiled_models: {passed} runs passed, {args.least} expected at least",
              file=sys.stderr)
        return outcome.status or 1
    return outcome.status


if __name__ == "__main__":
    sys.exit(main())
