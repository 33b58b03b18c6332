// SPDX-License-Identifier: Apache-2.0
#include "rows/band.h"

#include <algorithm>

namespace mote::compiler {
namespace {

class Maker {
 public:
  Maker(const std::vector<RowStep>& steps, const std::vector<RecordUse>& uses, int64_t fed)
      : uses_(uses), fed_(fed) {
    band_.steps = steps;
    band_.first_step = steps.front().step;
    band_.last_step = steps.back().step;
  }

  std::optional<Band> make(int32_t rows) {
    if (!find_buffers() || !find_speeds(rows)) return std::nullopt;
    simulate();
    for (const auto& overlap : overlaps_) band_.overlaps.push_back(overlap);
    for (const RowStep& step : band_.steps) {
      band_.cost += step.call_cost * (static_cast<uint64_t>(band_.turns) - 1);
    }
    band_.cost += band_.moved_bytes / 2;
    return std::move(band_);
  }

 private:
  uint32_t first_time() const { return band_.first_step + 1; }
  uint32_t last_time() const { return band_.last_step + 1; }

  uint32_t buffer_of(const RowStep::Operand& operand, int32_t height) {
    for (uint32_t i = 0; i < band_.buffers.size(); ++i) {
      if (band_.buffers[i].record == operand.record) return i;
    }
    band_.buffers.push_back(
        {operand.record, BandBuffer::kWhole, height, operand.row_bytes, height, 0, 0, 0, {}});
    return static_cast<uint32_t>(band_.buffers.size() - 1);
  }

  bool find_buffers() {
    for (uint32_t s = 0; s < band_.steps.size(); ++s) {
      const RowStep& step = band_.steps[s];
      if (uses_[step.output.record].is_kept) return false;
      band_.inputs.emplace_back();
      for (const RowStep::Operand& operand : step.inputs) {
        const uint32_t record = operand.record;
        if (record == step.output.record || uses_[record].is_kept) return false;
        const uint32_t buffer = buffer_of(operand, step.geometry.input_height);
        if (static_cast<int64_t>(record) == fed_) band_.buffers[buffer].kind = BandBuffer::kFed;
        if (band_.buffers[buffer].height != step.geometry.input_height) return false;
        if (band_.buffers[buffer].kind == BandBuffer::kWhole &&
            uses_[record].first_time >= first_time()) {
          return false;  // written by something in between that is no step of the band
        }
        band_.inputs.back().push_back(buffer);
        band_.buffers[buffer].readers.push_back(s);
      }
      const size_t before = band_.buffers.size();
      band_.outputs.push_back(buffer_of(step.output, step.geometry.output_height));
      if (band_.buffers.size() == before) return false;  // written twice
      if (s + 1 == band_.steps.size()) continue;
      band_.buffers.back().kind = BandBuffer::kRows;
    }
    return std::all_of(band_.buffers.begin(), band_.buffers.end(), [this](const BandBuffer& b) {
      const RecordUse& use = uses_[b.record];
      if (b.kind == BandBuffer::kWhole) return true;
      // Nobody else looks at it: neither before, at an input, nor after.
      if (b.kind == BandBuffer::kFed && use.first_time < first_time()) return false;
      return use.tensors == 1 && use.last_time <= last_time() && !b.readers.empty();
    });
  }

  /// From the last step backwards: how far each must come in a turn.
  bool find_speeds(int32_t rows) {
    BandBuffer& output = band_.buffers[band_.outputs.back()];
    output.per_turn = rows;
    output.most = output.height;
    band_.turns = (output.height + rows - 1) / rows;
    for (uint32_t s = static_cast<uint32_t>(band_.steps.size()); s-- > 0;) {
      const BandBuffer to = band_.buffers[band_.outputs[s]];
      const RowGeometry& g = band_.steps[s].geometry;
      for (const uint32_t i : band_.inputs[s]) {
        BandBuffer& from = band_.buffers[i];
        const int32_t per_turn = to.per_turn * g.stride;
        if (from.per_turn != 0 && from.per_turn != per_turn) return false;
        const int32_t ahead = (to.ahead - 1) * g.stride - g.pad_top + g.extent;
        from.ahead = from.per_turn == 0 ? ahead : std::max(from.ahead, ahead);
        from.per_turn = per_turn;
        from.most = std::max(from.most, g.end_for(to.most));
      }
    }
    return std::all_of(band_.buffers.begin(), band_.buffers.end(),
                       [](const BandBuffer& b) { return b.per_turn > 0 && b.most > 0; });
  }

  static int32_t end_after(const BandBuffer& b, int32_t turn) {
    return std::max(0, std::min(b.most, b.per_turn * turn + b.ahead));
  }

