# SPDX-License-Identifier: Apache-2.0
"""Models interpreted and compiled on a Cortex-M4: flash, RAM, stack, instructions."""
import pathlib
import re
import sys
import tempfile

import footprint

sys.path.insert(0, str(footprint.ROOT / "tools/emulator"))
import emulator  # noqa: E402
import model_profile  # noqa: E402

# Greatest first on the page: what a row has, and its heading. `code` is flash without weights.
COLUMNS = (("flash", "flash"), ("code", "code"), ("text", "text"), ("constants", "constants"),
           ("multipliers", "multipl."), ("weights", "weights"), ("arena", "arena"),
           ("static_ram", "static"), ("stack", "stack"), ("load", "load"), ("run", "invoke"),
           ("ratio", "ratio"))


# How a mode is compiled.
OPTIMIZE = {"compiled": "size", "fast": "speed"}


def _flash(parts):
    code = parts["text"] + parts["constants"] + parts["multipliers"]
    return {**parts, "code": code, "flash": code + parts["weights"]}


# Whose entries an interpreter's list has.
ENTRIES = {"interpreted": "portable", "interpreted_fast": "cortex-m4"}


def interpreted(name, model, mode):
    """A row without what only running tells. Its weights are the whole .tflite file."""
    target = ENTRIES[mode]
    with tempfile.TemporaryDirectory() as folder:
        program = footprint.link_interpreted(model, pathlib.Path(folder), target)
        parts = footprint.flash_of(program)
        static_ram = footprint.static_ram_of(program)
    parts["weights"] = model.stat().st_size
    header = footprint.output_of(footprint.MOTE, "embed", model, "--target", target)
    arena = int(re.search(r"model_arena_bytes = (\d+)", header)[1])
    return {"model": name, "mode": mode, **_flash(parts), "arena": arena,
            "static_ram": static_ram}


def compiled(name, model, mode):
    kind, ram = model_profile.kind_and_ram(mode)
    with tempfile.TemporaryDirectory() as text:
        folder = pathlib.Path(text)
        report, seconds = footprint.compile_model(model, folder, OPTIMIZE[kind],
                                                  *(("--ram", ram) if ram else ()))
        program = footprint.link_compiled(folder)
        parts = footprint.flash_of(program)
        _split(parts, report["weight_bytes"])
        static_ram = footprint.static_ram_of(program) - report["arena_bytes"]
    return {"model": name, "mode": mode, **_flash(parts), "arena": report["arena_bytes"],
            "static_ram": static_ram, "compile_ms": round(1000 * seconds)}


def _split(parts, weight_bytes):
    """Some arrays hold multipliers with weights or biases; the compiler says how many bytes of all are
    weights and biases."""
    both = parts["weights"] + parts["multipliers"]
    parts["weights"] = weight_bytes
    parts["multipliers"] = both - weight_bytes


def _add_profile(row, profile):
    # An interpreter and its objects lie where the program puts them; here they count as static.
    row["static_ram"] += profile.bytes.get("objects", 0)
    row |= {"stack": profile.stack(), "load": profile.load, "run": profile.run,
            "outputs": profile.outputs}


def small_modes(limits):
    """{(model, mode)} of the modes with a RAM size that budgets.toml limits, such as fast_20K."""
    return [(name, mode) for mode in limits if model_profile.kind_and_ram(mode)[1]
            for name in limits[mode] if name != "every"]


def add_ratios(rows):
    """To the rows of little RAM: executed instructions, divided by those without that limit."""
    runs = {(row["model"], row["mode"]): row.get("run") for row in rows}
    for row in rows:
        kind, ram = model_profile.kind_and_ram(row["mode"])
        if ram and runs.get((row["model"], kind)) and "run" in row:
            row["ratio"] = round(row["run"] / runs[row["model"], kind], 4)


def compare(names, emulated=True, limits=None):
    """Rows of every named model that is here in each mode, and with little RAM where budgets.toml
    says so."""
    models = {name: model for name in names if (model := footprint.model_file(name))}
    small, rows = small_modes(limits or {}), {}
    missing = [name for name in names if name not in models]
    if missing:
        print(f"size: skipped, not in ../shared: {', '.join(missing)}", file=sys.stderr)
    for name, model in models.items():
        print(f"size: linking {name}", file=sys.stderr, flush=True)
        for mode in ENTRIES:
            rows[name, mode] = interpreted(name, model, mode)
        for mode in (*OPTIMIZE, *(m for n, m in small if n == name)):
            rows[name, mode] = compiled(name, model, mode)
    if emulated:
        pairs = [(models[name], mode) for name, mode in rows]
        try:
            for profile in model_profile.measure_pairs(pairs):
                _add_profile(rows[profile.model, profile.mode], profile)
        except emulator.Unusable as error:
            raise footprint.Missing(str(error)) from error
    add_ratios(rows.values())
    return list(rows.values())


def print_table(rows, tflm):
    print(f"\n{'Cortex-M4':12}" + "".join(f"{heading:>{12 if key == 'run' else 10}}"
                                           for key, heading in COLUMNS))
    last = None
    for row in rows:
        if row["model"] != last:
            last = row["model"]
            print(last)
            if last in tflm:
                print_row("  TFLM", tflm[last])
        print_row("  " + row["mode"], row)
    print("bytes of flash (code: all but weights; an interpreter's weights are the .tflite file,\n"
          "its multipliers are in the arena), of RAM (static: beyond the arena), of stack;\n"
          "executed instructions; ratio: to those without `--ram`")


def print_row(title, row):
    cells = (f"{row[key]:,}" if key in row else "" for key, _ in COLUMNS)
    print(f"{title:13}" + "".join(f"{cell:>{12 if key == 'run' else 10}}"
                                  for cell, (key, _) in zip(cells, COLUMNS))[1:])


def check(rows, limits, tflm):
    """Sentences about what is over its limit, or computes another result than TFLM does."""
    problems = []
    for row in rows:
        of_mode = limits.get(row["mode"], {})
        for key, most in (of_mode.get("every", {}) | of_mode.get(row["model"], {})).items():
            if row.get(key, 0) > most:
                problems.append(f"{key} of {row['model']}, {row['mode']}: {row[key]:,}, {most:,} at "
                                "most (budgets.toml)")
        wanted = tflm.get(row["model"], {}).get("outputs")
        if wanted and row.get("outputs", wanted) != wanted:
            problems.append(f"{row['model']}, {row['mode']}, computes {row['outputs']}; "
                            f"TFLM {wanted}")
    return problems
