// SPDX-License-Identifier: Apache-2.0
// The same for cores without vectors: nothing.
#pragma once

#define MOTE_ALLOW_VECTORS ""
