#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks that each public header compiles alone, freestanding, as C++17 and C++20."""
import argparse
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
COMPILERS = {"g++": [], "clang++": [],
             "arm-none-eabi-g++": ["-mcpu=cortex-m0", "-mthumb"],
             "riscv64-unknown-elf-g++": ["-march=rv32imac", "-mabi=ilp32"]}
FLAGS = ["-ffreestanding", "-fno-exceptions", "-fno-rtti", "-Wall", "-Wextra", "-Werror",
         "-fsyntax-only", "-xc++"]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.parse_args()
    there = {name: flags for name, flags in COMPILERS.items() if shutil.which(name)}
    if not there:
        sys.exit("check_headers: no C++ compiler is installed")
    failed = checked = 0
    for header in sorted((ROOT / "include").rglob("*.h")):
        name = header.relative_to(ROOT / "include")
        for compiler, flags in there.items():
            for standard in ("c++17", "c++20"):
                command = [compiler, *flags, *FLAGS, f"-std={standard}", "-I", ROOT / "include", "-"]
                result = subprocess.run(command, input=f'#include "{name}"\n', text=True,
                                        capture_output=True, check=False)
                checked += 1
                if result.returncode != 0:
                    failed += 1
                    print(f"check_headers: {name} alone with {compiler} -std={standard}:\n"
                          f"{result.stderr}", file=sys.stderr)
    print(f"check_headers: {checked} compilations by {', '.join(there)}, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
