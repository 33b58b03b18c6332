#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Bounds the stack of every operator on a core, and shows that nothing recurses.

GCC says for each function how many bytes it puts on the stack and whom it calls (-fcallgraph-info). The
depth of a function is the longest way down from it. An operator's entry names its prepare and run in its
object file's relocations. Whom a call through a pointer may reach is listed in POINTERS; one that is not
listed is an error. Functions of the compiler's own library, about which it says nothing, count as
--library-bytes each.

Exit status: 0 well, 1 recursion, a frame of unknown size, a call through a pointer that is not listed, or
more bytes than budgets.toml allows, 2 wrong usage or something missing.
"""
import argparse
import concurrent.futures
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile
import tomllib

ROOT = pathlib.Path(__file__).resolve().parents[2]
NODE = re.compile(r'node: { title: "([^"]+)" label: "([^"]*)"')
EDGE = re.compile(r'edge: { sourcename: "([^"]+)" targetname: "([^"]+)"')
BYTES = re.compile(r"\\n(\d+) bytes \(([a-z,]+)\)")
SECTION = re.compile(r"RELOCATION RECORDS FOR \[(.+)\]:")
RELOCATION = re.compile(r"([0-9a-f]{8,16}) (?:R_ARM_ABS32|R_RISCV_32)\s+(\S+?)(\+0x[0-9a-f]+)?$")
INDIRECT = "__indirect_call"
ENTRY = re.compile(r"\.(?:data\.rel\.ro|rodata)(?:\.local)?\._ZN4mote3ops(\w+)E$")

# (who calls through a pointer, whom): regular expressions over what GCC calls the functions.
POINTERS = [
    (r"RunContext::at\(", r"StepContext::find\("),
    (r"ChannelMultipliers&", r"mote::rescale_\w+\(int32_t, const ChannelMultipliers&"),
    (r"::map_s8\(", r"::(tanh|logistic)_q4\("),
    (r"fold_table_s8\(", r"SignedReal mote::\{anonymous\}::\w+\(const mote::SignedReal&\)"),
    (r"_why_slow\(", r"::why_slow::"),
    (r"mote::cortex_m_dsp::(?!\{)", r"mote::cortex_m_dsp::mote_dsp_\w+\("),
]
# Called by the interpreter: entries. Their depth is printed beside its own.
BY_INTERPRETER = re.compile(r"Interpreter::invoke_step\(|Layout::plan(_as_stored)?\(")
# Functions that the application hands in (cryptography, flash): on top of what is printed.
BY_APPLICATION = re.compile(r"ContainerCrypto&|mote::ModelSlots::")
# The entry of an overlay may call that of the reference and kernels that it has chosen.
OVERLAY_ENTRY = re.compile(r"/src/ops/(\w+)/(\w+)\.cpp:.*(prepare|run)_")


class Missing(Exception):
    """Something that a measurement needs; str() says what to do."""


def parts_of(mangled):
    """Names behind each other, each after its length."""
    parts = []
    while mangled:
        length = re.match(r"\d+", mangled)[0]
        end = len(length) + int(length)
        parts.append(mangled[len(length):end])
        mangled = mangled[end:]
    return parts


class Library:
    """The call graph of all objects."""

    def __init__(self, library_bytes):
        self.library_bytes = library_bytes
        self.frame, self.calls, self.label = {}, {}, {}
        self.entries = {}  # name: [prepare, run, table of calls]
        self.tables = {}  # symbol of a table of functions: its functions
        self.addressed = set()
        self.unknown, self.unlisted = [], []
        self.depths = {}

    def add(self, call_graph, relocations, source):
        for line in call_graph.splitlines():
            if node := NODE.match(line):
                title, label = node.groups()
                self.label.setdefault(title, label.split("\\n")[0])
                if size := BYTES.search(label):
                    self.frame[title] = max(int(size[1]), self.frame.get(title, 0))
                    if size[2] not in ("static", "dynamic,bounded"):
                        self.unknown.append(label.split("\\n")[0])
            elif edge := EDGE.match(line):
                self.calls.setdefault(edge[1], set()).add(edge[2])
        section = ""
        for line in relocations.splitlines():
            if found := SECTION.match(line):
                section = found[1]
            elif (found := RELOCATION.match(line)) and not section.startswith(".debug"):
                self.note(section, found[2], source)

    def note(self, section, target, source):
        """A place that holds the address of something."""
        local = f"{source}:{target}"
        name = local if local in self.frame else target
        if entry := ENTRY.match(section):
            self.entries.setdefault("::".join(parts_of(entry[1])), []).append(name)
        elif section.startswith((".rodata", ".data.rel.ro")):
            self.tables.setdefault(section.split(".")[-1], []).append(name)
        else:
            self.addressed.add(name)

    def depth(self, name, above=()):
        """Bytes of the stack from the call of a function on; raises RecursionError with the way round."""
        if name in self.depths:
            return self.depths[name]
        if name in above:
            raise RecursionError(" calls ".join(self.label.get(n, n) for n in (*above, name)))
        if name not in self.frame:
            depth = self.library_bytes
        else:
            callees = set(self.calls.get(name, ()))
            if INDIRECT in callees:
                callees = (callees - {INDIRECT}) | self.pointed_by(name)
            depth = self.frame[name] + max((self.depth(callee, (*above, name)) for callee in callees),
                                           default=0)
        self.depths[name] = depth
        return depth

    def pointed_by(self, name):
        """Functions that a call through a pointer in this one may reach."""
        label = self.label[name]
        if BY_INTERPRETER.search(label) or BY_APPLICATION.search(label):
            return set()
        for caller, callee in POINTERS:
            if re.search(caller, label):
                return {f for f, text in self.label.items() if re.search(callee, text)} & set(self.frame)
        if overlay := OVERLAY_ENTRY.search(name):
            room, _, what = overlay.groups()
            others = {f for f in self.frame if f"/src/ops/{room}/op.cpp:" in f and f"{what}_" in f}
            return others | {f for f in self.addressed & set(self.frame) if "_unpacked_" in f}
        self.unlisted.append(label)
        return set()


def read_object(command, folder, number, prefix):
    words = shlex.split(command["command"])
    if pathlib.Path(words[0]).name == "ccache":
        words = words[1:]
    made = folder / f"{number}.o"
    words[words.index("-o") + 1] = str(made)
    # A note beside each object: no launcher, no dependency file.
    words = [word for word in words if word != "-MD"]
    for option in ("-MT", "-MF"):
        if option in words:
            at = words.index(option)
            del words[at:at + 2]
    subprocess.run([*words, "-fcallgraph-info=su"], cwd=command["directory"], check=True)
    listing = subprocess.run([f"{prefix}objdump", "-r", made], check=True, capture_output=True,
                             text=True).stdout
    return made.with_suffix(".ci").read_text(), listing, command["file"]


def read_library(build, library_bytes):
    commands = build / "compile_commands.json"
    if not commands.exists():
        raise Missing(f"{build} is not configured; ./x test does it")
    wanted = [command for command in json.loads(commands.read_text())
              if command["file"].startswith(f"{ROOT}/src/")]
    compiler = shlex.split(wanted[0]["command"])
    compiler = compiler[1] if compiler[0].endswith("ccache") else compiler[0]
    prefix = compiler.removesuffix("g++")
    library = Library(library_bytes)
    with tempfile.TemporaryDirectory() as folder, \
            concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        parts = list(pool.map(lambda pair: read_object(pair[1], pathlib.Path(folder), pair[0], prefix),
                              enumerate(wanted)))
    for part in parts:  # all frames first: relocations are told apart by them
        library.add(part[0], "", part[2])
    for part in parts:
        library.add("", part[1], part[2])
    return library


# What an application calls, without the entries' share.
RUNTIME = {"Model::verify": r"mote::Model::verify\(", "Interpreter::create": r" mote::Interpreter::create\(",
           "Interpreter::create_as_stored": r" mote::Interpreter::create_as_stored\(",
           "Interpreter::invoke": r"mote::Interpreter::invoke\(",
           "Interpreter::invoke_step": r"mote::Interpreter::invoke_step\(",
           "Guard::invoke": r"mote::Guard::invoke\(",
           "Interpreter::check_work": r"mote::Interpreter::check_work\("}


def measure(library):
    """{recursion: text or None, unknown_frames, unlisted_pointers, runtime: {name: bytes},
    entries: [{name, prepare, run}], most: {prepare, run}}"""
    result = {"recursion": None, "unknown_frames": library.unknown, "entries": [], "runtime": {}}
    try:
        for name in library.frame:
            library.depth(name)
    except RecursionError as error:
        return result | {"recursion": str(error), "unlisted_pointers": library.unlisted}
    for name, functions in sorted(library.entries.items()):
        prepare, run, *tables = functions
        called = [f for table in tables for f in library.tables.get(table, ())]
        result["entries"].append({"name": name, "run": library.depth(run),
                                  "prepare": max(library.depth(f) for f in (prepare, *called))})
    for name, pattern in RUNTIME.items():
        depths = [library.depth(f) for f in library.frame if re.search(pattern, library.label[f])]
        if not depths:
            raise Missing(f"{name} is not in the library; has it been renamed?")
        result["runtime"][name] = max(depths)
    result["most"] = {what: max(entry[what] for entry in result["entries"])
                      for what in ("prepare", "run")}
    return result | {"unlisted_pointers": library.unlisted}


def problems_of(result, budget):
    if result["recursion"]:
        return [f"recursion: {result['recursion']}"]
    problems = [f"frame of unknown size: {name}" for name in result["unknown_frames"]]
    problems += [f"calls through a pointer, to whom? Say it in POINTERS: {name}"
                 for name in result["unlisted_pointers"]]
    sizes = result["runtime"] | {f"the deepest {what}": size for what, size in result["most"].items()}
    problems += [f"{name} takes {size} bytes of stack, {budget[name]} at most (budgets.toml)"
                 for name, size in sizes.items() if size > budget.get(name, size)]
    return problems


def print_table(result, core):
    print(f"Bytes of stack on {core}, everything below included.\n")
    print(f"{'entry':44} {'prepare':>8} {'run':>8}")
    for entry in result["entries"]:
        print(f"{entry['name']:44} {entry['prepare']:8,} {entry['run']:8,}")
    print(f"{'most':44} {result['most']['prepare']:8,} {result['most']['run']:8,}\n")
    for name, size in result["runtime"].items():
        share = {"Interpreter::create": "prepare", "Interpreter::create_as_stored": "prepare",
                 "Interpreter::invoke": "run", "Interpreter::invoke_step": "run",
                 "Guard::invoke": "run"}.get(name)
        print(f"{name:44} {size:8,}{f' and the {share} of an entry' if share else ''}")
    print("\nNothing recurses.")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--core", default="cortex-m4", help="preset whose flags to compile with "
                        "(default: %(default)s)")
    parser.add_argument("--library-bytes", type=int, default=64,
                        help="stack of a function of the compiler's own library (default: %(default)s)")
    parser.add_argument("--check", action="store_true", help="print what is wrong only")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    try:
        result = measure(read_library(ROOT / "build" / options.core, options.library_bytes))
    except (Missing, subprocess.CalledProcessError, FileNotFoundError) as error:
        print(f"stack: {error}", file=sys.stderr)
        return 2
    # The budget is for one core; on others the rest is checked.
    budgets = tomllib.loads((ROOT / "budgets.toml").read_text())["stack"]
    problems = problems_of(result, budgets.get(options.core, {}))
    if options.json:
        print(json.dumps(result | {"core": options.core, "problems": problems}, indent=1))
    elif options.check and not problems:
        print(f"stack: {len(result['entries'])} entries, the deepest prepare takes "
              f"{result['most']['prepare']} bytes, the deepest run {result['most']['run']}; no recursion")
    elif not options.check and not result["recursion"]:
        print_table(result, options.core)
    for problem in problems:
        print(f"stack: {problem}", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
