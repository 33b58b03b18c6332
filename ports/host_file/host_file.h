// SPDX-License-Identifier: Apache-2.0
// Bytes of the one file that the emulator names on its command line. Only where a host is near: a
// board of your own has no such thing.
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "mote/span.h"

namespace mote::host_file {

/// Fills `bytes` with what comes next and returns how many there are: fewer than asked for only at
/// the end, and none if there is no file.
size_t read(Span<uint8_t> bytes);

}  // namespace mote::host_file
