# SPDX-License-Identifier: Apache-2.0
"""docs/benchmarks.md from what tools/dev/make_benchmarks.py recorded."""

HEAD = """# Benchmarks

Made by `python3 tools/dev/make_benchmarks.py` from `docs/benchmarks.json`, which it records.
`./x test` measures some of the models again: 1 % more than recorded fails.

Executed instructions of one run, counted exactly on an emulated Cortex-M4. Inputs are noise, the
same for all. In every row all of them compute the same bytes. Cycles are an estimate by Arm's table
of the core with memory that never waits (`tools/emulator/README.md`); `--wait-states` adds those of
a flash.
The figures of TFLM, commit 90b983c2, with CMSIS-NN, commit 4ab83cc3, were measured alike and are
written down in `budgets.toml`.

| | |
|---|---|
| interpreted | the model as it is, reference kernels, `arm-none-eabi-g++ -Os` |
| with fast entries | the same with the entries of `mote ops --target cortex-m4` |
| compiled | `mote compile --optimize size`: reference kernels, `-Os` |
| fast | `mote compile --optimize speed`: kernels of `cortex_m_dsp` where they fit |
| TFLM | TensorFlow Lite for Microcontrollers, its reference kernels with `-O2` |
| CMSIS-NN | the same with CMSIS-NN kernels, `-O2`, only the int8 ones registered |

`mote compile` also leaves out what cannot matter: of `vww_96_int8` half of the channels are always
zero. The first table has that in it.

"""

BYTES = """
    ./x bench --recorded kws_ref_model

Code is flash without weights and biases and without start-up; that of an interpreter has the
verifier and not the model, that of fast has what is packed beside the weights.

"""

CORTEX_M55 = """
## Cortex-M55

Compiled for speed with the kernels of `cortex_m_mve` (Helium), recorded inputs, against TFLM with CMSIS-NN
`-O2` on the same core. `budgets.toml` has the figures; `./x test` fails on 1 % more.

"""

STEPS = """
    tools/emulator/compiled_models.py --board mps3-an547 --check

## By step

What each step of the compiled code executes, and how much for each multiply-accumulate (MAC).
`docs/design/kernels.md` has what bounds the loops.

    ./x bench --recorded kws_ref_model --steps
"""


OTHER_CORES = """
    ./x size --models kws_ref_model

## Cores without SIMD instructions

The same for the kernels of `scalar`, with `mote ops --target` and `mote compile --target` of the core.
CMSIS-NN: TFLM with it, `-O2`, on Cortex-M3, in millions. `budgets.toml` holds each kernel to what it
executes now on layers of these models.

"""

STEPS_OF_OTHERS = """
    ./x bench --board bench-cortex-m0 --mode fast --recorded kws_ref_model
"""

MODES = ("interpreted", "interpreted_fast", "compiled", "fast")


# Measured as the figures of budgets.toml are, with the same commits.
CMSIS_NN_ON_M3 = {"micro_speech_quantized": 1.512, "kws_ref_model": 10.53, "ad01_int8": 0.956,
                  "pretrainedResnet_quant": 41.85, "vww_96_int8": 31.96, "person_detect": 30.33}


def instructions_table(models, tflm):
    yield ("| instructions of a run | interpreted | with fast entries | compiled | fast | TFLM | "
           "CMSIS-NN | CMSIS-NN / fast entries | CMSIS-NN / fast | TFLM / fast | fast, ~cycles |")
    yield "|---|---|---|---|---|---|---|---|---|---|---|"
    for name, modes in models.items():
        peer = tflm.get(name)
        cells = [f"{modes[mode]['run']:,}" for mode in MODES]
        if peer:
            fast = modes["fast"]["run"]
            entries = modes["interpreted_fast"]["run"]
            cells += [f"{peer['run_o2']:,}", f"{peer['run_cmsis_nn_o2']:,}",
                      f"{peer['run_cmsis_nn_o2'] / entries:.2f}",
                      f"{peer['run_cmsis_nn_o2'] / fast:.2f}", f"{peer['run_o2'] / fast:.1f}"]
        else:
            cells += [""] * 5
        cells.append(f"{sum(row['estimated_cycles'] for row in modes['fast']['steps']):,}")
        yield f"| `{name}` | {' | '.join(cells)} |"


def bytes_table(models, tflm):
    yield "| bytes of code | interpreted | with fast entries | compiled | fast | CMSIS-NN |"
    yield "|---|---|---|---|---|---|"
    for name, modes in models.items():
        cells = [f"{modes[mode]['code']:,}" for mode in MODES]
        cells.append(f"{tflm[name]['code_cmsis_nn_o2']:,}" if name in tflm else "")
        yield f"| `{name}` | {' | '.join(cells)} |"


def cortex_m55_table(runs):
    yield "| instructions of a run | fast | CMSIS-NN | CMSIS-NN / fast |"
    yield "|---|---|---|---|"
    for name, run in runs.items():
        fast, peer = run["recorded"], run["cmsis_nn_o2"]
        yield f"| `{name}` | {fast:,} | {peer:,} | {peer / fast:.2f} |"


def _per(row):
    per = row.get("per_multiply_accumulate")
    return f"{per:.2f}" if per else ""


def steps_table(modes):
    yield "| step | | MACs | compiled | each | fast | each | ~cycles | kernel of fast |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for reference, fast in zip(modes["compiled"]["steps"], modes["fast"]["steps"]):
        kernels = ", ".join(f"`{kernel}`" for kernel in fast["kernels"])
        if "slow" in fast:
            kernels += f" ({fast['slow']})"
        macs = fast.get("multiply_accumulates")
        cells = [str(fast["step"]), fast["entry"], f"{macs:,}" if macs else "",
                 f"{reference['instructions']:,}", _per(reference), f"{fast['instructions']:,}",
                 _per(fast), f"{fast['estimated_cycles']:,}", kernels]
        yield f"| {' | '.join(cells)} |"


def other_cores_table(record):
    """Of the boards in the order of the record."""
    yield ("| instructions of a run | M0, fast entries | M0, fast | M3, fast entries | M3, fast | "
           "RV32, fast entries | RV32, fast | M0 / M3, fast | CMSIS-NN on M3 | M3, fast / CMSIS-NN |")
    yield "|---|---|---|---|---|---|---|---|---|---|"
    for name, boards in record["other_cores"].items():
        cells = [f"{modes[mode]:,}" for modes in boards.values()
                 for mode in ("interpreted_fast", "fast")]
        m0, m3, _ = (modes["fast"] for modes in boards.values())
        cells.append(f"{m0 / m3:.2f}")
        peer = CMSIS_NN_ON_M3.get(name)
        cells += [f"{peer:.3f} M", f"{m3 / peer / 1e6:.2f}"] if peer else ["", ""]
        yield f"| `{name}` | {' | '.join(cells)} |"


def page(record, budgets):
    models, tflm = record["models"], budgets["tflm"]
    m55 = budgets["compiled_runs"]["mps3-an547"]
    text = HEAD + "\n".join(instructions_table(models, tflm)) + "\n"
    text += BYTES + "\n".join(bytes_table(models, tflm)) + "\n"
    text += OTHER_CORES + "\n".join(other_cores_table(record)) + "\n" + STEPS_OF_OTHERS
    text += CORTEX_M55 + "\n".join(cortex_m55_table(m55)) + "\n" + STEPS
    for name, modes in models.items():
        text += f"\n### {name}\n\n" + "\n".join(steps_table(modes)) + "\n"
    return text + f"\nRecorded with {' and '.join(record['tools'])}.\n"
