#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes the room of a new operator from src/ops/_template and puts it on the list of operators.

NAME is the operator's name in the .tflite schema, in small letters: hard_swish for HARD_SWISH. What
is made compiles; its test fails and says what to write.
"""
import argparse
import difflib
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
TEMPLATE = ROOT / "src/ops/_template"
LIST = ROOT / "include/mote/ops.inc"
GOLDENS = ROOT / "tests/goldens/rooms"
SUFFIX = ".template"


def builtin_codes():
    """{small name: code} of the schema's operators."""
    text = (ROOT / "tools/mote/builtin_names.inc").read_text()
    return {name.lower(): code for code, name in enumerate(re.findall(r'"(\w+)"', text))}


def put_on_list(name):
    lines = LIST.read_text().splitlines()
    entries = [line for line in lines if line.startswith("MOTE_OP(")]
    rest = [line for line in lines if not line.startswith("MOTE_OP(")]
    entries.append(f"MOTE_OP({name}, {name}_s8)")
    LIST.write_text("\n".join(rest + sorted(entries)) + "\n")


def make(name, code):
    room = ROOT / "src/ops" / name
    room.mkdir()
    words = {"@name@": name, "@Name@": "".join(w.capitalize() for w in name.split("_")),
             "@CODE@": name.upper(), "@code@": str(code)}
    for source in sorted(TEMPLATE.glob("*" + SUFFIX)):
        text = source.read_text()
        for mark, word in words.items():
            text = text.replace(mark, word)
        target = room / source.name.removesuffix(SUFFIX).replace("NAME", name)
        if target.suffix == ".py":
            target = GOLDENS / f"{name}.py"
        target.write_text(text)
    put_on_list(name)
    return room


def main():
    parser = argparse.ArgumentParser(prog="x new-op", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", metavar="NAME")
    name = parser.parse_args().name.lower()
    codes = builtin_codes()
    if name not in codes:
        near = ", ".join(difflib.get_close_matches(name, codes)) or "nothing near"
        print(f"new_op: the schema has no operator {name}; did you mean: {near}", file=sys.stderr)
        return 2
    if (ROOT / "src/ops" / name).exists():
        print(f"new_op: src/ops/{name} is there already", file=sys.stderr)
        return 2
    room = make(name, codes[name])
    print(f"made {room.relative_to(ROOT)} and its line in {LIST.relative_to(ROOT)}; now:\n"
          f"  1. cases in tests/goldens/rooms/{name}.py; make_goldens.py {name} records them\n"
          f"  2. write what it computes in {name}.h and reference.cpp\n"
          f"  3. check everything it relies on in op.cpp; a sentence for each check in checks.inc\n"
          f"  4. build/host/tests/mote_tests --gtest_filter="
          f"'*{''.join(w.capitalize() for w in name.split('_'))}*'\n"
          f"docs/guide/add-an-operator.md walks through a finished one")
    return 0


if __name__ == "__main__":
    sys.exit(main())
