#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Records what models execute on an emulated Cortex-M4 (docs/benchmarks.json) and writes the page
docs/benchmarks.md from it.

--check measures some models with fast kernels, interpreted and compiled, the quick ones, and exits 1
where one executes more than 1 % above its record, or where the page is not made from the record.
--page only writes the page. Models that are not in models/ come from ../shared: without it they are
not checked, and nothing can be recorded. --other-cores records only what cores without SIMD
instructions execute.
"""
import argparse
import json
import pathlib
import sys
import tomllib

import benchmark_page
import compare_modes
import footprint

sys.path.insert(0, str(footprint.ROOT / "tools/emulator"))
import emulator  # noqa: E402
import model_profile  # noqa: E402
import model_steps  # noqa: E402

RECORD = footprint.ROOT / "docs/benchmarks.json"
PAGE = footprint.ROOT / "docs/benchmarks.md"
BOARD = "mps2-an386"
MODELS = ("hello_world_int8", "micro_speech_quantized", "kws_ref_model", "ad01_int8",
          "pretrainedResnet_quant", "vww_96_int8", "person_detect", "hello_sine",
          "keyword_spotting")
QUICK = ("hello_sine", "keyword_spotting", "hello_world_int8", "kws_ref_model", "vww_96_int8")
CHECKED = ("interpreted_fast", "fast")  # modes
OTHER_BOARDS = ("bench-cortex-m0", "bench-cortex-m3", "bench-riscv32")
KEPT = ("run", "load", "code", "flash", "arena", "outputs")


def measure():
    """The record: {tools, models: {name: {mode: figures}}}; with figures of each step."""
    missing = [name for name in MODELS if footprint.model_file(name) is None]
    if missing:
        raise footprint.Missing(f"not in ../shared: {', '.join(missing)}")
    models = {name: footprint.model_file(name) for name in MODELS}
    rows = {(row["model"], row["mode"]): row for row in compare_modes.compare(MODELS, False)}
    for profile in model_profile.measure(list(models.values()), BOARD, by_step=True):
        row = rows[profile.model, profile.mode]
        row |= {"run": profile.run, "load": profile.load, "outputs": profile.outputs}
        if profile.steps:
            row["steps"] = [model_steps.as_json(step) for step in profile.steps]
    record = {"board": BOARD, "tools": tool_versions(), "models": {}}
    for (model, mode), row in rows.items():
        kept = {key: row[key] for key in (*KEPT, "steps") if key in row}
        record["models"].setdefault(model, {})[mode] = kept
    return record | {"other_cores": measure_other_cores()}


def measure_other_cores():
    """{model: {board: {mode: instructions of a run}}}"""
    models = [footprint.model_file(name) for name in MODELS]
    if None in models:
        raise footprint.Missing("some of the models are not in ../shared")
    runs = {}
    for board in OTHER_BOARDS:
        for profile in model_profile.measure(models, board, CHECKED):
            runs.setdefault(profile.model, {}).setdefault(board, {})[profile.mode] = profile.run
    return runs


def tool_versions():
    return [footprint.output_of(*command).splitlines()[0] for command in
            (("arm-none-eabi-g++", "--version"), ("qemu-system-arm", "--version"))]


def slowdowns(recorded, measured):
    """Sentences about {model: instructions} that are more than 1 % above the recorded ones."""
    for model, run in measured.items():
        before = recorded.get(model)
        if before is None:
            yield f"{model}: nothing is recorded in docs/benchmarks.json"
        elif 100 * run > 101 * before:
            yield (f"{model}: {run:,} instructions, {before:,} recorded: "
                   f"{100 * (run / before - 1):.1f} % more, 1 % at most. If it is meant: "
                   "python3 tools/dev/make_benchmarks.py")


def check(record, budgets):
    """Sentences about all that is wrong; prints what it measures."""
    models = {name: footprint.model_file(name) for name in QUICK}
    missing = [name for name, file in models.items() if file is None]
    if missing:
        print(f"skipped: no ../shared: {', '.join(missing)}")
    recorded = {f"{name}, {mode}": modes[mode]["run"]
                for name, modes in record["models"].items() for mode in CHECKED}
    measured = {}
    here = [file for file in models.values() if file]
    for profile in model_profile.measure(here, BOARD, CHECKED):
        name = f"{profile.model}, {profile.mode}"
        measured[name] = profile.run
        print(f"{name:40} {profile.run:12,}, recorded {recorded.get(name, 0):12,}", flush=True)
    problems = list(slowdowns(recorded, measured))
    if problems and tool_versions() != record["tools"]:
        problems.append(f"recorded with other tools: {'; '.join(record['tools'])}")
    if PAGE.read_text() != benchmark_page.page(record, budgets):
        problems.append("docs/benchmarks.md is stale: python3 tools/dev/make_benchmarks.py --page")
    return problems


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare, change nothing")
    parser.add_argument("--other-cores", action="store_true",
                        help="record only the cores without SIMD instructions")
    parser.add_argument("--page", action="store_true", help="write the page from what is recorded")
    arguments = parser.parse_args()
    budgets = tomllib.loads((footprint.ROOT / "budgets.toml").read_text())
    try:
        if arguments.check:
            problems = check(json.loads(RECORD.read_text()), budgets)
            for problem in problems:
                print(f"make_benchmarks: {problem}", file=sys.stderr)
            return 1 if problems else 0
        if arguments.other_cores:
            record = json.loads(RECORD.read_text()) | {"other_cores": measure_other_cores()}
            RECORD.write_text(json.dumps(record, indent=1) + "\n")
        elif not arguments.page:
            RECORD.write_text(json.dumps(measure(), indent=1) + "\n")
        PAGE.write_text(benchmark_page.page(json.loads(RECORD.read_text()), budgets))
    except (emulator.Unusable, footprint.Missing) as error:
        print(f"make_benchmarks: {error}", file=sys.stderr)
        return emulator.CANNOT_RUN
    print(f"wrote {PAGE.relative_to(footprint.ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
