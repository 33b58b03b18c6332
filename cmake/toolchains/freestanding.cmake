# SPDX-License-Identifier: Apache-2.0
# Flags that every device build shares: smallest code, and no run-time support to link.
string(JOIN " " MOTE_DEVICE_FLAGS ${MOTE_CPU_FLAGS} -ffreestanding -fno-exceptions -fno-rtti
       -fno-threadsafe-statics -fno-unwind-tables -fno-asynchronous-unwind-tables
       -ffunction-sections -fdata-sections)
set(CMAKE_CXX_FLAGS_INIT "${MOTE_DEVICE_FLAGS}")
set(CMAKE_ASM_FLAGS_INIT "${MOTE_DEVICE_FLAGS}")
set(CMAKE_CXX_FLAGS_MINSIZEREL_INIT "-Os")
set(CMAKE_EXE_LINKER_FLAGS_INIT "-nostdlib -nostartfiles -Wl,--gc-sections")
