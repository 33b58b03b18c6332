#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks that the tree keeps to layers.toml: includes, names, sizes, licence lines."""
import argparse
import pathlib
import re
import signal
import subprocess
import sys
import tomllib

ROOT = pathlib.Path(__file__).resolve().parents[2]
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)
CONDITION = re.compile(r"^\s*#\s*(if|ifdef|ifndef|elif)\b.*", re.MULTILINE)
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:home|root|work|Users)/\w")
SOURCES = {".h", ".cpp", ".c", ".inc", ".S", ".py", ".cmake"}
CPP = {".h", ".cpp", ".inc"}


def tracked_files(root):
    listing = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=root, check=True,
                             capture_output=True, text=True).stdout
    return [pathlib.PurePosixPath(line) for line in listing.splitlines() if (root / line).exists()]


class Rules:
    """layers.toml, with the questions that the checks ask it."""

    def __init__(self, text):
        data = tomllib.loads(text)
        self.folders = data["folders"]
        self.device = data["device"]
        self.compiled = data["compiled"]
        self.overlay = data["overlay"]
        self.refused = set(data["names"]["refused"])
        self.limits = data["limits"]

    def layer_of(self, path):
        holders = [f for f in self.folders if path == f or path.startswith(f + "/")]
        return max(holders, key=len, default=None)

    def is_compiled(self, path):
        return pathlib.PurePosixPath(path).name == self.compiled["file"]

    def is_device(self, path):
        if self.is_compiled(path):
            return False
        inside = lambda folders: any(path == f or path.startswith(f + "/") for f in folders)
        return inside(self.device["folders"]) and not inside(self.device["except"])

    def may_include(self, path, target):
        layer = self.layer_of(path)
        if layer is None or path.endswith("_test.cpp"):
            return True
        if str(pathlib.PurePosixPath(path).parent) == str(pathlib.PurePosixPath(target).parent):
            return True
        if self.is_compiled(path) and self.layer_of(target) in self.compiled["may_include"]:
            return True
        if (path.startswith("src/ops/") and
                pathlib.PurePosixPath(path).name in self.overlay["files"] and
                self.layer_of(target) in self.overlay["may_include"]):
            return True
        if layer == "src/ops" and target.startswith("src/ops/"):
            # Rooms do not know one another.
            return self.layer_of(target) in ("src/ops/op_def.h", "src/ops/shared")
        allowed = ["include/mote", layer, *self.folders[layer]]
        return any(target == a or target.startswith(a + "/") for a in allowed)


def resolve(path, included, exists):
    """The project's file that an include means; None for a system header."""
    places = [str(pathlib.PurePosixPath(path).parent / included), "include/" + included,
              "src/" + included, "compiler/" + included, "ports/" + included, "tests/" + included]
    return next((place for place in places if exists(place)), None)


def check_includes(rules, path, text, exists):
    for quote, included in INCLUDE.findall(text):
        target = resolve(path, included, exists)
        if target is not None:
            if not rules.may_include(path, target):
                yield f"{path}: may not include {target} (layers.toml)"
        elif (rules.is_device(path) and not path.endswith("_test.cpp") and quote == "<" and
              included not in rules.device["headers"]):
            yield f"{path}: device code may not include <{included}>"


def check_conditions(rules, path, text):
    if rules.is_device(path) and not path.endswith("_test.cpp"):
        for match in CONDITION.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            yield f"{path}:{line}: preprocessor condition in device code: {match.group().strip()}"


def check_names(rules, path):
    parts = pathlib.PurePosixPath(path)
    for name in [*parts.parts[:-1], parts.stem]:
        if name in rules.refused or name.removesuffix("_test") in rules.refused:
            yield f"{path}: '{name}' says nothing; name the idea"


def check_text(path, text):
    if pathlib.PurePosixPath(path).suffix in SOURCES:
        if "SPDX-License-Identifier: Apache-2.0" not in "\n".join(text.splitlines()[:3]):
            yield f"{path}: its first lines lack SPDX-License-Identifier: Apache-2.0"
    found = MACHINE_PATH.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        yield f"{path}:{line}: a path of one machine: {found.group()}..."


def long_functions(text):
    """(name, lines) of each function body: from its opening line to the brace in the same column."""
    lines = text.splitlines()
    opening = re.compile(r"^(\s*)(?!namespace|class|struct|enum|extern|union)[\w:<>~&*,\s\[\]]*?"
                         r"([\w:~]+)\([^;]*\{$")
    for number, line in enumerate(lines):
        match = opening.match(line)
        if not match or match.group(2) in ("if", "for", "while", "switch"):
            continue
        for end in range(number + 1, len(lines)):
            if lines[end].startswith(match.group(1) + "}"):
                yield match.group(2), end - number + 1
                break


def check_sizes(rules, path, text):
    if pathlib.PurePosixPath(path).suffix not in CPP | {".py"}:
        return
    if path.endswith(".inc"):
        return
    count = text.count("\n")
    if count > rules.limits["file_lines"]:
        yield f"{path}: {count} lines, {rules.limits['file_lines']} at most"
    if pathlib.PurePosixPath(path).suffix in CPP and not path.endswith("_test.cpp"):
        for name, lines in long_functions(text):
            if lines > rules.limits["function_lines"]:
                yield f"{path}: {name}() has {lines} lines, {rules.limits['function_lines']} at most"


def check_tree(root):
    """(problems, sizes): sentences, and {path: lines} of the sources."""
    rules = Rules((root / "layers.toml").read_text())
    problems, sizes = [], {}
    exists = lambda place: (root / place).is_file()
    for pure in tracked_files(root):
        path = str(pure)
        problems += check_names(rules, path)
        size = (root / path).stat().st_size
        if size > rules.limits["file_bytes"]:
            problems.append(f"{path}: {size} bytes, {rules.limits['file_bytes']} at most")
            continue
        try:
            text = (root / path).read_text()
        except UnicodeDecodeError:
            continue
        problems += check_text(path, text)
        if pure.suffix in CPP:
            problems += check_includes(rules, path, text, exists)
            problems += check_conditions(rules, path, text)
            sizes[path] = text.count("\n")
        problems += check_sizes(rules, path, text)
    return problems, sizes


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--largest", type=int, default=10, metavar="N",
                        help="print the N longest source files (default 10)")
    arguments = parser.parse_args()
    problems, sizes = check_tree(ROOT)
    for path, lines in sorted(sizes.items(), key=lambda item: -item[1])[:arguments.largest]:
        print(f"{lines:6}  {path}")
    for problem in problems:
        print(f"check_layers: {problem}", file=sys.stderr)
    if problems:
        return 1
    print(f"check_layers: {len(sizes)} files keep to layers.toml")
    return 0


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # end quietly when nobody reads on
    sys.exit(main())
