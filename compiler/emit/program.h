// SPDX-License-Identifier: Apache-2.0
// A verified model prepared as a device would do it, with the arena that compiled code needs: state
// and planned buffers, but no steps, places or params, which are constants of the code.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "mote/model.h"
#include "overlap/overlap.h"
#include "plan/regions.h"
#include "rows/band.h"
#include "streaming/stream.h"
#include "runtime/layout.h"

namespace mote::compiler {

class Program {
 public:
  /// Prepares every step. `fault()` says why it cannot be; nothing else may be asked then.
  explicit Program(const mote::Model& model);
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  const Fault& fault() const { return layout_.fault(); }
  uint32_t step_count() const { return layout_.step_count(); }
  Layout& layout() { return layout_; }
  const uint8_t* file() const { return layout_.file(); }
  /// Of the entry that runs a step, as in mote/ops.inc.
  const char* entry_of(uint32_t step) const;
  const char* room_of(uint32_t step) const;
  /// The step's params as prepare left them.
  const uint8_t* params_of(uint32_t step) { return &layout_.params_of<uint8_t>(step); }
  uint32_t params_bytes_of(uint32_t step) const { return layout_.def_of(step).params_bytes; }

  /// A step's call needs no scratch in compiled code. Only before plan().
  void drop_scratch(uint32_t step);
  /// The same with another amount.
  void set_scratch(uint32_t step, uint32_t bytes);
  /// Lets a tensor that step `last` is the last to read live until step `later`. False if that cannot
  /// be: it is part of the state, or something else takes its memory in between.
  bool keep_until(uint32_t first_place, uint32_t tensor, uint32_t last, uint32_t later);
  /// Nothing writes or reads a tensor any more.
  void drop_tensor(uint32_t first_place, uint32_t tensor);
  /// Where a step of the main subgraph writes its first output over an input, gives the output memory
  /// of its own. True if it was so.
  bool unshare(uint32_t step);
  /// Runs the steps of a band together: what their tensors need of memory, and until when.
  void run_together(const Band& band);
  /// Tensors that roll are there with a few rows, of which some stay from run to run.
  void stream(const Stream& stream);
  /// An output may lie over an input: indices of records().
  void allow(const Overlap& overlap) { overlaps_.push_back(overlap); }
  const std::vector<Overlap>& overlaps() const { return overlaps_; }
  /// Record of a tensor in the layout's table; -1: it is a constant or nothing.
  int64_t record_of(uint32_t first_place, uint32_t tensor) const;
  /// Of each record.
  std::vector<RecordUse> uses() const;
  /// Changes of buffers and overlaps can be taken back.
  struct Buffers {
    std::vector<plan::Buffer> all;
    std::vector<Overlap> overlaps;
    std::vector<uint32_t> places;
  };
  Buffers buffers() const { return {buffers_, overlaps_, places_}; }
  void restore(Buffers buffers) {
    buffers_ = std::move(buffers.all);
    overlaps_ = std::move(buffers.overlaps);
    places_ = std::move(buffers.places);
  }
  /// Lets output 0 of a step take the place of an input tensor as far as its kernel is done with it,
  /// if nothing else needs the input then: it ends there, is no state, and no other operand.
  /// `trail_bytes`: how far behind the input's start the output may begin if the step is run from its
  /// last row upwards; or Overlap::kNever.
  void allow_overlap(uint32_t step, uint32_t input_tensor, const KernelOverlap& overlap,
                     int32_t trail_bytes);
  /// After plan(): the output lies over the input nearer than the lead lets it, so by its trail: behind
  /// the input's start, or at it or a little before it where the trail is no more.
  bool is_downward(const Overlap& overlap) const {
    const plan::Buffer& input = buffers_[overlap.input];
    const plan::Buffer& output = buffers_[overlap.output];
    return output.offset < input.offset + input.bytes &&
           input.offset < output.offset + output.bytes &&
           (overlap.lead_bytes == Overlap::kNever ||
            int64_t{input.offset} - output.offset < overlap.lead_bytes);
  }
  /// The memories that there are, fastest first; none: one, of any size. Only before plan().
  void set_regions(std::vector<Region> regions) { regions_ = std::move(regions); }
  /// Memory that is not the program's, placed beside it: it may hold what the application likes at the
  /// moments from `first` to `last` (0: inputs are written, i + 1: step i, the last one: outputs are
  /// read), and is overwritten at others.
  struct ApplicationBuffer {
    std::string name;
    uint32_t bytes, first, last;
  };
  /// Only before plan().
  void add(const ApplicationBuffer& buffer);
  const std::vector<ApplicationBuffer>& application_buffers() const { return application_; }
  uint32_t record_of_application(uint32_t i) const { return first_application_ + i; }
  /// Two memories instead of one: the class holds the state and the outputs, and what is free to be
  /// overwritten between runs is in an arena of that name, which others may use then. Not with
  /// regions. Only before plan().
  void share_arena(std::string name) { shared_name_ = std::move(name); }
  const std::string& shared_arena() const { return shared_name_; }

