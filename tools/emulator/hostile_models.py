#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Hostile models on an emulated core (images/hostile_models): each must meet the fault that it meets
on the host, field by field, at load and when it runs.

Exit status: 0 all do, 1 not.
"""
import argparse
import pathlib
import re
import subprocess
import sys
import tempfile

import emulator

PACKER = emulator.ROOT / "build/host/tests/mote_pack_hostile_models"


def spoiled(data):
    """The same with another fault expected of the last model: the comparison must see it."""
    changed = bytearray(data)
    changed[-16] ^= 1  # its error at load
    return bytes(changed)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--board", default="bench-cortex-m4")
    parser.add_argument("--each", type=int, default=24,
                        help="damaged models of each operator, beside the table (default 24)")
    parser.add_argument("--least", type=int, default=1500, help="fewest models that must agree")
    parser.add_argument("--spoil", action="store_true", help="expect another fault of the last one")
    parser.add_argument("--timeout", type=float, default=300, metavar="SECONDS")
    args = parser.parse_args()
    if not PACKER.exists():
        print(f"hostile_models: no {PACKER}; ./x test builds it", file=sys.stderr)
        return emulator.CANNOT_RUN
    preset = emulator.board_named(args.board)["toolchain"]
    image = emulator.ROOT / f"build/{preset}/images/hostile_models-{args.board}.elf"
    with tempfile.NamedTemporaryFile(suffix=".models") as file:
        subprocess.run([PACKER, file.name, str(args.each)], check=True)
        if args.spoil:
            path = pathlib.Path(file.name)
            path.write_bytes(spoiled(path.read_bytes()))
        try:
            outcome = emulator.run(args.board, image, args.timeout, False,
                                   lambda line: print(line, flush=True), file=file.name)
        except emulator.Unusable as error:
            emulator.complain(error)
            return emulator.CANNOT_RUN
    if outcome.message:
        print(outcome.message, file=sys.stderr)
    found = re.match(r"(\d+) models .* of (\d+)$", outcome.lines[-1]) if outcome.lines else None
    if not found:
        print("hostile_models: the image did not get to its end", file=sys.stderr)
        return outcome.status or 1
    agree, count = map(int, found.groups())
    if agree != count:
        print(f"hostile_models: {count - agree} models differ")
    return 0 if outcome.status == 0 and agree == count >= args.least else 1


if __name__ == "__main__":
    sys.exit(main())
