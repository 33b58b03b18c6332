#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs the fuzzers of the preset `fuzz` (see fuzz/README.md): seeds, then each target for its share of the
time, then a table. Corpora stay in BUILD/corpus, so that the next run goes on where this one ended.
Status 0: nothing found; 1: findings; 2: usage; 4: what it needs is not built."""
import argparse
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
REGRESSIONS = ROOT / "fuzz" / "regressions"
# Target: longest input in bytes.
TARGETS = {"verify": 8192, "run": 8192, "optimize": 8192, "compile": 8192, "fast_entries": 8192,
           "kernels": 128, "readers": 4096, "signal": 4096, "command_line": 16384, "c_api": 8192}
STATUS_LINE = re.compile(r"^#(\d+)\s.*\bcov: (\d+)(?: ft: (\d+))?(?: corp: (\d+))?")
PROGRESS_S = 15


class Run:
    """A target's fuzzer for some seconds."""

    def __init__(self, target, build, seconds, nice, is_guided=True):
        self.target, self.build, self.seconds, self.nice = target, build, seconds, nice
        self.is_guided = is_guided
        self.executions = self.edges = self.features = self.corpus = 0
        self.rate = self.cpu_s = 0.0
        self.findings, self.log, self.state = [], [], "waits"

    def command(self):
        folder = lambda kind: self.build / kind / self.target
        for kind in ("corpus", "findings"):
            folder(kind).mkdir(parents=True, exist_ok=True)
        standing_back = ["nice", "-n", str(self.nice)]
        if not self.is_guided:
            return standing_back + [str(self.build / "fuzz" / "mote_fuzz_replay"), "--fuzz",
                                    str(round(self.seconds)), self.target, str(folder("seeds")),
                                    str(folder("findings") / "finding")]
        inputs = [folder("corpus"), folder("seeds"), REGRESSIONS / self.target]
        return (standing_back + [str(self.build / "fuzz" / f"mote_fuzz_{self.target}")]
                + [str(path) for path in inputs if path.is_dir()]
                + [f"-max_total_time={max(1, round(self.seconds))}",
                   f"-max_len={TARGETS[self.target]}",
                   # By the clock: a fuzzer that stands back may wait long for its turn.
                   f"-timeout={1200 if self.nice else 120}", "-rss_limit_mb=2500",
                   "-print_final_stats=1", "-reload=0",
                   f"-artifact_prefix={folder('findings')}/"])

    def run(self):
        self.state = "runs"
        begun = time.monotonic()
        environment = dict(os.environ, UBSAN_OPTIONS="print_stacktrace=1")
        process = subprocess.Popen(self.command(), stdin=subprocess.DEVNULL, cwd=self.build,
                                   env=environment,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
                                   errors="replace")
        for line in process.stderr:
            self.read(line.rstrip())
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        self.cpu_s = usage.ru_utime + usage.ru_stime
        self.rate = self.executions / max(time.monotonic() - begun, 1e-3)
        self.state = "is done"
        if process.returncode != 0 and not self.findings:
            self.findings.append("")
        return self

    def read(self, line):
        self.log.append(line)
        del self.log[:-60]
        if found := STATUS_LINE.match(line):
            self.executions, self.edges = int(found[1]), int(found[2])
            self.features = int(found[3] or 0)
            self.corpus = int(found[4] or self.corpus)
        elif line.startswith("stat::number_of_executed_units:"):
            self.executions = int(line.split()[1])
        elif found := re.search(r"Test unit written to (\S+)", line):
            self.findings.append(found[1])

    def as_json(self):
        return {"target": self.target, "executions": self.executions,
                "executions_per_second": round(self.rate, 1), "coverage_edges": self.edges,
                "features": self.features, "corpus": self.corpus, "cpu_seconds": round(self.cpu_s, 1),
                "findings": self.findings}


def say(text):
    print(text, file=sys.stderr, flush=True)


def make_seeds(build):
    subprocess.run([build / "fuzz" / "mote_fuzz_seeds", build / "seeds"], check=True,
                   stdout=subprocess.DEVNULL)


def replay(build):
    """Every regression again, under the sanitizers. False if one is back."""
    done = subprocess.run([build / "fuzz" / "mote_fuzz_replay", "--all", REGRESSIONS],
                          capture_output=True, text=True, errors="replace")
    if done.returncode != 0:
        say(done.stderr[-4000:])
        say("fuzz: a regression of fuzz/regressions is back; the last file named above")
    return done.returncode == 0


def watch(runs, ended):
    while not ended.wait(PROGRESS_S):
        parts = [f"{run.target} {run.executions:,}" + (f" ({len(run.findings)} findings)"
                                                        if run.findings else "")
                 for run in runs if run.state == "runs"]
        done = sum(run.state == "is done" for run in runs)
        say(f"fuzz: {done} of {len(runs)} done; now " + ", ".join(parts))


