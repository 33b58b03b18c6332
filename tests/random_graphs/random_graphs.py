#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Random models, compiled with random options, against the interpreter: the same bits, and no byte
written outside the plan. Model number N depends on N only, so that a failure repeats with --seed N.
Status 0: all equal; 1: some are not; 2: usage; 4: what it needs is not built."""
import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import shlex
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
BATCH = 100      # models in one program
FILES = 4        # source files of a batch
FLAGS = ["-std=c++17", "-O0", "-g0", "-ffp-contract=off", "-Wall", "-Wextra", "-Wconversion",
         "-Werror"]
FOLDERS = ["include", "src", "tests/aot_vs_interpreter"]


class NotBuilt(Exception):
    pass


class Build:
    """A build folder: its compiler, programs and libraries."""

    def __init__(self, folder):
        self.folder = folder
        cache = folder / "CMakeCache.txt"
        if not cache.exists():
            raise NotBuilt(f"{folder} is no build folder; ./x random makes build/host")
        entries = dict(line.split("=", 1) for line in cache.read_text().splitlines()
                       if "=" in line and not line.startswith(("#", "//")))
        self.compiler = entries.get("CMAKE_CXX_COMPILER:FILEPATH",
                                    entries.get("CMAKE_CXX_COMPILER:STRING", "c++"))
        self.flags = shlex.split(entries.get("CMAKE_CXX_FLAGS:STRING", ""))
        self.make = folder / "tests/random_graphs/mote_make_random_cases"
        self.libraries = [folder / "tests/aot_vs_interpreter/libmote_case_comparison.a",
                          folder / "libmote_session.a",
                          folder / "libmote.a"]
        for path in [self.make, *self.libraries]:
            if not path.exists():
                raise NotBuilt(f"{path} is not built: cmake --build {folder} "
                               "--target mote_random_graphs")

    def compile(self, source):
        target = source.with_suffix(".o")
        includes = [f"-I{ROOT / folder}" for folder in FOLDERS]
        run([self.compiler, *self.flags, *FLAGS, *includes, "-c", source, "-o", target])
        return target

    def program(self, folder, jobs):
        sources = [folder / "batches.cpp", *sorted(folder.glob("batch_*.cpp"))]
        with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
            objects = list(pool.map(self.compile, sources))
        program = folder / "compare"
        run([self.compiler, *self.flags, *objects, *self.libraries, "-o", program])
        return program


def run(command):
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True)
    if done.returncode != 0:
        raise subprocess.CalledProcessError(done.returncode, command, done.stdout, done.stderr)


def failed_seeds(text):
    """{seed: first message} from lines "FAILED SEED: message"."""
    found = {}
    for line in text.splitlines():
        if line.startswith("FAILED "):
            seed, _, message = line[len("FAILED "):].partition(": ")
            found.setdefault(seed, message)
    return found


def run_batch(build, seed, graphs, arguments, folder):
    """(failures, what cases.json says)"""
    files = min(FILES, graphs)
    made = subprocess.run([build.make, "--seed", str(seed), "--graphs", str(graphs), "--batches",
                           str(files), "-o", folder], capture_output=True, text=True)
    failures = failed_seeds(made.stderr)
    if made.returncode not in (0, 1) or (made.returncode == 1 and not failures):
        return {f"{seed}..{seed + graphs - 1}": f"make_random_cases ended with {made.returncode}: "
                + made.stderr[-2000:]}, {}
    cases = json.loads((folder / "cases.json").read_text())
    compiled = graphs - len(failures)
    try:
        program = build.program(folder, arguments.jobs)
    except subprocess.CalledProcessError as error:
        failures[f"{seed}..{seed + graphs - 1}"] = "the code does not compile: " + error.stderr[:2000]
        return failures, cases
    command = [program, folder / "cases", "--least", str(compiled)]
    if arguments.sabotage:
        command += ["--sabotage", arguments.sabotage]
    compared = subprocess.run(command, capture_output=True, text=True)
    found = failed_seeds(compared.stderr)
    failures.update(found)
    if compared.returncode != 0 and not found:
        failures[f"{seed}..{seed + graphs - 1}"] = (
            f"the comparison ended with {compared.returncode}: " + compared.stderr[-3000:])
    return failures, cases


class Tally:
    def __init__(self):
        self.failures = {}
        self.options = {}
        self.counts = collections.Counter()
        self.operators = collections.Counter()

    def add(self, failures, cases):
        self.failures.update(failures)
        self.counts["outputs"] += cases.get("outputs", 0)
        self.counts["flat_outputs"] += cases.get("flat_outputs", 0)
        for seed, graph in cases.get("graphs", {}).items():
            self.options[seed] = graph["options"]
            self.counts["with_bands"] += graph["bands"] != 0
            self.counts["with_input_by_rows"] += graph["input_by_rows"]
            self.counts["with_overlaps"] += graph["overlaps"] != 0
            self.operators.update(graph["operators"])

    def as_json(self, graphs, seed):
        return {"graphs": graphs, "seed": seed, **self.counts,
                "operators": dict(sorted(self.operators.items())),
                "failed": {one: {"message": text, "options": self.options.get(one, "")}
                           for one, text in self.failures.items()}}

    def text(self, graphs):
        counts = self.counts
        return (f"{graphs} graphs of {sum(self.operators.values())} operators: "
                f"{len(self.failures)} failed. {counts['with_bands']} by rows "
                f"({counts['with_input_by_rows']} also their input), {counts['with_overlaps']} with "
                f"outputs over inputs; {counts['flat_outputs']} of {counts['outputs']} outputs have "
                "less than 4 values.")


def parsed(arguments):
    parser = argparse.ArgumentParser(description=__doc__, prog="./x random")
    parser.add_argument("--graphs", type=int, default=1000, help="how many models (1000)")
    parser.add_argument("--seed", type=int, default=1, help="number of the first one (1)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="compilers at a time")
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build/host",
                        help="build folder (build/host)")
    parser.add_argument("--keep", type=pathlib.Path, metavar="FOLDER",
                        help="keep models and code in a new folder")
    parser.add_argument("--sabotage", choices=("output", "beside", "kept"),
                        help="spoil each run so that the checks must trip")
    parser.add_argument("--json", action="store_true", help="the result as JSON")
    result = parser.parse_args(arguments)
    if result.graphs < 1 or result.seed < 0:
        parser.error("--graphs must be 1 or more, --seed 0 or more")
    return result


def main(arguments):
    arguments = parsed(arguments)
    build = Build(arguments.build.resolve())
    tally = Tally()
    for first in range(0, arguments.graphs, BATCH):
        graphs = min(BATCH, arguments.graphs - first)
        seed = arguments.seed + first
        with tempfile.TemporaryDirectory() as scratch:
            folder = pathlib.Path(scratch)
            failures, cases = run_batch(build, seed, graphs, arguments, folder)
            if arguments.keep:
                shutil.copytree(folder, arguments.keep / str(seed), dirs_exist_ok=True)
        tally.add(failures, cases)
        for one, message in failures.items():
            number = one.partition("..")
            print(f"FAILED graph {one}: {message}\n  options: {tally.options.get(one, '')}\n  repeat: "
                  f"./x random --seed {number[0]} --graphs {graphs if number[1] else 1}",
                  file=sys.stderr)
        print(f"{first + graphs} of {arguments.graphs} graphs, {len(tally.failures)} failed",
              file=sys.stderr, flush=True)
    if arguments.json:
        print(json.dumps(tally.as_json(arguments.graphs, arguments.seed), indent=2))
    else:
        print(tally.text(arguments.graphs))
    return 1 if tally.failures else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except NotBuilt as error:
        print(f"random_graphs: {error}", file=sys.stderr)
        sys.exit(4)
    except KeyboardInterrupt:
        sys.exit(130)
