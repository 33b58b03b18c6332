// SPDX-License-Identifier: Apache-2.0
// Bands that follow each other are chosen one by one: what a band costs and how much memory it needs
// depends on no other. So the cheapest way to any step is the cheapest way to the start of the band
// that ends there, and that band.
#include "rows/schedule.h"

#include <algorithm>
#include <limits>

#include "base/bytes.h"

namespace mote::compiler {
namespace {

constexpr uint32_t kAlign = 8;
/// Longer bands gain nothing on any network known to us, and take long to try.
constexpr uint32_t kMostSteps = 24;
constexpr int32_t kRows[] = {32, 24, 16, 12, 8, 6, 5, 4, 3, 2, 1};

uint64_t aligned(uint64_t bytes) { return (bytes + kAlign - 1) / kAlign * kAlign; }

}  // namespace

std::optional<std::vector<Band>> Scheduler::cheapest(uint32_t ram_bytes) const {
  const auto count = static_cast<uint32_t>(table_.steps.size());
  constexpr uint64_t kNever = std::numeric_limits<uint64_t>::max();
  std::vector<uint64_t> costs(count + 1, kNever);
  std::vector<const Segment*> ways(count + 1, nullptr);
  costs[0] = 0;
  for (const Segment& segment : segments_) {
    if (costs[segment.first] == kNever || segment.bytes > ram_bytes) continue;
    const uint64_t cost = costs[segment.first] + segment.cost;
    if (cost >= costs[segment.last + 1]) continue;
    costs[segment.last + 1] = cost;
    ways[segment.last + 1] = &segment;
  }
  if (costs[count] == kNever) return std::nullopt;
  std::vector<Band> bands;
  for (uint32_t at = count; at != 0; at = ways[at]->first) {
    if (ways[at]->band) bands.push_back(*ways[at]->band);
  }
  std::reverse(bands.begin(), bands.end());
  return bands;
}

std::vector<Band> Scheduler::longest(int32_t rows) const {
  std::vector<Band> bands;
  for (uint32_t first = 0; first < table_.steps.size(); ++first) {
    std::vector<RowStep> steps;
    std::optional<Band> found;
    uint32_t end = first;
    for (uint32_t last = first; last < table_.steps.size() && last < first + kMostSteps; ++last) {
      const Timetable::Item& item = table_.steps[last];
      if (item.is_silent) continue;
      if (!item.rows) break;
      steps.push_back(*item.rows);
      std::optional<Band> band = make_band(steps, table_.uses, rows, table_.fed);
      if (!band) continue;
      band->first_step = first;
      end = last;
      found = std::move(band);
    }
    if (!found) continue;
    bands.push_back(std::move(*found));
    first = end;
  }
  return bands;
}

/// Of all ways, the least of the greatest bytes.
uint64_t Scheduler::least_bytes() const {
  std::vector<uint64_t> least(table_.steps.size() + 1, std::numeric_limits<uint64_t>::max());
  least[0] = table_.state_bytes;
  for (const Segment& segment : segments_) {
    uint64_t& to = least[segment.last + 1];
    to = std::min(to, std::max(least[segment.first], segment.bytes));
  }
  return least.back();
}

Scheduler::Scheduler(const Timetable& timetable) : table_(timetable) {
  for (uint32_t first = 0; first < table_.steps.size(); ++first) {
    segments_.push_back({first, first, bytes_of(first, first, nullptr), 0, std::nullopt});
    std::vector<RowStep> steps;
    for (uint32_t last = first; last < table_.steps.size() && last < first + kMostSteps; ++last) {
      const Timetable::Item& item = table_.steps[last];
      if (item.is_silent) continue;
      if (!item.rows) break;
      steps.push_back(*item.rows);
      add_bands(first, last, steps);
    }
  }
}

void Scheduler::add_bands(uint32_t first, uint32_t last, const std::vector<RowStep>& steps) {
  uint64_t least = std::numeric_limits<uint64_t>::max();
  for (const int32_t rows : kRows) {
    if (rows >= steps.back().geometry.output_height) continue;
    std::optional<Band> band = make_band(steps, table_.uses, rows, table_.fed);
    if (!band) return;
    band->first_step = first;
    const uint64_t bytes = bytes_of(first, last, &*band);
    if (bytes >= least) continue;  // costs more for nothing
    least = bytes;
    segments_.push_back({first, last, bytes, band->cost, std::move(band)});
  }
}

/// Bytes alive while a segment runs.
uint64_t Scheduler::bytes_of(uint32_t first, uint32_t last, const Band* band) const {
  uint64_t bytes = table_.state_bytes, scratch = 0;
  for (uint32_t i = 0; i < table_.uses.size(); ++i) {
    const RecordUse& use = table_.uses[i];
    if (use.is_kept || use.last_time < first + 1 || use.first_time > last + 1) continue;
    if (i < table_.steps.size()) {
      scratch = std::max(scratch, aligned(use.bytes));
      continue;
    }
    const BandBuffer* buffer = nullptr;
    const bool is_fed = static_cast<int64_t>(i) == table_.fed;
    for (uint32_t j = 0; band != nullptr && j < band->buffers.size(); ++j) {
      if (band->buffers[j].record == i) buffer = &band->buffers[j];
    }
    if (is_fed && buffer == nullptr) return std::numeric_limits<uint32_t>::max();
    bytes += aligned(buffer == nullptr ? use.bytes : buffer->bytes());
  }
  return bytes + scratch - saved(band == nullptr ? table_.steps[first].overlaps : band->overlaps);
}

/// By an output that lies over an input.
uint64_t Scheduler::saved(const std::vector<Overlap>& overlaps) const {
  uint64_t most = 0;
  for (const Overlap& overlap : overlaps) {
    const uint64_t input = aligned(table_.uses[overlap.input].bytes);
    const uint64_t output = aligned(table_.uses[overlap.output].bytes);
    const uint64_t lead = aligned(static_cast<uint64_t>(std::max(overlap.lead_bytes, 0)));
    const uint64_t together = std::max(output, input + lead);
    if (together < input + output) most = std::max(most, input + output - together);
  }
  return most;
}

}  // namespace mote::compiler
