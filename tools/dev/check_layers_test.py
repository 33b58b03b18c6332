#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Each rule of check_layers.py has an input that trips it."""
import pathlib
import unittest

import check_layers

RULES = check_layers.Rules((check_layers.ROOT / "layers.toml").read_text())
FILES = {"src/base/bytes.h", "src/format/table.h", "src/runtime/layout.h", "src/ops/op_def.h",
         "src/ops/add/add.h", "src/ops/shared/checks.h", "src/ops/softmax/softmax.h",
         "compiler/emit/step_writer.h", "include/mote/mote.h", "ports/console/console.h",
         "src/kernels/cortex_m_dsp/add_s8.h", "src/signal/stages.h"}

INCLUDES = [
    # (name, file, include line, may it)
    ("format may see base", "src/format/x.cpp", '#include "base/bytes.h"', True),
    ("base may not see format", "src/base/x.cpp", '#include "format/table.h"', False),
    ("a room may see what rooms share", "src/ops/add/op.cpp", '#include "ops/shared/checks.h"', True),
    ("a room may see itself", "src/ops/add/op.cpp", '#include "ops/add/add.h"', True),
    ("a room may not see another", "src/ops/add/op.cpp", '#include "ops/softmax/softmax.h"', False),
    ("a room may not see the runtime", "src/ops/add/op.cpp", '#include "runtime/layout.h"', False),
    ("what compiled code calls may see the writer", "src/ops/add/compiled.cpp",
     '#include "emit/step_writer.h"', True),
    ("a room's device code may not see the writer", "src/ops/add/op.cpp",
     '#include "emit/step_writer.h"', False),
    ("an entry with fast kernels may see them", "src/ops/add/cortex_m_dsp.cpp",
     '#include "kernels/cortex_m_dsp/add_s8.h"', True),
    ("another file of the room may not", "src/ops/add/op.cpp",
     '#include "kernels/cortex_m_dsp/add_s8.h"', False),
    ("the runtime may not see a room", "src/runtime/x.cpp", '#include "ops/add/add.h"', False),
    ("signal may not see ops", "src/signal/x.cpp", '#include "ops/op_def.h"', False),
    ("ports may not see src", "ports/x/y.cpp", '#include "base/bytes.h"', False),
    ("images may see ports", "images/x/x.cpp", '#include "console/console.h"', True),
    ("images may not see src", "images/x/x.cpp", '#include "signal/stages.h"', False),
    ("examples may see the public headers", "examples/x/x.cpp", '#include "mote/mote.h"', True),
    ("examples may not see src", "examples/x/x.cpp", '#include "signal/stages.h"', False),
    ("device code may not see the C++ library", "src/base/x.cpp", "#include <vector>", False),
    ("device code may see stdint.h", "src/base/x.cpp", "#include <stdint.h>", True),
    ("a test may see everything", "src/base/x_test.cpp", '#include "runtime/layout.h"', True),
]


class CheckLayers(unittest.TestCase):
    def test_includes(self):
        for name, path, line, allowed in INCLUDES:
            with self.subTest(name):
                found = list(check_layers.check_includes(RULES, path, line, FILES.__contains__))
                self.assertEqual(not found, allowed, found)

    def test_conditions_in_device_code(self):
        text = "#pragma once\n#ifdef __ARM\n#endif\n"
        self.assertTrue(list(check_layers.check_conditions(RULES, "src/base/x.h", text)))
        self.assertFalse(list(check_layers.check_conditions(RULES, "tools/mote/x.h", text)))

    def test_names(self):
        self.assertTrue(list(check_layers.check_names(RULES, "src/ops/utils/x.h")))
        self.assertTrue(list(check_layers.check_names(RULES, "src/ops/add/common.h")))
        self.assertFalse(list(check_layers.check_names(RULES, "src/ops/add/add.h")))

    def test_licence_line(self):
        self.assertTrue(list(check_layers.check_text("src/x.cpp", "int a;\n")))
        licensed = "// SPDX-License-Identifier: Apache-2.0\n"
        self.assertFalse(list(check_layers.check_text("src/x.cpp", licensed)))

    def test_machine_paths(self):
        text = "see " + "/ho" + "me/somebody/x\n"
        self.assertTrue(list(check_layers.check_text("README.md", text)))

    def test_long_file_and_function(self):
        body = "void f() {\n" + "  g();\n" * 80 + "}\n"
        self.assertTrue(list(check_layers.check_sizes(RULES, "src/x.cpp", body)))
        self.assertFalse(list(check_layers.check_sizes(RULES, "src/x.cpp", "void f() {\n}\n")))
        self.assertTrue(list(check_layers.check_sizes(RULES, "src/x.cpp", "\n" * 601)))

    def test_the_tree_has_a_layer_for_every_device_folder(self):
        for folder in sorted((check_layers.ROOT / "src").iterdir()):
            if folder.is_dir():
                path = str(pathlib.PurePosixPath("src", folder.name, "x.h"))
                self.assertIsNotNone(RULES.layer_of(path), path)


if __name__ == "__main__":
    unittest.main()
