// SPDX-License-Identifier: Apache-2.0
// Every operator that can stand in an OpList, named <operator>_<element type>. Naming one links
// its code; an image holds only what its list names.
#pragma once

#include "mote/op_list.h"

namespace mote::ops {

#define MOTE_OP(room, entry) extern const OpDef entry;
#include "mote/ops.inc"
#undef MOTE_OP

}  // namespace mote::ops
