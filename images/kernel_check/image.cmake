# SPDX-License-Identifier: Apache-2.0
# Of the toolchains whose overlays it knows: the first one's kernels.
set(boards mps2-an386 bench-cortex-m7 bench-cortex-m33 mps3-an547 bench-cortex-m0 bench-cortex-m3
           bench-riscv32)
if(MOTE_OVERLAYS AND NOT mote_toolchain STREQUAL host)
  list(GET MOTE_OVERLAYS 0 overlay)
  mote_add_image(kernel_check BOARDS ${boards} SOURCES images/kernel_check/kernel_check.cpp
                 images/kernel_check/${overlay}.cpp)
  foreach(board ${boards})
    if(TARGET kernel_check-${board})
      target_include_directories(kernel_check-${board} PRIVATE src)
    endif()
  endforeach()
endif()