  /// First row of a buffer that a reader still needs, given how far each has come.
  int32_t needed(const BandBuffer& b, const std::vector<int32_t>& ends) const {
    int32_t row = b.height;
    for (const uint32_t reader : b.readers) {
      const uint32_t output = band_.outputs[reader];
      if (ends[output] >= band_.buffers[output].most) continue;
      row = std::min(row, band_.steps[reader].geometry.first_for(ends[output]));
    }
    return row;
  }

  /// The same as compiled code finds it: a reader that is done counts like the others.
  int32_t kept_from(const BandBuffer& b, const std::vector<int32_t>& ends) const {
    int32_t row = b.height;
    for (const uint32_t reader : b.readers) {
      row = std::min(row, band_.steps[reader].geometry.first_for(ends[band_.outputs[reader]]));
    }
    return row;
  }

  void simulate() {
    std::vector<int32_t> firsts(band_.buffers.size(), 0), ends(band_.buffers.size(), 0);
    for (BandBuffer& b : band_.buffers) {
      if (b.kind != BandBuffer::kWhole) b.rows = 0;
    }
    const auto grow = [&](uint32_t i, int32_t turn) {
      BandBuffer& b = band_.buffers[i];
      if (b.kind != BandBuffer::kWhole) {
        const int32_t first = std::min(kept_from(b, ends), ends[i]);
        if (first > firsts[i]) {
          band_.moved_bytes += static_cast<uint64_t>(ends[i] - first) * b.row_bytes;
          firsts[i] = first;
        }
      }
      ends[i] = std::max(ends[i], end_after(b, turn));
      if (b.kind != BandBuffer::kWhole) b.rows = std::max(b.rows, ends[i] - firsts[i]);
    };
    for (int32_t turn = 1; turn <= band_.turns; ++turn) {
      for (uint32_t i = 0; i < band_.buffers.size(); ++i) {
        if (band_.buffers[i].kind == BandBuffer::kFed) grow(i, turn);
      }
      for (uint32_t s = 0; s < band_.steps.size(); ++s) {
        const uint32_t i = band_.outputs[s];
        if (s + 1 == band_.steps.size()) before_output(ends, end_after(band_.buffers[i], turn));
        const int32_t before = ends[i];
        grow(i, turn);
        if (ends[i] > before) ++band_.calls;
      }
      after_turn(ends);
    }
  }

  uint32_t overlap_with(uint32_t record) {
    for (uint32_t i = 0; i < overlaps_.size(); ++i) {
      if (overlaps_[i].input == record) return i;
    }
    overlaps_.push_back({record, band_.output().record, INT32_MIN, 1});
    return static_cast<uint32_t>(overlaps_.size() - 1);
  }

  /// Bytes of the output up to row `end` are written while row `first` of a buffer is still needed.
  void keep_apart(const BandBuffer& b, int32_t end, int32_t first) {
    const RecordUse& use = uses_[b.record];
    if (b.kind != BandBuffer::kWhole || b.record == band_.output().record) return;
    if (use.is_kept || use.last_time > last_time()) return;
    Overlap& overlap = overlaps_[overlap_with(b.record)];
    const int64_t lead = int64_t{end} * band_.output().row_bytes - int64_t{first} * b.row_bytes;
    overlap.lead_bytes = std::max(overlap.lead_bytes, static_cast<int32_t>(lead));
  }

  /// The last step reads some whole tensor while it writes.
  void before_output(const std::vector<int32_t>& ends, int32_t end) {
    const RowStep& last = band_.steps.back();
    for (const uint32_t i : band_.inputs.back()) {
      const BandBuffer& b = band_.buffers[i];
      const int32_t first = last.geometry.first_for(ends[band_.outputs.back()]);
      if (last.geometry.is_elementwise && b.row_bytes == band_.output().row_bytes) {
        keep_apart(b, 0, 0);  // element for element: not behind
      } else {
        keep_apart(b, end, first);
      }
    }
  }
  void after_turn(const std::vector<int32_t>& ends) {
    for (const BandBuffer& b : band_.buffers) {
      keep_apart(b, ends[band_.outputs.back()], needed(b, ends));
    }
  }

  const std::vector<RecordUse>& uses_;
  int64_t fed_;
  Band band_{};
  std::vector<Overlap> overlaps_;
};

}  // namespace

std::optional<Band> make_band(const std::vector<RowStep>& steps, const std::vector<RecordUse>& uses,
                              int32_t rows, int64_t fed) {
  return Maker(steps, uses, fed).make(rows);
}

}  // namespace mote::compiler
