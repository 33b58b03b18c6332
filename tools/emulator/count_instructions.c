// SPDX-License-Identifier: Apache-2.0
// A plugin for QEMU that counts executed guest instructions exactly: one addition before each
// instruction, so that a block left early counts only what it ran. Reports at marks, that is each
// time the guest enters one given address. Not a cycle count.
//
// Arguments: mark=ADDRESS,functions=FILE,out=FILE, and perhaps steps=FILE, refill=CYCLES,
// flash=BEGIN-END, wait=CYCLES. FILE of functions holds one start address per line, hexadecimal,
// ascending; an instruction belongs to the last start at or below it. At every mark `out` gains a
// line "mark TOTAL", then "in LINE COUNT" for each function that ran since the last mark, with LINE
// counted from 1 and 0 for code before the first function.
//
// With steps=FILE also "step NUMBER COUNT" for each step that ran since the last mark. A line of
// FILE is "ADDRESS NUMBER", hexadecimal and decimal: from that instruction on, whatever runs,
// called functions too, belongs to step NUMBER until another instruction of FILE says otherwise. A
// mark goes back to step 0.
//
// With refill, for a Cortex-M4 only, such a line is "step NUMBER COUNT CYCLES": estimated by
// cortex_m4_timing.h, and `refill` for each branch that was taken. `wait`: the wait states of a
// flash that is read in lines of 16 bytes, without a cache. Straight code is read ahead and never
// waits; a branch does to any line but its own and the next, data in any line but that read last.
#include <inttypes.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cortex_m4_timing.h"

// The part of QEMU's plugin interface, version 1, that is used here. Declared by us because
// distributions do not ship the header. Source: QEMU's documentation, "QEMU TCG Plugins".
typedef uint64_t PluginId;
typedef struct qemu_plugin_tb Block;
typedef struct qemu_plugin_insn Instruction;
enum { kAddToCounter = 0, kReadsNoRegisters = 0, kReadsAndWrites = 3 };
void qemu_plugin_register_vcpu_tb_trans_cb(PluginId, void (*)(PluginId, Block*));
size_t qemu_plugin_tb_n_insns(const Block*);
Instruction* qemu_plugin_tb_get_insn(const Block*, size_t);
uint64_t qemu_plugin_insn_vaddr(const Instruction*);
const void* qemu_plugin_insn_data(const Instruction*);
size_t qemu_plugin_insn_size(const Instruction*);
void qemu_plugin_register_vcpu_mem_cb(Instruction*,
                                      void (*)(unsigned, uint32_t what, uint64_t address, void*),
                                      int flags, int reads_or_writes, void*);
void qemu_plugin_register_vcpu_tb_exec_cb(Block*, void (*)(unsigned, void*), int flags, void*);
void qemu_plugin_register_vcpu_insn_exec_inline(Instruction*, int operation, void* counter,
                                                uint64_t addend);
void qemu_plugin_register_vcpu_insn_exec_cb(Instruction*, void (*)(unsigned, void*), int flags,
                                            void*);

#define EXPORTED __attribute__((visibility("default")))
EXPORTED int qemu_plugin_version = 1;

static uint64_t mark_address;
static FILE* out;
static uint64_t* starts;  // of the functions, ascending
static size_t start_count;
static uint64_t* executed;  // [start_count + 1], before the first function and in each; grows only
static uint64_t* reported;  // the same at the last mark

enum { kMostSteps = 4096 };
typedef struct {
  uint64_t address;
  uint32_t step;
} StepStart;
static StepStart* step_starts;  // ascending
static size_t step_start_count;
static uint64_t in_step[kMostSteps];  // executed since the last mark
static size_t current_step;
static uint64_t total_at_change;  // what had been executed when current_step began

static bool estimates_cycles;
static uint64_t refill_cycles;  // of the pipeline, after a taken branch
static uint64_t cycles;
static uint64_t cycles_in_step[kMostSteps];  // since the last mark
static uint64_t cycles_at_change;
static uint64_t block_end;  // of the block that runs

enum { kFlashLineBytes = 16 };
static uint64_t wait_cycles;
static uint64_t flash_begin;
static uint64_t flash_end;
static uint64_t last_data_line;

typedef struct {
  uint64_t begin, end;  // addresses
} BlockSpan;

