// SPDX-License-Identifier: Apache-2.0
// The arena plan that a file may hold: metadata of the name "OfflineMemoryAllocation", which other
// tools of the field write and read too. int32: version, subgraphs, n, then n byte offsets from the
// start of the planned buffers, of the tensors of all subgraphs one after another; -1 where the
// device decides.
#pragma once

#include <stdint.h>

#include "base/bytes.h"

namespace mote::format {

class StoredPlan {
 public:
  static constexpr char kName[] = "OfflineMemoryAllocation";
  static constexpr int32_t kDeviceDecides = -1;
  static constexpr uint32_t kHeaderBytes = 12;

  /// The plan of a verified model; where it has none, every tensor is the device's to place. False
  /// if its length does not fit the model's tensors.
  static bool find(const uint8_t* file, StoredPlan& plan);

  explicit operator bool() const { return offsets_ != nullptr; }
  /// Of a tensor, counted over all subgraphs. Unchecked: whatever the file says.
  int32_t offset(uint32_t tensor) const {
    return offsets_ == nullptr ? kDeviceDecides
                               : load<int32_t>(offsets_ + tensor * sizeof(int32_t));
  }

 private:
  const uint8_t* offsets_ = nullptr;
};

}  // namespace mote::format
