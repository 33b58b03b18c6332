#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What the mote command prints and ends with, for right and wrong use.

Arguments: the mote command, and the program that writes models for tests.
"""
import json
import os
import pathlib
import struct
import subprocess
import sys
import tempfile
import unittest
import wave
import zlib
from html.parser import HTMLParser
from xml.etree import ElementTree

ROOT = pathlib.Path(__file__).resolve().parents[2]
SINE = ROOT / "models/hello_sine/hello_sine.tflite"
KEYWORD = ROOT / "models/keyword_spotting"
MOTE = MAKE_MODELS = None  # set below

# (name, arguments, exit status, words of standard error); {folder} holds the written models.
ERRORS = [
    ("no command", [], 2, ["subcommand"]),
    ("unknown command", ["sing"], 2, ["subcommand"]),
    ("no model", ["run"], 2, ["MODEL"]),
    ("unknown option", ["run", SINE, "--fast"], 2, ["--fast"]),
    ("absent file", ["verify", "{folder}/absent"], 6, ["absent", "cannot be opened"]),
    ("a folder", ["verify", "{folder}"], 6, ["directory"]),
    ("cut short", ["verify", "{folder}/short.tflite"], 3, ["short.tflite", "at byte", "What to do"]),
    ("empty", ["verify", "{folder}/empty.tflite"], 3, ["shorter than a .tflite header"]),
    ("not a model", ["inspect", KEYWORD / "demo.wav"], 3, ["TFL3"]),
    ("contradiction", ["verify", "{folder}/inconsistent.tflite"], 3, ["contradicts itself"]),
    ("feature of the format", ["verify", "{folder}/unsupported.tflite"], 4, ["not supported"]),
    ("sparse weights", ["inspect", "{folder}/sparse_weights.tflite"], 4,
     ["operator 6", "DENSIFY", "detail 9", "EXPERIMENTAL_SPARSITY"]),
    ("operator missing", ["plan", "{folder}/operator_missing.tflite"], 4, ["HASHTABLE_LOOKUP"]),
    ("operator missing, inspected", ["inspect", "{folder}/operator_missing.tflite"], 4, ["HASHTABLE_LOOKUP"]),
    ("operator refuses", ["run", "{folder}/operator_refused.tflite"], 4, ["operator", "tensor"]),
    ("arena too small", ["run", SINE, "--arena", "343"], 5, ["1 bytes are missing"]),
    ("arena beyond what is usual", ["run", "{folder}/large.tflite"], 5, ["--arena"]),
    ("longer than its time", ["run", "{folder}/slow.tflite", "--time-limit", "1"], 5,
     ["--time-limit", "0 lets it run"]),
    ("operator refuses data", ["run", "{folder}/data_refused.tflite"], 4, ["index"]),
    ("npy with a long header", ["run", SINE, "--input", "0={folder}/long.npy"], 2,
     ["does not name its element type"]),
    ("input file absent", ["run", SINE, "--input", "0={folder}/absent"], 6, ["absent"]),
    ("input too small", ["run", "{folder}/network.tflite", "--input", "0={folder}/empty.tflite"], 2,
     ["gives 0 bytes"]),
    ("input that the model lacks", ["run", SINE, "--input", "4=x"], 2, ["1 inputs"]),
    ("output folder in a file", ["run", SINE, "--output-dir", "{folder}/empty.tflite/x"], 6, ["made"]),
    ("every step to nowhere", ["run", SINE, "--every-step"], 2, ["--output-dir"]),
    ("conform without cases", ["conform", "{folder}"], 6, ["no recorded cases"]),
    ("explain a word", ["explain", "hello"], 2, ["16 hexadecimal digits"]),
    ("explain too much", ["explain", "1", "2", "70000"], 2, ["70000"]),
    ("listen to text", ["listen", ROOT / "README.md"], 6, ["sound"]),
    ("listen at another rate", ["listen", "{folder}/8000.wav"], 2, ["8000 samples a second"]),
    ("listen to stereo", ["listen", "{folder}/stereo.wav"], 2, ["2 channels"]),
    ("listen to nothing", ["listen", "{folder}/nothing.wav"], 2, ["30 ms"]),
    ("listen by another kind of model", ["listen", KEYWORD / "demo.wav", "--model", SINE], 4,
     ["49 x 40"]),
    ("npy of another type", ["run", SINE, "--input", "0={folder}/float.npy"], 2, ["<f4", "|i1"]),
    ("profile without Mote's sources", ["profile", SINE, "--source", "{folder}"], 2,
     ["bench.py", "--source"]),
    ("profile on a core that is not there", ["profile", SINE, "--target", "z80"], 2, ["z80", "cortex-m4"]),
    ("report of a missing operator", ["report", "{folder}/operator_missing.tflite"], 4,
     ["HASHTABLE_LOOKUP"]),
    ("report of no model", ["report", KEYWORD / "demo.wav"], 3, ["TFL3"]),
    ("report for another core", ["report", SINE, "--target", "z80"], 2, ["--target", "cortex-m4"]),
    ("report without a pass that is none", ["report", SINE, "--without", "magic"], 2,
     ["no pass magic", "dead_channels"]),
    ("report into a folder", ["report", SINE, "--html", "{folder}"], 6, ["cannot be written"]),
    ("report of too little memory", ["report", "{folder}/network.tflite", "--ram", "16"], 5,
     ["no schedule fits", "16 bytes"]),
    ("optimize what cannot be written anew",
     ["optimize", ROOT / "fuzz/regressions/optimize/overlapping_options", "-o", "{folder}/o.tflite"], 4,
     ["cannot be written anew"]),
    ("write over a folder", ["embed", SINE, "--output", "{folder}"], 6, ["cannot be written"]),
]

COMMANDS_WITH_JSON = [["verify", SINE], ["inspect", SINE], ["plan", SINE], ["ops", SINE],
                      ["run", SINE], ["report", SINE], ["explain", "0903000000000000"]]


def write_wave(path, rate, channels, frames):
    with wave.open(str(path), "wb") as out:
        out.setnchannels(channels)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(bytes(2 * channels * frames))


def write_npy(path, kind, content):
    header = f"{{'descr': '{kind}', 'fortran_order': False, 'shape': (1,), }}".encode()
    header += b" " * (118 - len(header)) + b"\n"
    path.write_bytes(b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header + content)


class PageReader(HTMLParser):
    """The tags of a page, and what its scripts hold."""

    def __init__(self):
        super().__init__()
        self.tags, self.scripts = [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        if tag == "script":
            self.scripts.append("")

    def handle_data(self, data):
        if self.tags and self.tags[-1] == "script":
            self.scripts[-1] += data


class CommandLine(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.holder = tempfile.TemporaryDirectory()
        cls.folder = pathlib.Path(cls.holder.name)
        header = b"{'descr': '" + b"x" * 4_000_000 + b"'}\n"  # of version 2: 4 bytes of its length
        (cls.folder / "long.npy").write_bytes(b"\x93NUMPY\x02\x00" + struct.pack("<I", len(header)) +
                                              header)
        subprocess.run([MAKE_MODELS, cls.folder], check=True)
        (cls.folder / "short.tflite").write_bytes(SINE.read_bytes()[:1000])
        (cls.folder / "empty.tflite").write_bytes(b"")
        write_wave(cls.folder / "8000.wav", 8000, 1, 8000)
        write_wave(cls.folder / "stereo.wav", 16000, 2, 8000)
        write_wave(cls.folder / "nothing.wav", 16000, 1, 100)
        write_npy(cls.folder / "float.npy", "<f4", bytes(4))
        write_npy(cls.folder / "int8.npy", "|i1", b"\x03")

    @classmethod
    def tearDownClass(cls):
        cls.holder.cleanup()

    def mote(self, *arguments, **more):
        words = [str(word).replace("{folder}", str(self.folder)) for word in arguments]
        return subprocess.run([MOTE, *words], capture_output=True, text=True, check=False,
                              errors="replace", **more)

    def test_errors(self):
        for name, arguments, status, words in ERRORS:
            with self.subTest(name):
                result = self.mote(*arguments)
                self.assertEqual(result.returncode, status, result.stderr)
                for word in words:
                    self.assertIn(word, result.stderr)

    def test_help_of_every_command(self):
        text = self.mote("--help").stdout
        for command in ("run", "inspect", "verify", "plan", "ops", "embed", "batch", "optimize",
                        "conform", "explain", "listen", "compile", "report", "profile",
                        "checksum"):
            with self.subTest(command):
                self.assertIn(f"  {command} ", text)
                result = self.mote(command, "--help")
                self.assertEqual(result.returncode, 0)
                self.assertIn("Usage", result.stdout)

    def test_json_is_json(self):
        for arguments in COMMANDS_WITH_JSON:
            with self.subTest(arguments[0]):
                result = self.mote(*arguments, "--json")
                self.assertEqual(result.returncode, 0, result.stderr)
                json.loads(result.stdout)

    def test_verify_judges_every_file(self):
        result = self.mote("verify", SINE, "{folder}/short.tflite", "{folder}/network.tflite")
        self.assertEqual(result.returncode, 3)
        self.assertEqual(result.stdout.count("well-formed"), 2)
        self.assertEqual(len(result.stderr.splitlines()), 1)

    def test_run_is_the_same_for_the_same_seed(self):
        first = self.mote("run", "{folder}/network.tflite", "--seed", 5).stdout
        self.assertEqual(first, self.mote("run", "{folder}/network.tflite", "--seed", 5).stdout)
        self.assertNotEqual(first, self.mote("run", "{folder}/conv_2d.tflite", "--seed", 5).stdout)

    def test_run_takes_slices_and_writes_every_step(self):
        (self.folder / "three.bin").write_bytes(bytes([0, 64, 127]))
        out = self.folder / "steps"
        result = self.mote("run", SINE, "--input", "0={folder}/three.bin", "--invokes", 4,
                           "--output-dir", out, "--every-step")
        self.assertEqual(result.returncode, 0, result.stderr)
        made = [(out / f"step{i}/out0.bin").read_bytes() for i in range(4)]
        self.assertEqual(made[2], made[3], "the last slice repeats")
        self.assertEqual(len(set(made)), 3)
        single = self.mote("run", SINE, "--input", "0={folder}/three.bin", "--output-dir",
                           self.folder / "one")
        self.assertEqual(single.returncode, 0)
        self.assertEqual((self.folder / "one/out0.bin").read_bytes(), made[0])

    def test_run_reads_arrays(self):
        (self.folder / "three.raw").write_bytes(b"\x03")
        raw = self.mote("run", SINE, "--input", "0={folder}/three.raw").stdout
        self.assertEqual(self.mote("run", SINE, "--input", "0={folder}/int8.npy").stdout, raw)

    def test_inspect_counts_what_a_sparse_constant_stores(self):
        model = json.loads(self.mote("inspect", "{folder}/sparse.tflite", "--json").stdout)
        stored, dense = model["tensors"]
        self.assertTrue(stored["sparse"])
        self.assertLess(stored["bytes"], dense["bytes"])
        self.assertEqual(model["constant_bytes"], stored["bytes"])
        self.assertIn("sparse", self.mote("inspect", "{folder}/sparse.tflite").stdout)

    def test_plan_draws_a_picture(self):
        picture = self.folder / "plan.svg"
        self.assertEqual(self.mote("plan", "{folder}/network.tflite", "--svg", picture).returncode, 0)
        self.assertTrue(picture.read_text().startswith("<svg"))

    def test_plan_is_written_into_the_model(self):
        out = self.folder / "planned.tflite"
        wrote = json.loads(self.mote("plan", "{folder}/network.tflite", "--write", out,
                                     "--json").stdout)
        self.assertLessEqual(wrote["arena_bytes"], wrote["device_plan_bytes"])
        plan = json.loads(self.mote("plan", out, "--stored-plan", "--json").stdout)
        self.assertEqual(plan["arena_bytes"], wrote["arena_bytes"])
        self.assertTrue(plan["has_stored_plan"])
        run = lambda *more: self.mote("run", out, "--stored-plan", *more)
        self.assertEqual(run("--arena", wrote["arena_bytes"]).stdout,
                         self.mote("run", "{folder}/network.tflite").stdout)
        self.assertEqual(run("--arena", wrote["arena_bytes"] - 1).returncode, 5)
        self.assertIn("--stored-plan", self.mote("plan", out).stdout)
        self.assertIn(f"_arena_bytes_as_stored = {wrote['arena_bytes']};",
                      self.mote("embed", out).stdout)
        self.assertNotIn("as_stored", self.mote("embed", "{folder}/network.tflite").stdout)
        # Written once more, it holds one plan still.
        again = self.folder / "again.tflite"
        self.assertEqual(self.mote("plan", out, "--write", again).returncode, 0)
        self.assertEqual(again.read_bytes(), out.read_bytes())

    def test_a_stored_plan_is_not_trusted(self):
        out = self.folder / "planned.tflite"
        self.assertEqual(self.mote("plan", "{folder}/network.tflite", "--write", out).returncode, 0)
        content = bytearray(out.read_bytes())
        tensors = len(json.loads(self.mote("inspect", out, "--json").stdout)["tensors"])
        at = content.index(struct.pack("<3i", 1, 1, tensors)) + 12
        content[at:at + 4] = struct.pack("<i", 4)  # tensor 0
        out.write_bytes(content)
        self.assertEqual(self.mote("run", out).returncode, 0)
        refused = self.mote("run", out, "--stored-plan")
        self.assertEqual(refused.returncode, 3)
        self.assertIn("multiple of 8", refused.stderr)
        self.assertIn("mote plan --write", refused.stderr)

    def test_plan_of_the_compiled_program(self):
        arguments = ("plan", "{folder}/network.tflite", "--compiled")
        plan = json.loads(self.mote(*arguments, "--json").stdout)
        for key in ("arena_bytes", "lower_bound_bytes", "is_optimal", "state_bytes", "steps",
                    "buffers", "peak_step", "alive", "overlaps"):
            self.assertIn(key, plan)
        self.assertEqual(len(plan["alive"]), len(plan["steps"]) + 2)
        ends = [b["offset"] + b["bytes"] for b in plan["buffers"]]
        self.assertEqual(max(ends), plan["arena_bytes"])
        self.assertEqual(max(plan["alive"]), plan["alive"][plan["peak_step"]])
        made = json.loads(self.mote("compile", "{folder}/network.tflite", "--output-dir",
                                    self.folder / "planned", "--json").stdout)
        self.assertEqual(made["arena_bytes"], plan["arena_bytes"])
        words = self.mote(*arguments).stdout
        self.assertIn(f"it needs {plan['arena_bytes']} bytes", words)
        self.assertEqual(self.mote("plan", "{folder}/network.tflite", "--target",
                                   "cortex-m4").returncode, 2)

    def test_regions_hold_what_they_have(self):
        arguments = ("plan", "{folder}/network.tflite", "--compiled", "--json")
        whole = json.loads(self.mote(*arguments).stdout)["arena_bytes"]
        fits = json.loads(self.mote(*arguments, "--region", f"fast={whole}", "--region",
                                    "slow=1K").stdout)
        self.assertEqual([r["name"] for r in fits["regions"]], ["fast", "slow"])
        self.assertEqual([r["used_bytes"] for r in fits["regions"]], [whole, 0])
        self.assertEqual({b["region"] for b in fits["buffers"]}, {"fast"})
        self.assertEqual(fits["regions"][1]["bytes"], 1024)
        small = self.mote(*arguments, "--region", "fast=8")
        self.assertEqual(small.returncode, 5)
        self.assertIn("more than now", small.stderr)
        for bad in ("fast", "fast=", "fast=1G", "Fast=8", "net=8", "1=8", "fast=0", "int=8"):
            self.assertEqual(self.mote(*arguments, "--region", bad).returncode, 2, bad)
        twice = self.mote(*arguments, "--region", "a=1K", "--region", "a=2K")
        self.assertEqual(twice.returncode, 2)
        both = self.mote(*arguments, "--region", "a=1K", "--ram", "1K")
        self.assertEqual(both.returncode, 2)

    def test_streaming(self):
        words = ROOT / "models/streaming_keyword/streaming_keyword.tflite"
        compile_words = ("compile", words, "-o", self.folder / "stream", "--streaming", "axis=1")
        result = json.loads(self.mote(*compile_words, "--json").stdout)
        made = result["models"][0] if "models" in result else result
        self.assertEqual(made["streaming"], {"hop_rows": 1, "runs_to_fill": 49, "state_bytes": 2464,
                                             "streamed_steps": 11})
        self.assertEqual(made["multiply_accumulates"], 28064)
        padded = self.mote("compile", ROOT / "models/keyword_spotting/keyword_spotting.tflite", "-o",
                           self.folder / "stream", "--streaming", "axis=1")
        self.assertEqual(padded.returncode, 4)
        self.assertIn("step 0 pads along the axis", padded.stderr)
        far = self.mote(*compile_words, "--hop", "49")
        self.assertEqual(far.returncode, 4)
        self.assertIn("nothing of it stays", far.stderr)
        # Its state stays from run to run: no memory for it that others use or that is divided.
        for more in (("--region", "a=8K"), ("--share-arena", "all"), ("--ram", "4K")):
            self.assertEqual(self.mote(*compile_words, *more).returncode, 2, more)
        self.assertEqual(self.mote("compile", words, "-o", self.folder, "--hop", "2").returncode, 2)

    def test_models_share_an_arena(self):
        out = self.folder / "shared"
        result = self.mote("compile", "{folder}/network.tflite", SINE, "-o", out, "--json",
                           "--share-arena", "both")
        self.assertEqual(result.returncode, 0, result.stderr)
        made = json.loads(result.stdout)
        most = max(model["shared_bytes"] for model in made["models"])
        self.assertEqual(made["shared_arena"], {"name": "both", "bytes": most})
        self.assertIn(f"bytes[{most}]", (out / "both_arena.h").read_text())
        for model in made["models"]:
            self.assertLess(model["shared_bytes"], model["arena_bytes"])
            header = (out / f"{model['name']}.h").read_text()
            self.assertIn('#include "both_arena.h"', header)
            self.assertIn("constexpr Net(::both_arena& arena)", header)
        named = self.mote("compile", SINE, "{folder}/network.tflite", "-o", out, "--name", "x")
        self.assertEqual(named.returncode, 2)
        self.assertEqual(self.mote("compile", SINE, SINE, "-o", out).returncode, 2)
        mixed = self.mote("compile", SINE, "-o", out, "--share-arena", "a", "--region", "b=1K")
        self.assertEqual(mixed.returncode, 2)

    def test_buffers_of_the_application(self):
        arguments = ("plan", "{folder}/network.tflite", "--compiled", "--json")
        def arena(*more):
            result = self.mote(*arguments, *more)
            self.assertEqual(result.returncode, 0, result.stderr)
            return json.loads(result.stdout)
        whole, steps = arena(), len(arena()["steps"])
        always = arena("--buffer", "log=800:always")
        self.assertEqual(always["arena_bytes"], whole["arena_bytes"] + 800)
        before = arena("--buffer", "window=800:before")
        one = next(b for b in before["buffers"] if b["what"] == "the application's window")
        self.assertEqual((one["first_step"], one["last_step"], one["bytes"]), (0, 0, 800))
        self.assertLess(before["arena_bytes"], always["arena_bytes"])
        during = arena("--buffer", f"w=8:0-{steps - 1}", "--buffer", "x=8:after")
        lives = {b["what"][-1]: (b["first_step"], b["last_step"]) for b in during["buffers"]
                 if b["what"].startswith("the application's")}
        self.assertEqual(lives, {"w": (1, steps), "x": (steps + 1, steps + 1)})
        for bad in ("w=8", "w=8:", "w=8:3-1", "w=:before", "Net=8:before", "input0=8:before",
                    f"w=8:{steps}", "w=8:x"):
            self.assertEqual(self.mote(*arguments, "--buffer", bad).returncode, 2, bad)
        out = self.folder / "window"
        self.mote("compile", "{folder}/network.tflite", "-o", out, "--name", "net1", "--buffer",
                  "window=800:before")
        self.assertIn("mote::Span<uint8_t> window()", (out / "net1.h").read_text())
        self.assertIn("net1_window_bytes = 800", (out / "net1_c.h").read_text())

    def test_report_agrees_with_plan_and_compile(self):
        for target, optimize in (("portable", "speed"), ("cortex-m4", "speed"), ("cortex-m4", "size"),
                                 ("cortex-m0", "speed")):
            with self.subTest(target=target, optimize=optimize):
                kernels = ["--target", target, "--optimize", optimize]
                get = lambda *words: json.loads(self.mote(*words, "--json").stdout)
                report = get("report", "{folder}/network.tflite", *kernels)
                options = {o["flags"]: o for o in report["options"]}
                chosen = report["options"][report["chosen"]]
                arena = report["arenas"][chosen["arena"]]
                plan = get("plan", "{folder}/network.tflite", "--compiled", *kernels)
                place = lambda b: (b["offset"], b["bytes"], b["first_step"], b["last_step"])
                self.assertEqual(sorted(map(place, arena["buffers"])),
                                 sorted(map(place, plan["buffers"])))
                for key in ("arena_bytes", "lower_bound_bytes", "is_optimal"):
                    self.assertEqual(arena[key], plan[key])
                made = get("compile", "{folder}/network.tflite", "-o", self.folder / "made", *kernels)
                self.assertEqual(chosen["flash_bytes"], made["weight_bytes"] + made["constant_bytes"])
                other = "speed" if optimize == "size" else "size"
                made = get("compile", "{folder}/network.tflite", "-o", self.folder / "made",
                           "--target", target, "--optimize", other)
                self.assertEqual(options["--optimize " + other]["arena_bytes"], made["arena_bytes"])
                interpreter = get("plan", "{folder}/network.tflite")["arena_bytes"]
                self.assertEqual(options["interpreter"]["arena_bytes"], interpreter)

    def test_report_says_who_writes_and_reads(self):
        report = json.loads(self.mote("report", "{folder}/network.tflite", "--json").stdout)
        arena = report["arenas"][report["options"][report["chosen"]]["arena"]]
        boxes = {b["name"]: b for b in arena["buffers"] if "name" in b}
        self.assertEqual((boxes["t0"]["role"], boxes["t0"]["written_by"], boxes["t0"]["read_by"]),
                         ("input", [-1], [0]))
        # Tensor 2 goes through the depthwise convolution and beside it; the sum takes its place.
        self.assertEqual((boxes["t2"]["role"], boxes["t2"]["written_by"], boxes["t2"]["read_by"]),
                         ("activation", [0, 2], [1, 2, 3]))
        self.assertEqual([t["name"] for t in boxes["t2"]["tensors"]], ["t2", "t5"])
        self.assertEqual(boxes["t2"]["shape"], [1, 8, 8, 4])
        self.assertIn("output", [b["role"] for b in arena["buffers"]])
        self.assertEqual([s["operator"] for s in arena["steps"]][:3],
                         ["CONV_2D", "DEPTHWISE_CONV_2D", "ADD"])
        self.assertEqual(arena["alive"][arena["peak_step"]], max(arena["alive"]))
        text = self.mote("report", "{folder}/network.tflite").stdout
        for word in (f"arena {arena['arena_bytes']} bytes", "DEPTHWISE_CONV_2D", "--optimize size",
                     "interpreter"):
            self.assertIn(word, text)

    def test_pages_and_pictures_of_any_name(self):
        # A tensor's name in the model, by one of the same length that would leave its place.
        old = b"sequential_1/dense_1/MatMul;sequential_1/dense_1/Relu;sequential_1/dense_1/BiasAdd"
        new = b"</script></title><img src=x onerror='window.harm=1'>&amp;\"{{data}}\xff\x01<!-- -->"
        model, page, picture = (self.folder / f"harm.{kind}" for kind in ("tflite", "html", "svg"))
        model.write_bytes(SINE.read_bytes().replace(old, new.ljust(len(old), b"-")))
        self.assertEqual(self.mote("report", model, "--html", page).returncode, 0)
        self.assertEqual(self.mote("plan", model, "--compiled", "--svg", picture).returncode, 0)
        reader = PageReader()
        reader.feed(page.read_text())
        self.assertNotIn("img", reader.tags)
        self.assertEqual(reader.tags.count("script"), 2)
        report = json.loads(self.mote("report", model, "--json").stdout)
        self.assertEqual(json.loads(reader.scripts[0]), report)
        names = [b.get("name", "") for a in report["arenas"] for b in a["buffers"]]
        self.assertTrue(any(name.startswith("</script></title><img src=x") for name in names), names)
        drawing = ElementTree.parse(picture).getroot()
        titles = [title.text for title in drawing.iter("{http://www.w3.org/2000/svg}title")]
        self.assertTrue(any("</script></title><img" in title for title in titles), titles)

    def test_plan_is_what_run_needs(self):
        size = json.loads(self.mote("plan", "{folder}/network.tflite", "--json").stdout)["arena_bytes"]
        run = lambda arena: self.mote("run", "{folder}/network.tflite", "--arena", arena).returncode
        self.assertEqual(run(size), 0)
        self.assertEqual(run(size - 1), 5)

    def test_checksum_is_zlibs_and_the_embedded_one(self):
        want = zlib.crc32(SINE.read_bytes())
        result = self.mote("checksum", SINE, "{folder}/empty.tflite")
        self.assertEqual(result.stdout.splitlines()[0],
                         f"0x{want:08x} {SINE.stat().st_size} {SINE}")
        found = json.loads(self.mote("checksum", SINE, "{folder}/empty.tflite", "--json").stdout)
        self.assertEqual([one["crc32"] for one in found], [want, 0])
        self.assertIn(f"sine_crc32 = {want}U;",
                      self.mote("embed", SINE, "--symbol", "sine").stdout)
        self.assertEqual(self.mote("checksum", "{folder}/none").returncode, 6)

    def test_batch_changes_what_may_vary(self):
        out = self.folder / "batch3.tflite"
        result = self.mote("batch", "{folder}/any_batch.tflite", 3, "--output", out)
        self.assertEqual(result.returncode, 0, result.stderr)
        shapes = lambda file: [t["shape"] for t in
                               json.loads(self.mote("inspect", file, "--json").stdout)["tensors"]]
        before, after = shapes("{folder}/any_batch.tflite"), shapes(out)
        self.assertEqual(after[0], [3] + before[0][1:])
        self.assertEqual(after[-1], [3] + before[-1][1:])
        self.assertEqual(after[1:-1], before[1:-1])
        self.assertEqual(self.mote("run", out).returncode, 0)

    def test_batch_of_a_fixed_model_is_refused(self):
        out = self.folder / "none.tflite"
        result = self.mote("batch", "{folder}/network.tflite", 3, "--output", out)
        self.assertEqual(result.returncode, 4)
        self.assertIn("no tensor", result.stderr)
        self.assertFalse(out.exists())

    def test_optimize_leaves_the_same_bits(self):
        out = self.folder / "less.tflite"
        result = self.mote("optimize", "{folder}/network.tflite", "-o", out, "--json")
        self.assertEqual(result.returncode, 0, result.stderr)
        gains = json.loads(result.stdout)
        self.assertLess(gains["after"]["operators"], gains["before"]["operators"])
        self.assertIn("identities", [p["name"] for p in gains["passes"]])
        self.assertEqual(self.mote("run", out, "--seed", 3).stdout.replace(str(out), ""),
                         self.mote("run", "{folder}/network.tflite", "--seed", 3).stdout
                         .replace(str(self.folder / "network.tflite"), ""))
        self.assertEqual(json.loads(self.mote("inspect", out, "--json").stdout)["optimize"]["passes"],
                         [])
        would = json.loads(self.mote("inspect", "{folder}/network.tflite", "--json").stdout)
        self.assertEqual(would["optimize"]["after"], gains["after"])

    def test_optimize_without_a_pass(self):
        out = self.folder / "same.tflite"
        result = self.mote("optimize", "{folder}/network.tflite", "-o", out, "--without",
                           "identities,unused", "--json")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertNotIn("identities", [p["name"] for p in json.loads(result.stdout)["passes"]])
        result = self.mote("optimize", "{folder}/network.tflite", "-o", out, "--without", "magic")
        self.assertEqual(result.returncode, 2)
        self.assertIn("no pass magic", result.stderr)

    def test_optimize_writes_nothing_after_a_fault(self):
        out = self.folder / "nothing.tflite"
        self.assertEqual(self.mote("optimize", "{folder}/short.tflite", "-o", out).returncode, 3)
        self.assertFalse(out.exists())

    def test_embedded_model_compiles(self):
        header = self.folder / "sine.h"
        self.assertEqual(self.mote("embed", SINE, "--symbol", "sine", "--output", header).returncode, 0)
        source = self.folder / "use.cpp"
        source.write_text('#include "sine.h"\nstatic_assert(sine_bytes == sizeof(sine));\n'
                          "static_assert(sizeof(sine_ops) / sizeof(*sine_ops) == 1);\n"
                          "static_assert(sine_arena_bytes == 344);\n")
        compiler = os.environ.get("CXX", "c++")
        subprocess.run([compiler, "-std=c++17", "-fsyntax-only", "-I", ROOT / "include", source],
                       check=True)

    def test_embedded_model_with_fast_entries_compiles(self):
        header = self.folder / "fast.h"
        self.assertEqual(self.mote("embed", SINE, "--symbol", "sine", "--output", header,
                                   "--target", "cortex-m4").returncode, 0)
        source = self.folder / "use_fast.cpp"
        source.write_text('#include "fast.h"\nstatic_assert(sine_arena_bytes > 344);\n'
                          "static_assert(sizeof(sine_ops) / sizeof(*sine_ops) == 1);\n"
                          "static_assert(sine_kernels[0] == '0' && sizeof(sine_kernels) > 99);\n")
        compiler = os.environ.get("CXX", "c++")
        subprocess.run([compiler, "-std=c++17", "-fsyntax-only", "-I", ROOT / "include", source],
                       check=True)

    def test_kernels_of_a_target(self):
        fast = "cortex_m_dsp::fully_connected_s8"
        scalar = "scalar::fully_connected_s8"
        # The scalar kernel wants four units; the last layer has one.
        for target, entry, kernels in (("cortex-m4", fast, {"cortex_m_dsp"}),
                                       ("cortex-m55", fast, {"cortex_m_dsp"}),
                                       ("cortex-m0", scalar, {"scalar", "reference"}),
                                       ("portable", "fully_connected_s8", {"reference"})):
            found = json.loads(self.mote("inspect", SINE, "--target", target, "--json").stdout)
            self.assertEqual({(k["entry"], k["kernel"]) for k in found["kernels"]},
                             {(entry, kernel) for kernel in kernels})
            self.assertEqual(json.loads(self.mote("ops", SINE, "--target", target, "--json").stdout),
                             [entry])
        made = json.loads(self.mote("compile", SINE, "-o", self.folder, "--target", "cortex-m55",
                                    "--json").stdout)
        self.assertEqual(set(made["kernels"]), {"cortex_m_mve::fully_connected_s8"})
        self.assertIsNone(json.loads(self.mote("inspect", SINE, "--json").stdout)["kernels"])
        self.assertEqual(self.mote("inspect", SINE, "--target", "cortex-m99").returncode, 2)

    def test_explain_knows_both_forms(self):
        digits = self.mote("explain", "0521000000190000").stdout
        self.assertIn("SOFTMAX", digits)
        self.assertEqual(digits, self.mote("explain", 5, 33, 0, 25 << 16).stdout)
        named = self.mote("explain", "0521000000190000", "--model", SINE).stdout
        self.assertIn("tensor 0 '", named)

    def test_listen_hears_the_demo_from_a_pipe(self):
        sound = (KEYWORD / "demo.wav").read_bytes()
        words = [w["word"] for w in json.loads((KEYWORD / "demo.json").read_text())["words"]
                 if w["word"] in ("yes", "no")]
        piped = subprocess.run([MOTE, "listen", "-", "--json"], input=sound, capture_output=True,
                               check=True)
        heard = [json.loads(line)["label"] for line in piped.stdout.splitlines()]
        self.assertEqual(heard, words)
        raw = subprocess.run([MOTE, "listen", "--raw", "-", "--json"], input=sound[44:],
                             capture_output=True, check=True)
        self.assertEqual(raw.stdout, piped.stdout)


if __name__ == "__main__":
    MOTE, MAKE_MODELS = sys.argv[1:3]
    unittest.main(argv=sys.argv[:1])
