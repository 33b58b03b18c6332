# SPDX-License-Identifier: Apache-2.0
# What `mote compile --target` calls this core.
set(MOTE_TARGET_CPU cortex-m55)
# Folders of src/kernels.
set(MOTE_OVERLAYS cortex_m_mve cortex_m_dsp)
# Integer vectors only: the kernels need no FPU, and floats are computed as on the other cores.
set(MOTE_CPU_FLAGS -mcpu=cortex-m55+nofp -mthumb -mfloat-abi=softfp)
include(${CMAKE_CURRENT_LIST_DIR}/arm-none-eabi.cmake)
