# SPDX-License-Identifier: Apache-2.0
"""Links the least program that uses a model, interpreted or compiled, for a Cortex-M4 (compiled also
for a Cortex-M55), and takes it apart: code, constants, multipliers, weights, static RAM."""
import json
import os
import pathlib
import re
import resource
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHARED = pathlib.Path(os.environ.get("MOTE_SHARED_DIR", ROOT / "../shared"))
MOTE = ROOT / "build/host/mote"
PREFIX = "arm-none-eabi-"
CPU_FLAGS = {"cortex-m4": ["-mcpu=cortex-m4", "-mthumb"],
             "cortex-m55": ["-mcpu=cortex-m55+nofp", "-mthumb", "-mfloat-abi=softfp"]}
FLAGS = ["-Os", "-std=c++17", "-ffreestanding", "-fno-exceptions", "-fno-rtti",
         "-ffunction-sections", "-fdata-sections", "-fno-unwind-tables",
         "-fno-asynchronous-unwind-tables"]
MODEL_NAME = "footprint_model"  # the namespace of a compiled model

# What `mote compile` calls its constants; the first that matches. The rest are params and tables.
# Records hold biases, what is packed weights too: compare_modes.py takes them apart.
WEIGHTS = re.compile(r".*\bkTensor\w+$")
MULTIPLIERS = re.compile(r".*\bk(Factors|Records|Channels|Packed)\w*$")


class Missing(Exception):
    """Something that a measurement needs; str() says what to do."""


def output_of(*command):
    try:
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout
    except FileNotFoundError:
        raise Missing(f"{command[0]} is missing; ./x setup and ./x test provide it") from None
    except subprocess.CalledProcessError as error:
        raise Missing(f"{command[0]} failed: {error.stderr.strip()}") from None


def model_file(name):
    """Path of a model by name; None if it is in ../shared and that is not here."""
    own = ROOT / "models" / name / f"{name}.tflite"
    recorded = SHARED / "corpus/models" / name / "model.tflite"
    return own if own.exists() else recorded if recorded.exists() else None


def _compile(source, folder, *options, core="cortex-m4"):
    result = folder / f"{source.stem}.o"
    output_of(PREFIX + "g++", *CPU_FLAGS[core], *FLAGS, *options, "-I", ROOT / "include", "-I", folder, "-c", source,
              "-o", result)
    return result


def _link(objects, folder, core="cortex-m4"):
    """With the library, and the memory functions that compilers expect; returns the program."""
    library = ROOT / f"build/{core}/libmote.a"
    if not library.exists():
        raise Missing(f"build/{core}/libmote.a is not built; ./x test builds it")
    # Its loops must not become calls of the functions that they define.
    memory = _compile(ROOT / "ports/freestanding/memory.cpp", folder,
                      "-fno-tree-loop-distribute-patterns", core=core)
    program = folder / "footprint.elf"
    output_of(PREFIX + "g++", *CPU_FLAGS[core], "-nostdlib", "-Wl,--gc-sections", "-Wl,-e,footprint",
              *objects, library, memory, "-lgcc", "-o", program)
    return program


def link_interpreted(model, folder, target="portable"):
    """The interpreter with exactly the operators that the model needs, without the model."""
    return link_program(output_of(MOTE, "ops", model, "--target", target), folder)


def link_program(operator_list, folder):
    """The same for a list as `mote ops` prints it."""
    (folder / "footprint_ops.inc").write_text(operator_list)
    return _link([_compile(ROOT / "images/footprint/footprint.cpp", folder)], folder)


GUARDS = ("STEPS", "WORK", "GUARD", "CHECKSUM", "ARENA_GUARD")


def link_guarded(model, folder, wanted):
    """The interpreter of a model with one of GUARDS; with none of them if it is None."""
    (folder / "footprint_ops.inc").write_text(output_of(MOTE, "ops", model))
    options = [f"-DWITH_{guard}={int(guard == wanted)}" for guard in GUARDS]
    return _link([_compile(ROOT / "images/footprint/footprint_guarded.cpp", folder, *options)],
                 folder)


def link_verifier(folder):
    """A program that verifies models and does nothing else."""
    return _link([_compile(ROOT / "images/footprint/footprint_verifier.cpp", folder)], folder)


def compile_model(model, folder, optimize, *options, core="cortex-m4"):
    """Writes the model's C++ into the folder; (what `mote compile` reports, its CPU seconds)."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    report = json.loads(output_of(MOTE, "compile", model, "-o", folder, "--name", MODEL_NAME,
                                  "--target", core, "--optimize", optimize, "--json",
                                  *options))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return report, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def link_compiled(folder, core="cortex-m4"):
    """What compile_model() wrote, with the model."""
    model = _compile(folder / f"{MODEL_NAME}.cpp", folder, "-I", ROOT / "src", core=core)
    program = _compile(ROOT / "images/footprint/footprint_compiled.cpp", folder, core=core)
    return _link([program, model], folder, core)


def code_of_compiled(model, core):
    """Bytes of flash without weights and biases of a model that is compiled for speed."""
    with tempfile.TemporaryDirectory() as text:
        folder = pathlib.Path(text)
        report, _ = compile_model(model, folder, "speed", core=core)
        return sum(flash_of(link_compiled(folder, core)).values()) - report["weight_bytes"]


def sections(program):
    """{section: bytes}"""
    lines = output_of(PREFIX + "size", "-A", program).splitlines()
    rows = [line.split() for line in lines if line.startswith(".")]
    return {row[0]: int(row[1]) for row in rows}


def symbols(program):
    """(kind, bytes, name) of each function and variable once, largest first."""
    rows = [line.split(" ", 3) for line in output_of(PREFIX + "nm", "-S", "-C", "--size-sort", "-r",
                                                     program).splitlines()]
    once = {row[0]: (row[2], int(row[1], 16), row[3]) for row in rows}
    return list(once.values())


def flash_of(program):
    """{part: bytes}; text, constants, multipliers and weights are all there is."""
    sizes = sections(program)
    parts = {"text": sizes.get(".text", 0), "weights": 0, "multipliers": 0}
    for kind, count, name in symbols(program):
        if kind not in "rRdDvV":
            continue
        if WEIGHTS.match(name):
            parts["weights"] += count
        elif MULTIPLIERS.match(name):
            parts["multipliers"] += count
    parts["constants"] = (sizes.get(".rodata", 0) + sizes.get(".data", 0) - parts["weights"] -
                          parts["multipliers"])
    return parts


def static_ram_of(program):
    sizes = sections(program)
    return sizes.get(".data", 0) + sizes.get(".bss", 0)
