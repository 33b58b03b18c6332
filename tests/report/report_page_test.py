#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The page of `mote report --html` in a headless Chromium: at the width of a desk and of a phone, light
and dark. Each check of page_checks.js is also shown a page that it must refuse.

Arguments: the mote command, and optionally --screenshots FOLDER to write the pictures of the guide.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

import browser as chromium

ROOT = pathlib.Path(__file__).resolve().parents[2]
MODELS = [ROOT / "models/keyword_spotting/keyword_spotting.tflite",
          ROOT / "models/hello_sine/hello_sine.tflite"]
LOOKS = [(width, scheme) for width in (1280, 390) for scheme in ("light", "dark")]
CHECKS = ("contrast", "overflow", "labels", "hatched", "boxes", "network")
CHECKS_JS = (pathlib.Path(__file__).parent / "page_checks.js").read_text()
SKIPPED = 77

# (check, what stands in the page, what stands there instead)
TRIPS = [
    ("contrast", "--soft: #535e6e", "--soft: #a3aebe"),
    ("contrast", ".arena text { font-size: 12px; fill: #1c2430; }",
     ".arena text { font-size: 12px; fill: #8a9a90; }"),
    ("overflow", "<main>", '<main><div style="width: 2000px">wide</div>'),
    ("overflow", "padding-left: 128px", "padding-left: 20px"),
    ("labels", ".arena .label text.too-long { display: none; }", ""),
    ("labels", "font-size: 12px; fill: #1c2430", "font-size: 40px; fill: #1c2430"),
    ("boxes", 'class="box input"', 'class="input"'),
    ("boxes", 'class="box input"', 'class="box state"'),
    ("network", "<main>", '<main><img src="absent.png" alt="">'),
    ("network", "default-src 'none'", "default-src *"),
    ("network", "* { box-sizing", "* { background: url(absent.png); box-sizing"),
]

mote = pictures = None  # set below


