/* SPDX-License-Identifier: Apache-2.0
 * What the C headers of compiled models share. The same bytes as mote::Fault (mote/status.h). */
#pragma once

#include <stdint.h>

#ifdef __cplusplus
#define MOTE_ALIGNED_16 alignas(16)
#else
#define MOTE_ALIGNED_16 _Alignas(16)
#endif

struct mote_fault {
  uint8_t error;     /* 0: none; else the number of an error in mote/status.h */
  uint8_t check;     /* number of the check that was not met */
  uint16_t op_index; /* step of the program */
  uint32_t detail;
};
