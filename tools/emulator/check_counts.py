#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks the emulator's counts to the last instruction, on code counted by hand.

Runs images/instruction_check on the given boards; each of its labels ends with "= NUMBER". The
estimate of cycles is compared where there is one.
"""
import argparse
import re
import signal
import sys

import emulator

CYCLES = re.compile(r"\((\d+) cycles, (\d+) waits\)")
WAIT_STATES = (0, 5)
ALL_ONE_STEP = {0: 0}  # nothing runs at address 0: all of it is in step 0


def check(board, wait_states):
    """Prints each count of a board and yields whether it is right."""
    toolchain = emulator.board_named(board)["toolchain"]
    image = emulator.ROOT / "build" / toolchain / "images" / f"instruction_check-{board}.elf"
    outcome = emulator.run(board, image, count=True, steps=ALL_ONE_STEP, wait_states=wait_states)
    if outcome.status != 0 or not outcome.spans:
        raise emulator.Unusable(f"{image}: status {outcome.status}: {outcome.message}")
    for span in outcome.spans:
        is_right = int(span.label.rsplit("= ", 1)[1]) == span.instructions
        _, *counted = span.steps.get(0, [0])  # nothing where there is no estimate
        cycles, waits = map(int, CYCLES.search(span.label).groups())
        is_right &= all(count == cycles + wait_states * waits for count in counted)
        print(f"{board}, {wait_states} wait states: {span.label}: counted {span.instructions}"
              f"{''.join(f', {count} cycles' for count in counted)}{'' if is_right else '  WRONG'}")
        yield is_right


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("boards", nargs="*", metavar="BOARD",
                        help="default: one of each kind of core",
                        default=["mps2-an385", "mps2-an386", "microbit", "sifive_e"])
    wrong = 0
    try:
        for name in parser.parse_args().boards:
            for wait_states in WAIT_STATES:
                wrong += sum(not is_right for is_right in check(name, wait_states))
    except emulator.Unusable as error:
        emulator.complain(error)
        return emulator.CANNOT_RUN
    return 1 if wrong else 0


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # end quietly when nobody reads on
    sys.exit(main())
