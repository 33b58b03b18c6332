#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Builds the profile image for models and prints the instructions that each part executes.

Needs the mote command (preset host) and the board's cross compiler. Images stay in build/bench.
Exit status 1 if a model does not run on the board, 127 if nothing can be run.
"""
import argparse
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

import emulator


def tell(text):
    print(f"bench: {text}", file=sys.stderr, flush=True)


def must(command):
    """Runs a build command; its output is shown only if it fails. Returns standard output."""
    result = subprocess.run([str(part) for part in command], text=True, capture_output=True,
                            check=False)
    if result.returncode != 0:
        tail = "\n".join((result.stdout + result.stderr).splitlines()[-15:])
        raise emulator.Unusable(f"this failed: {' '.join(map(str, command))}\n{tail}")
    return result.stdout


def build(model, board_name, mote_command):
    """The path of the model's profile image for a board."""
    toolchain = emulator.board_named(board_name)["toolchain"]
    tree = emulator.ROOT / "build" / "bench" / toolchain
    must(["cmake", "--preset", toolchain, "-S", emulator.ROOT, "-B", tree,
          "-D", f"MOTE_PROFILE_MODEL={model}", "-D", f"MOTE_COMMAND={mote_command}"])
    must(["cmake", "--build", tree, "--target", f"profile-{board_name}"])
    name = f"{model.parent.name}-{model.stem}" if model.stem == "model" else model.stem
    image = tree.parent / f"{re.sub('[^A-Za-z0-9_.-]', '_', name)}-{board_name}.elf"
    shutil.copy2(tree / "images" / f"profile-{board_name}.elf", image)
    return image


def operator_names(model, mote_command):
    facts = json.loads(must([mote_command, "inspect", model, "--json"]))
    return [operator["name"] for operator in facts["operators"]]


def summarize(model, board_name, mote_command, timeout_s, by_function):
    """What one model costs on one board, ready for JSON."""
    tell(f"building {model}")
    image = build(model, board_name, mote_command)
    tell(f"running {image.relative_to(emulator.ROOT)}")
    outcome = emulator.run(board_name, image, timeout_s, count=True)
    names = operator_names(model, mote_command)
    parts = []
    functions = {}
    for span in outcome.spans:
        part = {"label": span.label, "instructions": span.instructions}
        if span.label.startswith("step "):
            part["operator"] = names[int(span.label.split()[1])]
        if by_function:
            greatest = sorted(span.functions.items(), key=lambda item: -item[1])[:by_function]
            part["functions"] = dict(greatest)
        phase = "run" if span.label.startswith("step ") else "start"
        for name, count in span.functions.items():
            functions.setdefault(phase, {}).setdefault(name, 0)
            functions[phase][name] += count
        parts.append(part)
    counts = {part["label"]: part["instructions"] for part in parts}
    result = {"model": str(model), "board": board_name, "status": outcome.status,
              "start_instructions": counts.get("verify", 0) + counts.get("create", 0),
              "invoke_instructions": sum(count for label, count in counts.items()
                                         if label.startswith("step ")),
              "parts": parts, "output": outcome.lines, "message": outcome.message}
    if by_function:
        result["functions"] = {
            phase: dict(sorted(table.items(), key=lambda item: -item[1])[:by_function])
            for phase, table in functions.items()}
    return result


def print_result(result):
    print(f"{result['model']} on {result['board']}")
    for part in result["parts"]:
        name = f"{part['label']} {part.get('operator', '')}"
        print(f"  {name:36}{part['instructions']:14,}")
    print(f"  {'verify + create':36}{result['start_instructions']:14,}")
    print(f"  {'one invoke':36}{result['invoke_instructions']:14,}")
    for phase, title in (("start", "verify + create"), ("run", "one invoke")):
        table = result.get("functions", {}).get(phase, {})
        total = result[f"{'start' if phase == 'start' else 'invoke'}_instructions"]
        if table:
            print(f"  {title}, by function")
        for name, count in table.items():
            print(f"    {count:14,}  {100 * count / max(1, total):5.1f} %  {name}")
    for line in result["output"]:
        print(f"  {line}")
    if result["status"] != 0:
        print(f"  ended with status {result['status']}. {result['message']}")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", nargs="+", type=pathlib.Path, help="a .tflite file")
    parser.add_argument("--board", default="mps2-an386", help="default: %(default)s")
    parser.add_argument("--by-function", nargs="?", type=int, const=10, default=0, metavar="N",
                        help="also the N functions that executed most (default 10)")
    parser.add_argument("--json", action="store_true", help="print one JSON list and no more")
    parser.add_argument("--timeout", type=float, default=300, metavar="SECONDS",
                        help="for each model (default: %(default)s)")
    parser.add_argument("--mote", type=pathlib.Path, help="the mote command to use",
                        default=pathlib.Path(os.environ.get(
                            "MOTE_COMMAND", emulator.ROOT / "build" / "host" / "mote")))
    args = parser.parse_args()
    if not args.mote.is_file():
        emulator.complain(f"no mote command at {args.mote}; build it with: "
                          "cmake --preset host && cmake --build build/host")
        return emulator.CANNOT_RUN
    results = []
    status = 0
    for model in args.model:
        try:
            if not model.is_file():
                raise emulator.Unusable(f"no model at {model}")
            result = summarize(model.resolve(), args.board, args.mote.resolve(), args.timeout,
                               args.by_function)
        except emulator.Unusable as error:
            emulator.complain(error)
            status = emulator.CANNOT_RUN
            continue
        results.append(result)
        status = status or (1 if result["status"] != 0 else 0)
        if not args.json:
            print_result(result)
    if args.json:
        print(json.dumps(results, indent=2))
    return status


if __name__ == "__main__":
    sys.exit(main())
