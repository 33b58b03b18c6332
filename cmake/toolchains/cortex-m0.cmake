# SPDX-License-Identifier: Apache-2.0
# What `mote compile --target` calls this core.
set(MOTE_TARGET_CPU cortex-m0)
set(MOTE_CPU_FLAGS -mcpu=cortex-m0 -mthumb)
# What `mote compile --target` calls this core, and folders of src/kernels.
set(MOTE_TARGET_CPU cortex-m0)
set(MOTE_OVERLAYS scalar)
set(MOTE_OVERLAY_VARIANT armv6m)
include(${CMAKE_CURRENT_LIST_DIR}/arm-none-eabi.cmake)
