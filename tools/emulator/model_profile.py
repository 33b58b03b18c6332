# SPDX-License-Identifier: Apache-2.0
"""What models cost on an emulated board, interpreted and compiled: executed instructions, exactly,
and the depth of the stack. Builds images/profile for them in build/bench/TOOLCHAIN."""
import dataclasses
import fcntl
import json
import os
import pathlib
import re
import subprocess
import sys

import emulator
import model_steps

ROOT = emulator.ROOT
MOTE = ROOT / "build/host/mote"
SHARED = pathlib.Path(os.environ.get("MOTE_SHARED_DIR", ROOT / "../shared"))
# interpreted_fast: with entries for the core; fast: compiled for speed.
MODES = ("interpreted", "interpreted_fast", "compiled", "fast")
INTERPRETED = MODES[:2]
# compiled_20K, fast_20K: for so much RAM.
WITH_RAM = re.compile(r"(compiled|fast)_(\d+K?)$")
LOADING = ("verify", "prepare and plan")
CANNOT_COMPILE = 4  # the exit status of `mote compile`
FIGURE = re.compile(r"([\w ]+): (\d+) bytes$")


@dataclasses.dataclass
class Profile:
    """One model in one mode. `load` is 0 if it is compiled: nothing is loaded."""
    model: str
    mode: str
    spans: list  # emulator.Span: loading, then each operator or the whole run
    load: int
    run: int
    outputs: str  # checksum
    bytes: dict  # what images/profile prints: arena, objects, stack of loading, stack of a run
    steps: list = dataclasses.field(default_factory=list)  # model_steps.Step, of compiled ones

    def stack(self):
        return max(self.bytes.get("stack of loading", 0), self.bytes["stack of a run"])


def kind_and_ram(mode):
    """("fast", "20K") of fast_20K; (mode, None) of others."""
    found = WITH_RAM.match(mode)
    return found.groups() if found else (mode, None)


def name_of(model):
    """A file's name, or its folder's if the file is model.tflite, as the recorded ones are."""
    return model.parent.name if model.stem == "model" else model.stem


def command(*words):
    """Runs a build step; what it says appears only if it fails."""
    result = subprocess.run([str(w) for w in words], capture_output=True, text=True, check=False)
    if result.returncode != 0:
        raise emulator.Unusable(f"{words[0]} failed:\n{result.stdout}{result.stderr}".strip())
    return result.stdout


def need_mote():
    if not MOTE.exists():
        raise emulator.Unusable("build/host/mote is not built; ./x test builds it")


def operator_names(model):
    need_mote()
    return [op["name"] for op in json.loads(command(MOTE, "inspect", model, "--json"))["operators"]]


def why_not_compiled(model, folder):
    """The reason, or None if the model can be compiled."""
    need_mote()
    result = subprocess.run([MOTE, "compile", model, "-o", folder / "tried", "--name", "tried"],
                            capture_output=True, text=True, check=False)
    if result.returncode == CANNOT_COMPILE:
        return result.stderr.strip()
    if result.returncode != 0:
        raise emulator.Unusable(f"mote compile failed: {result.stderr.strip()}")
    return None


def _identifier(model):
    return re.sub(r"\W", "_", name_of(model))


def build(pairs, board_name):
    """{(model, mode): image}, built in one folder, so that the library is built once."""
    board = emulator.board_named(board_name)
    folder = ROOT / "build/bench" / board["toolchain"]
    folder.mkdir(parents=True, exist_ok=True)
    models = dict.fromkeys(model for model, _ in pairs)
    names = {_identifier(model): model.resolve() for model in models}
    if len(names) != len(models):
        raise emulator.Unusable("two of the models have the same name")
    cannot = {model: why_not_compiled(model, folder) for model in models}
    images = {(model, mode): f"profile_{mode}_{_identifier(model)}-{board_name}"
              for model, mode in pairs if mode in INTERPRETED or cannot[model] is None}
    sizes = sorted({ram for _, mode in pairs if (ram := kind_and_ram(mode)[1])})
    print(f"building {len(images)} images for {board_name}", file=sys.stderr, flush=True)
    with open(folder / "lock", "w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # checks run side by side
        command("cmake", "-S", ROOT, "-B", folder, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=MinSizeRel",
                f"-DCMAKE_TOOLCHAIN_FILE={ROOT}/cmake/toolchains/{board['toolchain']}.cmake",
                "-DMOTE_BUILD_TOOLS=OFF", "-DBUILD_TESTING=OFF", f"-DMOTE_COMMAND={MOTE}",
                "-DMOTE_PROFILE_MODELS=" + ";".join(f"{n}={file}" for n, file in names.items()),
                "-DMOTE_PROFILE_RAM=" + ";".join(sizes), f"-DMOTE_PROFILE_BOARDS={board_name}")
        command("cmake", "--build", folder, "--target", *images.values())
    return {key: folder / "images" / f"{target}.elf" for key, target in images.items()}


def _profile(model, mode, outcome):
    if outcome.status != 0:
        raise emulator.Unusable(f"{model}, {mode}: status {outcome.status}: {outcome.message} "
                                + " ".join(outcome.lines))
    spans = outcome.spans
    figures = {m[1]: int(m[2]) for m in map(FIGURE.match, outcome.lines) if m}
    outputs = next(line.split()[1] for line in outcome.lines if line.startswith("outputs:"))
    loading = len(LOADING) if mode in INTERPRETED else 0
    if mode in INTERPRETED:
        for span, name in zip(spans[loading:], operator_names(model)):
            span.label += f", {name}"
    return Profile(name_of(model), mode, spans, sum(s.instructions for s in spans[:loading]),
                   sum(s.instructions for s in spans[loading:]), outputs, figures)


def _source_of(image, model, mode):
    name = f"{mode}_{_identifier(model)}"
    return image.parent.parent / "mote_models" / name / f"{name}.cpp"


def measure(models, board_name="mps2-an386", modes=MODES, timeout_s=300, by_step=False,
            wait_states=0):
    """Yields a Profile for each model and mode that can be, with `by_step` those of compiled models
    with their steps; raises if the modes' outputs differ."""
    yield from measure_pairs([(model, mode) for model in models for mode in modes], board_name,
                             timeout_s, by_step, wait_states)


def measure_pairs(pairs, board_name="mps2-an386", timeout_s=300, by_step=False, wait_states=0):
    """The same for pairs of a model and a mode."""
    for model, _ in pairs:
        if not model.is_file():
            raise emulator.Unusable(f"{model}: no such file")
    outputs = {}
    for (model, mode), image in build(pairs, board_name).items():
        print(f"running {name_of(model)}, {mode}, on {board_name}", file=sys.stderr, flush=True)
        steps, source = {}, _source_of(image, model, mode)
        if by_step and mode not in INTERPRETED:
            steps = model_steps.addresses_of_steps(image, source,
                                                   emulator.board_named(board_name)["toolchain"])
        result = _profile(model, mode, emulator.run(board_name, image, timeout_s, count=True,
                                                    steps=steps, wait_states=wait_states))
        if outputs.setdefault(model, result.outputs) != result.outputs:
            raise emulator.Unusable(f"{model}: {mode} it computes {result.outputs}, and "
                                    f"{outputs[model]} otherwise")
        if steps:
            result.steps = model_steps.with_counts(
                source, result.spans[0].steps, model_steps.multiply_accumulates(MOTE, model))
        yield result
