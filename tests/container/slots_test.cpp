// SPDX-License-Identifier: Apache-2.0
// Updates of two slots in a flash that loses power before, amid and after every single write and
// erase: at the next start there is the old model or the new one, whole, and an update works.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "container/check_numbers.h"
#include "flash_simulation.h"
#include "model_container.h"
#include "read_model.h"

namespace mote::tests {
namespace {

using container::Check;
using container::fault;
using Bytes = std::vector<uint8_t>;
using Cut = SimulatedFlash::Cut;

struct Device {
  Device(uint32_t page_bytes, uint32_t unit_bytes, uint32_t pages_of_a_slot)
      : flash(page_bytes, unit_bytes, 2 * pages_of_a_slot), unit(unit_bytes),
        slot_bytes(page_bytes * pages_of_a_slot) {}

  /// As after a start: nothing is remembered but what the flash holds.
  ModelSlots start() {
    flash.restart();
    const auto slots = ModelSlots::create(flash.driver(), {0, slot_bytes}, {slot_bytes, slot_bytes},
                                          policy, openssl.functions(), {unit.data(), unit.size()});
    EXPECT_TRUE(slots.ok());
    return *slots;
  }

  SimulatedFlash flash;
  Bytes unit;
  uint32_t slot_bytes;
  tool::OpenSslCrypto openssl;
  ContainerPolicy policy;
};

/// The container by chunks of changing sizes, as a radio brings them.
Fault update(ModelSlots& slots, const Bytes& container) {
  Fault f = slots.begin();
  for (size_t at = 0, chunk = 1; at < container.size() && f.ok(); chunk = chunk * 7 % 61 + 1) {
    const size_t some = std::min(chunk, container.size() - at);
    f = slots.write({container.data() + at, some});
    at += some;
  }
  if (f.ok()) f = slots.finish().fault();
  return f.ok() ? slots.commit() : f;
}

bool holds(const Result<StoredModel>& stored, const Bytes& model) {
  return stored.ok() &&
         std::equal(model.begin(), model.end(), stored->model.begin(), stored->model.end());
}

struct Geometry {
  const char* name;
  uint32_t page_bytes, unit_bytes, slot_pages;
  bool is_signed, whole_model;
};

constexpr Geometry kGeometries[] = {
    {"units of 4 in pages of 4096", 4096, 4, 1, false, true},
    {"units of 8 in pages of 512", 512, 8, 7, false, true},
    {"units of 32 in pages of 1024, signed", 1024, 32, 4, true, true},
    {"units of 256 that are pages", 256, 256, 16, true, true},
    {"bytes in pages of 64", 64, 1, 8, false, false},
};

/// What the old and new models are: the sine network, or a few bytes where each is an operation.
struct Models {
  explicit Models(const Geometry& g) {
    for (uint32_t version = 1; version <= 4; ++version) {
      Bytes bytes = read_sine_model();
      if (!g.whole_model) bytes.resize(97);
      bytes.back() = static_cast<uint8_t>(version);
      model.push_back(bytes);
      container.push_back(
          tool::make_container({bytes.data(), bytes.size()},
                               {version, 0, DigestKind::Sha256, g.is_signed ? &key : nullptr}));
    }
  }
  tool::SigningKey key = tool::SigningKey::make();
  PublicKey public_key = key.public_key();
  std::vector<Bytes> model, container;  // of versions 1 to 4, at 0 to 3
};

/// A device with version 1 in slot 0 and version 2 in slot 1.
void install_two(Device& device, const Geometry& g, const Models& models) {
  if (g.is_signed) device.policy.keys = {&models.public_key, 1};
  device.policy.accept_unsigned = !g.is_signed;
  ModelSlots slots = device.start();
  EXPECT_TRUE(slots.newest().fault() == fault(Check::NoModel));
  for (int i = 0; i < 2; ++i) EXPECT_TRUE(update(slots, models.container[i]).ok());
}

/// Cuts one operation of the update to version 3; true if version 3 is there afterwards.
bool cut_once(const Device& installed, const Geometry& g, const Models& models, uint32_t operation,
              Cut how) {
  Device device(g.page_bytes, g.unit_bytes, g.slot_pages);
  device.flash = installed.flash;
  device.policy = installed.policy;
  ModelSlots before = device.start();
  device.flash.cut_at(operation, how, operation * 3 + static_cast<uint32_t>(how));
  EXPECT_FALSE(update(before, models.container[2]).ok()) << "power failed";
  EXPECT_FALSE(device.flash.has_power());

  ModelSlots slots = device.start();
  const Result<StoredModel> found = slots.newest();
  const bool is_new = holds(found, models.model[2]);
  EXPECT_TRUE(is_new || holds(found, models.model[1])) << "operation " << operation;
  // What did not arrive arrives now; what did is followed by the next.
  const size_t next = is_new ? 3 : 2;
  EXPECT_TRUE(update(slots, models.container[next]).ok()) << "operation " << operation;
  EXPECT_TRUE(holds(device.start().newest(), models.model[next])) << "operation " << operation;
  EXPECT_EQ(device.flash.misuses(), 0U) << "operation " << operation;
  return is_new;
}

TEST(Slots, PowerFailsAtEveryOperation) {
  uint32_t cuts = 0;
  for (const Geometry& g : kGeometries) {
    const Models models(g);
    Device installed(g.page_bytes, g.unit_bytes, g.slot_pages);
    install_two(installed, g, models);
    Device counting(g.page_bytes, g.unit_bytes, g.slot_pages);
    counting.flash = installed.flash;
    counting.policy = installed.policy;
    const uint64_t before = counting.flash.operations();
    ModelSlots slots = counting.start();
    EXPECT_TRUE(update(slots, models.container[2]).ok());
    const auto operations = static_cast<uint32_t>(counting.flash.operations() - before);
    uint32_t arrived = 0, here = 0;
    for (uint32_t operation = 0; operation < operations; ++operation) {
      for (const Cut how : {Cut::Before, Cut::Amid, Cut::After}) {
        const bool is_new = cut_once(installed, g, models, operation, how);
        // Only the last operation makes it valid.
        EXPECT_TRUE(!is_new || operation == operations - 1) << "operation " << operation;
        arrived += is_new ? 1 : 0;
        ++here;
        if (HasFailure()) return;
      }
    }
    EXPECT_GE(arrived, 1U) << "power fails just after the commit";
    std::printf("slots: %-38s %5u operations, %5u cuts, new model after %u\n", g.name, operations,
                here, arrived);
    cuts += here;
  }
  std::printf("slots: %u cuts; old or new model whole after each, and the next update works\n",
              cuts);
}

class SlotsRefuse : public testing::Test {
 protected:
  SlotsRefuse() { install_two(device, kGeometries[2], models); }

