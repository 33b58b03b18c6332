# SPDX-License-Identifier: Apache-2.0
# Of the toolchains whose overlays it knows.
if("cortex_m_dsp" IN_LIST MOTE_OVERLAYS AND NOT mote_toolchain STREQUAL host)
  set(boards mps2-an386 bench-cortex-m7 bench-cortex-m33)
  mote_add_image(kernel_check BOARDS ${boards} SOURCES images/kernel_check/kernel_check.cpp)
  foreach(board ${boards})
    if(TARGET kernel_check-${board})
      target_include_directories(kernel_check-${board} PRIVATE src)
    endif()
  endforeach()
endif()
