// SPDX-License-Identifier: Apache-2.0
// Memory whose edges are watched: by the address sanitizer where it is on, and always by a pattern
// that a test looks at afterwards.
#pragma once

#include <cstdint>
#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <memory>

#include "models/builder.h"
#include "mote/mote.h"

#if defined(__has_feature)  // clang
#if __has_feature(address_sanitizer)
#define MOTE_ADDRESS_SANITIZER
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define MOTE_ADDRESS_SANITIZER
#endif
#if defined(MOTE_ADDRESS_SANITIZER)
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(at, bytes) ((void)0)
#define ASAN_UNPOISON_MEMORY_REGION(at, bytes) ((void)0)
#endif

namespace mote::models {

/// An arena of exactly so many bytes, `past` bytes after a 16-byte boundary, between two zones that
/// nobody may write to.
class GuardedArena {
 public:
  explicit GuardedArena(size_t bytes, size_t past = 0) : bytes_(bytes) {
    total_ = (kZoneBytes + past + bytes + kZoneBytes + 15) / 16 * 16;
    block_ = static_cast<uint8_t*>(std::aligned_alloc(16, total_));
    start_ = block_ + kZoneBytes + past;
    std::memset(block_, kPattern, total_);
    ASAN_POISON_MEMORY_REGION(block_, start_ - block_);
    ASAN_POISON_MEMORY_REGION(start_ + bytes_, block_ + total_ - (start_ + bytes_));
  }
  ~GuardedArena() {
    ASAN_UNPOISON_MEMORY_REGION(block_, total_);
    std::free(block_);
  }
  GuardedArena(const GuardedArena&) = delete;
  GuardedArena& operator=(const GuardedArena&) = delete;

  Span<uint8_t> memory() { return {start_, bytes_}; }

  /// True if nothing was written around it.
  bool intact() {
    ASAN_UNPOISON_MEMORY_REGION(block_, total_);
    for (uint8_t* at = block_; at != block_ + total_; ++at) {
      if ((at < start_ || at >= start_ + bytes_) && *at != kPattern) return false;
    }
    ASAN_POISON_MEMORY_REGION(block_, start_ - block_);
    ASAN_POISON_MEMORY_REGION(start_ + bytes_, block_ + total_ - (start_ + bytes_));
    return true;
  }

 private:
  static constexpr size_t kZoneBytes = 256;
  static constexpr uint8_t kPattern = 0xA7;
  size_t bytes_, total_;
  uint8_t* block_;
  uint8_t* start_;
};

/// A copy that ends where its heap block ends and starts `past` bytes after a 16-byte boundary.
class ExactCopy {
 public:
  explicit ExactCopy(const Bytes& bytes, size_t past = 0)
      : block_(new uint8_t[bytes.size() + past]), past_(past), size_(bytes.size()) {
    if (size_ != 0) std::memcpy(block_.get() + past, bytes.data(), size_);
    ASAN_POISON_MEMORY_REGION(block_.get(), past);
  }
  ~ExactCopy() { ASAN_UNPOISON_MEMORY_REGION(block_.get(), past_ + size_); }
  Span<const uint8_t> span() const { return {block_.get() + past_, size_}; }

 private:
  std::unique_ptr<uint8_t[]> block_;
  size_t past_, size_;
};

using NeededBytes = Result<uint32_t> (*)(const Model&, OpList, Span<uint8_t>);

/// Bytes of the arena that a model needs, found with as much workspace as it takes.
inline Result<uint32_t> needed_bytes(const Model& model, OpList ops,
                                     NeededBytes ask = &Interpreter::needed_bytes) {
  size_t bytes = 1024;
  while (true) {
    GuardedArena workspace(bytes);
    Result<uint32_t> needed = ask(model, ops, workspace.memory());
    if (needed.ok() || needed.fault().error != Error::ArenaTooSmall) return needed;
    if (needed.fault().detail == 0) return needed;  // would never end
    bytes += std::max<size_t>(needed.fault().detail, bytes / 2);
  }
}
inline Result<uint32_t> needed_bytes_as_stored(const Model& model, OpList ops) {
  return needed_bytes(model, ops, &Interpreter::needed_bytes_as_stored);
}

}  // namespace mote::models
