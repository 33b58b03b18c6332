#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Lets images/guard_check write where it must not, on emulated boards; each time it must be caught.

Exit status: 0 all were caught, 1 not.
"""
import argparse
import sys
import tempfile

import emulator

FAULT_STATUS = 126
# By what goes wrong: with the core's memory protection the core faults, else the program compares.
# Right behind the arena's last byte there may be room up to the unit's boundary: it is compared.
WRONGS = {
    "n": ("nothing", "nothing is wrong", "nothing is wrong"),
    "a": ("a write just behind the arena", None, "caught: memory beside the arena was written"),
    "A": ("a write further behind it", "fault:", "caught: memory beside the arena was written"),
    "b": ("a write before it", "fault:", "caught: memory beside the arena was written"),
    "s": ("a stack that is too small", "fault:", "caught: the stack is used up"),
    "p": ("a flipped bit in the program", "caught: a bit of the program has flipped",
          "caught: a bit of the program has flipped"),
}
# Boards, and whether their core has a unit; of a Cortex-M3 the emulated one has it too.
BOARDS = {"microbit": False, "stm32vldiscovery": True, "mps2-an386": True,
          "bench-cortex-m7": True, "bench-cortex-m33": True, "sifive_e": True}


def run(board, wrong, with_unit, timeout_s):
    """The lines of a run, and its status."""
    preset = emulator.board_named(board)["toolchain"]
    image = emulator.ROOT / f"build/{preset}/images/guard_check-{board}.elf"
    with tempfile.NamedTemporaryFile(suffix=".orders") as orders:
        orders.write(wrong.encode() + (b"u" if with_unit else b"-"))
        orders.flush()
        outcome = emulator.run(board, image, timeout_s, False, lambda line: None,
                               file=orders.name)
    return [line for line in outcome.lines if line], outcome.status


def problem(lines, status, is_protected, expected):
    """What differs from what is expected; empty if nothing does."""
    how = "protected by the core" if is_protected else "compared by the program"
    if not lines or lines[0] != how:
        return f"expected '{how}', got {lines}"
    if expected is None:  # either will do
        return "" if status in (0, FAULT_STATUS) and len(lines) > 1 and \
            lines[1].startswith(("caught:", "fault:")) else f"not caught: {lines}, {status}"
    wanted_status = FAULT_STATUS if expected == "fault:" else 0
    if len(lines) < 2 or not lines[1].startswith(expected) or status != wanted_status:
        return f"expected '{expected}' and status {wanted_status}, got {lines[1:]} and {status}"
    return ""


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--board", choices=BOARDS, nargs="+", default=list(BOARDS))
    parser.add_argument("--timeout", type=float, default=60, metavar="SECONDS")
    args = parser.parse_args()
    failed = 0
    for board in args.board:
        for with_unit in sorted({False, BOARDS[board]}):
            for wrong, (words, protected, compared) in WRONGS.items():
                try:
                    lines, status = run(board, wrong, with_unit, args.timeout)
                except emulator.Unusable as error:
                    emulator.complain(error)
                    return emulator.CANNOT_RUN
                why = problem(lines, status, with_unit, protected if with_unit else compared)
                failed += bool(why)
                unit = "with" if with_unit else "without"
                print(f"{'FAILED' if why else 'ok':6} {board} {unit} unit: {words}"
                      + (f": {why}" if why else ""), flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
