#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Measures flash, RAM and instructions against budgets.toml.

code: interpreter, verifier and kernels that one model needs, without the model, on Cortex-M4; and
the verifier alone, all of it whatever the model.
arena: the smallest arena of a model, on every 32-bit target. image: whole programs of the boards.
Then every model interpreted and compiled, side by side, on an emulated Cortex-M4; compiled_20K and
the like are with `mote compile --ram`.
Models that are not in models/ come from ../shared and are skipped without it.
"""
import argparse
import json
import pathlib
import signal
import sys
import tempfile
import tomllib

import compare_modes
from footprint import (GUARDS, MOTE, ROOT, Missing, flash_of, link_guarded, link_interpreted,
                       link_verifier, model_file, output_of, sections, symbols)


def code_bytes(model):
    with tempfile.TemporaryDirectory() as folder:
        parts = flash_of(link_interpreted(model, pathlib.Path(folder)))
    return sum(parts.values())


def verifier_bytes():
    with tempfile.TemporaryDirectory() as folder:
        return sum(flash_of(link_verifier(pathlib.Path(folder))).values())


def guard_bytes(model):
    """{guard: bytes of flash that it adds}"""
    def total(guard):
        with tempfile.TemporaryDirectory() as folder:
            return sum(flash_of(link_guarded(model, pathlib.Path(folder), guard)).values())

    plain = total(None)
    return {guard: total(guard) - plain for guard in GUARDS}


def largest_functions(model, count):
    with tempfile.TemporaryDirectory() as folder:
        program = link_interpreted(model, pathlib.Path(folder))
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
            if kind in budgets["tflm"].get(name, {}):
                row["tflm"] = budgets["tflm"][name][kind]
            model = model_file(name)
            if model is None:
                row["skipped"] = "no ../shared"
            else:
                row["bytes"] = how(model)
            yield row
    yield {"kind": "code", "name": "verifier alone", "bytes": verifier_bytes(),
           **budgets["verifier"]}
    for name, budget in budgets["image"].items():
        for part, size in zip(("flash", "ram"), image_sizes(name)):
            yield {"kind": part, "name": name, "bytes": size, "most": budget[part]}


def print_rows(rows):
    print(f"{'':6} {'':40} {'bytes':>8} {'at most':>8} {'TFLM':>8}")
    for row in rows:
        size = f"{row['bytes']:8,}" if "bytes" in row else f"skipped: {row['skipped']}"
        tflm = f"{row['tflm']:8,} {row['bytes'] / row['tflm']:5.0%}" \
            if "tflm" in row and "bytes" in row else ""
        over = "  OVER" if row.get("bytes", 0) > row["most"] else ""
        print(f"{row['kind']:6} {row['name']:40} {size} {row['most']:8,} {tflm}{over}")


def problems_of(rows):
    return [f"{row['kind']} of {row['name']}: {row['bytes']:,} bytes, {row['most']:,} at most "
            "(budgets.toml)" for row in rows if row.get("bytes", 0) > row["most"]]


def parse():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true",
                        help="exit 1 if anything is over its budget")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--by-function", metavar="MODEL", type=pathlib.Path,
                        help="print the largest functions that a .tflite file links instead")
    parser.add_argument("--guards", action="store_true",
                        help="print what each guard of docs/guide/guard-the-device.md adds instead")
    parser.add_argument("--models", nargs="+", metavar="NAME",
                        help="compare only these models of budgets.toml")
    parser.add_argument("--static", action="store_true",
                        help="no emulator: without stack and instructions")
    return parser.parse_args()


def main():
    arguments = parse()
    budgets = tomllib.loads((ROOT / "budgets.toml").read_text())
    known = [name for name in budgets["compiled"] if name != "every"]
    for name in arguments.models or ():
        if name not in known:
            print(f"size: no model {name}; there are {', '.join(known)}", file=sys.stderr)
            return 2
    try:
        if arguments.by_function:
            for size, name in largest_functions(arguments.by_function, 40):
                print(f"{size:6}  {name}")
            return 0
        if arguments.guards:
            for guard, size in guard_bytes(model_file("hello_sine")).items():
                print(f"{size:6}  {guard.lower()}")
            return 0
        rows = list(measure(budgets))
        modes = compare_modes.compare(arguments.models or known, not arguments.static, budgets)
    except Missing as error:
        print(f"size: {error}", file=sys.stderr)
        return 6
    tflm = budgets["tflm"]
    if arguments.json:
        print(json.dumps({"budgets": rows, "models": modes, "tflm": tflm}, indent=2))
    else:
        print_rows(rows)
        compare_modes.print_table(modes, tflm)
    problems = problems_of(rows) + compare_modes.check(modes, budgets, tflm)
    for problem in problems:
        print(f"size: {problem}", file=sys.stderr)
    return 1 if problems and arguments.check else 0


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # end quietly when nobody reads on
    sys.exit(main())
