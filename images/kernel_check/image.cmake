# SPDX-License-Identifier: Apache-2.0
# Of the toolchains whose overlays it knows.
if("cortex_m_dsp" IN_LIST MOTE_OVERLAYS AND NOT mote_toolchain STREQUAL host)
  set(boards mps2-an386 bench-cortex-m7 bench-cortex-m33 mps3-an547)
  mote_add_image(kernel_check BOARDS ${boards} SOURCES images/kernel_check/kernel_check.cpp)
  foreach(board ${boards})
    if(TARGET kernel_check-${board})
      target_include_directories(kernel_check-${board} PRIVATE src)
      if("cortex_m_mve" IN_LIST MOTE_OVERLAYS)
        target_compile_definitions(kernel_check-${board} PRIVATE MOTE_CHECK_MVE)
      endif()
    endif()
  endforeach()
endif()
