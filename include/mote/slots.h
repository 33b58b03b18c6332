// SPDX-License-Identifier: Apache-2.0
// Two places in flash for a model, so that an update is there whole or not at all: it is written
// into the one that is not in use, checked, and made valid by programming one unit. Power may fail
// at any time. docs/guide/update-models.md shows it in a program.
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "mote/container.h"
#include "mote/span.h"
#include "mote/status.h"

namespace mote {

/// A flash that is erased by pages of one size and programmed by units of one size, each unit once
/// after an erase. The functions return false where it could not be done, as when a unit that
/// power failed on cannot be read. They get addresses of whole pages and units.
struct Flash {
  void* context = nullptr;  ///< handed to every function
  bool (*erase_page)(void* context, uint32_t address) = nullptr;
  bool (*program_unit)(void* context, uint32_t address, const uint8_t* bytes) = nullptr;
  /// Any address and count in a slot.
  bool (*read)(void* context, uint32_t address, uint8_t* bytes, size_t count) = nullptr;
  uint32_t page_bytes = 0;  ///< a multiple of unit_bytes and 16
  uint32_t unit_bytes = 0;  ///< 1, 2, 4, ... 256
  /// Where the processor sees address 0; null if it sees the flash only by read().
  const uint8_t* mapped = nullptr;
};

/// Whole pages. What a slot keeps of them for itself: slot_overhead_bytes().
struct SlotPlace {
  uint32_t address = 0;
  uint32_t bytes = 0;
};

/// Of a slot, beside the container: a unit that says that the container was committed.
constexpr uint32_t slot_overhead_bytes(uint32_t unit_bytes) {
  return unit_bytes < 16 ? 16 : unit_bytes;
}

/// A container in a slot, whose digest and signature are right.
struct StoredModel {
  uint32_t slot = 0;
  ContainerHeader header{};
  uint32_t address = 0;       ///< of the .tflite file in the flash
  Span<const uint8_t> model;  ///< it, where the flash is mapped; otherwise empty
};

/// The slots. Holds no more of a model than a unit and its header; needs no heap. At any time at
/// most one slot is written, and that is never the one that newest() finds.
class ModelSlots {
 public:
  /// `unit` is memory for one unit. Everything that these point to must stay in place.
  /// Fault: UpdateFailed, check Geometry. Details: 1 unit_bytes, 2 page_bytes, 3 a slot is not of
  /// whole pages, 4 a slot ends beyond 2^32, 5 the slots overlap, 6 `unit` is too small, 7 a
  /// function is missing.
  static Result<ModelSlots> create(const Flash& flash, const SlotPlace& slot_0,
                                   const SlotPlace& slot_1, const ContainerPolicy& policy,
                                   const ContainerCrypto& crypto, Span<uint8_t> unit);

  /// At boot: the committed model of the greatest version, read whole and checked. Faults:
  /// UpdateFailed, check NoModel; ContainerRefused, check CryptographyFailed.
  Result<StoredModel> newest();
  /// The committed model of a slot, 0 or 1. The program may take the other one where it cannot use
  /// the newest. Faults: those of verify_container(), and UpdateFailed.
  Result<StoredModel> open(uint32_t slot);

  /// Begins an update, also amid another, which is lost then. Finds out which slot is in use.
  Fault begin();
  /// The next bytes of the container, as many as there are. Once the header is there it is checked,
  /// the version too, which must be newer than that of newest(); nothing is erased before.
  Fault write(Span<const uint8_t> bytes);
  /// The container is there: reads it back and checks all of it. The program may look at the model
  /// now, as by Model::verify() and Interpreter::create().
  Result<StoredModel> finish();
  /// Makes it valid: programs one unit. Only after finish().
  Fault commit();

 private:
  friend class Result<ModelSlots>;
  ModelSlots() = default;

  enum class State : uint8_t { Idle, Header, Model, Checked };
  static constexpr uint32_t kNoSlot = 2;

  Fault check_geometry() const;
  uint32_t container_at(uint32_t slot) const;
  Fault read(uint32_t address, uint8_t* bytes, size_t count);
  Fault require_mark(uint32_t slot);
  Result<StoredModel> check_slot(uint32_t slot);
  Fault add_to_digest(uint32_t address, uint32_t count);
  Fault take(Span<const uint8_t> bytes);
  Fault accept_header();
  Fault erase(uint32_t address);
  Fault store(const uint8_t* bytes, size_t count);
  Fault program();

  Flash flash_;
  SlotPlace slots_[2];
  ContainerPolicy policy_;
  ContainerCrypto crypto_{};
  Span<uint8_t> unit_;
  State state_ = State::Idle;
  uint32_t target_ = 0;           ///< slot that the update goes to
  uint32_t newest_version_ = 0;   ///< 0: there is no model
  uint32_t received_ = 0;         ///< bytes of the container
  uint32_t filled_ = 0;           ///< of them in the unit
  uint32_t next_ = 0;             ///< address of the unit
  uint32_t container_bytes_ = 0;  ///< once the header is there
  uint8_t header_[kContainerHeaderBytes] = {};
};

}  // namespace mote