  void refuses(const Bytes& container, const Fault& expected, const char* name) {
    ModelSlots slots = device.start();
    const uint64_t before = device.flash.operations();
    const Fault f = update(slots, container);
    EXPECT_TRUE(f == expected) << name << ": " << int{f.check} << ' ' << f.detail;
    EXPECT_TRUE(holds(device.start().newest(), models.model[1])) << name;
    touched = device.flash.operations() - before;
  }

  const Models models{kGeometries[2]};
  Device device{kGeometries[2].page_bytes, kGeometries[2].unit_bytes, kGeometries[2].slot_pages};
  uint64_t touched = 0;
};

TEST_F(SlotsRefuse, WhatTheHeaderTellsBeforeAnythingIsErased) {
  const Bytes& sine = models.model[2];
  const auto pack = [&](uint32_t version, uint32_t product, const tool::SigningKey* key) {
    return tool::make_container({sine.data(), sine.size()},
                                {version, product, DigestKind::Sha256, key});
  };
  const tool::SigningKey stranger = tool::SigningKey::make();
  const Bytes large(device.slot_bytes - 160 - 15);
  const struct {
    const char* name;
    Bytes container;
    Fault expected;
  } cases[] = {
      {"the same version", models.container[1], fault(Check::OlderVersion, 2)},
      {"an older version", models.container[0], fault(Check::OlderVersion, 1)},
      {"unsigned", pack(9, 0, nullptr), fault(Check::Unsigned)},
      {"another key", pack(9, 0, &stranger), fault(Check::Signature)},
      {"another product", pack(9, 1, &models.key), fault(Check::Product, 1)},
      {"too large",
       tool::make_container({large.data(), large.size()}, {9, 0, DigestKind::Sha256, &models.key}),
       fault(Check::SlotTooSmall, device.slot_bytes - 15)},
      {"no container", sine, fault(Check::NoContainer)},
  };
  for (const auto& c : cases) {
    refuses(c.container, c.expected, c.name);
    EXPECT_EQ(touched, 0U) << c.name;
  }
}

TEST_F(SlotsRefuse, AlteredBytesAndLengths) {
  const Bytes& whole = models.container[2];
  for (size_t at = 0; at < whole.size(); at += at < kContainerHeaderBytes ? 1 : 13) {
    Bytes altered = whole;
    altered[at] ^= static_cast<uint8_t>(1U << at % 8);
    ModelSlots slots = device.start();
    EXPECT_FALSE(update(slots, altered).ok()) << "byte " << at;
    altered = whole;
    altered.resize(at);
    EXPECT_TRUE(update(slots, altered) == fault(Check::Incomplete, static_cast<uint32_t>(at)));
  }
  Bytes longer = whole;
  longer.push_back(0);
  refuses(longer, fault(Check::TooManyBytes, static_cast<uint32_t>(whole.size())), "longer");
  EXPECT_EQ(device.flash.misuses(), 0U);
  ModelSlots slots = device.start();
  EXPECT_TRUE(update(slots, whole).ok()) << "after all that";
}

TEST_F(SlotsRefuse, CallsOutOfTurn) {
  ModelSlots slots = device.start();
  const Bytes& whole = models.container[2];
  const Fault out_of_turn = fault(Check::OutOfTurn);
  EXPECT_TRUE(slots.write({whole.data(), 1}) == out_of_turn);
  EXPECT_TRUE(slots.finish().fault() == out_of_turn);
  EXPECT_TRUE(slots.commit() == out_of_turn);
  EXPECT_TRUE(slots.begin().ok());
  EXPECT_TRUE(slots.commit() == out_of_turn);
  EXPECT_TRUE(slots.write({whole.data(), whole.size()}).ok());
  EXPECT_TRUE(slots.commit() == out_of_turn) << "before it was checked";
  EXPECT_TRUE(slots.finish().ok());
  EXPECT_TRUE(slots.write({whole.data(), 1}) == out_of_turn);
  EXPECT_TRUE(slots.begin().ok()) << "gives up what was not committed";
  EXPECT_TRUE(slots.commit() == out_of_turn);
  EXPECT_TRUE(holds(slots.newest(), models.model[1]));
  EXPECT_TRUE(slots.open(2).fault() == fault(Check::NotCommitted, 2));
}

TEST_F(SlotsRefuse, WhenAModelRots) {
  const Result<StoredModel> newest = device.start().newest();
  ASSERT_TRUE(newest.ok());
  device.flash.bytes()[newest->address + 100] ^= 4;
  EXPECT_TRUE(holds(device.start().newest(), models.model[0])) << "the older one is there still";
  ModelSlots slots = device.start();
  EXPECT_TRUE(update(slots, models.container[1]).ok()) << "and the newer one comes again";
  EXPECT_TRUE(holds(device.start().newest(), models.model[1]));
}

TEST_F(SlotsRefuse, UpdatesWhileCryptographyFails) {
  ModelSlots slots = device.start();
  const auto broken = [](ContainerCrypto crypto) {
    crypto.digest_finish = [](void*, uint8_t*) { return false; };
    return crypto;
  };
  const auto failing = ModelSlots::create(
      device.flash.driver(), {0, device.slot_bytes}, {device.slot_bytes, device.slot_bytes},
      device.policy, broken(device.openssl.functions()), {device.unit.data(), device.unit.size()});
  ASSERT_TRUE(failing.ok());
  ModelSlots copy = *failing;
  EXPECT_TRUE(copy.begin() == fault(Check::CryptographyFailed)) << "or it would take slot 0";
  EXPECT_TRUE(holds(slots.newest(), models.model[1]));
}

TEST(Slots, GeometryIsChecked) {
  SimulatedFlash simulated(256, 8, 8);
  tool::OpenSslCrypto openssl;
  uint8_t unit[8];
  const struct {
    const char* name;
    uint32_t page_bytes, unit_bytes;
    SlotPlace a, b;
    size_t unit_room;
    uint32_t detail;
  } cases[] = {
      {"well", 256, 8, {0, 1024}, {1024, 1024}, 8, 0},
      {"no unit", 256, 0, {0, 1024}, {1024, 1024}, 8, 1},
      {"a unit of 24", 264, 24, {0, 1056}, {1056, 1056}, 24, 1},
      {"a unit of 512", 512, 512, {0, 1024}, {1024, 1024}, 512, 1},
      {"no page", 0, 8, {0, 1024}, {1024, 1024}, 8, 2},
      {"a page of 1.5 units", 12, 8, {0, 1024}, {1024, 1024}, 8, 2},
      {"amid a page", 256, 8, {128, 1024}, {2048, 1024}, 8, 3},
      {"half a page", 256, 8, {0, 128}, {1024, 1024}, 8, 3},
      {"empty", 256, 8, {0, 0}, {1024, 1024}, 8, 3},
      {"beyond 4 GB", 256, 8, {0, 1024}, {0xFFFFFF00, 512}, 8, 4},
      {"the same", 256, 8, {0, 1024}, {0, 1024}, 8, 5},
      {"overlapping", 256, 8, {0, 1024}, {768, 1024}, 8, 5},
      {"no room for a unit", 256, 8, {0, 1024}, {1024, 1024}, 7, 6},
  };
  for (const auto& c : cases) {
    Flash flash = simulated.driver();
    flash.page_bytes = c.page_bytes;
    flash.unit_bytes = c.unit_bytes;
    const Fault f =
        ModelSlots::create(flash, c.a, c.b, {}, openssl.functions(), {unit, c.unit_room}).fault();
    EXPECT_TRUE(f == (c.detail == 0 ? Fault{} : fault(Check::Geometry, c.detail))) << c.name;
  }
  Flash flash = simulated.driver();
  flash.read = nullptr;
  EXPECT_TRUE(
      ModelSlots::create(flash, {0, 1024}, {1024, 1024}, {}, openssl.functions(), unit).fault() ==
      fault(Check::Geometry, 7));
}

}  // namespace
}  // namespace mote::tests
