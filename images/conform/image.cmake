# SPDX-License-Identifier: Apache-2.0
set(mote_conform_sources images/conform/conform.cpp images/conform/reference_ops.cpp)
mote_add_image(conform BOARDS mps2-an386 SOURCES ${mote_conform_sources})
if("cortex_m_dsp" IN_LIST MOTE_OVERLAYS)
  list(TRANSFORM mote_conform_sources REPLACE reference_ops cortex_m_dsp_ops)
  mote_add_image(conform_fast BOARDS mps2-an386 bench-cortex-m33
                 SOURCES ${mote_conform_sources})
endif()
