# SPDX-License-Identifier: Apache-2.0
"""The steps of a compiled model: which instructions of its code belong to which, and a table of
what each executes. An instruction belongs to the step whose comment stands above its line; a kernel
that a step calls belongs to the step."""
import dataclasses
import json
import pathlib
import re
import subprocess
import tempfile

import elf_symbols
import emulator

COMMENT = re.compile(r"\s*// (\d+) (\w+)(?:: .*)?$")
SLOW = re.compile(r"\s*// \(reference kernel: (.*)\)$")
KERNEL = re.compile(r"mote::((?!compiled::)\w+::\w+)(?:<[^(]*>)?\(")
BEGIN = re.compile(r"mote::Fault Net::invoke\([^)]*\) \{$")
END = "  return mote::Fault{};"


@dataclasses.dataclass
class Step:
    index: int
    entry: str  # of mote/ops.inc
    kernels: list = dataclasses.field(default_factory=list)  # that it calls
    slow: str = ""  # why it has no fast kernel
    instructions: int = 0
    cycles: int | None = None  # estimated; None where there is no estimate for the core
    multiply_accumulates: int | None = None  # None where they are not known


def read_source(text):
    """([Step], {line: index of the step}) of the code that `mote compile` wrote."""
    steps, owner_of, inside = [], {}, False
    for number, line in enumerate(text.splitlines(), 1):
        if BEGIN.match(line):
            inside = True
        elif inside and line == END:
            break
        elif inside and (found := COMMENT.match(line)):
            steps.append(Step(int(found[1]), found[2]))
        elif inside and steps:
            owner_of[number] = steps[-1].index
            if why := SLOW.match(line):
                steps[-1].slow = why[1]
            elif kernel := KERNEL.search(line):
                steps[-1].kernels.append(kernel[1])
    return steps, owner_of


def _lines_of(addresses, image, toolchain, source):
    """{address: line of `source` that it was inlined into or is of; 0 if of none}."""
    prefix = "riscv64-unknown-elf-" if toolchain.startswith("riscv") else "arm-none-eabi-"
    result = subprocess.run([prefix + "addr2line", "-a", "-i", "-e", image], text=True,
                            input="".join(f"{a:#x}\n" for a in addresses), capture_output=True,
                            check=False)
    if result.returncode != 0:
        raise emulator.Unusable(f"{prefix}addr2line: {result.stderr.strip()}")
    lines, address = {}, 0
    for text in result.stdout.splitlines():
        if text.startswith("0x"):
            address = int(text, 16)
            lines[address] = 0
            continue
        file, _, place = text.partition(" ")[0].rpartition(":")
        if pathlib.Path(file).name == source.name and place.isdigit():
            lines[address] = int(place)  # the last one is the outermost
    return lines


def addresses_of_steps(image, source, toolchain):
    """{address: step number, from 1; 0 between steps}, for emulator.run(), of an image with line
    numbers. `source` is what `mote compile` wrote."""
    steps, owner_of = read_source(source.read_text())
    symbols = elf_symbols.functions(image)
    names = elf_symbols.demangle([name for _, name in symbols])
    begin, end = 0, 0
    for i, name in enumerate(names[:-1]):
        if re.search(r"::Net::invoke(\(|$)", name) or "3Net6invokeE" in name:
            begin, end = symbols[i][0], symbols[i + 1][0]
    lines = _lines_of(range(begin, end, 2), image, toolchain, source) if begin < end else {}
    found = {a: owner_of[n] + 1 if n in owner_of else 0 for a, n in lines.items()}
    missing = {s.index + 1 for s in steps if s.kernels} - set(found.values())
    if missing or not steps:
        raise emulator.Unusable(f"{image}: no instruction of step "
                                f"{min(missing, default=1) - 1} of {source.name} was found; "
                                "remove build/bench and try again")
    return found


def multiply_accumulates(mote, model):
    """Those of each operator after the passes of `mote compile`."""
    def output_of(*words):
        return subprocess.run([mote, *words], capture_output=True, text=True, check=False)

    with tempfile.TemporaryDirectory() as folder:
        optimized = pathlib.Path(folder) / "model.tflite"
        if output_of("optimize", model, "-o", optimized).returncode != 0:
            optimized = model  # kept as it is
        shown = output_of("inspect", optimized, "--json")
    if shown.returncode != 0:
        raise emulator.Unusable(f"mote inspect {model}: {shown.stderr.strip()}")
    return [op["multiply_accumulates"] for op in json.loads(shown.stdout)["operators"]]


def with_counts(source, counts, macs):
    """[Step] with what the emulator counted for each number, and multiply-accumulates where there
    is a step for each operator. The last one is what belongs to none."""
    steps, _ = read_source(source.read_text())
    is_flat = [step.index for step in steps] == list(range(len(macs)))
    for step in steps:
        if is_flat:
            step.multiply_accumulates = macs[step.index]
    steps.append(Step(steps[-1].index + 1, "between the steps"))
    has_cycles = any(len(figures) == 2 for figures in counts.values())
    for step in steps:
        number = 0 if step is steps[-1] else step.index + 1
        step.instructions, *cycles = counts.get(number, [0, 0])
        step.cycles = cycles[0] if has_cycles else None
    return steps


def as_json(step):
    row = {"step": step.index, "entry": step.entry, "kernels": step.kernels,
           "instructions": step.instructions}
    if step.cycles is not None:
        row["estimated_cycles"] = step.cycles
    if step.multiply_accumulates is not None:
        row["multiply_accumulates"] = step.multiply_accumulates
        if step.multiply_accumulates:
            row["per_multiply_accumulate"] = round(
                step.instructions / step.multiply_accumulates, 3)
    return row | ({"slow": step.slow} if step.slow else {})


def _why_slow(row):
    """Why a step has no fast kernel; empty if it has one, or needs none."""
    if "slow" in row:
        return row["slow"]
    others = [k for k in row["kernels"] if k.split("::")[0] in ("reference", "run")]
    return f"there is no fast kernel of {row['entry']}" if others else ""


def print_table(modes):
    """Steps of one model, {mode: rows of as_json()}, side by side."""
    last = list(modes.values())[-1]
    has_cycles = "estimated_cycles" in last[0]
    heads = "".join(f" {mode:>12} {'per MAC':>8}" + (f" {'~cycles':>12}" if has_cycles else "")
                    for mode in modes)
    print(f"  {'step':27} {'MACs':>11}{heads}  kernel")
    for i, row in enumerate(last):
        macs = row.get("multiply_accumulates")
        text = f"  {row['step']:3} {row['entry']:23} " + (f"{macs:11,}" if macs else f"{'':11}")
        for rows in modes.values():
            per = rows[i].get("per_multiply_accumulate")
            text += f" {rows[i]['instructions']:12,} " + (f"{per:8.3f}" if per else f"{'':8}")
            text += f" {rows[i]['estimated_cycles']:12,}" if has_cycles else ""
        print(f"{text}  {', '.join(row['kernels'])}".rstrip())
    if has_cycles:
        sums = (f"{mode} {sum(row['estimated_cycles'] for row in rows):,}"
                for mode, rows in modes.items())
        print(f"  estimated cycles of the run: {', '.join(sums)}")
    run = max(1, sum(row["instructions"] for row in last))
    for row in last:
        if "fast" in modes and (why := _why_slow(row)):
            share = 100 * row["instructions"] / run
            print(f"  without a fast kernel: step {row['step']}, {share:.1f} % of the run: {why}")
