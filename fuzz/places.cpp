// SPDX-License-Identifier: Apache-2.0
#include "places.h"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <string_view>

namespace mote::fuzz {
namespace {

// A letter for each field: 1, 4, 8 numbers of so many bytes; b, i, l vectors of those; s a string; an
// upper-case letter a table; the same after '*' a vector of tables.
struct TableKind {
  char letter;
  std::string_view fields;
};
constexpr TableKind kTables[] = {
    {'M', "4*C*GS*Bi*D*N*X*X"},  // model; S: string
    {'C', "1S44"},               // operator code
    {'G', "*Tii*OS"},            // subgraph
    {'T', "i14SQ1Pi1*V4"},       // tensor
    {'Q', "iiil1X4"},            // quantisation
    {'P', "ii*L"},               // sparsity
    {'L', "141I1I"},             // level of it
    {'I', "b"},                  // vector of indices
    {'O', "4ii1Xb1bi881X"},      // operator
    {'B', "b88"},                // buffer
    {'D', "S4"},                 // metadata
    {'N', "*E*ESS4"},            // signature
    {'E', "S4"},                 // its tensors
    {'V', "i1"},                 // variant
    {'X', "xxxxxxxxxxxx"},       // options: numbers of unknown width
};
constexpr size_t kMostPlaces = 6000;
constexpr uint32_t kMostElements = 40;

class Walk {
 public:
  explicit Walk(Span<const uint8_t> file) : file_(file), is_known_(file.size()) {}

  std::vector<Place> run() {
    if (file_.size() < 16) return {};
    follow(0, 'M');
    // Tables that were found are visited in turn: nothing recurses, whatever the file says.
    for (size_t i = 0; i < tables_.size() && places_.size() < kMostPlaces; ++i) visit(tables_[i]);
    return std::move(places_);
  }

 private:
  struct Found {
    uint32_t at;
    char letter;
  };

  bool holds(uint64_t at, uint64_t bytes) const { return at + bytes <= file_.size(); }
  uint32_t number(uint32_t at, uint32_t bytes) const {
    uint32_t value = 0;
    std::memcpy(&value, file_.data() + at, bytes);
    return value;
  }
  void add(uint64_t at, uint32_t bytes, Place::Kind kind, uint16_t field) {
    if (!holds(at, bytes) || places_.size() >= kMostPlaces) return;
    places_.push_back({static_cast<uint32_t>(at), static_cast<uint8_t>(bytes), kind, field});
  }
  /// Where the reference at `slot` leads; 0: nowhere.
  uint32_t target_of(uint64_t slot) const {
    if (!holds(slot, 4)) return 0;
    const uint64_t at = slot + number(static_cast<uint32_t>(slot), 4);
    return holds(at, 4) ? static_cast<uint32_t>(at) : 0;
  }
  void follow(uint64_t slot, char letter) {
    const uint32_t at = target_of(slot);
    if (at == 0 || is_known_[at]) return;
    is_known_[at] = true;
    tables_.push_back({at, letter});
  }

  void visit(Found table) {
    const auto* kind = std::find_if(std::begin(kTables), std::end(kTables),
                                    [&](const TableKind& k) { return k.letter == table.letter; });
    const int64_t list = int64_t{table.at} - static_cast<int32_t>(number(table.at, 4));
    add(table.at, 4, Place::kOffset, field(table.letter, 100));
    if (list < 0 || !holds(static_cast<uint64_t>(list), 4)) return;
    const auto list_at = static_cast<uint32_t>(list);
    const uint32_t list_bytes = number(list_at, 2);
    add(list_at, 2, Place::kListEntry, field(table.letter, 101));
    add(list_at + 2, 2, Place::kListEntry, field(table.letter, 102));
    uint16_t index = 0;
    for (size_t i = 0; i < kind->fields.size(); ++i, ++index) {
      const bool is_vector_of_tables = kind->fields[i] == '*';
      if (is_vector_of_tables) ++i;
      const uint32_t entry = list_at + 4 + 2U * index;
      if (4 + 2U * index + 2 > list_bytes || !holds(entry, 2)) continue;
      add(entry, 2, Place::kListEntry, field(table.letter, 103));
      const uint32_t inside = number(entry, 2);
      if (inside == 0) continue;
      visit_field(uint64_t{table.at} + inside, kind->fields[i], is_vector_of_tables,
                  field(table.letter, index));
    }
  }

  void visit_field(uint64_t at, char kind, bool is_vector_of_tables, uint16_t name) {
    switch (kind) {
      case '1': return add(at, 1, Place::kScalar, name);
      case '4': return add(at, 4, Place::kScalar, name);
      case 'x': return add(at, holds(at, 4) && at % 4 == 0 ? 4 : 1, Place::kScalar, name);
      case '8': return add(at, 8, Place::kScalar, name);
      default: break;
    }
    add(at, 4, Place::kOffset, name);
    const uint32_t to = target_of(at);
    if (to == 0) return;
    if (!is_vector_of_tables && kind >= 'A' && kind <= 'Z' && kind != 'S') {
      return follow(at, kind);
    }
    add(to, 4, Place::kCount, name);
    const uint32_t count = number(to, 4);
    const uint32_t width = is_vector_of_tables || kind == 'i' ? 4 : kind == 'l' ? 8 : 1;
    const uint32_t stride = 1 + (is_vector_of_tables ? 0 : count / kMostElements);
    for (uint64_t i = 0; i < count && holds(to + 4 + i * width, width); i += stride) {
      const uint64_t element = to + 4 + i * width;
      add(element, width, is_vector_of_tables ? Place::kOffset : Place::kElement, name);
      if (is_vector_of_tables) follow(element, kind);
      if (places_.size() >= kMostPlaces) return;
    }
  }

  static uint16_t field(char letter, uint16_t number) {
    return static_cast<uint16_t>(letter << 8 | number);
  }

  Span<const uint8_t> file_;
  std::vector<bool> is_known_;  ///< a table at this byte
  std::vector<Found> tables_;
  std::vector<Place> places_;
};

}  // namespace

std::vector<Place> places_of(Span<const uint8_t> file) { return Walk(file).run(); }

}  // namespace mote::fuzz
