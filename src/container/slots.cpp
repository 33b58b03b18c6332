// SPDX-License-Identifier: Apache-2.0
#include "mote/slots.h"

#include "base/bytes.h"
#include "container/check_numbers.h"
#include "container/layout.h"

namespace mote {
namespace {

using container::Check;
using container::fault;

/// What commit() programs, or as much of it as a unit holds: zeros and ones in every byte, so that
/// neither an erased unit nor one that power failed on looks like it.
constexpr uint8_t kMark[16] = {'c', 'o', 'm', 'm', 'i', 't', 't', 'e',
                               'd', ' ', 'm', 'o', 'd', 'e', 'l', '\n'};
constexpr uint32_t kMostUnitBytes = 256;
/// Bytes of the flash on the stack at a time.
constexpr uint32_t kReadBytes = 64;

constexpr uint32_t smaller(uint32_t a, uint32_t b) { return a < b ? a : b; }

uint32_t mark_bytes(const Flash& flash) {
  return smaller(flash.unit_bytes, static_cast<uint32_t>(sizeof(kMark)));
}

bool whole_pages(const SlotPlace& slot, uint32_t page_bytes) {
  return slot.bytes != 0 && slot.address % page_bytes == 0 && slot.bytes % page_bytes == 0;
}

bool is_cryptography_failure(const Fault& f) {
  return f.error == Error::ContainerRefused &&
         f.check == static_cast<uint8_t>(Check::CryptographyFailed);
}

}  // namespace

Result<ModelSlots> ModelSlots::create(const Flash& flash, const SlotPlace& slot_0,
                                      const SlotPlace& slot_1, const ContainerPolicy& policy,
                                      const ContainerCrypto& crypto, Span<uint8_t> unit) {
  ModelSlots slots;
  slots.flash_ = flash;
  slots.slots_[0] = slot_0;
  slots.slots_[1] = slot_1;
  slots.policy_ = policy;
  slots.crypto_ = crypto;
  slots.unit_ = unit;
  if (const Fault f = slots.check_geometry(); !f.ok()) return f;
  return slots;
}

Fault ModelSlots::check_geometry() const {
  const uint32_t unit = flash_.unit_bytes;
  const uint32_t page = flash_.page_bytes;
  if (unit == 0 || unit > kMostUnitBytes || (unit & (unit - 1)) != 0) {
    return fault(Check::Geometry, 1);
  }
  if (page == 0 || page % unit != 0 || page % 16 != 0) return fault(Check::Geometry, 2);
  for (const SlotPlace& slot : slots_) {
    if (!whole_pages(slot, page)) return fault(Check::Geometry, 3);
    if (slot.bytes > UINT32_MAX - slot.address) return fault(Check::Geometry, 4);
  }
  const SlotPlace& a = slots_[0];
  const SlotPlace& b = slots_[1];
  if (a.address < b.address + b.bytes && b.address < a.address + a.bytes) {
    return fault(Check::Geometry, 5);
  }
  if (unit_.size() < unit) return fault(Check::Geometry, 6);
  const bool complete = flash_.erase_page != nullptr && flash_.program_unit != nullptr &&
                        flash_.read != nullptr && crypto_.digest_begin != nullptr &&
                        crypto_.digest_update != nullptr && crypto_.digest_finish != nullptr;
  return complete ? Fault{} : fault(Check::Geometry, 7);
}

uint32_t ModelSlots::container_at(uint32_t slot) const {
  return slots_[slot].address + slot_overhead_bytes(flash_.unit_bytes);
}

Fault ModelSlots::read(uint32_t address, uint8_t* bytes, size_t count) {
  return flash_.read(flash_.context, address, bytes, count) ? Fault{}
                                                            : fault(Check::ReadFailed, address);
}

Fault ModelSlots::require_mark(uint32_t slot) {
  uint8_t mark[sizeof(kMark)];
  if (const Fault f = read(slots_[slot].address, mark, mark_bytes(flash_)); !f.ok()) return f;
  const bool there = __builtin_memcmp(mark, kMark, mark_bytes(flash_)) == 0;
  return there ? Fault{} : fault(Check::NotCommitted, slot);
}

Fault ModelSlots::add_to_digest(uint32_t address, uint32_t count) {
  uint8_t bytes[kReadBytes];
  while (count != 0) {
    const uint32_t some = smaller(count, kReadBytes);
    if (const Fault f = read(address, bytes, some); !f.ok()) return f;
    if (const Fault f = container::add_to_digest({bytes, some}, crypto_); !f.ok()) return f;
    address += some;
    count -= some;
  }
  return {};
}

/// The container of a slot as the flash has it now, committed or not.
Result<StoredModel> ModelSlots::check_slot(uint32_t slot) {
  uint8_t header_bytes[kContainerHeaderBytes];
  const uint32_t at = container_at(slot);
  const uint32_t room = slots_[slot].bytes - slot_overhead_bytes(flash_.unit_bytes);
  if (room < kContainerHeaderBytes) return fault(Check::SlotTooSmall, kContainerHeaderBytes);
  if (const Fault f = read(at, header_bytes, sizeof(header_bytes)); !f.ok()) return f;
  const Result<ContainerHeader> header = check_container_header(header_bytes, policy_, crypto_);
  if (!header.ok()) return header.fault();
  if (header->container_bytes() > room)
    return fault(Check::SlotTooSmall, header->container_bytes());
  const uint32_t model_at = at + kContainerHeaderBytes;
  Fault f = container::begin_digest(header_bytes, header->digest, crypto_);
  if (f.ok()) f = add_to_digest(model_at, header->model_bytes);
  if (f.ok()) f = container::end_digest(header_bytes, header->digest, crypto_);
  if (!f.ok()) return f;
  StoredModel stored;
  stored.slot = slot;
  stored.header = *header;
  stored.address = model_at;
  if (flash_.mapped != nullptr) stored.model = {flash_.mapped + model_at, header->model_bytes};
  return stored;
}

Result<StoredModel> ModelSlots::open(uint32_t slot) {
  if (slot > 1) return fault(Check::NotCommitted, slot);
  if (const Fault f = require_mark(slot); !f.ok()) return f;
  return check_slot(slot);
}

Result<StoredModel> ModelSlots::newest() {
  Result<StoredModel> best = fault(Check::NoModel);
  for (uint32_t slot = 0; slot < 2; ++slot) {
    const Result<StoredModel> stored = open(slot);
    // It says nothing about the slot: the model may be there, and must not be written over.
    if (!stored.ok() && is_cryptography_failure(stored.fault())) return stored;
    if (!stored.ok()) continue;
    if (!best.ok() || stored->header.model_version > best->header.model_version) best = stored;
  }
  return best;
}

Fault ModelSlots::begin() {
  state_ = State::Idle;
  const Result<StoredModel> used = newest();
  if (!used.ok() && is_cryptography_failure(used.fault())) return used.fault();
  target_ = used.ok() ? 1 - used->slot : 0;
  newest_version_ = used.ok() ? used->header.model_version : 0;
  received_ = filled_ = container_bytes_ = 0;
  next_ = container_at(target_);
  state_ = State::Header;
  return {};
}

Fault ModelSlots::write(Span<const uint8_t> bytes) {
  if (state_ != State::Header && state_ != State::Model) return fault(Check::OutOfTurn);
  const Fault f = take(bytes);
  if (!f.ok()) state_ = State::Idle;
  return f;
}

Fault ModelSlots::take(Span<const uint8_t> bytes) {
  size_t used = 0;
  if (state_ == State::Header) {
    const size_t missing = kContainerHeaderBytes - received_;
    used = bytes.size() < missing ? bytes.size() : missing;
    if (used != 0) __builtin_memcpy(header_ + received_, bytes.data(), used);
    received_ += static_cast<uint32_t>(used);
    if (received_ < kContainerHeaderBytes) return {};
    if (const Fault f = accept_header(); !f.ok()) return f;
  }
  const size_t rest = bytes.size() - used;
  if (rest > container_bytes_ - received_) return fault(Check::TooManyBytes, container_bytes_);
  received_ += static_cast<uint32_t>(rest);
  return store(bytes.data() + used, rest);
}

/// The whole header is in memory. From here on the slot is written.
Fault ModelSlots::accept_header() {
  const Result<ContainerHeader> header = check_container_header(header_, policy_, crypto_);
  if (!header.ok()) return header.fault();
  if (header->model_version <= newest_version_) {
    return fault(Check::OlderVersion, header->model_version);
  }
  const uint32_t room = slots_[target_].bytes - slot_overhead_bytes(flash_.unit_bytes);
  if (header->container_bytes() > room) {
    return fault(Check::SlotTooSmall, header->container_bytes());
  }
  container_bytes_ = header->container_bytes();
  state_ = State::Model;
  // The page with the mark goes first, also where it looks erased: power may have failed amid that.
  for (uint32_t at = slots_[target_].address; at < next_; at += flash_.page_bytes) {
    if (const Fault f = erase(at); !f.ok()) return f;
  }
  return store(header_, kContainerHeaderBytes);
}

Fault ModelSlots::erase(uint32_t address) {
  return flash_.erase_page(flash_.context, address) ? Fault{} : fault(Check::EraseFailed, address);
}

Fault ModelSlots::store(const uint8_t* bytes, size_t count) {
  while (count != 0) {
    const size_t room = flash_.unit_bytes - filled_;
    const size_t some = count < room ? count : room;
    __builtin_memcpy(unit_.data() + filled_, bytes, some);
    filled_ += static_cast<uint32_t>(some);
    bytes += some;
    count -= some;
    if (filled_ == flash_.unit_bytes) {
      if (const Fault f = program(); !f.ok()) return f;
    }
  }
  return {};
}

/// Programs the unit and makes room for the next. A page is erased when its first unit comes, so that
/// no call takes longer than a page's time for each page of bytes.
Fault ModelSlots::program() {
  if (next_ % flash_.page_bytes == 0) {
    if (const Fault f = erase(next_); !f.ok()) return f;
  }
  if (!flash_.program_unit(flash_.context, next_, unit_.data())) {
    return fault(Check::ProgramFailed, next_);
  }
  next_ += flash_.unit_bytes;
  filled_ = 0;
  return {};
}

Result<StoredModel> ModelSlots::finish() {
  const State was = state_;
  state_ = State::Idle;
  if (was != State::Header && was != State::Model) return fault(Check::OutOfTurn);
  if (was == State::Header || received_ != container_bytes_) {
    return fault(Check::Incomplete, received_);
  }
  if (filled_ != 0) {
    __builtin_memset(unit_.data() + filled_, 0xFF, flash_.unit_bytes - filled_);
    if (const Fault f = program(); !f.ok()) return f;
  }
  const Result<StoredModel> stored = check_slot(target_);
  if (stored.ok()) state_ = State::Checked;
  return stored;
}

Fault ModelSlots::commit() {
  if (state_ != State::Checked) return fault(Check::OutOfTurn);
  state_ = State::Idle;
  __builtin_memset(unit_.data(), 0xFF, flash_.unit_bytes);
  __builtin_memcpy(unit_.data(), kMark, mark_bytes(flash_));
  const uint32_t at = slots_[target_].address;
  if (!flash_.program_unit(flash_.context, at, unit_.data())) {
    return fault(Check::ProgramFailed, at);
  }
  return require_mark(target_);
}

}  // namespace mote
