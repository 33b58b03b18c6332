#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks the emulator's counts to the last instruction, on code counted by hand.

Runs images/instruction_check on the given boards; each of its labels ends with "= NUMBER".
"""
import argparse
import signal
import sys

import emulator


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("boards", nargs="*", default=["mps2-an385", "microbit", "sifive_e"],
                        metavar="BOARD", help="default: one of each kind of core")
    wrong = 0
    try:
        for name in parser.parse_args().boards:
            toolchain = emulator.board_named(name)["toolchain"]
            image = emulator.ROOT / "build" / toolchain / "images" / f"instruction_check-{name}.elf"
            outcome = emulator.run(name, image, count=True)
            if outcome.status != 0 or not outcome.spans:
                raise emulator.Unusable(f"{image}: status {outcome.status}: {outcome.message}")
            for span in outcome.spans:
                right = int(span.label.rsplit("= ", 1)[1]) == span.instructions
                wrong += not right
                print(f"{name}: {span.label}: counted {span.instructions}"
                      f"{'' if right else '  WRONG'}")
    except emulator.Unusable as error:
        emulator.complain(error)
        return emulator.CANNOT_RUN
    return 1 if wrong else 0


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # end quietly when nobody reads on
    sys.exit(main())
