// SPDX-License-Identifier: Apache-2.0
// What start-up begins with: vector instructions trap until CPACR lets them run.
#pragma once

#define MOTE_ALLOW_VECTORS \
  "ldr r0, =0xE000ED88\n"  \
  "ldr r1, [r0]\n"         \
  "orr r1, #0xF00000\n"    \
  "str r1, [r0]\n"         \
  "dsb\n"                  \
  "isb\n"
