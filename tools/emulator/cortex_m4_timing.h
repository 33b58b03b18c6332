// SPDX-License-Identifier: Apache-2.0
// What an instruction takes on a Cortex-M4, in cycles, with memory that never waits. Source: Arm's
// Cortex-M4 Technical Reference Manual, "Instruction set summary" and "Load/store timings".
//
//   data processing, multiplications of all kinds    1
//   single load                                      2; 1 behind another of a row of loads, stores
//   single store                                     1
//   LDRD, STRD                                       3
//   LDM, STM, PUSH, POP of N registers               1 + N
//   UDIV, SDIV                                       12, the most of 2 to 12
//   table branch                                     2
//   branches                                         1
//
// The refill of the pipeline after a taken branch is not in it. An estimate: also left out are
// unaligned accesses, an address that was just loaded, and a full store buffer.
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum { kDivisionCycles = 12 };

typedef enum { kPlain, kLoad, kStore, kMany } AccessKind;

typedef struct {
  AccessKind kind;
  unsigned registers;  // of kMany
  unsigned cycles;     // of kPlain
} InstructionCost;

/// Of the instructions before, in the same straight piece of code; all false at its beginning.
typedef struct {
  bool has_load;  // in the row of single loads and stores that ended with the last instruction
} LoadRow;

static inline InstructionCost access_cost(bool is_load) {
  const InstructionCost cost = {is_load ? kLoad : kStore, 0, 0};
  return cost;
}

static inline InstructionCost many_cost(uint32_t list) {
  const InstructionCost cost = {kMany, (unsigned)__builtin_popcount(list), 0};
  return cost;
}

static inline InstructionCost plain_cost(unsigned cycles) {
  const InstructionCost cost = {kPlain, 0, cycles};
  return cost;
}

static inline InstructionCost cost_of_16_bits(uint32_t code) {
  if ((code & 0xF800) == 0x4800) return access_cost(true);                        // of a literal
  if ((code & 0xF000) == 0x5000) return access_cost(((code >> 9) & 7) >= 3);      // [Rn, Rm]
  if (code >= 0x6000 && code < 0xA000) return access_cost((code & 0x0800) != 0);  // [Rn, #]
  if ((code & 0xF600) == 0xB400) return many_cost(code & 0x01FF);                 // PUSH, POP
  if ((code & 0xF000) == 0xC000) return many_cost(code & 0x00FF);                 // STM, LDM
  return plain_cost(1);
}

static inline InstructionCost cost_of_32_bits(uint32_t first, uint32_t second) {
  if ((first & 0xFE40) == 0xE800) return many_cost(second);
  if ((first & 0xFE40) == 0xE840) {
    if ((first & 0x0120) != 0) return many_cost(3);  // LDRD, STRD
    return plain_cost(2);                            // table branch, exclusive access
  }
  if ((first & 0xFE00) == 0xF800) return access_cost((first & 0x0010) != 0);
  if ((first & 0xFFD0) == 0xFB90 && (second & 0x00F0) == 0x00F0) {
    return plain_cost(kDivisionCycles);
  }
  return plain_cost(1);
}

/// `bytes`: the instruction as it lies in memory, `size` of them, 2 or 4.
static inline unsigned cortex_m4_cycles(const uint8_t* bytes, unsigned size, LoadRow* row) {
  const uint32_t first = bytes[0] | (uint32_t)bytes[1] << 8;
  const uint32_t second = size == 4 ? bytes[2] | (uint32_t)bytes[3] << 8 : 0;
  const InstructionCost cost = size == 4 ? cost_of_32_bits(first, second) : cost_of_16_bits(first);
  const bool had_load = row->has_load;
  row->has_load = cost.kind == kLoad || (cost.kind == kStore && had_load);
  switch (cost.kind) {
    case kLoad: return had_load ? 1 : 2;
    case kStore: return 1;
    case kMany: return 1 + cost.registers;
    default: return cost.cycles;
  }
}
