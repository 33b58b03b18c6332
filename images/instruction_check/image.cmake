# SPDX-License-Identifier: Apache-2.0
if(NOT mote_toolchain STREQUAL host)
  set(assembly cortex_m.S)
  if(mote_toolchain STREQUAL riscv32)
    set(assembly riscv.S)
  endif()
  mote_add_image(instruction_check SOURCES images/instruction_check/instruction_check.cpp
                 images/instruction_check/${assembly})
endif()
