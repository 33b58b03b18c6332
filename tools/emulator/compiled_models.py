#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs recorded models as compiled code on an emulated board (images/compiled_models) and compares.

With --ram they are compiled for little RAM, and the board is one that has little. With --check their
executed instructions and the bytes of their code must keep to budgets.toml.

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
import tomllib

import emulator

sys.path.insert(0, str(emulator.ROOT / "tools/dev"))
import footprint  # noqa: E402

ROOT = emulator.ROOT
SHARED = pathlib.Path(os.environ.get("MOTE_SHARED_DIR", ROOT / "../shared"))


def models(image):
    """The names that an image of images/compiled_models links; none if there is no such image."""
    text = (ROOT / "images/compiled_models/image.cmake").read_text()
    found = re.search(rf"set\({image} ([^)]*)\)", text)
    return found.group(1).split() if found else []


def packed(folder, names, suffix, most_runs, spoil):
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
            given = part((folder / name / run["dir"] / "in0.bin").read_bytes())
            runs.append(part((name + suffix).encode()) + part(wanted) + given + given)
    return struct.pack("<I", len(runs)) + b"".join(runs), len(runs)


def print_ram(image, board):
    """What the linker laid into RAM: it refuses more than the board has."""
    sizes = footprint.sections(image)
    used = {section: sizes.get(f".{section}", 0) for section in ("stack", "data", "bss")}
    print(f"RAM in all: {sum(used.values()):,} bytes of {board['ram_bytes']:,}, {used['stack']:,} "
          "of them for the stack", flush=True)


def above_budget(spans, limits):
    """Sentences about models that execute more than {name: {most, recorded}}; prints all."""
    runs = {}
    for span in spans:
        runs[span.label] = max(span.instructions, runs.get(span.label, 0))
    for name, count in runs.items():
        most, recorded = limits[name]["most"], limits[name]["recorded"]
        print(f"{name:30} {count:12,} instructions, at most {most:,}, recorded {recorded:,}")
        if count > most:
            yield f"{name}: {count:,} instructions, {most:,} at most (budgets.toml)"
        elif 100 * count > 101 * recorded:
            yield f"{name}: {count:,} instructions, {recorded:,} recorded: more than 1 % above"


def too_large(limits, core):
    """Sentences about models with more code than {name: bytes}; prints all."""
    for name, most in limits.items():
        code = footprint.code_of_compiled(footprint.model_file(name), core)
        print(f"{name:30} {code:12,} bytes of code, at most {most:,}")
        if code > most:
            yield f"{name}: {code:,} bytes of code, {most:,} at most (budgets.toml)"


def problems_of(spans, board_name, core):
    budgets = tomllib.loads((ROOT / "budgets.toml").read_text())
    yield from above_budget(spans, budgets["compiled_runs"][board_name])
    yield from too_large(budgets["compiled_code"].get(core, {}), core)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--board", help="default: bench-cortex-m4; with --ram bench-cortex-m4-32k")
    parser.add_argument("--ram", metavar="SIZE", choices=("20K", "22K"),
                        help="models compiled with `mote compile --ram`: 20K, 22K")
    parser.add_argument("--optimize", default="size", choices=("size", "speed"),
                        help="of models compiled with --ram (default size)")
    parser.add_argument("--runs", type=int, default=1, help="most runs of each model (default 1)")
    parser.add_argument("--least", type=int, default=1, help="fewest runs that must pass")
    parser.add_argument("--models", nargs="+", metavar="NAME", help="only these")
    parser.add_argument("--spoil", action="store_true",
                        help="change every recorded output, to see the comparison fail")
    parser.add_argument("--beyond-ram", action="store_true",
                        help="with --ram: write behind the board's RAM instead, to see the fault")
    parser.add_argument("--check", action="store_true",
                        help="also compare instructions and code with budgets.toml")
    parser.add_argument("--timeout", type=float, default=500, metavar="SECONDS")
    args = parser.parse_args()
    folder = SHARED / "corpus/models"
    if not folder.is_dir():
        print("skipped: no ../shared")
        return 77
    suffix = f"_{args.optimize}_{args.ram}" if args.ram else ""
    names = models(f"compiled_models{suffix}")
    unknown = sorted(set(args.models or names[:1]) - set(names))
    if unknown or not names:
        print(f"compiled_models: no {', '.join(unknown) or 'models'} in this image; it has "
              f"{', '.join(names) or 'none'}", file=sys.stderr)
        return 2
    board_name = args.board or ("bench-cortex-m4-32k" if args.ram else "bench-cortex-m4")
    board = emulator.board_named(board_name)
    image = ROOT / f"build/{board['toolchain']}/images/compiled_models{suffix}-{board_name}.elf"
    data, count = packed(folder, args.models or names, suffix, args.runs, args.spoil)
    if args.beyond_ram:
        data = b"\xff" * 4  # instead of the count of runs
    with tempfile.NamedTemporaryFile(suffix=".runs") as file:
        file.write(data)
        file.flush()
        try:
            outcome = emulator.run(board_name, image, args.timeout, args.check,
                                   lambda line: print(line, flush=True), file=file.name)
        except emulator.Unusable as error:
            emulator.complain(error)
            return emulator.CANNOT_RUN
    if args.ram:
        print_ram(image, board)
    if outcome.message:
        print(outcome.message, file=sys.stderr)
    passed = int(outcome.lines[-1].split()[0]) if outcome.status in (0, 1) and outcome.lines else 0
    if passed < args.least or count < args.least:
        print(f"compiled_models: {passed} runs passed, {args.least} expected at least",
              file=sys.stderr)
        return outcome.status or 1
    over = list(problems_of(outcome.spans, board_name, board["toolchain"])) if args.check else []
    for line in over:
        emulator.complain(line)
    return 1 if over else outcome.status


if __name__ == "__main__":
    sys.exit(main())
