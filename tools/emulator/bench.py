#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Prints the instructions that a model executes on an emulated board, exactly.

Builds images/profile for each model into build/bench/ and runs it under the counting emulator:
verify, prepare and plan, then each operator of one run. --check compares loading with budgets.toml.
"""
import argparse
import json
import os
import pathlib
import signal
import subprocess
import sys
import tomllib

import emulator

ROOT = emulator.ROOT
MOTE = ROOT / "build/host/mote"
SHARED = pathlib.Path(os.environ.get("MOTE_SHARED_DIR", ROOT / "../shared"))
LOADING = ("verify", "prepare and plan")


def command(*words):
    """Runs a build step; what it says appears only if it fails."""
    result = subprocess.run([str(w) for w in words], capture_output=True, text=True, check=False)
    if result.returncode != 0:
        raise emulator.Unusable(f"{words[0]} failed:\n{result.stdout}{result.stderr}".strip())
    return result.stdout


def name_of(model):
    return model.parent.name if model.stem == "model" else model.stem


def build(model, board_name):
    toolchain = emulator.board_named(board_name)["toolchain"]
    folder = ROOT / "build/bench" / f"{name_of(model)}-{board_name}"
    print(f"building for {name_of(model)} on {board_name}", file=sys.stderr, flush=True)
    command("cmake", "-S", ROOT, "-B", folder, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=MinSizeRel",
            f"-DCMAKE_TOOLCHAIN_FILE={ROOT}/cmake/toolchains/{toolchain}.cmake",
            "-DMOTE_BUILD_TOOLS=OFF", "-DBUILD_TESTING=OFF",
            f"-DMOTE_PROFILE_MODEL={model.resolve()}")
    command("cmake", "--build", folder, "--target", f"profile-{board_name}")
    return folder / "images" / f"profile-{board_name}.elf"


def operator_names(model):
    if not MOTE.exists():
        raise emulator.Unusable("build/host/mote is not built; ./x test builds it")
    return [op["name"] for op in json.loads(command(MOTE, "inspect", model, "--json"))["operators"]]


def by_function(spans, most):
    """{name: instructions} of the functions that executed most, over several spans."""
    sums = {}
    for span in spans:
        for name, count in span.functions.items():
            sums[name] = sums.get(name, 0) + count
    return dict(sorted(sums.items(), key=lambda item: -item[1])[:most])


def measure(model, board_name, timeout_s, functions=0):
    if not model.is_file():
        raise emulator.Unusable(f"{model}: no such file")
    names = operator_names(model)
    outcome = emulator.run(board_name, build(model, board_name), timeout_s, count=True)
    if outcome.status != 0:
        raise emulator.Unusable(f"{model}: status {outcome.status}: {outcome.message} "
                                + " ".join(outcome.lines))
    rows = [{"what": span.label, "instructions": span.instructions} for span in outcome.spans]
    for i, name in enumerate(names):
        rows[len(LOADING) + i]["what"] += f", {name}"
    load = sum(row["instructions"] for row in rows[:len(LOADING)])
    run = sum(row["instructions"] for row in rows[len(LOADING):])
    result = {"model": name_of(model), "board": board_name, "rows": rows, "load": load, "run": run,
              "output": outcome.lines}
    if functions:
        result["functions"] = {"load": by_function(outcome.spans[:len(LOADING)], functions),
                               "run": by_function(outcome.spans[len(LOADING):], functions)}
    return result


def print_result(result):
    print(f"{result['model']} on {result['board']}")
    for row in result["rows"]:
        print(f"  {row['what']:40} {row['instructions']:14,}")
    print(f"  {'verify, prepare and plan':40} {result['load']:14,}")
    print(f"  {'one run':40} {result['run']:14,}")
    for phase, functions in result.get("functions", {}).items():
        print(f"  {phase}, by function")
        for name, count in functions.items():
            print(f"    {count:14,}  {100 * count / max(1, result[phase]):5.1f} %  {name}")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("models", nargs="*", type=pathlib.Path, metavar="MODEL",
                        help="a .tflite file (default: the project's own models)")
    parser.add_argument("--recorded", nargs="+", default=[], metavar="NAME",
                        help="models of ../shared by name; skipped without it")
    parser.add_argument("--board", default="mps2-an386", help="default: mps2-an386, a Cortex-M4")
    parser.add_argument("--check", action="store_true",
                        help="exit 1 if loading a model of budgets.toml takes more than it allows")
    parser.add_argument("--by-function", nargs="?", type=int, const=10, default=0, metavar="N",
                        help="also the N functions that executed most (default 10)")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--timeout", type=float, default=300, metavar="SECONDS")
    arguments = parser.parse_args()
    if arguments.recorded and not SHARED.is_dir():
        print("skipped: no ../shared")
        return 0
    recorded = [SHARED / "corpus/models" / name / "model.tflite" for name in arguments.recorded]
    own = [ROOT / "models" / name / f"{name}.tflite" for name in ("keyword_spotting", "hello_sine")]
    models = arguments.models + recorded or own
    budgets = tomllib.loads((ROOT / "budgets.toml").read_text())["load_instructions"]
    results = []
    try:
        for model in models:
            results.append(measure(model, arguments.board, arguments.timeout,
                                   arguments.by_function))
            if not arguments.json:
                print_result(results[-1])
    except emulator.Unusable as error:
        emulator.complain(error)
        return emulator.CANNOT_RUN
    if arguments.json:
        print(json.dumps(results, indent=2))
    over = [r for r in results if r["load"] > budgets.get(r["model"], {"most": r["load"]})["most"]]
    for r in over:
        emulator.complain(f"{r['model']}: loading takes {r['load']:,} instructions, "
                          f"{budgets[r['model']]['most']:,} at most (budgets.toml)")
    return 1 if over and arguments.check else 0


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # end quietly when nobody reads on
    sys.exit(main())