  /// Places everything; false if it takes more bytes than there can be, or than the regions have.
  bool plan();
  uint32_t arena_bytes() const { return arena_bytes_; }
  uint32_t state_bytes() const { return layout_.state_bytes(); }
  /// No plan for this order of steps can be smaller.
  uint32_t least_arena_bytes() const { return least_bytes_; }
  /// True if it is known that there is no smaller plan.
  bool is_optimal() const { return arena_bytes_ == least_bytes_; }
  /// Where the state is.
  uint32_t state_at() const { return state_at_; }

  /// A region after plan(). Offsets are those of one memory in which they stand one after the other.
  struct PlannedRegion {
    std::string name;
    uint32_t size;           ///< that there are
    uint32_t begin, bytes;   ///< that are used
    uint64_t touched_bytes;  ///< written and read there in one run
  };
  const std::vector<PlannedRegion>& regions() const { return planned_regions_; }
  /// If the regions were too small: a size of the last one that would do; 0: none.
  uint32_t last_region_needs() const { return last_region_needs_; }
  /// Of each record, bytes that one run writes and reads: a tensor is written once and read by each of
  /// its readers, by layers with weights once for each multiply-accumulate; scratch counts twice.
  /// Of the state as a whole: the last one.
  std::vector<uint64_t> touched_bytes() const;

  // After plan(): bytes from the arena's start.

  /// Where a tensor's elements are.
  struct Place {
    enum Kind : uint8_t { kNothing, kArena, kConstant } kind;
    uint32_t at;  ///< in the arena, or in the model
  };
  Place place_of(uint32_t first_place, uint32_t tensor) const;
  uint32_t scratch_of(uint32_t step) const { return offset_of(buffers_[step]); }
  uint32_t offset_of(uint32_t record) const { return offset_of(buffers_[record]); }

  uint32_t offset_of(const plan::Buffer& buffer) const;

  /// The planner's table: scratch of each step, then tensors; step i runs at moment i + 1.
  const std::vector<plan::Buffer>& records() const { return buffers_; }

 private:
  std::vector<uint64_t> memory_;  ///< the layout's
  Layout layout_;
  std::vector<plan::Buffer> buffers_;
  std::vector<Overlap> overlaps_;
  std::vector<uint32_t> places_;  ///< as the layout's
  std::vector<ApplicationBuffer> application_;
  uint32_t first_application_ = 0;  ///< record of the first of them
  std::string shared_name_;
  bool plan_in_regions();
  bool plan_in_shared_arena();
  std::vector<plan::Buffer> without_state() const;

  std::vector<Region> regions_;
  std::vector<PlannedRegion> planned_regions_;
  uint32_t arena_bytes_ = 0, least_bytes_ = 0;
  uint32_t planned_at_ = 0, state_at_ = 0;  ///< where offsets of the planner, of the state begin
  uint32_t last_region_needs_ = 0;
};

}  // namespace mote::compiler