/// How many functions start at or below an address: the index of its counter.
static size_t counter_of(uint64_t address) {
  size_t low = 0;
  size_t high = start_count;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    if (starts[middle] <= address) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

static uint64_t executed_in_all(void) {
  uint64_t total = 0;
  for (size_t i = 0; i <= start_count; ++i) total += executed[i];
  return total;
}

static void charge_step(uint64_t total) {
  in_step[current_step] += total - total_at_change;
  total_at_change = total;
  cycles_in_step[current_step] += cycles - cycles_at_change;
  cycles_at_change = cycles;
}

static void change_step(unsigned vcpu, void* step) {
  (void)vcpu;
  if ((size_t)step == current_step) return;
  const uint64_t total = executed_in_all();
  charge_step(total);
  current_step = (size_t)step;
}

static void report_steps(uint64_t total) {
  charge_step(total);
  current_step = 0;
  for (size_t i = 0; i < kMostSteps; ++i) {
    if (in_step[i] == 0) continue;
    fprintf(out, "step %zu %" PRIu64, i, in_step[i]);
    if (estimates_cycles) fprintf(out, " %" PRIu64, cycles_in_step[i]);
    fputc('\n', out);
    in_step[i] = 0;
    cycles_in_step[i] = 0;
  }
}

static void report(unsigned vcpu, void* unused) {
  (void)vcpu;
  (void)unused;
  const uint64_t total = executed_in_all();
  fprintf(out, "mark %" PRIu64 "\n", total);
  if (step_start_count != 0) report_steps(total);
  for (size_t i = 0; i <= start_count; ++i) {
    if (executed[i] == reported[i]) continue;
    fprintf(out, "in %zu %" PRIu64 "\n", i, executed[i] - reported[i]);
    reported[i] = executed[i];
  }
  fflush(out);  // the guest may end the emulator at any time
}

static int compare_addresses(const void* a, const void* b) {
  const uint64_t left = ((const StepStart*)a)->address;
  const uint64_t right = ((const StepStart*)b)->address;
  return left < right ? -1 : left > right;
}

static const StepStart* step_start_at(uint64_t address) {
  const StepStart wanted = {address, 0};
  if (step_start_count == 0) return NULL;
  return bsearch(&wanted, step_starts, step_start_count, sizeof(wanted), compare_addresses);
}

/// Blocks end at branches: one that does not begin where the last one ended was branched to.
static void enter_block(unsigned vcpu, void* data) {
  (void)vcpu;
  const BlockSpan* const span = data;
  if (span->begin != block_end) {
    const uint64_t line = span->begin / kFlashLineBytes;
    const uint64_t last_line = (block_end - 1) / kFlashLineBytes;
    cycles += refill_cycles;
    if (line != last_line && line != last_line + 1) cycles += wait_cycles;
  }
  block_end = span->end;
}

static void read_data(unsigned vcpu, uint32_t what, uint64_t address, void* unused) {
  (void)vcpu;
  (void)what;
  (void)unused;
  if (address < flash_begin || address >= flash_end) return;
  if (address / kFlashLineBytes == last_data_line) return;
  last_data_line = address / kFlashLineBytes;
  cycles += wait_cycles;
}

static void estimate_cycles(Block* block) {
  const size_t count = qemu_plugin_tb_n_insns(block);
  LoadRow row = {false};
  for (size_t i = 0; i < count; ++i) {
    Instruction* const instruction = qemu_plugin_tb_get_insn(block, i);
    const unsigned size = (unsigned)qemu_plugin_insn_size(instruction);
    qemu_plugin_register_vcpu_insn_exec_inline(
        instruction, kAddToCounter, &cycles,
        cortex_m4_cycles(qemu_plugin_insn_data(instruction), size, &row));
    if (wait_cycles != 0) {
      // Flash is only read. Asking for reads alone, QEMU 7.2 reports writes.
      qemu_plugin_register_vcpu_mem_cb(instruction, read_data, kReadsNoRegisters, kReadsAndWrites,
                                       NULL);
    }
  }
  // Lives as long as QEMU may run the block, which it does not say.
  BlockSpan* const span = malloc(sizeof(*span));
  if (span == NULL) abort();
  Instruction* const last = qemu_plugin_tb_get_insn(block, count - 1);
  span->begin = qemu_plugin_insn_vaddr(qemu_plugin_tb_get_insn(block, 0));
  span->end = qemu_plugin_insn_vaddr(last) + qemu_plugin_insn_size(last);
  qemu_plugin_register_vcpu_tb_exec_cb(block, enter_block, kReadsNoRegisters, span);
}

static void translated(PluginId id, Block* block) {
  (void)id;
  const size_t count = qemu_plugin_tb_n_insns(block);
  if (estimates_cycles && count != 0) estimate_cycles(block);
  for (size_t i = 0; i < count; ++i) {
    Instruction* const instruction = qemu_plugin_tb_get_insn(block, i);
    const uint64_t address = qemu_plugin_insn_vaddr(instruction);
    if (address == mark_address) {
      qemu_plugin_register_vcpu_insn_exec_cb(instruction, report, kReadsNoRegisters, NULL);
    }
    const StepStart* const start = step_start_at(address);
    if (start != NULL) {
      qemu_plugin_register_vcpu_insn_exec_cb(instruction, change_step, kReadsNoRegisters,
                                             (void*)(size_t)start->step);
    }
    qemu_plugin_register_vcpu_insn_exec_inline(instruction, kAddToCounter,
                                               &executed[counter_of(address)], 1);
  }
}

static bool read_functions(const char* path) {
  FILE* const file = fopen(path, "r");
  if (file == NULL) return false;
  size_t room = 0;
  uint64_t address;
  while (fscanf(file, "%" SCNx64, &address) == 1) {
    if (start_count == room) {
      room = room == 0 ? 256 : room * 2;
      starts = realloc(starts, room * sizeof(*starts));
      if (starts == NULL) abort();
    }
    starts[start_count++] = address;
  }
  fclose(file);
  return true;
}

static bool read_steps(const char* path) {
  FILE* const file = fopen(path, "r");
  if (file == NULL) return false;
  size_t room = 0;
  StepStart start;
  bool is_good = true;
  while (is_good && fscanf(file, "%" SCNx64 " %" SCNu32, &start.address, &start.step) == 2) {
    if (step_start_count == room) {
      room = room == 0 ? 256 : room * 2;
      step_starts = realloc(step_starts, room * sizeof(*step_starts));
      if (step_starts == NULL) abort();
    }
    is_good = start.step < kMostSteps;
    step_starts[step_start_count++] = start;
  }
  fclose(file);
  if (step_start_count != 0) {
    qsort(step_starts, step_start_count, sizeof(*step_starts), compare_addresses);
  }
  return is_good;
}

EXPORTED int qemu_plugin_install(PluginId id, const void* info, int argc, char** argv) {
  (void)info;
  for (int i = 0; i < argc; ++i) {
    if (strncmp(argv[i], "mark=", 5) == 0) {
      mark_address = strtoull(argv[i] + 5, NULL, 0);
    } else if (strncmp(argv[i], "functions=", 10) == 0) {
      if (!read_functions(argv[i] + 10)) {
        fprintf(stderr, "count_instructions: cannot read %s\n", argv[i] + 10);
        return 1;
      }
    } else if (strncmp(argv[i], "refill=", 7) == 0) {
      estimates_cycles = true;
      refill_cycles = strtoull(argv[i] + 7, NULL, 0);
    } else if (strncmp(argv[i], "wait=", 5) == 0) {
      wait_cycles = strtoull(argv[i] + 5, NULL, 0);
    } else if (strncmp(argv[i], "flash=", 6) == 0) {
      char* rest;
      flash_begin = strtoull(argv[i] + 6, &rest, 0);
      flash_end = *rest == '-' ? strtoull(rest + 1, NULL, 0) : 0;
    } else if (strncmp(argv[i], "steps=", 6) == 0) {
      if (!read_steps(argv[i] + 6)) {
        fprintf(stderr, "count_instructions: cannot read %s, or it has more than %d steps\n",
                argv[i] + 6, kMostSteps);
        return 1;
      }
    } else if (strncmp(argv[i], "out=", 4) == 0) {
      out = fopen(argv[i] + 4, "w");
    } else {
      fprintf(stderr, "count_instructions: unknown argument %s\n", argv[i]);
      return 1;
    }
  }
  if (out == NULL) {
    fprintf(stderr, "count_instructions: needs out=FILE, one that can be written\n");
    return 1;
  }
  executed = calloc(start_count + 1, sizeof(*executed));
  reported = calloc(start_count + 1, sizeof(*reported));
  if (executed == NULL || reported == NULL) abort();
  qemu_plugin_register_vcpu_tb_trans_cb(id, translated);
  return 0;
}
