// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstring>

#include "mutate.h"
#include "places.h"

namespace mote::fuzz {
namespace {

uint64_t number_at(const Bytes& file, const Place& place) {
  uint64_t value = 0;
  std::memcpy(&value, &file[place.at], place.bytes);
  return value;
}

void store(Bytes& file, const Place& place, uint64_t value) {
  std::memcpy(&file[place.at], &value, place.bytes);
}

/// A kind of field first, then one of its places: long vectors are not all that is changed.
const Place& pick(const std::vector<Place>& places, Random& random) {
  std::vector<uint32_t> kinds;
  for (const Place& place : places) kinds.push_back(place.field << 4 | place.kind);
  std::sort(kinds.begin(), kinds.end());
  kinds.erase(std::unique(kinds.begin(), kinds.end()), kinds.end());
  // Fields say more than the plumbing around them.
  for (int tries = 0; tries < 4; ++tries) {
    const uint32_t kind = kinds[random.below(static_cast<uint32_t>(kinds.size()))];
    const bool is_plumbing = (kind & 15) >= Place::kOffset;
    if (is_plumbing && tries < 3 && !random.chance(20)) continue;
    std::vector<const Place*> such;
    for (const Place& place : places) {
      if ((static_cast<uint32_t>(place.field) << 4 | place.kind) == kind) such.push_back(&place);
    }
    return *such[random.below(static_cast<uint32_t>(such.size()))];
  }
  return places[random.below(static_cast<uint32_t>(places.size()))];
}

void change(Bytes& file, const std::vector<Place>& places, Random& random) {
  const Place& place = pick(places, random);
  const uint64_t before = number_at(file, place);
  switch (random.below(6)) {
    case 0: return store(file, place, before + 1);
    case 1: return store(file, place, before - 1);
    case 2: return store(file, place, before ^ uint64_t{1} << random.below(8 * place.bytes));
    case 3: {
      std::vector<const Place*> such;
      for (const Place& other : places) {
        if (other.bytes == place.bytes && (other.field == place.field || random.chance(3))) {
          such.push_back(&other);
        }
      }
      if (such.empty()) return;
      const Place& other = *such[random.below(static_cast<uint32_t>(such.size()))];
      const uint64_t theirs = number_at(file, other);
      if (place.kind == Place::kOffset) {  // to what the other one refers to
        return store(file, place, theirs + other.at - place.at);
      }
      store(file, place, theirs);
      if (random.chance(50)) store(file, other, before);
      return;
    }
    default: return store(file, place, telling_number(random, place.bytes));
  }
}

}  // namespace

uint64_t telling_number(Random& random, uint32_t bytes) {
  const uint32_t bits = 8 * bytes;
  switch (random.below(8)) {
    case 0: return random.next();
    case 1: return uint64_t{1} << random.below(bits);
    case 2: return (uint64_t{1} << random.below(bits)) - 1;
    case 3: return ~uint64_t{0} - random.below(4);
    case 4: return (uint64_t{1} << (bits - 1)) - random.below(3);
    case 5: return random.below(256);
    default: return random.below(10);
  }
}

bool mutate_fields(Bytes& file, Random& random) {
  const std::vector<Place> places = places_of({file.data(), file.size()});
  if (places.empty()) return false;
  const uint32_t changes = 1 + (random.chance(40) ? random.below(4) : 0);
  for (uint32_t i = 0; i < changes; ++i) change(file, places, random);
  return true;
}

void mutate_bits(Bytes& file, Random& random) {
  if (file.size() < 8) return;
  const auto size = static_cast<uint32_t>(file.size());
  // Tables are at the beginning and the end; weights in the middle would hide them.
  const uint32_t reach = random.chance(70) ? std::min(size, 4096U) : size;
  const auto draw = [&] {
    const uint32_t at = random.below(reach);
    return random.chance(50) ? at : size - 1 - at;
  };
  switch (random.below(4)) {
    case 0: file.resize(draw()); return;
    case 1: {
      const uint32_t a = std::min(draw() & ~3U, size - 4);
      const uint32_t b = std::min(draw() & ~3U, size - 4);
      for (uint32_t i = 0; i < 4; ++i) std::swap(file[a + i], file[b + i]);
      return;
    }
    default:
      for (uint32_t flips = 1 + random.below(3); flips != 0; --flips) {
        file[draw()] ^= static_cast<uint8_t>(1U << random.below(8));
      }
  }
}

}  // namespace mote::fuzz
