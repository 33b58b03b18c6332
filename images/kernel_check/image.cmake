# SPDX-License-Identifier: Apache-2.0
# Of the toolchains whose overlays it knows.
if(NOT mote_toolchain STREQUAL host)
  foreach(overlay cortex_m_dsp scalar)
    if(overlay IN_LIST MOTE_OVERLAYS)
      set(boards mps2-an386 bench-cortex-m7 bench-cortex-m33 bench-cortex-m0 bench-cortex-m3
                 bench-riscv32)
      mote_add_image(kernel_check BOARDS ${boards} SOURCES images/kernel_check/kernel_check.cpp
                     images/kernel_check/${overlay}.cpp)
      foreach(board ${boards})
        if(TARGET kernel_check-${board})
          target_include_directories(kernel_check-${board} PRIVATE src)
        endif()
      endforeach()
    endif()
  endforeach()
endif()
