// SPDX-License-Identifier: Apache-2.0
// NOR flash that loses power at a chosen write or erase: before it, amid it, or just after it.
#pragma once

#include <algorithm>
#include <cstdint>
#include <random>
#include <vector>

#include "mote/slots.h"

namespace mote::tests {

/// Erasing sets the bits of a page, programming clears bits of a unit. What is not allowed on real
/// flash is counted as misuse: a unit that is programmed twice, addresses amid pages and units.
class SimulatedFlash {
 public:
  enum class Cut { Before, Amid, After };

  SimulatedFlash(uint32_t page_bytes, uint32_t unit_bytes, uint32_t pages)
      : page_bytes_(page_bytes), unit_bytes_(unit_bytes), bytes_(page_bytes * pages, 0xFF),
        programmed_(bytes_.size() / unit_bytes, false) {}

  Flash driver() {
    return {this,
            &SimulatedFlash::erase,
            &SimulatedFlash::program,
            &SimulatedFlash::read,
            page_bytes_,
            unit_bytes_,
            bytes_.data()};
  }

  /// Power fails at operation `operation`, counted from now, and stays off until restart().
  void cut_at(uint32_t operation, Cut how, uint32_t seed) {
    cut_at_ = operations_ + operation;
    how_ = how;
    random_.seed(seed);
  }
  void restart() {
    has_power_ = true;
    cut_at_ = UINT64_MAX;
  }
  bool has_power() const { return has_power_; }
  uint64_t operations() const { return operations_; }
  uint32_t misuses() const { return misuses_; }
  std::vector<uint8_t>& bytes() { return bytes_; }

 private:
  static SimulatedFlash& self(void* context) { return *static_cast<SimulatedFlash*>(context); }

  /// Whether the next write or erase is done whole (After), partly (Amid) or not at all (Before).
  Cut next() {
    if (!has_power_) return Cut::Before;
    if (operations_++ != cut_at_) return Cut::After;
    has_power_ = false;
    return how_;
  }

  static bool erase(void* context, uint32_t address) {
    SimulatedFlash& flash = self(context);
    if (address % flash.page_bytes_ != 0 || address >= flash.bytes_.size()) {
      ++flash.misuses_;
      return false;
    }
    const Cut cut = flash.next();
    for (uint32_t i = address; i < address + flash.page_bytes_; ++i) {
      if (cut == Cut::After) flash.bytes_[i] = 0xFF;
      if (cut == Cut::Amid) flash.bytes_[i] |= static_cast<uint8_t>(flash.random_());
    }
    for (uint32_t i = 0; i < flash.page_bytes_ && cut == Cut::After; i += flash.unit_bytes_) {
      flash.programmed_[(address + i) / flash.unit_bytes_] = false;
    }
    return flash.has_power_;
  }

  static bool program(void* context, uint32_t address, const uint8_t* bytes) {
    SimulatedFlash& flash = self(context);
    if (address % flash.unit_bytes_ != 0 || address >= flash.bytes_.size()) {
      ++flash.misuses_;
      return false;
    }
    const Cut cut = flash.next();
    if (cut != Cut::Before && flash.programmed_[address / flash.unit_bytes_]) ++flash.misuses_;
    if (cut != Cut::Before) flash.programmed_[address / flash.unit_bytes_] = true;
    for (uint32_t i = 0; i < flash.unit_bytes_; ++i) {
      const auto kept = static_cast<uint8_t>(cut == Cut::Amid ? flash.random_() : 0);
      if (cut != Cut::Before) flash.bytes_[address + i] &= bytes[i] | kept;
    }
    return flash.has_power_;
  }

  static bool read(void* context, uint32_t address, uint8_t* bytes, size_t count) {
    SimulatedFlash& flash = self(context);
    if (!flash.has_power_) return false;
    if (address > flash.bytes_.size() || count > flash.bytes_.size() - address) {
      ++flash.misuses_;
      return false;
    }
    std::copy_n(flash.bytes_.begin() + address, count, bytes);
    return true;
  }

  uint32_t page_bytes_, unit_bytes_;
  std::vector<uint8_t> bytes_;
  std::vector<bool> programmed_;
  std::mt19937 random_;
  bool has_power_ = true;
  Cut how_ = Cut::Before;
  uint64_t operations_ = 0, cut_at_ = UINT64_MAX;
  uint32_t misuses_ = 0;
};

}  // namespace mote::tests
