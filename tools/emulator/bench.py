#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Prints the instructions that models execute on an emulated board, exactly.

Interpreted: verify, prepare and plan, then each operator of one run. Compiled: the whole run; there
is nothing to load; fast is compiled too, with the fastest kernels of the core. Inputs are noise.
--steps prints each step of the compiled code, with reference kernels and fast ones side by side.
--check compares loading with budgets.toml. --ram SIZE compiles once more for so much RAM.
"""
import argparse
import json
import pathlib
import signal
import sys
import tomllib

import emulator
import model_profile
import model_steps
from model_profile import ROOT, SHARED


def by_function(spans, most):
    """{name: instructions} of the functions that executed most, over several spans."""
    sums = {}
    for span in spans:
        for name, count in span.functions.items():
            sums[name] = sums.get(name, 0) + count
    return dict(sorted(sums.items(), key=lambda item: -item[1])[:most])


def as_json(profile, board, functions, tflm):
    loading = len(model_profile.LOADING) if profile.mode in model_profile.INTERPRETED else 0
    result = {"model": profile.model, "mode": profile.mode, "board": board,
              "rows": [{"what": s.label, "instructions": s.instructions} for s in profile.spans],
              "load": profile.load, "run": profile.run, "outputs": profile.outputs,
              "bytes": profile.bytes}
    if profile.steps:
        result["steps"] = [model_steps.as_json(step) for step in profile.steps]
    if tflm:
        result["tflm"] = tflm
        result["cmsis_nn_to_ours"] = round(tflm["run_cmsis_nn_o2"] / profile.run, 3)
    if functions:
        result["functions"] = {"load": by_function(profile.spans[:loading], functions),
                               "run": by_function(profile.spans[loading:], functions)}
    return result


def print_result(result):
    print(f"{result['model']}, {result['mode']}, on {result['board']}")
    if result["mode"] in model_profile.INTERPRETED:
        for row in result["rows"]:
            print(f"  {row['what']:40} {row['instructions']:14,}")
    print(f"  {'verify, prepare and plan':40} {result['load']:14,}")
    peer = ""
    if "tflm" in result:
        tflm = result["tflm"]
        peer = (f"   TFLM -Os {tflm['run']:,}, -O2 {tflm['run_o2']:,}, CMSIS-NN -O2 "
                f"{tflm['run_cmsis_nn_o2']:,} ({result['cmsis_nn_to_ours']:.2f} times ours)")
    print(f"  {'one run':40} {result['run']:14,}{peer}")
    for phase, functions in result.get("functions", {}).items():
        if not functions:
            continue
        print(f"  {phase}, by function")
        for name, count in functions.items():
            print(f"    {count:14,}  {100 * count / max(1, result[phase]):5.1f} %  {name}")


def print_steps(results, wait_states):
    models = {}
    for result in results:
        if "steps" in result:
            models.setdefault(result["model"], {})[result["mode"]] = result["steps"]
    for model, modes in models.items():
        print(f"{model}, compiled, by step" +
              (f", flash with {wait_states} wait states" if wait_states else ""))
        model_steps.print_table(modes)


def parse():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("models", nargs="*", type=pathlib.Path, metavar="MODEL",
                        help="a .tflite file (default: the project's own models)")
    parser.add_argument("--recorded", nargs="+", default=[], metavar="NAME",
                        help="models of ../shared by name; skipped without it")
    parser.add_argument("--mode", choices=(*model_profile.MODES, "all"), default="all")
    parser.add_argument("--ram", nargs="+", default=[], metavar="SIZE",
                        help="also the compiled modes with `mote compile --ram SIZE`, such as 20K")
    parser.add_argument("--board", default="mps2-an386", help="default: mps2-an386, a Cortex-M4")
    parser.add_argument("--check", action="store_true",
                        help="exit 1 if loading a model of budgets.toml takes more than it allows")
    parser.add_argument("--by-function", nargs="?", type=int, const=10, default=0, metavar="N",
                        help="also the N functions that executed most (default 10)")
    parser.add_argument("--steps", action="store_true",
                        help="also each step of compiled models: its kernel, instructions, "
                        "multiply-accumulates (MACs), and why it has no fast kernel")
    parser.add_argument("--wait-states", type=int, default=0, metavar="N",
                        help="of the flash, for the estimated cycles of --steps (default 0)")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--timeout", type=float, default=300, metavar="SECONDS")
    return parser.parse_args()


def main():
    arguments = parse()
    if arguments.recorded and not SHARED.is_dir():
        print("skipped: no ../shared")
        return 0
    recorded = [SHARED / "corpus/models" / name / "model.tflite" for name in arguments.recorded]
    own = [ROOT / "models" / name / f"{name}.tflite" for name in ("keyword_spotting", "hello_sine")]
    modes = model_profile.MODES if arguments.mode == "all" else (arguments.mode,)
    modes += tuple(f"{mode}_{ram}" for ram in arguments.ram for mode in ("compiled", "fast")
                   if arguments.mode in ("all", mode))
    budgets = tomllib.loads((ROOT / "budgets.toml").read_text())
    # What TFLM executes was recorded on a Cortex-M4 too.
    tflm = budgets["tflm"] if arguments.board == "mps2-an386" else {}
    results = []
    try:
        for profile in model_profile.measure(arguments.models + recorded or own, arguments.board,
                                             modes, arguments.timeout, arguments.steps,
                                             arguments.wait_states):
            results.append(as_json(profile, arguments.board, arguments.by_function,
                                   tflm.get(profile.model)))
            if not arguments.json:
                print_result(results[-1])
    except emulator.Unusable as error:
        emulator.complain(error)
        return emulator.CANNOT_RUN
    if arguments.json:
        print(json.dumps(results, indent=2))
    else:
        print_steps(results, arguments.wait_states)
    limits = budgets["load_instructions"]
    over = [r for r in results if r["load"] > limits.get(r["model"], {"most": r["load"]})["most"]]
    for r in over:
        emulator.complain(f"{r['model']}: loading takes {r['load']:,} instructions, "
                          f"{limits[r['model']]['most']:,} at most (budgets.toml)")
    return 1 if over and arguments.check else 0


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # end quietly when nobody reads on
    sys.exit(main())
