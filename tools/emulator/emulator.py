# SPDX-License-Identifier: Apache-2.0
"""Runs an image on an emulated board; counts instructions between its marks if asked."""
import contextlib
import dataclasses
import json
import os
import pathlib
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import wave

import elf_symbols

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
LABEL = "@mark "
MARK_FUNCTION = "mote_mark"
# Toolchains of cores whose overlay is scalar; that of the others is cortex_m_dsp.
SCALAR = ("cortex-m0", "cortex-m3", "riscv32")
# Between the two counts of a pair lie the first mark's return and the second one's call.
INSTRUCTIONS_OF_A_PAIR = 2
# Of a Cortex-M4's pipeline after a taken branch: 1 to 3, by the target's place and width.
REFILL_CYCLES = 2

TIMED_OUT, EMULATOR_DIED, CANNOT_RUN = 124, 125, 127


class Unusable(Exception):
    """What was asked for cannot run; str() says why and what to do."""


@dataclasses.dataclass
class Span:
    """What ran between two marks."""
    label: str
    instructions: int
    functions: dict  # name -> instructions
    # number -> [instructions, and estimated cycles on a Cortex-M4], if asked for
    steps: dict = dataclasses.field(default_factory=dict)


@dataclasses.dataclass
class Outcome:
    status: int
    lines: list  # of output, without labels
    spans: list
    message: str = ""


def boards():
    """{name: contents of board.json}"""
    return {path.parent.name: json.loads(path.read_text())
            for path in sorted((ROOT / "boards").glob("*/board.json"))}


def board_named(name):
    known = boards()
    if name not in known:
        raise Unusable(f"no board {name}; there are {', '.join(known)}")
    return known[name]


def plugin():
    """Path of the counting plugin, built when it is missing or older than its source."""
    source = HERE / "count_instructions.c"
    newest = max(file.stat().st_mtime for file in (source, HERE / "cortex_m4_timing.h"))
    library = ROOT / "build" / "emulator" / "count_instructions.so"
    if library.exists() and library.stat().st_mtime >= newest:
        return library
    compiler = shutil.which("cc") or shutil.which("gcc")
    if not compiler:
        raise Unusable("counting needs a C compiler for the host: apt-get install gcc")
    library.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run([compiler, "-shared", "-fPIC", "-O2", "-Wall", "-Wextra", "-fvisibility=hidden",
                    "-o", library, source], check=True)
    return library


@contextlib.contextmanager
def _raw_samples(sound):
    """Path of a sound's samples without a header; None for no sound."""
    if sound is None:
        yield None
        return
    try:
        with wave.open(str(sound)) as source:
            form = (source.getframerate(), source.getnchannels(), source.getsampwidth())
            samples = source.readframes(source.getnframes())
    except (OSError, EOFError, wave.Error) as error:
        raise Unusable(f"{sound}: cannot be read as a .wav file: {error}") from error
    if form != (16000, 1, 2):
        raise Unusable(f"{sound}: 16 kHz, one channel, 16 bits are expected; it has "
                       f"{form[0]} Hz, {form[1]} channels, {8 * form[2]} bits")
    with tempfile.NamedTemporaryFile(suffix=".raw") as file:
        file.write(samples)
        file.flush()
        yield file.name


def _command(board_name, image, plugin_arguments, samples):
    board = board_named(board_name)
    if not pathlib.Path(image).is_file():
        raise Unusable(f"no image at {image}; build it with: cmake --preset {board['toolchain']} "
                       f"&& cmake --build build/{board['toolchain']}")
    if not board["emulator"]:
        if plugin_arguments:
            raise Unusable(f"{board_name} runs without an emulator: nothing can be counted there")
        return [str(pathlib.Path(image).resolve())]
    program = board["emulator"][0]
    if not shutil.which(program):
        package = {"qemu-system-arm": "qemu-system-arm"}.get(program, "qemu-system-misc")
        raise Unusable(f"{program} is not installed: apt-get install {package}")
    command = board["emulator"] + ["-nographic", "-monitor", "none", "-serial", "none",
                                   "-semihosting-config", "enable=on,target=native" +
                                   (f",arg={samples}" if samples else ""),
                                   "-kernel", str(image)]
    return command + (["-plugin", ",".join(plugin_arguments)] if plugin_arguments else [])


def _stream(command, timeout_s, on_line, samples):
    """Runs a command, hands each line of its output on as it comes; (status, message)."""
    lines = queue.Queue()
    with open(samples or os.devnull, "rb") as source:
        process = subprocess.Popen(command, stdin=source, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, text=True, errors="replace")

    def pump():
        for line in process.stdout:
            lines.put(line.rstrip("\n"))
        lines.put(None)

    errors = []
    readers = [threading.Thread(target=pump, daemon=True),
               threading.Thread(target=lambda: errors.append(process.stderr.read()), daemon=True)]
    for reader in readers:
        reader.start()
    deadline = time.monotonic() + timeout_s
    try:
        while (line := lines.get(timeout=max(0.0, deadline - time.monotonic()))) is not None:
            on_line(line)
        status = process.wait(timeout=max(1.0, deadline - time.monotonic()))
    except (queue.Empty, subprocess.TimeoutExpired):
        return TIMED_OUT, f"stopped after {timeout_s:g} s"
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        readers[1].join(timeout=1)
    said = "".join(errors).strip()
    if status < 0:
        # After its first line QEMU dumps all registers.
        said = said.partition("\n")[0]
        return EMULATOR_DIED, f"the emulator was ended by signal {-status}. {said}"
    return status, said


