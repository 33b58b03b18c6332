#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs `mote conform` over a folder of recorded runs: none may fail, and enough must pass."""
import argparse
import json
import pathlib
import subprocess
import sys


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("mote", type=pathlib.Path, help="the mote command")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--least", type=int, default=1, help="runs that must pass at least")
    arguments = parser.parse_args()
    if not arguments.folder.is_dir():
        print("skipped: no ../shared")
        return 0
    result = subprocess.run([arguments.mote, "conform", arguments.folder, "--json"],
                            capture_output=True, text=True, check=False)
    sys.stderr.write(result.stderr)
    if result.returncode not in (0, 1):
        return result.returncode
    counts = json.loads(result.stdout)
    print(f"{counts['passed_runs']} runs passed, {len(counts['failed'])} models failed, "
          f"{len(counts['not_covered'])} not covered")
    if counts["passed_runs"] < arguments.least:
        print(f"conform: {arguments.least} runs passed before", file=sys.stderr)
        return 1
    return result.returncode


if __name__ == "__main__":
    sys.exit(main())
