#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs `mote conform` on folders of recorded runs and asks that none fail and enough pass.

Exit status: 0 well, 1 not, 77 if a folder is not there (ctest shows the test as skipped).
"""
import argparse
import json
import subprocess
import sys
from pathlib import Path


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mote", required=True, help="the command")
    parser.add_argument("--least", type=int, required=True, help="fewest runs that must pass")
    parser.add_argument("--flag", action="append", default=[], help="passed on to the command")
    parser.add_argument("folders", type=Path, nargs="+", metavar="folder")
    args = parser.parse_args()
    if not all(folder.is_dir() for folder in args.folders):
        print("skipped: no ../shared")
        return 77
    done = subprocess.run([args.mote, "conform", "--json", *args.flag,
                           *map(str, args.folders)],
                          stdout=subprocess.PIPE, check=False)
    try:
        result = json.loads(done.stdout)
    except ValueError:
        print(f"mote conform ended with {done.returncode} and printed no JSON")
        return 1
    for name, texts in result["failed"].items():
        print(f"failed: {name}: {'; '.join(texts)}")
    runs = result["passed_runs"]
    print(f"{runs} runs passed, {args.least} expected at least; {len(result['failed'])} models "
          f"failed, {len(result['not_covered'])} not covered")
    return 0 if done.returncode == 0 and not result["failed"] and runs >= args.least else 1


if __name__ == "__main__":
    sys.exit(main())