def run_all(runs, jobs, quiet):
    ended = threading.Event()
    watcher = threading.Thread(target=watch, args=(runs, ended), daemon=True)
    if not quiet:
        watcher.start()
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        for run in pool.map(Run.run, runs):
            if run.findings:
                say("\n".join(run.log))
                say(f"fuzz: {run.target} found something")
    ended.set()


def print_table(runs):
    print(f"{'target':14}{'executions':>14}{'exec/s':>10}{'edges':>8}{'corpus':>8}{'findings':>10}")
    for run in runs:
        print(f"{run.target:14}{run.executions:14,}{run.rate:10,.0f}{run.edges:8,}{run.corpus:8,}"
              f"{len(run.findings):10}")
    cpu_s = sum(run.cpu_s for run in runs)
    print(f"{'all':14}{sum(run.executions for run in runs):14,}   in {cpu_s / 3600:.2f} CPU hours")


def print_findings(runs, build):
    for run in runs:
        for path in run.findings:
            program = f"{build}/fuzz/mote_fuzz_{run.target}"
            if path and not run.is_guided:
                print(f"FINDING in {run.target}: {path}\n"
                      f"  again: {build}/fuzz/mote_fuzz_replay {run.target} {path}")
            elif path:
                print(f"FINDING in {run.target}: {path}\n  again: {program} {path}\n"
                      f"  smaller: {program} -minimize_crash=1 -runs=100000 {path}")
            else:
                print(f"FINDING in {run.target}: it ended without a file; see above")


def add_to_tally(path, runs):
    """The totals over all runs that named this file."""
    tally = json.loads(path.read_text()) if path.exists() else {"targets": {}}
    for run in runs:
        mine = tally["targets"].setdefault(run.target,
                                           {"executions": 0, "cpu_seconds": 0, "findings": 0})
        mine["executions"] += run.executions
        mine["cpu_seconds"] = round(mine["cpu_seconds"] + run.cpu_s, 1)
        mine["findings"] += len(run.findings)
        mine["coverage_edges"], mine["corpus"] = run.edges, run.corpus
    tally["executions"] = sum(t["executions"] for t in tally["targets"].values())
    tally["cpu_hours"] = round(sum(t["cpu_seconds"] for t in tally["targets"].values()) / 3600, 3)
    path.write_text(json.dumps(tally, indent=1) + "\n")


def parse():
    parser = argparse.ArgumentParser(prog="x fuzz", description=__doc__.split("\n")[0])
    parser.add_argument("--minutes", type=float, default=10, help="of all targets together (10)")
    parser.add_argument("--seconds", type=float, help="of each target, instead")
    parser.add_argument("--target", action="append", choices=sorted(TARGETS),
                        help="only this one; give it for several")
    parser.add_argument("--jobs", type=int, default=2, help="fuzzers at a time (2)")
    parser.add_argument("--nice", type=int, default=0, help="how far the fuzzers stand back (0)")
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build" / "fuzz")
    parser.add_argument("--tally", type=pathlib.Path, help="add this run to the totals in a file")
    parser.add_argument("--coverage", action="store_true",
                        help="instead print the lines that corpora and regressions reach")
    parser.add_argument("--unguided", action="store_true",
                        help="by mote_fuzz_replay, which any compiler builds: no coverage leads it")
    parser.add_argument("--list", action="store_true", help="name the targets and end")
    parser.add_argument("--quiet", action="store_true", help="no progress")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def main():
    options = parse()
    if options.list:
        print("\n".join(TARGETS))
        return 0
    if options.coverage:
        import coverage_of_fuzzing
        return coverage_of_fuzzing.report(options.build, options.json)
    names = options.target or list(TARGETS)
    programs = ["replay"] if options.unguided else names
    missing = [n for n in programs if not (options.build / "fuzz" / f"mote_fuzz_{n}").exists()]
    if missing:
        say(f"fuzz: {', '.join(missing)} not built in {options.build}; `./x fuzz` builds them")
        return 4
    jobs = max(1, min(options.jobs, len(names)))
    seconds = options.seconds or options.minutes * 60 * jobs / len(names)
    make_seeds(options.build)
    well = replay(options.build)
    say(f"fuzz: {len(names)} targets, {seconds:.0f} s each, {jobs} at a time")
    runs = [Run(name, options.build, seconds, options.nice, not options.unguided) for name in names]
    run_all(runs, jobs, options.quiet)
    if options.tally:
        add_to_tally(options.tally, runs)
    found = any(run.findings for run in runs)
    if options.json:
        print(json.dumps({"seconds": round(seconds), "regressions": well,
                          "targets": [run.as_json() for run in runs]}, indent=1))
    else:
        print_table(runs)
        print_findings(runs, options.build)
    return 1 if found or not well else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
