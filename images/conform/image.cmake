# SPDX-License-Identifier: Apache-2.0
set(mote_conform_sources images/conform/conform.cpp images/conform/reference_ops.cpp)
mote_add_image(conform BOARDS mps2-an386 SOURCES ${mote_conform_sources})
foreach(overlay cortex_m_dsp scalar)
  if(overlay IN_LIST MOTE_OVERLAYS AND NOT mote_toolchain STREQUAL host)
    list(TRANSFORM mote_conform_sources REPLACE reference_ops ${overlay}_ops OUTPUT_VARIABLE sources)
    mote_add_image(conform_fast BOARDS mps2-an386 bench-cortex-m33 bench-cortex-m0 bench-cortex-m3
                   bench-riscv32 SOURCES ${sources})
  endif()
endforeach()
