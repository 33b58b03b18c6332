#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What `mote compile` prints, as a project with strict rules takes it: no warning of g++, clang++ or a
C compiler, lines of at most 100 columns, nothing that clang-format would move.

Argument: the mote command. Programs that are not installed are left out; g++ must be there.
"""
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
MOTE = None  # set below
MODELS = [ROOT / "models" / name / f"{name}.tflite" for name in ("hello_sine", "keyword_spotting")]
TARGETS = [("portable", "speed"), ("cortex-m4", "size"), ("cortex-m4", "speed")]
STRICT = ["-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wsign-conversion", "-Wshadow",
          "-Werror"]
COMPILERS = [("g++", "c++17"), ("g++", "c++20"), ("clang++", "c++17"), ("clang++", "c++20")]
C_COMPILERS = [("gcc", "c11"), ("clang", "c11")]


def warnings_of(compiler, standard, file, folder, *options):
    """What the compiler says, "" if nothing."""
    result = subprocess.run(
        [compiler, f"-std={standard}", "-fsyntax-only", *STRICT, "-I", ROOT / "include", "-I",
         ROOT / "src", "-I", folder, *options, file], capture_output=True, text=True, check=False)
    return result.stderr or ("" if result.returncode == 0 else f"exit {result.returncode}")


class GeneratedText(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.folders = []
        for model in MODELS:
            for target, optimize in TARGETS:
                folder = pathlib.Path(cls.temporary.name) / f"{model.stem}-{target}-{optimize}"
                subprocess.run([MOTE, "compile", model, "-o", folder, "--name", "net", "--target",
                                target, "--optimize", optimize,
                                *(["--steps", "--checksum"] if optimize == "size" else [])],
                               check=True, capture_output=True)
                cls.folders.append(folder)

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    def test_no_compiler_warns(self):
        for folder in self.folders:
            for compiler, standard in COMPILERS:
                if compiler != "g++" and not shutil.which(compiler):
                    continue
                with self.subTest(folder=folder.name, compiler=compiler, standard=standard):
                    self.assertEqual(warnings_of(compiler, standard, folder / "net.cpp", folder), "")

    def test_the_c_header_is_c(self):
        for folder in self.folders:
            includes = folder / "only_header.c"
            includes.write_text('#include "net_c.h"\n')
            for compiler, standard in C_COMPILERS:
                if not shutil.which(compiler):
                    continue
                with self.subTest(folder=folder.name, compiler=compiler):
                    self.assertEqual(warnings_of(compiler, standard, includes, folder), "")

    def test_a_narrowing_is_found(self):
        spoilt = self.folders[0] / "spoilt.cpp"
        spoilt.write_text((self.folders[0] / "net.cpp").read_text() +
                          "int8_t low_of(int32_t x);\nint8_t low_of(int32_t x) { return x; }\n")
        self.assertIn("conver", warnings_of("g++", "c++17", spoilt, self.folders[0]))

    def test_lines_are_short(self):
        for folder in self.folders:
            for name in ("net.h", "net_c.h", "net.cpp"):
                for number, line in enumerate((folder / name).read_text().splitlines(), 1):
                    self.assertLessEqual(len(line), 100, f"{folder.name}/{name}:{number}: {line}")

    @unittest.skipUnless(shutil.which("clang-format"), "skipped: no clang-format")
    def test_the_formatter_moves_nothing(self):
        for folder in self.folders:
            for name in ("net.h", "net_c.h", "net.cpp"):
                text = (folder / name).read_text()
                formatted = subprocess.run(
                    ["clang-format", f"--style=file:{ROOT / '.clang-format'}"], input=text,
                    check=True, capture_output=True, text=True).stdout
                self.assertEqual(formatted, text, f"{folder.name}/{name}")


if __name__ == "__main__":
    MOTE = sys.argv.pop(1)
    unittest.main()
