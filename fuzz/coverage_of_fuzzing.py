# SPDX-License-Identifier: Apache-2.0
"""Lines of the code that meets untrusted models, and how many of them the corpora and regressions of
fuzzing reach: a build with source-based coverage (preset `fuzz-coverage`) replays all of them."""
import collections
import json
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
# Share of lines that is wanted, in each part.
WANTED = 0.90
# What a model goes through; the replay of the others would add nothing here.
TARGETS = ["verify", "run", "fast_entries", "optimize", "compile", "command_line"]


def part_of(path):
    """A part of the report, or None: a file that prepares operators is one that says `prepare`."""
    relative = path.relative_to(ROOT).as_posix()
    if "_test." in relative:
        return None
    for folder in ("src/format", "src/plan", "src/runtime"):
        if relative.startswith(folder + "/"):
            return folder
    if re.match(r"src/ops/(?!_template)[^/]+/[^/]+\.cpp$", relative) and path.name != "compiled.cpp":
        if "prepare" in path.read_text():
            return "src/ops: prepare"
    return None


def replay(program, build, folder, target):
    """Profiles of a target's inputs. A single process for all of them: most are small."""
    inputs = [build / kind / target for kind in ("seeds", "corpus")]
    inputs.append(ROOT / "fuzz" / "regressions" / target)
    inputs = [str(path) for path in inputs if path.is_dir()]
    print(f"fuzz: replaying {target}", file=sys.stderr, flush=True)
    environment = dict(os.environ, LLVM_PROFILE_FILE=str(folder / f"{target}.profraw"))
    done = subprocess.run([program, target, *inputs], env=environment, stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE, text=True, errors="replace")
    if done.returncode != 0:
        print(done.stderr[-2000:], file=sys.stderr)
        print(f"fuzz: {target} ended with {done.returncode}; its lines are not counted",
              file=sys.stderr)


def lines_of(program, profile):
    """For each file of a part: lines with code and lines that ran, and the numbers of the others."""
    text = subprocess.run(["llvm-cov", "export", "--format=lcov", f"--instr-profile={profile}", program],
                          check=True, capture_output=True, text=True).stdout
    files, current = {}, None
    for line in text.splitlines():
        if line.startswith("SF:"):
            path = pathlib.Path(line[3:])
            current = None
            if path.is_relative_to(ROOT) and (part := part_of(path)):
                current = files.setdefault(path, (part, {}))[1]
        elif line.startswith("DA:") and current is not None:
            number, count = line[3:].split(",")[:2]
            current[int(number)] = max(current.get(int(number), 0), int(count))
    return files


def ranges(numbers):
    """1, 2, 3, 7 as "1-3, 7"."""
    groups = []
    for n in numbers:
        if groups and n == groups[-1][1] + 1:
            groups[-1][1] = n
        else:
            groups.append([n, n])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in groups)


def report(build, as_json):
    coverage = ROOT / "build" / "fuzz-coverage"
    program = coverage / "fuzz" / "mote_fuzz_replay"
    if not program.exists():
        print("fuzz: the preset fuzz-coverage is not built; `./x fuzz --coverage` builds it",
              file=sys.stderr)
        return 4
    for target in TARGETS:
        replay(program, build, coverage, target)
    profile = coverage / "fuzz.profdata"
    subprocess.run(["llvm-profdata", "merge", "-sparse", "-o", profile,
                    *sorted(coverage.glob("*.profraw"))], check=True)
    parts = collections.defaultdict(lambda: [0, 0])
    missed = {}
    for path, (part, lines) in sorted(lines_of(program, profile).items()):
        parts[part][0] += len(lines)
        parts[part][1] += sum(count != 0 for count in lines.values())
        if never := [n for n, count in sorted(lines.items()) if count == 0]:
            missed[path.relative_to(ROOT).as_posix()] = ranges(never)
    shares = {part: ran / total for part, (total, ran) in parts.items()}
    if as_json:
        print(json.dumps({"parts": {p: {"lines": t, "reached": r} for p, (t, r) in parts.items()},
                          "missed": missed}, indent=1))
    else:
        for part, (total, ran) in parts.items():
            print(f"{part:20}{ran:6} of {total:6} lines  {100 * ran / total:5.1f} %")
        for path, numbers in missed.items():
            print(f"not reached: {path}: {numbers}")
    return 0 if min(shares.values(), default=0) >= WANTED else 1
