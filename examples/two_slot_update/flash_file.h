// SPDX-License-Identifier: Apache-2.0
// A NOR flash in a file: 2 KB pages, 8-byte units. Loses power at a write or erase if it is told to.
#pragma once

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <string>
#include <vector>

#include "mote/slots.h"

namespace example {

class FlashFile {
 public:
  static constexpr uint32_t kPageBytes = 2048, kUnitBytes = 8, kSlotBytes = 4 * kPageBytes;

  FlashFile(const char* path, long cut_at) : path_(path), cut_at_(cut_at) {
    bytes_.assign(2 * kSlotBytes, 0xFF);
    if (FILE* file = fopen(path, "rb")) {
      const size_t count = fread(bytes_.data(), 1, bytes_.size(), file);
      fclose(file);
      if (count != bytes_.size()) bytes_.assign(2 * kSlotBytes, 0xFF);
    }
  }

  mote::Flash driver() {
    mote::Flash flash;
    flash.context = this;
    flash.erase_page = [](void* c, uint32_t at) { return self(c).erase(at); };
    flash.program_unit = [](void* c, uint32_t at, const uint8_t* bytes) {
      return self(c).program(at, bytes);
    };
    flash.read = [](void* c, uint32_t at, uint8_t* bytes, size_t count) {
      __builtin_memcpy(bytes, self(c).bytes_.data() + at, count);
      return true;
    };
    flash.page_bytes = kPageBytes;
    flash.unit_bytes = kUnitBytes;
    flash.mapped = bytes_.data();
    return flash;
  }

  bool save() const {
    FILE* file = fopen(path_.c_str(), "wb");
    if (file == nullptr) return false;
    const size_t count = fwrite(bytes_.data(), 1, bytes_.size(), file);
    return fclose(file) == 0 && count == bytes_.size();
  }

 private:
  static FlashFile& self(void* context) { return *static_cast<FlashFile*>(context); }

  bool erase(uint32_t at) {
    const uint32_t count = cut_now() ? kPageBytes / 2 : kPageBytes;
    for (uint32_t i = 0; i < count; ++i) bytes_[at + i] = 0xFF;
    return end_if_cut();
  }

  bool program(uint32_t at, const uint8_t* bytes) {
    const uint32_t count = cut_now() ? kUnitBytes / 2 : kUnitBytes;
    for (uint32_t i = 0; i < count; ++i) bytes_[at + i] &= bytes[i];
    return end_if_cut();
  }

  bool cut_now() { return operations_++ == cut_at_; }

  /// Half of the operation is done: what is in the flash stays, the program does not.
  bool end_if_cut() const {
    if (operations_ != cut_at_ + 1) return true;
    save();
    printf("power failed at operation %ld\n", cut_at_);
    exit(3);
  }

  std::string path_;
  long cut_at_, operations_ = 0;
  std::vector<uint8_t> bytes_;
};

}  // namespace example
