#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes docs/ops.md and docs/errors.md from the one inventory: the command line's own lists, the
notes.md of the rooms, and the code bytes that each entry links on Cortex-M4."""
import argparse
import collections
import concurrent.futures
import json
import pathlib
import sys
import tempfile

import footprint

ROOT = footprint.ROOT
TYPES = {None: "any", "Float32": "f32", "Float16": "f16", "Int8": "s8", "Int16": "s16",
         "Int32": "s32", "Int64": "s64", "UInt8": "u8", "UInt16": "u16", "UInt32": "u32",
         "UInt64": "u64", "Int4": "s4", "Bool": "bool", "Resource": "resource"}

OPS_HEAD = """# Operators

Made by `python3 tools/dev/make_docs.py`; `./x check` refuses a stale one.

Types are those of inputs 0 and 1 and of output 0. Kernels: `reference`, the ones that read like the
maths. The interpreter has no others; compiled code for some cores has (`design/kernels.md`). Bytes:
code that the entry adds to an image for Cortex-M4 (`arm-none-eabi-gcc -Os`) which has the interpreter
and no operator; entries of one image share much of it. `mote ops MODEL` prints the entries that a model
needs, and links nothing else.

"""

ERRORS_HEAD = """# Errors and checks

Made by `python3 tools/dev/make_docs.py`; `./x check` refuses a stale one.

A fault is eight bytes: error, check, operator, detail (`include/mote/status.h`). `mote explain` turns
them into the sentences below, and with `--model` names operator and tensor.

"""


def inventory(*words):
    return json.loads(footprint.output_of(footprint.MOTE, *words, "--json"))


def code_bytes(entries):
    """Bytes that an image with just these entries links."""
    with tempfile.TemporaryDirectory() as folder:
        lines = "".join(f"    &mote::ops::{entry},\n" for entry in entries)
        text = "const mote::OpDef* const ops[] = {\n" + (lines or "    nullptr,\n") + "};\n"
        sizes = footprint.sections(footprint.link_program(text, pathlib.Path(folder)))
    return sum(sizes.get(name, 0) for name in (".text", ".rodata", ".data"))


def type_words(types):
    first, second, out = (TYPES.get(t, t) for t in types)
    inputs = first if second == "any" else f"{first}, {second}"
    return "any" if inputs == out == "any" else f"{inputs} → {out}"


def ops_page():
    entries = inventory("ops")
    empty = code_bytes([])
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        sizes = pool.map(lambda e: code_bytes([e["entry"]]) - empty, entries)
    rooms = collections.defaultdict(list)
    for entry, bytes_ in zip(entries, sizes):
        rooms[entry["room"]].append((entry["operator"], entry, bytes_))
    operators = {entry["operator"] for entry in entries}
    page = OPS_HEAD + f"{len(operators)} operators, {len(entries)} entries.\n"
    for room in sorted(rooms):
        page += f"\n## {room}\n\n"
        notes = ROOT / "src/ops" / room / "notes.md"
        if notes.exists():
            page += notes.read_text().strip() + "\n\n"
        page += "| Operator | Types | Entry | Kernels | Bytes |\n|---|---|---|---|---:|\n"
        for operator, entry, bytes_ in sorted(rooms[room], key=lambda r: (r[0], r[1]["entry"])):
            page += (f"| {operator} | {type_words(entry['types'])} | `{entry['entry']}` | "
                     f"reference | {bytes_:,} |\n")
    return page


def table(sentences):
    rows = "".join(f"| {s['number']} | {s['name']} | {s['text']} | {s['advice']} |\n"
                   for s in sentences)
    return "\n| Number | Name | Meaning | What to do |\n|---:|---|---|---|\n" + rows


def errors_page():
    lists = inventory("explain", "--list")
    page = ERRORS_HEAD + "## Errors\n" + table(lists["errors"])
    page += "\n## Checks of the file: ModelMalformed, ModelInconsistent, ModelUnsupported\n"
    page += table(lists["format"])
    page += "\n## Checks of containers: ContainerMalformed, ContainerRefused, UpdateFailed\n"
    page += table(lists["container"])
    page += "\n## Checks of any operator: OperatorRefused, DataRefused\n" + table(lists["shared"])
    for room in lists["rooms"]:
        page += f"\n## Checks of {room['room']}\n" + table(room["checks"])
    return page


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if one is stale")
    check = parser.parse_args().check
    try:
        pages = {"docs/errors.md": errors_page(), "docs/ops.md": ops_page()}
    except footprint.Missing as error:
        print(f"make_docs: {error}", file=sys.stderr)
        return 6
    stale = [name for name, page in pages.items()
             if not (ROOT / name).exists() or (ROOT / name).read_text() != page]
    for name in stale:
        if check:
            print(f"make_docs: {name} is stale: run python3 tools/dev/make_docs.py", file=sys.stderr)
        else:
            (ROOT / name).write_text(pages[name])
            print(f"wrote {name}")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
