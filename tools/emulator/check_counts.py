#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks the instruction counter against code counted by hand (images/instruction_check).

Exit status 1 if any count differs by even one, 77 if there is no image to run.
"""
import argparse
import sys

import emulator

SKIPPED = 77


def check(board_name, toolchain):
    """Prints one line for each loop; the number that were wrong, or None without an image."""
    image = emulator.ROOT / "build" / toolchain / "images" / f"instruction_check-{board_name}.elf"
    if not image.exists():
        print(f"{board_name}: skipped, {image.relative_to(emulator.ROOT)} is not built")
        return None
    outcome = emulator.run(board_name, image, timeout_s=30, count=True)
    if outcome.status != 0 or not outcome.spans:
        print(f"{board_name}: wrong, ended with status {outcome.status}. {outcome.message}")
        return 1
    wrong = 0
    for span in outcome.spans:
        expected = int(span.label.rsplit("=", 1)[1])
        right = span.instructions == expected
        wrong += not right
        print(f"{board_name}: {'right' if right else 'WRONG'}, counted {span.instructions}: "
              f"{span.label}")
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--board", action="append", help="only this one (may be repeated)")
    args = parser.parse_args()
    try:
        chosen = {name: emulator.board_named(name) for name in args.board or emulator.boards()}
        results = [check(name, board["toolchain"]) for name, board in chosen.items()
                   if board["emulator"]]
    except emulator.Unusable as error:
        emulator.complain(error)
        return emulator.CANNOT_RUN
    checked = [result for result in results if result is not None]
    if not checked:
        return SKIPPED
    return 1 if any(checked) else 0


if __name__ == "__main__":
    sys.exit(main())