class ReportPage(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.holder = tempfile.TemporaryDirectory()
        cls.folder = pathlib.Path(cls.holder.name)
        cls.browser = chromium.Browser(*chromium.programs())
        cls.pages = [cls.write_report(model) for model in MODELS]

    @classmethod
    def tearDownClass(cls):
        cls.browser.__exit__()
        cls.holder.cleanup()

    @classmethod
    def write_report(cls, model, *options):
        page = cls.folder / f"{model.stem}.html"
        name = model.relative_to(ROOT) if model.is_relative_to(ROOT) else model
        subprocess.run([mote, "report", name, "--target", "cortex-m4", *options, "--html", page],
                       check=True, capture_output=True, cwd=ROOT)
        return page

    def ask(self, check):
        return self.browser.run(f"{CHECKS_JS}\nreturn pageChecks.{check}();")

    def open(self, page, width=1280, scheme="light"):
        self.browser.look_as(width, scheme)
        self.browser.open(page)

    def choose(self, index):
        self.browser.run("const list = document.getElementById('option'); list.value = arguments[0];"
                         "list.dispatchEvent(new Event('change'));", str(index))

    def test_every_look(self):
        for page in self.pages:
            for width, scheme in LOOKS:
                with self.subTest(page=page.stem, width=width, scheme=scheme):
                    self.open(page, width, scheme)
                    for check in CHECKS:
                        self.assertEqual(self.ask(check), [], check)
                    self.assertEqual(self.browser.log(), [])

    def test_every_option(self):
        for width in (1280, 390):
            self.open(self.pages[0], width)
            count = self.browser.run("return document.getElementById('option').length;")
            self.assertGreater(count, 4)
            for index in range(count):
                with self.subTest(width=width, option=index):
                    self.choose(index)
                    for check in ("contrast", "overflow", "labels", "hatched", "boxes"):
                        self.assertEqual(self.ask(check), [], check)
            self.assertEqual(self.browser.log(), [])

    def test_keys_show_details(self):
        self.open(self.pages[0])
        details = lambda: self.browser.run("return document.getElementById('details').innerText;")
        focused = lambda: self.browser.run(
            "return document.activeElement.closest('.box')?.dataset.buffer ?? null;")
        for _ in range(10):
            self.browser.press("Tab")
            if focused() is not None:
                break
        self.assertIsNotNone(focused())
        report = json.loads(self.browser.run("return document.getElementById('report').textContent;"))
        buffers = report["arenas"][report["options"][report["chosen"]]["arena"]]["buffers"]
        seen = set()
        self.browser.press("Home")
        for _ in buffers:
            index = int(focused())
            seen.add(index)
            with self.subTest(buffer=index):
                text = details()
                self.assertIn(f"{buffers[index]['bytes']:,} B", text)
                self.assertIn(buffers[index].get("name", buffers[index]["what"]), text)
            self.browser.press("Down")
        self.assertEqual(seen, set(range(len(buffers))))
        self.browser.press("Escape")
        self.assertIn("Point at a box", details())
        self.assertEqual(self.ask("contrast"), [])

    def test_names_do_no_harm(self):
        # A name of the model, by another of the same length.
        old = b"sequential_1/dense_1/MatMul;sequential_1/dense_1/Relu;sequential_1/dense_1/BiasAdd"
        new = b"</script></title><img src=x onerror='window.harm=1'>&amp;\"{{data}}\xff\x01<!-- -->"
        model = self.folder / "harm.tflite"
        content = MODELS[1].read_bytes()
        self.assertIn(old, content)
        model.write_bytes(content.replace(old, new.ljust(len(old), b"-")))
        self.open(self.write_report(model))
        self.assertEqual(self.browser.log(), [])
        self.assertIsNone(self.browser.run("return window.harm ?? null;"))
        self.assertEqual(self.browser.run("return document.querySelectorAll('img').length;"), 0)
        for check in CHECKS:
            self.assertEqual(self.ask(check), [], check)
        said = self.browser.run(
            "return [...document.querySelectorAll('.drawing:not([hidden]) .box')].map((box) => {"
            "box.focus(); return document.querySelector('#details h3').textContent; });")
        self.assertTrue(any(text.startswith("</script></title><img src=x") for text in said), said)

    def test_shared_bytes_are_hatched(self):
        # Steps by rows lie over the input that they read.
        page = self.write_report(MODELS[0], "--ram", "3600")
        text = page.read_text()
        self.open(page)
        shared = self.browser.run("return document.querySelectorAll("
                                  "'.drawing:not([hidden]) rect.shared').length;")
        report = json.loads(self.browser.run("return document.getElementById('report').textContent;"))
        arena = report["arenas"][report["options"][report["chosen"]]["arena"]]
        self.assertGreater(shared, 0)
        self.assertEqual(shared, len(arena["overlaps"]))
        for width, scheme in LOOKS:
            self.open(page, width, scheme)
            for check in CHECKS:
                self.assertEqual(self.ask(check), [], check)
        # Of two attributes with one name the first counts: hatches as large as the drawing.
        page.write_text(text.replace('<rect class="shared"',
                                     '<rect class="shared" height="100%" width="100%"'))
        self.open(page)
        self.assertNotEqual(self.ask("hatched"), [])

    def test_each_check_trips(self):
        text = self.pages[0].read_text()
        page = self.folder / "spoilt.html"
        for check, old, new in TRIPS:
            with self.subTest(check, new=new):
                self.assertIn(old, text)
                page.write_text(text.replace(old, new))
                self.open(page, 390)
                self.assertNotEqual(self.ask(check), [])
        page.write_text(text.replace("const report = JSON", "const report = absent; JSON"))
        self.browser.log()
        self.open(page)
        self.assertTrue(any("absent" in line for line in self.browser.log()))

    def test_pictures(self):
        if pictures is None:
            self.skipTest("--screenshots writes them")
        for scheme in ("light", "dark"):
            self.open(self.pages[0], 1280, scheme)
            self.browser.run("document.querySelector('.drawing:not([hidden]) .box.activation')"
                             ".focus({preventScroll: true});")
            height = self.browser.run("return Math.ceil(document.getElementById('drawings')"
                                      ".getBoundingClientRect().bottom) + 24;")
            file = pictures / f"memory-report-{scheme}.png"
            file.write_bytes(self.browser.picture(1280, height))
            self.assertLess(file.stat().st_size, 300_000)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("mote", type=pathlib.Path)
    parser.add_argument("--screenshots", type=pathlib.Path, metavar="FOLDER")
    options = parser.parse_args()
    mote, pictures = options.mote.resolve(), options.screenshots
    if chromium.programs() is None:
        print("skipped: no chromium and chromedriver (`./x report-page` installs them)")
        sys.exit(SKIPPED)
    unittest.main(argv=sys.argv[:1])
