#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs a sample of recorded cases on an emulated Cortex-M4 (images/conform) and compares.

The sample: the first cases of each folder of cases, as many as asked for, that fit the board.
Exit status: 0 all passed, 1 not, 77 without recorded cases.
"""
import argparse
import os
import pathlib
import subprocess
import sys
import tempfile

import emulator

ROOT = emulator.ROOT
SHARED = pathlib.Path(os.environ.get("MOTE_SHARED_DIR", ROOT / "../shared"))


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", metavar="DIR", nargs="*", type=pathlib.Path,
                        help="folders of recorded cases (default: those of ../shared)")
    parser.add_argument("--each", type=int, default=3, help="cases of each folder (default 3)")
    parser.add_argument("--least", type=int, default=1, help="fewest cases that must pass")
    parser.add_argument("--board", default="mps2-an386")
    parser.add_argument("--timeout", type=float, default=300, metavar="SECONDS")
    args = parser.parse_args()
    folders = args.folders or [SHARED / "corpus/ops", SHARED / "corpus/sweep"]
    if not all(folder.is_dir() for folder in folders):
        print("skipped: no ../shared")
        return 77
    preset = emulator.board_named(args.board)["toolchain"]
    image = ROOT / f"build/{preset}/images/conform-{args.board}.elf"
    with tempfile.NamedTemporaryFile(suffix=".cases") as cases:
        subprocess.run([ROOT / "build/host/mote", "conform", "--pack", cases.name, "--each",
                        str(args.each), *folders], check=True)
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
