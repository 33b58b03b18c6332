// SPDX-License-Identifier: Apache-2.0
#include "plan/regions.h"

#include <algorithm>
#include <functional>
#include <numeric>

namespace mote::compiler {
namespace {

constexpr uint32_t kUnassigned = 0xFFFFFFFF;
constexpr uint32_t kMostTrials = 2000;
/// For one region while others are still open; enough for a chain of a hundred layers.
constexpr uint64_t kEffortOfTrial = 20'000;

class Division {
 public:
  Division(Span<const plan::Buffer> buffers, const std::vector<uint64_t>& touched,
           const std::vector<Region>& regions, uint32_t align_bytes,
           const std::vector<Overlap>& overlaps)
      : buffers_(buffers), touched_(touched), regions_(regions), align_bytes_(align_bytes),
        overlaps_(overlaps), region_of_(buffers.size(), kUnassigned) {
    for (uint32_t i = 0; i < buffers.size(); ++i) {
      if (buffers[i].bytes != 0) order_.push_back(i);
    }
  }

  /// By region of each buffer; empty: none was found.
  std::vector<uint32_t> run() {
    // What is touched most for its size first; then the largest first, which fits where that does not.
    search([&](uint32_t a, uint32_t b) {
      return touched_[a] * buffers_[b].bytes > touched_[b] * buffers_[a].bytes;
    });
    search([&](uint32_t a, uint32_t b) { return buffers_[a].bytes > buffers_[b].bytes; });
    return best_;
  }

  /// Places the buffers of one region; bytes, or kNotPlaced.
  uint32_t place(uint32_t region, const std::vector<uint32_t>& region_of, uint64_t effort,
                 std::vector<plan::Buffer>& placed) const {
    placed.assign(buffers_.begin(), buffers_.end());
    for (size_t i = 0; i < placed.size(); ++i) {
      if (region_of[i] != region) placed[i].bytes = 0;
    }
    return best_plan({placed.data(), placed.size()}, align_bytes_, overlaps_, effort).bytes;
  }

 private:
  void search(const std::function<bool(uint32_t, uint32_t)>& before) {
    std::stable_sort(order_.begin(), order_.end(), before);
    trials_ = 0;
    assign(0, 0);
  }

  void assign(size_t at, uint64_t cost) {
    if (!best_.empty() && cost >= best_cost_) return;
    if (at == order_.size()) {
      best_ = region_of_;
      best_cost_ = cost;
      return;
    }
    const uint32_t i = order_[at];
    for (uint32_t region = 0; region < regions_.size(); ++region) {
      if (++trials_ > kMostTrials) break;
      region_of_[i] = region;
      std::vector<plan::Buffer> placed;
      if (place(region, region_of_, kEffortOfTrial, placed) <= regions_[region].bytes) {
        assign(at + 1, cost + touched_[i] * region);
      }
    }
    region_of_[i] = kUnassigned;
  }

  Span<const plan::Buffer> buffers_;
  const std::vector<uint64_t>& touched_;
  const std::vector<Region>& regions_;
  uint32_t align_bytes_;
  const std::vector<Overlap>& overlaps_;
  std::vector<uint32_t> order_, region_of_, best_;
  uint64_t best_cost_ = 0;
  uint32_t trials_ = 0;
};

}  // namespace

RegionPlan plan_regions(Span<plan::Buffer> buffers, const std::vector<uint64_t>& touched,
                        const std::vector<Region>& regions, uint32_t align_bytes,
                        const std::vector<Overlap>& overlaps) {
  RegionPlan plan;
  Division division(buffers, touched, regions, align_bytes, overlaps);
  std::vector<uint32_t> region_of = division.run();
  plan.fits = !region_of.empty();
  if (!plan.fits) {
    std::vector<Region> wider = regions;
    wider.back().bytes = plan::kMostBytes;
    if (regions.back().bytes == plan::kMostBytes) return plan;
    std::vector<uint64_t> sizes;  // so that the last region gets little
    for (const plan::Buffer& buffer : buffers) sizes.push_back(buffer.bytes);
    const RegionPlan with_more = plan_regions(buffers, sizes, wider, align_bytes, overlaps);
    if (with_more.fits) plan.last_region_needs = with_more.bytes.back();
    return plan;
  }
  plan.touched.assign(regions.size(), 0);
  for (uint32_t region = 0; region < regions.size(); ++region) {
    std::vector<plan::Buffer> placed;
    plan.bytes.push_back(division.place(region, region_of, kDefaultEffort, placed));
    for (uint32_t i = 0; i < buffers.size(); ++i) {
      if (region_of[i] != region || buffers[i].bytes == 0) continue;
      buffers[i].offset = placed[i].offset;
      plan.touched[region] += touched[i];
    }
  }
  std::replace(region_of.begin(), region_of.end(), kUnassigned, 0U);
  plan.region_of = std::move(region_of);
  return plan;
}

}  // namespace mote::compiler
