# SPDX-License-Identifier: Apache-2.0
mote_add_image(hostile_models BOARDS bench-cortex-m0 bench-cortex-m4 bench-cortex-m33 bench-riscv32
               SOURCES images/hostile_models/hostile_models.cpp STACK_BYTES 16384)
foreach(core cortex-m0 cortex-m4 cortex-m33 riscv32)
  if(TARGET hostile_models-bench-${core})
    # The list of all operators, which is no part of the public headers.
    target_include_directories(hostile_models-bench-${core} PRIVATE ${PROJECT_SOURCE_DIR}/src)
  endif()
endforeach()
