#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Mote inside other projects: each of examples/ is copied out of the tree, configured, built and run;
and what mote_add_model() says to wrong use.

Arguments: the mote command, its build folder (installed from there), and optionally the build folder
of cortex-m3, which then is installed as well.
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
CROSS = ROOT / "cmake/toolchains/cortex-m3.cmake"
MOTE = HOST_BUILD = DEVICE_BUILD = None  # set below
MODEL = "../models/hello_sine/hello_sine.tflite"

# (name, lines after find_package(Mote) and add_executable(app), words that configuring fails with;
# none where it must not fail)
CALLS = [
    ("well", f"mote_add_model(app {MODEL} NAME kws MODE interpreted)", []),
    ("one model in two targets", f"""add_library(other STATIC main.cpp)
mote_add_model(app {MODEL} NAME kws MODE interpreted)
mote_add_model(other {MODEL} NAME kws MODE interpreted)""", []),
    ("a model in both modes", f"""mote_add_model(app {MODEL} NAME kws MODE interpreted)
mote_add_model(app {MODEL} NAME kws_compiled MODE compiled TARGET_CPU cortex-m4 OPTIMIZE size)""", []),
    ("a processor for an interpreted model",
     f"mote_add_model(app {MODEL} NAME kws MODE interpreted TARGET_CPU cortex-m4)", []),
    ("a model that the build makes", f"""add_custom_command(OUTPUT made.tflite
  COMMAND ${{CMAKE_COMMAND}} -E copy ${{CMAKE_CURRENT_SOURCE_DIR}}/{MODEL} made.tflite)
mote_add_model(app ${{CMAKE_CURRENT_BINARY_DIR}}/made.tflite NAME kws MODE interpreted)""", []),
    ("no such target", f"mote_add_model(absent {MODEL} NAME kws MODE interpreted)",
     ["no target 'absent'", "add_executable"]),
    ("a target without sources", f"""add_library(headers INTERFACE)
mote_add_model(headers {MODEL} NAME kws MODE interpreted)""", ["'headers' compiles nothing"]),
    ("no such model", "mote_add_model(app absent.tflite NAME kws MODE interpreted)",
     ["there is no model", "absent.tflite", "relative to"]),
    ("a folder as model", "mote_add_model(app ../models NAME kws MODE interpreted)",
     ["there is no model"]),
    ("no name", f"mote_add_model(app {MODEL} MODE interpreted)", ["NAME is ''", "identifier"]),
    ("a name with a hyphen", f"mote_add_model(app {MODEL} NAME key-word MODE interpreted)",
     ["'key-word'", "identifier"]),
    ("a name that begins with a digit", f"mote_add_model(app {MODEL} NAME 2kws MODE interpreted)",
     ["'2kws'", "identifier"]),
    ("Mote's own name", f"mote_add_model(app {MODEL} NAME mote MODE interpreted)", ["not 'mote'"]),
    ("no mode", f"mote_add_model(app {MODEL} NAME kws)", ["MODE of 'kws' is ''", "'compiled'"]),
    ("another mode", f"mote_add_model(app {MODEL} NAME kws MODE fast)", ["MODE of 'kws' is 'fast'"]),
    ("another optimisation", f"mote_add_model(app {MODEL} NAME kws MODE compiled OPTIMIZE most)",
     ["OPTIMIZE of 'kws' is 'most'"]),
    ("a word too many", f"mote_add_model(app {MODEL} NAME kws MODE interpreted FAST)",
     ["cannot understand 'FAST'", "Usage"]),
    ("two models with one name", f"""mote_add_model(app {MODEL} NAME kws MODE interpreted)
mote_add_model(app ../models/hello_sine/hello_sine_float.tflite NAME kws MODE interpreted)""",
     ["two models are named 'kws'", "hello_sine_float.tflite"]),
    ("two modes with one name", f"""mote_add_model(app {MODEL} NAME kws MODE interpreted)
mote_add_model(app {MODEL} NAME kws MODE compiled)""", ["two models are named 'kws'"]),
]


