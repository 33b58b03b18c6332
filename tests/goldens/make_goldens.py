#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the recorded cases of the operators' tests, one .json file a room.

Every case is a model of one operator with seeded random data, run by the reference kernels of the
TensorFlow Lite interpreter (or, for what it does not have, by NumPy in rooms/NAME.py), so that no
expected number comes from Mote itself. Needs the packages tensorflow and numpy; the versions that
made a file stand in its first lines.

    python3 tests/goldens/make_goldens.py            # rewrite the files beside this script
    python3 tests/goldens/make_goldens.py add mul    # only these rooms
    python3 tests/goldens/make_goldens.py --check    # only compare; exit status 1 if they differ
"""
import argparse
import importlib
import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import golden  # noqa: E402


def text_of(room):
    maker = golden.Maker(room)
    importlib.import_module(f"rooms.{room}").make(maker)
    print(f"{room}: {len(maker.cases)} cases", file=sys.stderr)
    lines = []
    for case in maker.cases:
        case.run()
        lines.append(json.dumps(case.json(), separators=(",", ":")))
    head = {"license": "Apache-2.0", "made_by": "tests/goldens/make_goldens.py",
            "seed": golden.SEED, "tensorflow": golden.tf.__version__,
            "numpy": golden.np.__version__}
    return (json.dumps(head)[:-1] + ',\n"cases": [\n' + ",\n".join(lines) + "\n]}\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    parser.add_argument("rooms", metavar="ROOM", nargs="*", help="default: every one")
    args = parser.parse_args()
    rooms = args.rooms or sorted(p.stem for p in (HERE / "rooms").glob("*.py"))
    differ = 0
    for room in rooms:
        text = text_of(room)
        path = HERE / f"{room}.json"
        if args.check:
            same = path.exists() and path.read_text() == text
            differ += not same
            if not same:
                print(f"{path.name} differs", file=sys.stderr)
        else:
            path.write_text(text)
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
