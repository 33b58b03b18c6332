#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What stack.py makes of GCC's call graphs, and that each of its complaints can be had."""
import unittest

import stack

ENTRY = """RELOCATION RECORDS FOR [.rodata._ZN4mote3ops4fastE]:
OFFSET   TYPE              VALUE
00000008 R_ARM_ABS32       _prepare
0000000c R_ARM_ABS32       _run
"""


def node(name, size=None, kind="static", label=None):
    label = label or f"void mote::{name}()"
    size = "" if size is None else f"\\n{size} bytes ({kind})"
    return f'node: {{ title: "{name}" label: "{label}\\nfile.cpp:1:1{size}" }}\n'


def edge(caller, callee):
    return f'edge: {{ sourcename: "{caller}" targetname: "{callee}" label: "file.cpp:1:1" }}\n'


RUNTIME = "".join(node(name, 8, label=f"x mote::{name}(y)") for name in stack.RUNTIME)
BASE = RUNTIME + node("_prepare", 16) + node("_run", 24)


def measured(graph, relocations=ENTRY):
    library = stack.Library(64)
    library.add(graph, "", "file.cpp")
    library.add("", relocations, "file.cpp")
    return stack.measure(library)


class Stack(unittest.TestCase):
    def depths(self, graph):
        return measured(graph)["entries"][0]

    def test_depth_is_the_longest_way_down(self):
        graph = BASE + node("a", 8) + node("b", 100) + node("c", 32)
        graph += edge("_run", "a") + edge("_run", "b") + edge("a", "c") + edge("c", "memcpy")
        self.assertEqual(self.depths(graph), {"name": "fast", "prepare": 16, "run": 24 + 8 + 32 + 64})

    def test_names_of_entries(self):
        self.assertEqual(stack.parts_of("12cortex_m_dsp17conv_2d_s8_folded"),
                         ["cortex_m_dsp", "conv_2d_s8_folded"])

    def test_complaints(self):
        cases = [
            ("recursion", edge("_run", "_prepare") + edge("_prepare", "_run"), "recursion"),
            ("recursion of one", edge("_run", "_run"), "recursion"),
            ("a frame without bound", node("big", 8, "dynamic"), "unknown size"),
            ("a pointer", edge("_run", stack.INDIRECT), "through a pointer"),
            ("too deep", node("big", 5000) + edge("_run", "big"), "the deepest run takes 5024"),
        ]
        budget = dict.fromkeys([*stack.RUNTIME, "the deepest prepare", "the deepest run"], 1000)
        self.assertEqual(stack.problems_of(measured(BASE), budget), [])
        for name, more, words in cases:
            with self.subTest(name):
                problems = stack.problems_of(measured(BASE + more), budget)
                self.assertTrue(any(words in problem for problem in problems), problems)

    def test_listed_pointers_reach_what_they_may(self):
        graph = BASE + node("at", 8, label="x mote::RunContext::at(y)")
        graph += node("find", 40, label="x mote::StepContext::find(y)")
        graph += edge("_run", "at") + edge("at", stack.INDIRECT)
        self.assertEqual(self.depths(graph)["run"], 24 + 8 + 40)


if __name__ == "__main__":
    unittest.main()
