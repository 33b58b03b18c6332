/* SPDX-License-Identifier: Apache-2.0 */
/* Where a compiled model that reads its input by rows takes them from. For C and C++. */
#pragma once

#include <stdint.h>

/* read() is called while the model runs: it writes rows [first, first + count) of the input, one after
 * the other, to `rows`. Rows are asked for in order, each once; the last ones may never be. */
struct mote_row_source {
  void (*read)(void* context, uint32_t first, uint32_t count, void* rows);
  void* context;
};

#ifdef __cplusplus
namespace mote {
using RowSource = ::mote_row_source;
}
#endif