# With ccache, what the preset of the host compiled is there already, if the flags are its own. Without,
# quickly.
FLAGS = ["-DCMAKE_BUILD_TYPE=Debug", "-DCMAKE_CXX_FLAGS_DEBUG=-O0"]
if shutil.which("ccache"):
    presets = json.loads((ROOT / "CMakePresets.json").read_text())["configurePresets"]
    host = next(preset["cacheVariables"] for preset in presets if preset["name"] == "host")
    FLAGS = [f"-D{name}={value}" for name, value in host.items()]


def environment():
    variables = {name: value for name, value in os.environ.items() if name != "CXX"}
    if shutil.which("ccache"):
        variables |= {"CMAKE_CXX_COMPILER_LAUNCHER": "ccache", "CCACHE_NOHASHDIR": "1"}
    return variables


def run(*words, path=None):
    variables = environment()
    if path:
        variables["PATH"] = f"{path}{os.pathsep}{variables['PATH']}"
    return subprocess.run([str(word) for word in words], env=variables, text=True, check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def one_line(text):
    """CMake wraps its messages."""
    return " ".join(text.split())


def write_tool(file, script):
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)
    return file


class Packaging(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory(prefix="mote_packaging_")
        cls.addClassCleanup(cls.temporary.cleanup)
        cls.folder = pathlib.Path(cls.temporary.name)
        shutil.copytree(ROOT / "examples", cls.folder / "examples")
        shutil.copytree(ROOT / "models/hello_sine", cls.folder / "models/hello_sine")
        cls.prefix = cls.install(HOST_BUILD)

    @classmethod
    def install(cls, build):
        """Installs into one folder and moves it to another: a package must not know where it is."""
        done = run("cmake", "--install", build, "--prefix", cls.folder / "first" / build.name)
        if done.returncode != 0:
            raise RuntimeError(done.stdout)
        moved = cls.folder / f"installed-{build.name}"
        (cls.folder / "first" / build.name).rename(moved)
        return moved

    def configure(self, source, build, *options, path=None):
        return run("cmake", "-S", source, "-B", build, "-G", "Ninja", *options, path=path)

    def must(self, done):
        self.assertEqual(done.returncode, 0, done.stdout)
        return done.stdout

    def build_example(self, name, *options, path=None, targets=()):
        """The build folder of an example, and what configuring it said."""
        build = self.folder / f"build-{name}"
        said = self.must(self.configure(self.folder / "examples" / name, build,
                                        *FLAGS, *options, path=path))
        self.must(run("cmake", "--build", build, "-j2", *targets))
        return build, said

    def check_sine(self, build):
        said = self.must(run(build / "sine"))
        self.assertIn("sine(1.57) = 0.99", said)
        self.assertIn("differ for 0 of 256 inputs", said)

    def test_add_subdirectory(self):
        build, _ = self.build_example("add_subdirectory", f"-DMOTE_DIR={ROOT}",
                                      f"-DMOTE_COMMAND={MOTE}")
        self.check_sine(build)
        self.assertTrue((build / "mote/libmote.a").exists())
        self.assertFalse((build / "mote-host").exists(), "MOTE_COMMAND was given")
        for absent in ("mote/mote", "mote/images", "images", "mote/tests", "mote/MoteConfig.cmake"):
            self.assertFalse((build / absent).exists(), f"{absent} belongs to Mote's own build")

    def test_regenerated_when_the_model_or_the_command_changes(self):
        tool = write_tool(self.folder / "tool/mote", f'exec "{MOTE}" "$@"')
        build, _ = self.build_example("installed_package", f"-DCMAKE_PREFIX_PATH={self.prefix}",
                                      f"-DMOTE_COMMAND={tool}")
        names = ("interpreted_sine", "compiled_sine")
        headers = [build / f"mote_models/{name}/{name}.h" for name in names]
        model = self.folder / MODEL.removeprefix("../")
        self.assertIn("no work to do", self.must(run("cmake", "--build", build)))
        for what in (model, tool):
            with self.subTest(what.name):
                before = [header.stat().st_mtime_ns for header in headers]
                what.touch()
                said = self.must(run("cmake", "--build", build))
                self.assertIn("embedding the model interpreted_sine", said)
                self.assertIn("compiling the model compiled_sine", said)
                for header, time in zip(headers, before):
                    self.assertGreater(header.stat().st_mtime_ns, time)
        self.check_sine(build)

    def test_fetch_content(self):
        # What add_subdirectory() builds, too; so only what the example compiles itself is built here.
        build, _ = self.build_example("fetch_content", f"-DFETCHCONTENT_SOURCE_DIR_MOTE={ROOT}",
                                      f"-DMOTE_COMMAND={MOTE}", targets=("--target", "help"))
        inputs = [line.strip() for line in
                  self.must(run("ninja", "-C", build, "-t", "query", "sine")).splitlines()]
        objects = [name for name in inputs if name.endswith(".o")]
        self.assertGreaterEqual(len(objects), 2)
        self.assertTrue(any(name.endswith("libmote.a") for name in inputs), inputs)
        self.must(run("cmake", "--build", build, "-j2", "--target", *objects))

    def test_installed_package(self):
        shutil.rmtree(self.folder / "build-installed_package", ignore_errors=True)
        build, said = self.build_example("installed_package", f"-DCMAKE_PREFIX_PATH={self.prefix}")
        self.assertIn(f"{self.prefix}/bin/mote", said)
        self.check_sine(build)

    def test_installed_headers_of_the_kernels(self):
        """Each compiles alone, from the package only."""
        headers = self.prefix / "include/mote_kernels"
        names = sorted(str(file.relative_to(headers)) for file in headers.rglob("*.h"))
        self.assertGreater(len(names), 20)
        flags = ["-std=c++17", "-fsyntax-only", "-Wall", "-Wextra", "-Werror", "-xc++",
                 f"-I{headers}", f"-I{self.prefix}/include"]
        for name in names:
            with self.subTest(name):
                (self.folder / "alone.cpp").write_text(f'#include "{name}"\n')
                self.must(run("g++", *flags, self.folder / "alone.cpp"))

    @unittest.skipUnless(shutil.which("arm-none-eabi-g++"), "no arm-none-eabi-g++")
    def test_cross_with_a_command_that_builds_itself(self):
        # Should Mote be installed on this machine, it is not to be found.
        other = write_tool(self.folder / "other/mote", "echo mote 99.1.2")
        build, said = self.build_example("cross", f"-DMOTE_DIR={ROOT}",
                                         f"-DCMAKE_TOOLCHAIN_FILE={CROSS}",
                                         "-DCMAKE_BUILD_TYPE=MinSizeRel",
                                         f"-DMOTE_HOST_CMAKE_ARGS={';'.join(FLAGS)}",
                                         path=other.parent)
        self.assertIn("mote-host/bin/mote", said)
        again = self.must(self.configure(self.folder / "examples/cross", build,
                                         path=other.parent))
        self.assertNotIn("configuring the mote command", again)
        image = build / "images/sine-mps2-an385.elf"
        self.assertTrue(image.exists())
        if shutil.which("qemu-system-arm"):
            said = self.must(run(sys.executable, ROOT / "tools/emulator/run.py", "--board",
                                 "mps2-an385", image))
            self.assertIn("differ for 0 of 256 inputs", said)

    def test_cross_from_an_installed_package(self):
        if DEVICE_BUILD is None:
            self.skipTest("cortex-m3 is not built")
        prefix = self.install(DEVICE_BUILD)
        source = self.write_project(
            "cross_package", f"mote_add_model(app {MODEL} NAME kws MODE interpreted)",
            main='#include "kws.h"\n#include "mote/mote.h"\n'
                 "int main() { return mote::Model::verify(kws).ok() ? 0 : 1; }\n",
            make="add_library(app STATIC main.cpp)")
        build = source / "build"
        said = self.must(self.configure(source, build, f"-DCMAKE_TOOLCHAIN_FILE={CROSS}",
                                        f"-DCMAKE_PREFIX_PATH={prefix}"))
        self.assertIn(f"{prefix}/bin/mote", said)
        self.must(run("cmake", "--build", build))
        self.assertTrue((build / "libapp.a").exists())
        refused = self.configure(source, source / "refused", f"-DCMAKE_TOOLCHAIN_FILE={CROSS}",
                                 f"-DCMAKE_PREFIX_PATH={self.prefix}")
        self.assertNotEqual(refused.returncode, 0)
        self.assertIn("64bit", one_line(refused.stdout), "a package of the host, for a device")

    def write_project(self, name, lines, main="int main() { return 0; }\n",
                      make="add_executable(app main.cpp)", mote="find_package(Mote REQUIRED)"):
        source = self.folder / name
        source.mkdir(exist_ok=True)
        (source / "main.cpp").write_text(main)
        (source / "CMakeLists.txt").write_text(
            f"cmake_minimum_required(VERSION 3.25)\nproject({name} CXX)\n{mote}\n{make}\n{lines}\n")
        return source

    def test_calls(self):
        for name, lines, words in CALLS:
            with self.subTest(name):
                source = self.write_project("calls", lines)
                done = self.configure(source, source / "build", f"-DCMAKE_PREFIX_PATH={self.prefix}")
                self.assertEqual(done.returncode == 0, not words, done.stdout)
                for word in words:
                    self.assertIn(word, one_line(done.stdout))

    def test_project_without_cxx(self):
        source = self.write_project("without_cxx", f"mote_add_model(app {MODEL} NAME kws MODE compiled)",
                                    make="add_library(app OBJECT main.cpp)")
        text = (source / "CMakeLists.txt").read_text().replace(" CXX)", " C)")
        (source / "CMakeLists.txt").write_text(text)
        done = self.configure(source, source / "build", f"-DCMAKE_PREFIX_PATH={self.prefix}")
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("add CXX to the languages", one_line(done.stdout))

    def test_commands(self):
        """(name, options, folder in front of the PATH, words, whether configuring fails)"""
        bin_folder = self.folder / "bin"
        write_tool(bin_folder / "mote", f'exec "{MOTE}" "$@"')
        other = write_tool(self.folder / "other/mote", "echo mote 99.1.2")
        source = self.write_project(
            "commands", f"mote_add_model(app {MODEL} NAME kws MODE interpreted)",
            mote=f"add_subdirectory({ROOT} mote)")
        cases = [
            ("absent", ["-DMOTE_COMMAND=/absent/mote"], None, ["/absent/mote", "no such file"], True),
            ("another program", ["-DMOTE_COMMAND=/bin/true"], None, ["not a mote command"], True),
            ("of another version", [f"-DMOTE_COMMAND={other}"], None, ["version 99.1.2"], True),
            ("on the path", [], bin_folder, [f"C++ by {bin_folder}/mote"], False),
            ("of another version on the path, and no compiler to build one",
             ["-DMOTE_HOST_CXX_COMPILER=/absent/g++"], other.parent,
             ["cannot be built", "/absent/g++", "MOTE_HOST_CXX_COMPILER", "nlohmann-json3-dev"], True),
            ("no packages to build one",
             ["-DMOTE_HOST_CMAKE_ARGS=-DCMAKE_DISABLE_FIND_PACKAGE_CLI11=ON"], other.parent,
             ["cannot be built", "CLI11", "libcli11-dev", "MOTE_COMMAND"], True),
        ]
        for name, options, path, words, fails in cases:
            with self.subTest(name):
                shutil.rmtree(source / "build", ignore_errors=True)
                done = self.configure(source, source / "build", *options, path=path)
                self.assertEqual(done.returncode != 0, fails, done.stdout)
                for word in words:
                    self.assertIn(word, one_line(done.stdout))


if __name__ == "__main__":
    MOTE, HOST_BUILD = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
    if sys.argv[3:]:
        DEVICE_BUILD = pathlib.Path(sys.argv[3]).resolve()
    unittest.main(argv=sys.argv[:1], verbosity=2)
