#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compiles every file of src/ with GCC and clang, warnings as errors, and reads it with cppcheck.

GCC optimises, for some warnings need the flow of values; clang checks the syntax only. What cppcheck
says without reason stands in cppcheck.suppressions, with the reason.
"""
import argparse
import concurrent.futures
import os
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
FLAGS = ["-std=c++17", "-ffreestanding", "-fno-exceptions", "-fno-rtti", "-ffp-contract=off",
         "-Iinclude", "-Isrc", "-Wall", "-Wextra", "-Wshadow=local", "-Wundef", "-Wcast-align",
         "-Wnull-dereference", "-Wimplicit-fallthrough", "-Wvla", "-Werror"]
# Missing braces: entries of operators list types without a pair of their own.
COMPILERS = {"g++": ["-O2", "-c", "-o", os.devnull],
             "clang++": ["-fsyntax-only", "-Wno-missing-braces", "-Wno-unknown-warning-option",
                         "-Wshadow"]}


def sources():
    for file in sorted((ROOT / "src").rglob("*.cpp")):
        if not file.name.endswith("_test.cpp") and file.name != "compiled.cpp" and \
                file.parent.name not in ("arm", "_template"):
            yield file.relative_to(ROOT)


def complaint(job):
    compiler, file = job
    options = COMPILERS[compiler]
    if file.parts[1] == "kernels":
        options = [*options, f"-I{pathlib.Path(*file.parts[:3])}/portable"]
    done = subprocess.run([compiler, *FLAGS, *options, file], cwd=ROOT, text=True, check=False,
                          capture_output=True)
    return "" if done.returncode == 0 else f"check_warnings: {file} with {compiler}:\n{done.stderr}"


def cppcheck(files):
    done = subprocess.run(["cppcheck", "--enable=warning,performance,portability", "--std=c++17",
                           "--language=c++", "-Iinclude", "-Isrc", f"-j{os.cpu_count()}", "--quiet",
                           "--inline-suppr", "--suppressions-list=tools/dev/cppcheck.suppressions",
                           "--error-exitcode=1", *files], cwd=ROOT, text=True, check=False,
                          capture_output=True)
    return "" if done.returncode == 0 else f"check_warnings: cppcheck:\n{done.stdout}{done.stderr}"


def main():
    argparse.ArgumentParser(description=__doc__.splitlines()[0]).parse_args()
    there = [name for name in (*COMPILERS, "cppcheck") if shutil.which(name)]
    if missing := {*COMPILERS, "cppcheck"} - set(there):
        sys.exit(f"check_warnings: not installed: {', '.join(sorted(missing))}; ./x check installs them")
    files = list(sources())
    jobs = [(compiler, file) for compiler in COMPILERS for file in files]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        complaints = [text for text in pool.map(complaint, jobs) if text]
    complaints += [text for text in [cppcheck(files)] if text]
    for text in complaints:
        print(text, file=sys.stderr)
    print(f"check_warnings: {len(files)} files with {', '.join(there)}, {len(complaints)} complaints")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
