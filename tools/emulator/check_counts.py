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

CYCLES = re.compile(r"\((\d+) cycles\)")
ALL_ONE_STEP = {0: 0}  # nothing runs at address 0: all of it is in step 0


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("boards", nargs="*", metavar="BOARD",
                        help="default: one of each kind of core",
                        default=["mps2-an385", "mps2-an386", "microbit", "sifive_e"])
    wrong = 0
    try:
        for name in parser.parse_args().boards:
            toolchain = emulator.board_named(name)["toolchain"]
            image = emulator.ROOT / "build" / toolchain / "images" / f"instruction_check-{name}.elf"
            outcome = emulator.run(name, image, count=True, steps=ALL_ONE_STEP)
            if outcome.status != 0 or not outcome.spans:
                raise emulator.Unusable(f"{image}: status {outcome.status}: {outcome.message}")
            for span in outcome.spans:
                right = int(span.label.rsplit("= ", 1)[1]) == span.instructions
                _, *cycles = span.steps.get(0, [0])
                right &= all(str(c) == CYCLES.search(span.label)[1] for c in cycles)
                wrong += not right
                print(f"{name}: {span.label}: counted {span.instructions}"
                      f"{''.join(f', {c} cycles' for c in cycles)}{'' if right else '  WRONG'}")
    except emulator.Unusable as error:
        emulator.complain(error)
        return emulator.CANNOT_RUN
    return 1 if wrong else 0


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # end quietly when nobody reads on
    sys.exit(main())
