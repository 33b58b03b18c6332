#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks what the device library asks of its surroundings, for every core that is built.

Nothing but memcpy, memmove, memset, memcmp and the compiler's own support may be undefined; no object
has static constructors or variables; no image of an int8 model links floating point, and neither does any
entry of an operator without a float type. Compiled code can call every entry.
"""
import argparse
import concurrent.futures
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import footprint

ROOT = pathlib.Path(__file__).resolve().parents[2]
TOOLS = {"cortex-m0": "arm-none-eabi-", "cortex-m3": "arm-none-eabi-",
         "cortex-m4": "arm-none-eabi-", "cortex-m7": "arm-none-eabi-",
         "cortex-m33": "arm-none-eabi-", "cortex-m55": "arm-none-eabi-",
         "riscv32": "riscv64-unknown-elf-"}
MEMORY = {"memcpy", "memmove", "memset", "memcmp"}
INTEGER_SUPPORT = re.compile(
    r"__aeabi_(u?idiv(mod)?|u?ldivmod|lmul|llsl|llsr|lasr|lcmp|ulcmp|idiv0|ldiv0)"
    r"|__gnu_thumb1_case_\w+|__(u?div|u?mod|mul|ashl|ashr|lshr|clz|cmp|ucmp)[sd]i[23]|__clzsi2"
    r"|__riscv_(save|restore)_\d+")
FLOAT_SUPPORT = re.compile(r"__aeabi_[fd]\w+|__aeabi_\w*2[fd]\w*|__\w+[sd]f\w*")


def symbols(nm, library):
    """(object, kind, name) of each symbol."""
    listing = subprocess.run([nm, "-A", library], check=True, capture_output=True, text=True).stdout
    for line in listing.splitlines():
        match = re.match(r".*?:([^:]+):(?:[0-9a-f]*)\s+(\w)\s+(\S+)$", line)
        if match:
            yield match.groups()


def check(preset):
    library = ROOT / "build" / preset / "libmote.a"
    nm = TOOLS[preset] + "nm"
    if not shutil.which(nm):
        return [f"{nm} is not installed; ./x setup installs it"]
    if not library.exists():
        return [f"build/{preset}/libmote.a is not built; ./x test builds it"]
    found = list(symbols(nm, library))
    defined = {name for _, kind, name in found if kind.upper() != "U"}
    problems = []
    for holder, kind, name in found:
        if kind in "BbDdGgSsC":
            problems.append(f"{preset}: {holder}: static variable {name}; state is the caller's")
        elif "_GLOBAL__sub_I" in name or name == "__cxa_guard_acquire":
            problems.append(f"{preset}: {holder}: static constructor; nobody runs it")
        elif kind == "U" and name not in defined | MEMORY and not INTEGER_SUPPORT.fullmatch(name):
            if not FLOAT_SUPPORT.fullmatch(name):
                problems.append(f"{preset}: {holder} needs {name}; only the four mem* and compiler "
                                "support may be undefined")
    return problems + [problem for image in sorted((ROOT / "build" / preset).glob("images/*.elf"))
                       for problem in check_image(nm, image)]


def check_entry(entry):
    """An image with this entry alone; None if it links no floating point."""
    with tempfile.TemporaryDirectory() as folder:
        text = f"const mote::OpDef* const ops[] = {{&mote::ops::{entry}}};\n"
        program = footprint.link_program(text, pathlib.Path(folder))
        listing = footprint.output_of(footprint.PREFIX + "nm", program)
    names = sorted({line.split()[-1] for line in listing.splitlines()})
    floats = [name for name in names if FLOAT_SUPPORT.fullmatch(name)]
    return f"{entry}: links {', '.join(floats)}; it has no float type" if floats else None


def check_entries():
    """Every entry without a float type, on Cortex-M4."""
    entries = [op["entry"] for op in json.loads(footprint.output_of(footprint.MOTE, "ops", "--json"))
               if not any(t in ("Float32", "Float16") for t in op["types"])]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        return [problem for problem in pool.map(check_entry, entries) if problem]


def check_compiled():
    """Every entry has something that compiled code can call: its run by name, or what its room's
    compiled.cpp prints. The steps of operators that call subgraphs are written as statements."""
    entries = set(re.findall(r"^MOTE_OP\((?!control_flow)\w+, (\w+)\)",
                             (ROOT / "include/mote/ops.inc").read_text(), re.MULTILINE))
    library = ROOT / "build/cortex-m4/libmote.a"
    named = set(re.findall(r" T mote::run::(\w+)\(", footprint.output_of(footprint.PREFIX + "nm", "-C",
                                                                        library)))
    printed = {name for room in sorted(ROOT.glob("src/ops/*/compiled.cpp"))
               for name in re.findall(r'\{"(\w+)", ', room.read_text())}
    return [f"{entry}: compiled code cannot call it; add MOTE_RUN({entry}) after the entry"
            for entry in sorted(entries - named - printed)]


def check_image(nm, image):
    """The images run int8 models: floating point in one of them is a kernel that should not be."""
    if image.name.startswith(("conform-", "conform_fast-", "hostile_models-")):
        return  # links every operator
    listing = subprocess.run([nm, image], check=True, capture_output=True, text=True).stdout
    for line in listing.splitlines():
        name = line.split()[-1]
        if FLOAT_SUPPORT.fullmatch(name):
            yield f"{image.name}: links {name}; an int8 image needs no floating point"


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("presets", nargs="*", default=list(TOOLS), metavar="PRESET",
                        help=f"of {', '.join(TOOLS)} (default: all)")
    arguments = parser.parse_args()
    problems = [problem for preset in arguments.presets for problem in check(preset)]
    try:
        if "cortex-m4" in arguments.presets and not problems:
            problems += check_compiled() + check_entries()
    except footprint.Missing as error:
        problems.append(str(error))
    for problem in problems:
        print(f"check_symbols: {problem}", file=sys.stderr)
    if problems:
        return 1
    print(f"check_symbols: {', '.join(arguments.presets)}: nothing undefined beyond mem* and "
          "compiler support")
    return 0


if __name__ == "__main__":
    sys.exit(main())
