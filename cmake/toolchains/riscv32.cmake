# SPDX-License-Identifier: Apache-2.0
# What `mote compile --target` calls this core.
set(MOTE_TARGET_CPU riscv32)
# Bare-metal RV32IMAC without operating system or C library.
set(MOTE_CPU_FLAGS -march=rv32imac_zicsr -mabi=ilp32 -mcmodel=medany)
# What `mote compile --target` calls this core, and folders of src/kernels.
set(MOTE_TARGET_CPU riscv32)
set(MOTE_OVERLAYS scalar)
set(MOTE_OVERLAY_VARIANT portable)
set(CMAKE_SYSTEM_NAME Generic)
set(CMAKE_SYSTEM_PROCESSOR riscv32)
set(CMAKE_CXX_COMPILER riscv64-unknown-elf-g++)
set(CMAKE_ASM_COMPILER riscv64-unknown-elf-gcc)
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)
include(${CMAKE_CURRENT_LIST_DIR}/freestanding.cmake)
