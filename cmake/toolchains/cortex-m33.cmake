# SPDX-License-Identifier: Apache-2.0
# What `mote compile --target` calls this core.
set(MOTE_TARGET_CPU cortex-m33)
# Folders of src/kernels.
set(MOTE_OVERLAYS cortex_m_dsp)
set(MOTE_CPU_FLAGS -mcpu=cortex-m33 -mthumb)
include(${CMAKE_CURRENT_LIST_DIR}/arm-none-eabi.cmake)
