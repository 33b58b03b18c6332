#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Lets the keyword spotter listen on an emulated board, and says what it heard and what it cost.

Plays models/keyword_spotting/demo.wav to the image and compares what it hears with demo.json, with
the network interpreted and compiled, and with a network compiled for streams. Ends with 0 only if exactly the right words were heard.
"""
import argparse
import json
import pathlib
import re
import signal
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


# What a symbol belongs to, the first that matches; the remainder has no symbol or is the image's.
# What a compiled model consists of is in the namespace keyword_net or streaming_net.
FLASH = (("the model", r"keyword_spotting$|(keyword|streaming)_net::|\(anonymous namespace\)::k(Tensor|Params|"
          r"Multipliers|Shifts|Factors)"), ("front-end", r"mote::signal::"),
         ("reader and verifier", r"mote::format::|mote::Model::"),
         ("planner and interpreter", r"mote::(Layout|plan|Interpreter|Tensor)\b"),
         ("operators", r"mote::"))
RAM = (("arena", r".*::(arena|network|windowed)$"), ("front-end", r".*\b(extractor|history|decider)$"))
MODES = {"interpreted": "keyword_spotting", "compiled": "keyword_spotting_compiled",
         "streaming": "keyword_spotting_streaming"}
NETWORKS = {"streaming": ROOT / "models/streaming_keyword/streaming_keyword.tflite"}


def print_bytes(title, total, groups, symbols):
    """`symbols`: (bytes, name); each counts for the first group that its name matches."""
    print(f"\nbytes of {title}")
    sums = dict.fromkeys([group for group, _ in groups], 0)
    for count, name in symbols:
        group = next((g for g, pattern in groups if re.match(pattern, name)), None)
        if group:
            sums[group] += count
    sums["start-up, console, program" if title == "flash" else "the rest"] = \
        total - sum(sums.values())
    for group, count in sums.items():
        print(f"  {group:34} {count:12,}")
    print(f"  {'all':34} {total:12,}")


def print_instructions(spans, model):
    names = [op["name"] for op in json.loads(
        subprocess.run([MOTE, "inspect", model, "--json"], check=True, capture_output=True,
                       text=True).stdout)["operators"]]
    print("\nexecuted instructions")
    run = 0
    for span in spans:
        label = span.label
        if label.startswith("operator "):
            label += ", " + names[int(label.split()[1])]
            run += span.instructions
        elif label == "invoke":
            run += span.instructions
            continue
        print(f"  {label:34} {span.instructions:12,}")
    print(f"  {'one inference':34} {run:12,}")


def print_costs(name, outcome, model):
    image = sorted((ROOT / "build").glob(f"*/images/{name}.elf"))[0]
    flash, ram = size.image_sizes(name)
    stack = size.sections(image).get(".stack", 0)
    symbols = size.symbols(image)
    print_bytes("flash", flash, FLASH, [(n, s) for kind, n, s in symbols if kind not in "bBdD"])
    in_ram = [(n, s) for kind, n, s in symbols if kind in "bBdD"] + [(stack, "stack")]
    print_bytes("RAM", ram, (*RAM, ("stack", "stack$")), in_ram)
    for line in outcome.lines:
        if line.startswith("stack"):
            print(f"  {line}")
    print_instructions(outcome.spans, model)


def listen(mode, board, sound, quiet):
    """Runs the image of a mode and prints what it says; returns [(word, seconds, score)]."""
    name = f"{MODES[mode]}-{board}"
    image = ROOT / "build" / emulator.board_named(board)["toolchain"] / "images" / f"{name}.elf"
    if not quiet:
        print(f"listening to {sound.name} on {board}, the network {mode}", flush=True)
    counts = not quiet and bool(emulator.board_named(board)["emulator"])
    outcome = emulator.run(board, image, 300, counts, lambda line: print(f"  {line}", flush=True),
                           sound)
    if outcome.status != 0:
        raise emulator.Unusable(f"{name} ended with status {outcome.status}: {outcome.message} "
                                + " ".join(outcome.lines[-1:]))
    if counts:
        print_costs(name, outcome, NETWORKS.get(mode, MODELS / "keyword_spotting.tflite"))
        print()
    return [(m[1], float(m[2]), float(m[3])) for m in map(HEARD.match, outcome.lines) if m]


def print_sizes(board):
    print(f"in all on {board}, with start-up, console and stack")
    for mode, program in MODES.items():
        flash, ram = size.image_sizes(f"{program}-{board}")
        print(f"  {mode:12} {flash:8,} bytes of flash {ram:8,} of RAM")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--board", default="mps2-an385")
    parser.add_argument("--mode", choices=(*MODES, "all"), default="all")
    parser.add_argument("--sound", type=pathlib.Path, default=MODELS / "demo.wav",
                        help="another .wav file of 16 kHz, one channel; nothing is expected of it")
    parser.add_argument("--quiet", action="store_true", help="no counts: faster")
    arguments = parser.parse_args()
    modes = tuple(MODES) if arguments.mode == "all" else (arguments.mode,)
    try:
        heard = [listen(mode, arguments.board, arguments.sound, arguments.quiet) for mode in modes]
        if arguments.mode == "all" and emulator.board_named(arguments.board)["emulator"]:
            print_sizes(arguments.board)
    except (emulator.Unusable, size.Missing) as error:
        print(f"demo: {error}", file=sys.stderr)
        return 1
    by_network = {}  # modes that run the same network must hear the same, to the last digit
    for mode, words in zip(modes, heard):
        by_network.setdefault(NETWORKS.get(mode), []).append(words)
    problems = [f"the modes hear differently: {some}" for some in by_network.values()
                if any(words != some[0] for words in some)]
    if arguments.sound != MODELS / "demo.wav":
        spoken = []
    else:
        spoken = [word for word in json.loads((MODELS / "demo.json").read_text())["words"]
                  if word["word"] in ("yes", "no")]
        problems += matches(heard[0], spoken)
    for problem in problems:
        print(f"demo: {problem}", file=sys.stderr)
    if problems:
        return 1
    if spoken:
        print(f"\nheard all {len(spoken)} keywords and nothing else")
    return 0


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # end quietly when nobody reads on
    sys.exit(main())
