# SPDX-License-Identifier: Apache-2.0
# Of the toolchains whose overlays it knows.
if("cortex_m_dsp" IN_LIST MOTE_OVERLAYS AND NOT mote_toolchain STREQUAL host)
  mote_add_image(kernel_check BOARDS mps2-an386 SOURCES images/kernel_check/kernel_check.cpp)
  target_include_directories(kernel_check-mps2-an386 PRIVATE src)
endif()
