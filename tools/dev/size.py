#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Measures flash and RAM against budgets.toml.

code: interpreter, verifier and kernels that one model needs, without the model, on Cortex-M4.
arena: the smallest arena of a model, on every 32-bit target. image: whole programs of the boards.
Models that are not in models/ come from ../shared and are skipped without it.
"""
import argparse
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import tomllib

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHARED = pathlib.Path(os.environ.get("MOTE_SHARED_DIR", ROOT / "../shared"))
MOTE = ROOT / "build/host/mote"
LIBRARY = ROOT / "build/cortex-m4/libmote.a"
PREFIX = "arm-none-eabi-"
FLAGS = ["-mcpu=cortex-m4", "-mthumb", "-Os", "-std=c++17", "-ffreestanding", "-fno-exceptions",
         "-fno-rtti", "-ffunction-sections", "-fdata-sections", "-fno-unwind-tables",
         "-fno-asynchronous-unwind-tables"]


class Missing(Exception):
    """Something that a measurement needs; str() says what to do."""


def output_of(*command):
    try:
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout
    except FileNotFoundError:
        raise Missing(f"{command[0]} is missing; ./x setup and ./x test provide it") from None
    except subprocess.CalledProcessError as error:
        raise Missing(f"{command[0]} failed: {error.stderr.strip()}") from None


def model_file(name):
    """Path of a model by name; None if it is in ../shared and that is not here."""
    own = ROOT / "models" / name / f"{name}.tflite"
    recorded = SHARED / "corpus/models" / name / "model.tflite"
    return own if own.exists() else recorded if recorded.exists() else None


def link_footprint(model, folder):
    """Links images/footprint with exactly what the model needs; returns the program's path."""
    return link_program(output_of(MOTE, "ops", model), folder)


def link_program(operator_list, folder):
    """The same for a list as `mote ops` prints it."""
    if not LIBRARY.exists():
        raise Missing("build/cortex-m4/libmote.a is not built; ./x test builds it")
    (folder / "footprint_ops.inc").write_text(operator_list)
    compiler = PREFIX + "g++"
    # Its loops must not become calls of the functions that they define.
    output_of(compiler, *FLAGS, "-fno-tree-loop-distribute-patterns", "-c",
              ROOT / "ports/freestanding/memory.cpp", "-o", folder / "memory.o")
    output_of(compiler, *FLAGS, "-I", ROOT / "include", "-I", folder, "-c",
              ROOT / "images/footprint/footprint.cpp", "-o", folder / "footprint.o")
    program = folder / "footprint.elf"
    output_of(compiler, *FLAGS[:2], "-nostdlib", "-Wl,--gc-sections", "-Wl,-e,footprint",
              folder / "footprint.o", LIBRARY, folder / "memory.o", "-lgcc", "-o", program)
    return program


def sections(program):
    """{section: bytes}"""
    lines = output_of(PREFIX + "size", "-A", program).splitlines()
    rows = [line.split() for line in lines if line.startswith(".")]
    return {row[0]: int(row[1]) for row in rows}


def code_bytes(model):
    with tempfile.TemporaryDirectory() as folder:
        sizes = sections(link_footprint(model, pathlib.Path(folder)))
    return sum(sizes.get(name, 0) for name in (".text", ".rodata", ".data"))


def symbols(program):
    """(kind, bytes, name) of each function and variable once, largest first."""
    rows = [line.split(" ", 3) for line in output_of(PREFIX + "nm", "-S", "-C", "--size-sort", "-r",
                                                     program).splitlines()]
    once = {row[0]: (row[2], int(row[1], 16), row[3]) for row in rows}
    return list(once.values())


def largest_functions(model, count):
    with tempfile.TemporaryDirectory() as folder:
        program = link_footprint(model, pathlib.Path(folder))
        return [(size, name) for _, size, name in symbols(program)[:count]]


def arena_bytes(model):
    return json.loads(output_of(MOTE, "plan", model, "--json"))["arena_bytes"]


def image_sizes(name):
    """(flash, ram) of a program; Missing if it is not built."""
    found = sorted((ROOT / "build").glob(f"*/images/{name}.elf"))
    if not found:
        raise Missing(f"{name}.elf is not built; ./x test builds it")
    sizes = sections(found[0])
    flash = sum(sizes.get(s, 0) for s in (".vectors", ".text", ".rodata", ".data"))
    return flash, sum(sizes.get(s, 0) for s in (".data", ".bss", ".stack"))


def measure(budgets):
    """Rows of {kind, name, bytes or skipped, most, tflm}."""
    for kind, how in (("code", code_bytes), ("arena", arena_bytes)):
        for name, budget in budgets[kind].items():
            row = {"kind": kind, "name": name, **budget}
            model = model_file(name)
            if model is None:
                row["skipped"] = "no ../shared"
            else:
                row["bytes"] = how(model)
            yield row
    for name, budget in budgets["image"].items():
        for part, size in zip(("flash", "ram"), image_sizes(name)):
            yield {"kind": part, "name": name, "bytes": size, "most": budget[part]}


def print_rows(rows):
    print(f"{'':6} {'':30} {'bytes':>8} {'at most':>8} {'TFLM':>8}")
    for row in rows:
        size = f"{row['bytes']:8,}" if "bytes" in row else f"skipped: {row['skipped']}"
        tflm = f"{row['tflm']:8,} {row['bytes'] / row['tflm']:5.0%}" \
            if "tflm" in row and "bytes" in row else ""
        over = "  OVER" if row.get("bytes", 0) > row["most"] else ""
        print(f"{row['kind']:6} {row['name']:30} {size} {row['most']:8,} {tflm}{over}")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="exit 1 if anything is over its budget")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--by-function", metavar="MODEL", type=pathlib.Path,
                        help="print the largest functions that a .tflite file links instead")
    arguments = parser.parse_args()
    try:
        if arguments.by_function:
            for size, name in largest_functions(arguments.by_function, 40):
                print(f"{size:6}  {name}")
            return 0
        rows = list(measure(tomllib.loads((ROOT / "budgets.toml").read_text())))
    except Missing as error:
        print(f"size: {error}", file=sys.stderr)
        return 6
    if arguments.json:
        print(json.dumps(rows, indent=2))
    else:
        print_rows(rows)
    over = [row for row in rows if row.get("bytes", 0) > row["most"]]
    for row in over:
        print(f"size: {row['kind']} of {row['name']}: {row['bytes']} bytes, "
              f"{row['most']} at most (budgets.toml)", file=sys.stderr)
    return 1 if over and arguments.check else 0


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # end quietly when nobody reads on
    sys.exit(main())