def _read_marks(path, names):
    """[(total, {name: instructions since the mark before}, {step: those and cycles likewise})]"""
    marks = []
    for line in path.read_text().splitlines():
        word, *numbers = line.split()
        if word == "mark":
            marks.append((int(numbers[0]), {}, {}))
        elif word == "step":
            marks[-1][2][int(numbers[0])] = [int(number) for number in numbers[1:]]
        else:
            index, count = map(int, numbers)
            name = names[index - 1] if index else "(elsewhere)"
            marks[-1][1][name] = marks[-1][1].get(name, 0) + count
    return marks


def _pair(marks, labels, wait_states):
    if len(marks) != 2 * len(labels):
        raise Unusable(f"the image reached {len(marks)} marks and printed {len(labels)} labels; "
                       "each label needs two marks (ports/marks/marks.h)")
    spans = []
    for i, label in enumerate(labels):
        (begin, _, _), (end, functions, steps) = marks[2 * i], marks[2 * i + 1]
        functions.pop(MARK_FUNCTION, None)
        if 0 in steps:  # where the marks lie; both of the two are branches
            for i, each in enumerate((1, 1 + REFILL_CYCLES + wait_states)[:len(steps[0])]):
                steps[0][i] -= each * INSTRUCTIONS_OF_A_PAIR
        spans.append(Span(label, end - begin - INSTRUCTIONS_OF_A_PAIR, functions, steps))
    return spans


def run(board_name, image, timeout_s=60.0, count=False, on_line=lambda line: None, sound=None,
        file=None, steps=None, wait_states=0):
    """Runs an image to its end. `sound`: a .wav file that its microphone hears; `file`: another
    file for it to read; `steps`: {address: step}, to count by steps too, as count_instructions.c
    says; `wait_states`: of the flash, for the estimate of cycles.

    Raises Unusable if that cannot be tried.
    """
    with _raw_samples(sound) as samples:
        return _run(board_name, image, timeout_s, count, on_line, samples or file, steps or {},
                    wait_states)


def _run(board_name, image, timeout_s, count, on_line, samples, steps, wait_states):
    lines, labels = [], []

    def take(line):
        if line.startswith(LABEL):  # meant for the count, not for people
            labels.append(line[len(LABEL):])
        else:
            lines.append(line)
            on_line(line)

    if not count:
        status, message = _stream(_command(board_name, image, [], samples), timeout_s, take,
                                  samples)
        return Outcome(status, lines, [], message)
    _command(board_name, image, ["plugin"], samples)  # complain about the board before about the image
    try:
        symbols = elf_symbols.functions(image)
    except elf_symbols.NotAnImage as error:
        raise Unusable(str(error)) from error
    addresses = {name: address for address, name in symbols}
    if MARK_FUNCTION not in addresses:
        raise Unusable(f"{image} has no {MARK_FUNCTION}(): nothing to count between")
    with tempfile.TemporaryDirectory() as folder:
        functions_file, out = pathlib.Path(folder, "functions"), pathlib.Path(folder, "marks")
        functions_file.write_text("".join(f"{address:x}\n" for address, _ in symbols))
        arguments = [str(plugin()), f"mark={addresses[MARK_FUNCTION]:#x}",
                     f"functions={functions_file}", f"out={out}"]
        if steps:
            steps_file = pathlib.Path(folder, "steps")
            steps_file.write_text("".join(f"{at:x} {step}\n" for at, step in steps.items()))
            arguments.append(f"steps={steps_file}")
            board = board_named(board_name)
            if board["toolchain"] == "cortex-m4":
                flash = int(board["flash_at"], 0)
                arguments += [f"refill={REFILL_CYCLES}", f"wait={wait_states}",
                              f"flash={flash}-{flash + board['flash_bytes']}"]
        status, message = _stream(_command(board_name, image, arguments, samples), timeout_s,
                                  take, samples)
        if not out.exists():
            return Outcome(status or EMULATOR_DIED, lines, [], message or "the plugin did not load")
        names = elf_symbols.demangle([name for _, name in symbols])
        marks = _read_marks(out, names)
    if status in (TIMED_OUT, EMULATOR_DIED):
        labels = labels[:len(marks) // 2]
        marks = marks[:2 * len(labels)]
    return Outcome(status, lines, _pair(marks, labels, wait_states), message)


def complain(text):
    print(f"emulator: {text}", file=sys.stderr)
