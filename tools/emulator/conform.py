#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs a sample of recorded cases on an emulated Cortex-M4 (images/conform) and compares.

The sample: the first cases of each folder of cases, as many as asked for, that fit the board.
Exit status: 0 all passed, 1 not, 77 without recorded cases.
"""
import argparse
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import emulator

ROOT = emulator.ROOT
SHARED = pathlib.Path(os.environ.get("MOTE_SHARED_DIR", ROOT / "../shared"))


def fast_rooms(toolchain):
    """The recorded operators that have fast entries for a core."""
    overlay = "scalar" if toolchain in emulator.SCALAR else "cortex_m_dsp"
    rooms = re.findall(r"^MOTE_OP\((\w+),",
                       (ROOT / f"include/mote/{overlay}_ops.inc").read_text(), re.MULTILINE)
    return [room.upper() for room in rooms]


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", metavar="DIR", nargs="*", type=pathlib.Path,
                        help="folders of recorded cases (default: those of ../shared)")
    parser.add_argument("--each", type=int, default=3, help="cases of each folder (default 3)")
    parser.add_argument("--least", type=int, default=1, help="fewest cases that must pass")
    parser.add_argument("--board", default="mps2-an386")
    parser.add_argument("--fast", action="store_true",
                        help="with the fast entries of the board's core before all others; by "
                        "default the cases of their operators")
    parser.add_argument("--timeout", type=float, default=300, metavar="SECONDS")
    args = parser.parse_args()
    folders = args.folders or [SHARED / "corpus/ops", SHARED / "corpus/sweep"]
    preset = emulator.board_named(args.board)["toolchain"]
    if args.fast and not args.folders:
        folders = [folder / room for folder in folders for room in fast_rooms(preset)]
    if not all(folder.is_dir() for folder in folders):
        print("skipped: no ../shared")
        return 77
    name = "conform_fast" if args.fast else "conform"
    image = ROOT / f"build/{preset}/images/{name}-{args.board}.elf"
    with tempfile.NamedTemporaryFile(suffix=".cases") as cases:
        subprocess.run([ROOT / "build/host/mote", "conform", "--pack", cases.name, "--each",
                        str(args.each), "--target", preset if args.fast else "portable",
                        *folders], check=True)
        try:
            outcome = emulator.run(args.board, image, args.timeout, False,
                                   lambda line: print(line, flush=True), file=cases.name)
        except emulator.Unusable as error:
            emulator.complain(error)
            return emulator.CANNOT_RUN
    if outcome.message:
        print(outcome.message, file=sys.stderr)
    passed = int(outcome.lines[-1].split()[0]) if outcome.lines else 0
    if passed < args.least:
        print(f"conform: {passed} cases passed, {args.least} expected at least", file=sys.stderr)
        return 1
    return outcome.status


if __name__ == "__main__":
    sys.exit(main())
