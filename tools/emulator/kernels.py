#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs kernels of an overlay on an emulated core, compares their bytes, prints their instructions.

The cases come from build/host/tests/mote_kernel_cases: layers of well-known models with random
numbers ("models"), edge cases, random layers. The expected bytes are the reference kernels'.
Exit status: 0 all bytes equal (with --check also no layer above budgets.toml), 1 not.
"""
import argparse
import json
import signal
import subprocess
import sys
import tempfile
import tomllib

import emulator

ROOT = emulator.ROOT
WRITER = ROOT / "build/host/tests/mote_kernel_cases"
SETS = {"models": ["models"], "edges": ["edges"], "random": ["random", "{seed}", "{count}"]}


def write_cases(words, path):
    """Writes the cases to a file; [(name, multiply-accumulates)]."""
    if not WRITER.exists():
        raise emulator.Unusable(f"{WRITER} is not built: cmake --preset host && "
                                "cmake --build --preset host --target mote_kernel_cases")
    result = subprocess.run([WRITER, *words, path], capture_output=True, text=True, check=False)
    if result.returncode != 0:
        raise emulator.Unusable(f"{WRITER.name}: {result.stderr.strip()}")
    rows = [line.split("\t") for line in result.stdout.splitlines()]
    return [(name, int(count)) for name, _, count in rows]


def run_set(name, args):
    words = [word.format(seed=args.seed, count=args.count) for word in SETS[name]]
    toolchain = emulator.board_named(args.board)["toolchain"]
    if toolchain == "cortex-m55":
        words.insert(0, "mve")
    elif toolchain in emulator.SCALAR:
        words.insert(0, "scalar")
    image = ROOT / f"build/{toolchain}/images/kernel_check-{args.board}.elf"
    with tempfile.NamedTemporaryFile(suffix=".cases") as file:
        cases = write_cases(words, file.name)
        outcome = emulator.run(args.board, image, args.timeout, count=name == "models",
                               file=file.name)
    rows = [{"layer": label, "multiply_accumulates": macs, "instructions": span.instructions,
             "functions": dict(sorted(span.functions.items(), key=lambda item: -item[1])[:5])}
            for (label, macs), span in zip(cases, outcome.spans)]
    return {"set": name, "board": args.board, "status": outcome.status, "cases": len(cases),
            "output": outcome.lines, "message": outcome.message, "layers": rows}


def print_result(result, by_function):
    for row in result["layers"]:
        per = row["instructions"] / max(1, row["multiply_accumulates"])
        print(f"{row['layer']:36} {row['multiply_accumulates']:12,} {row['instructions']:12,} "
              f"{per:8.3f}")
        if by_function:
            for name, count in row["functions"].items():
                print(f"{'':36} {'':12} {count:12,}          {name}")
    for line in result["output"]:
        print(f"{result['set']}: {line}")
    if result["message"]:
        print(f"{result['set']}: {result['message']}", file=sys.stderr)


def above_budget(result):
    budgets = tomllib.loads((ROOT / "budgets.toml").read_text())["kernel_instructions"]
    most = budgets.get(result["board"], {})
    for row in result["layers"]:
        if row["instructions"] > 1.01 * most.get(row["layer"], row["instructions"]):
            yield (f"{row['layer']}: {row['instructions']:,} instructions, "
                   f"{most[row['layer']]:,} recorded (budgets.toml)")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", choices=[*SETS, []], metavar="SET",
                        help=f"of {', '.join(SETS)} (default: models)")
    parser.add_argument("--board", default="mps2-an386", help="default: mps2-an386, a Cortex-M4")
    parser.add_argument("--seed", type=int, default=1, help="of the random layers (default 1)")
    parser.add_argument("--count", type=int, default=300, help="of random layers (default 300)")
    parser.add_argument("--by-function", action="store_true", help="also where the time goes")
    parser.add_argument("--check", action="store_true",
                        help="all sets; also fail where a layer takes 1 %% more than budgets.toml")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--timeout", type=float, default=300, metavar="SECONDS")
    args = parser.parse_args()
    if not args.json:
        print(f"{'':36} {'MACs':>12} {'instructions':>12} {'per MAC':>8}")
    results = []
    try:
        for name in SETS if args.check else args.sets or ["models"]:
            results.append(run_set(name, args))
            if not args.json:
                print_result(results[-1], args.by_function)
    except emulator.Unusable as error:
        emulator.complain(error)
        return emulator.CANNOT_RUN
    if args.json:
        print(json.dumps(results, indent=2))
    over = [line for result in results for line in above_budget(result)] if args.check else []
    for line in over:
        emulator.complain(line)
    return 1 if over or any(result["status"] for result in results) else 0


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # end quietly when nobody reads on
    sys.exit(main())
