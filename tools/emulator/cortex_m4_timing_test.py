#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The cycles that cortex_m4_timing.h gives instructions, against Arm's table: each row is a
straight piece of code, assembled by the cross assembler."""
import ctypes
import pathlib
import subprocess
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
WRAPPER = """#include "cortex_m4_timing.h"
unsigned cycles_of(const uint8_t* bytes, unsigned size, LoadRow* row) {
  return cortex_m4_cycles(bytes, size, row);
}
"""

ROWS = [
    # (name, code, cycles)
    ("data processing", "adds r0, #1; add.w r8, r9, r10; sxtb16 r0, r1, ror #8;"
     "ssat r0, #8, r1", 4),
    ("multiplications", "muls r0, r1; mla r0, r1, r2, r3; smlad r0, r1, r2, r3; smmulr r0, r1, r2;"
     "smull r0, r1, r2, r3; umlal r0, r1, r2, r3; smlal r0, r1, r2, r3", 7),
    ("a division, signed", "sdiv r0, r1, r2", 12),
    ("a division, unsigned", "udiv r0, r1, r2", 12),
    ("one load", "ldr r0, [r1]", 2),
    ("loads, 16 bits", "ldr r0, [r1, #4]; ldrb r0, [r1, #1]; ldrh r0, [r1, #2]; ldr r0, [sp, #4];"
     "ldr r0, [r1, r2]; ldrsb r0, [r1, r2]; ldrb r0, [r1, r2]; ldrsh r0, [r1, r2]", 9),
    ("loads, 32 bits", "ldr.w r8, [r1, #40]; ldrsb.w r0, [r1, #4]; ldr r0, [r1], #4;"
     "ldrsh.w r9, [r1, r2, lsl #1]; ldrb r0, [r1, #1]!", 6),
    ("a literal", "ldr r0, [pc, #8]; nop", 3),
    ("loads apart", "ldr r0, [r1]; nop; ldr r0, [r1]; nop", 6),
    ("stores, 16 bits", "str r0, [r1, #4]; strb r0, [r1, #1]; strh r0, [r1, #2]; str r0, [sp, #4];"
     "str r0, [r1, r2]; strb r0, [r1, r2]; strh r0, [r1, r2]", 7),
    ("stores, 32 bits", "str.w r8, [r1, #40]; strb r0, [r1], #1; strh.w r9, [r1, r2, lsl #1]", 3),
    ("a store, a load, a store, a load", "str r0, [r1]; ldr r0, [r1]; str r0, [r1];"
     "ldr r0, [r1]", 5),
    ("two words", "ldrd r0, r1, [r2]; strd r0, r1, [r2, #8]; ldrd r0, r1, [r2], #8", 9),
    ("two words end a row of loads", "ldr r0, [r1]; ldrd r2, r3, [r1]; ldr r0, [r1]", 7),
    ("several, 16 bits", "push {r4, r5, lr}; pop {r4, r5}; ldmia r0!, {r1, r2}; stmia r0!, {r1}",
     4 + 3 + 3 + 2),
    ("several, 32 bits", "push {r4-r11, lr}; pop {r4-r11, pc}; ldmia.w r8!, {r0, r1, r2};"
     "stmdb r8!, {r0, r1}", 10 + 10 + 4 + 3),
    ("branches, as if not taken", "b .; beq .; cbz r0, 1f; bl .; bx lr; blx r0; b.w .; 1:", 7),
    ("a table branch", "tbb [pc, r0]", 2),
    ("an exclusive load", "ldrex r0, [r1]", 2),
    ("under a condition", "it eq; addeq r0, #1", 2),
]


def assembled(code, folder):
    """[(bytes, size)] of straight code."""
    lines = code.replace(";", "\n")
    (folder / "code.s").write_text(f".syntax unified\n.thumb\n{lines}\n")
    for command in (["as", "-mcpu=cortex-m4", "-o", "code.o", "code.s"],
                    ["objcopy", "-O", "binary", "-j", ".text", "code.o", "code.bin"]):
        subprocess.run(["arm-none-eabi-" + command[0], *command[1:]], check=True, cwd=folder)
    data = (folder / "code.bin").read_bytes()
    found, at = [], 0
    while at < len(data):
        size = 4 if data[at + 1] >> 3 in (0b11101, 0b11110, 0b11111) else 2
        found.append((data[at:at + size], size))
        at += size
    return found


class CortexM4Timing(unittest.TestCase):
    def test_cycles(self):
        with tempfile.TemporaryDirectory() as text:
            folder = pathlib.Path(text)
            (folder / "wrapper.c").write_text(WRAPPER)
            subprocess.run(["cc", "-shared", "-fPIC", "-I", HERE, "-o", "wrapper.so", "wrapper.c"],
                           check=True, cwd=folder)
            library = ctypes.CDLL(str(folder / "wrapper.so"))
            for name, code, cycles in ROWS:
                with self.subTest(name):
                    row = ctypes.create_string_buffer(8)
                    self.assertEqual(sum(library.cycles_of(*instruction, row)
                                         for instruction in assembled(code, folder)), cycles)


if __name__ == "__main__":
    unittest.main()
