#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Lets the keyword spotter listen on an emulated board, and says what it heard and what it cost.

Plays models/keyword_spotting/demo.wav to the image and compares what it hears with demo.json. Ends
with 0 only if exactly the right words were heard.
"""
import argparse
import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tools/emulator"))
sys.path.insert(0, str(ROOT / "tools/dev"))
import emulator  # noqa: E402
import size  # noqa: E402

MODELS = ROOT / "models/keyword_spotting"
MOTE = ROOT / "build/host/mote"
HEARD = re.compile(r"heard (\w+) at ([0-9.]+) s, score ([0-9.]+)")
LATE_S = 1.0  # a decision may follow the end of its word by as much


def matches(heard, spoken):
    """(right, problems) of what was heard against the keywords of demo.json, in order."""
    problems, left = [], list(heard)
    for word in spoken:
        begin, end = word["start_ms"] / 1000, word["end_ms"] / 1000 + LATE_S
        found = next((h for h in left if h[0] == word["word"] and begin <= h[1] <= end), None)
        if found:
            left.remove(found)
        else:
            problems.append(f"'{word['word']}', spoken at {begin:.2f} s, was not heard")
    problems += [f"'{label}' was heard at {at:.2f} s, and nobody said it" for label, at, _ in left]
    return problems


def print_costs(name, outcome, model):
    flash, ram = size.image_sizes(name)
    sections = size.sections(sorted((ROOT / "build").glob(f"*/images/{name}.elf"))[0])
    print(f"\nbytes of flash: {flash:,}, of them the model {model.stat().st_size:,}")
    print(f"bytes of RAM:   {ram:,}: stack {sections.get('.stack', 0):,}, "
          f"arena, front-end and the rest {ram - sections.get('.stack', 0):,}")
    for line in outcome.lines:
        if line.startswith(("arena", "stack")):
            print(f"  {line}")
    if not outcome.spans:
        return
    names = [op["name"] for op in json.loads(
        subprocess.run([MOTE, "inspect", model, "--json"], check=True, capture_output=True,
                       text=True).stdout)["operators"]]
    print("\nexecuted instructions")
    run = 0
    for span in outcome.spans:
        label = span.label
        if label.startswith("operator "):
            label += ", " + names[int(label.split()[1])]
            run += span.instructions
        print(f"  {label:34} {span.instructions:12,}")
    print(f"  {'one inference':34} {run:12,}")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--board", default="mps2-an385")
    parser.add_argument("--sound", type=pathlib.Path, default=MODELS / "demo.wav",
                        help="another .wav file of 16 kHz, one channel; nothing is expected of it")
    parser.add_argument("--quiet", action="store_true", help="no counts: faster")
    arguments = parser.parse_args()
    try:
        toolchain = emulator.board_named(arguments.board)["toolchain"]
        name = f"keyword_spotting-{arguments.board}"
        image = ROOT / "build" / toolchain / "images" / f"{name}.elf"
        if not arguments.quiet:
            print(f"listening to {arguments.sound.name} on {arguments.board}", flush=True)
        counts = not arguments.quiet and bool(emulator.board_named(arguments.board)["emulator"])
        outcome = emulator.run(arguments.board, image, 300, counts,
                               lambda line: print(f"  {line}", flush=True), arguments.sound)
        if outcome.status != 0:
            raise emulator.Unusable(f"{name} ended with status {outcome.status}: {outcome.message}")
        if not arguments.quiet and counts:
            print_costs(name, outcome, MODELS / "keyword_spotting.tflite")
    except (emulator.Unusable, size.Missing) as error:
        print(f"demo: {error}", file=sys.stderr)
        return 1
    if arguments.sound != MODELS / "demo.wav":
        return 0
    heard = [(m[1], float(m[2]), float(m[3])) for m in map(HEARD.match, outcome.lines) if m]
    spoken = [word for word in json.loads((MODELS / "demo.json").read_text())["words"]
              if word["word"] in ("yes", "no")]
    problems = matches(heard, spoken)
    for problem in problems:
        print(f"demo: {problem}", file=sys.stderr)
    if problems:
        return 1
    print(f"\nheard all {len(spoken)} keywords and nothing else")
    return 0


if __name__ == "__main__":
    sys.exit(main())
