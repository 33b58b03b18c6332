#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs an image on an emulated board, prints what it prints and ends with its exit status.

Other statuses: 124 it ran too long, 125 the emulator died, 126 a processor fault, 127 cannot run.
"""
import argparse
import json
import signal
import sys

import emulator


def print_table(spans, by_function):
    width = max((len(span.label) for span in spans), default=0)
    width = max(width, len("total"))
    print(f"{'':{width}}  instructions")
    for span in spans:
        print(f"{span.label:{width}}  {span.instructions:12,}")
        greatest = sorted(span.functions.items(), key=lambda item: -item[1])[:by_function]
        for name, count in greatest:
            print(f"{'':{width}}  {count:12,}  {100 * count / max(1, span.instructions):5.1f} %  {name}")
    print(f"{'total':{width}}  {sum(span.instructions for span in spans):12,}")


def span_as_json(span, by_function):
    entry = {"label": span.label, "instructions": span.instructions}
    if by_function:
        greatest = sorted(span.functions.items(), key=lambda item: -item[1])[:by_function]
        entry["functions"] = dict(greatest)
    return entry


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("image", help="an ELF file that mote_add_image() built")
    parser.add_argument("--board", required=True, help="a folder of boards/")
    parser.add_argument("--count", action="store_true",
                        help="print the instructions executed between the image's marks")
    parser.add_argument("--by-function", nargs="?", type=int, const=10, default=0, metavar="N",
                        help="with --count: the N functions that executed most (default 10)")
    parser.add_argument("--sound", metavar="FILE.wav", help="what the image's microphone hears")
    parser.add_argument("--json", action="store_true", help="print one JSON object and no more")
    parser.add_argument("--timeout", type=float, default=60, metavar="SECONDS")
    args = parser.parse_args()
    show = (lambda line: None) if args.json else (lambda line: print(line, flush=True))
    try:
        outcome = emulator.run(args.board, args.image, args.timeout,
                               args.count or args.by_function > 0, show, args.sound)
    except emulator.Unusable as error:
        emulator.complain(error)
        return emulator.CANNOT_RUN
    if args.json:
        print(json.dumps({"board": args.board, "image": args.image, "status": outcome.status,
                          "message": outcome.message, "output": outcome.lines,
                          "marks": [span_as_json(s, args.by_function) for s in outcome.spans]},
                         indent=2))
    else:
        if outcome.message:
            emulator.complain(outcome.message)
        if args.count or args.by_function:
            print_table(outcome.spans, args.by_function)
    return outcome.status


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # end quietly when nobody reads on
    sys.exit(main())
