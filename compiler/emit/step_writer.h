// SPDX-License-Identifier: Apache-2.0
// What a room sees of a step whose call it prints (src/ops/ROOM/compiled.cpp), and where it prints:
// operands as expressions, constants, the call.
#pragma once

#include <any>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "emit/absorbed_padding.h"
#include "emit/literal.h"
#include "emit/program.h"
#include "emit/target.h"
#include "emit/tensor_text.h"
#include "ops/shared/channel_scales.h"
#include "ops/shared/hybrid.h"
#include "overlap/overlap.h"
#include "rows/band.h"
#include "weights/compressed_layer.h"

namespace mote::compiler {

/// The text of a source file that grows step by step.
class SourceText {
 public:
  std::set<std::string> headers;
  std::string constants;
  std::string body;
  uint32_t weight_bytes = 0;    ///< of the model's constants
  uint32_t constant_bytes = 0;  ///< of params, multipliers and tables

  void comment(const std::string& words) {
    body += comment_lines(std::string(indent * 2, ' ') + "// ", words);
  }
  void line(const std::string& statement) { body += wrapped_line(statement, indent * 2); }
  /// Declares a constant, or finds an equal one: `declaration` up to its name, and after it.
  std::string declare(const std::string& name, const std::string& type, const std::string& extent,
                      const std::string& value, uint32_t bytes, const std::string& comment);

  uint32_t indent = 1;
  /// Where in the body each step that no other contains begins.
  std::vector<size_t> step_begins;
  void begin_step() {
    if (indent == 1) step_begins.push_back(body.size());
  }
  std::vector<std::string> declared;  ///< names of all constants, in order

  const Target* target = &kTargets[0];
  std::map<uint32_t, std::any> packed;   ///< what was packed for a step's kernel
  std::map<uint32_t, std::string> slow;  ///< why a step has the reference kernel
  std::vector<std::string> kernels;      ///< what each step calls
  std::optional<Stream> stream;
  std::vector<Band> bands;      ///< steps that run by rows
  std::set<uint32_t> downward;  ///< steps that run row by row from the last row up
  std::set<uint32_t> by_rows;   ///< they, for kernels that are packed otherwise then
  CompressOptions compress;
  std::vector<CompressedLayer> compressed;

 private:
  std::map<std::string, std::string> names_;  ///< by type and value
  std::set<std::string> taken_;
};

class StepWriter {
 public:
  StepWriter(Program& program, SourceText& text, uint32_t step)
      : program_(program), text_(text), step_(step), scratch_step_(step) {}
  StepWriter(Program& program, SourceText& text, uint32_t step, const AbsorbedPadding& padding)
      : program_(program), text_(text), step_(step), scratch_step_(step), padding_(&padding) {}

  uint32_t step() const { return step_; }
  Program& program() { return program_; }
  template <class Params>
  const Params& params() const {
    return program_.layout().params_of<Params>(step_);
  }
  /// Index of a tensor in its subgraph; -1: none.
  int32_t index_of(TensorSlot slot) const;
  format::TensorView tensor(TensorSlot slot) const;
  uint32_t input_count() const;
  uint32_t output_count() const;

  // Expressions. T is the kernel's element: int8_t, Unaligned<float> ...

  template <class T>
  std::string input(uint32_t i) {
    return elements(input_slot(i), type_text<T>());
  }
  template <class T>
  std::string output(uint32_t i) {
    return elements(output_slot(i), type_text<T>());
  }
  template <class T>
  std::string scratch() const {
    return "at<" + type_text<T>() + ">(" + std::to_string(program_.scratch_of(scratch_step_)) + ")";
  }
  std::string bytes(TensorSlot slot) { return elements(slot, "uint8_t"); }
  std::string elements(TensorSlot slot, const std::string& type);
  /// Elements of any tensor of a subgraph whose places begin at `first_place`.
  std::string elements(uint32_t first_place, const format::TensorView& tensor,
                       const std::string& type);

  /// A struct as a constant; its name.
  /// `pointers`: names of the functions that it points to, in order.
  template <class Struct, class... Names>
  std::string constant(const Struct& value, const Names&... pointers) {
    std::string text = literal(narrowed(value));
    (put_pointer(text, pointers), ...);
    const std::string name =
        text_.declare("kParams" + std::to_string(step_), std::string(reflect::type_name<Struct>()),
                      "", text, sizeof(Struct), "");
    return buffers_ == nullptr ? name : "rows_of(" + name + ", rows)";
  }
  /// Elements as a constant array NAME<step>, counted as constants of the code.
  std::string array(const std::string& name, const std::string& type, const std::string& elements,
                    uint32_t bytes);
  /// A layer's weights and biases (inputs 1 and 2) as one array, in the order of an overlay's kernel.
  std::string packed_layer(const std::string& words, uint32_t bytes);
  /// Of each channel, or one for all.
  std::vector<Rescale> factors(const ChannelScales& scales) const;
  /// The same, of which `weight_bytes` count as weights.
  std::string weight_array(const std::string& name, const std::string& type,
                           const std::string& elements, uint32_t bytes, uint32_t weight_bytes);
  /// Scales of float layers with 8-bit weights.
  std::string weight_scales(const HybridScales& scales, uint32_t channels);

  // Kernels of an overlay.

  const Target& target() const { return *text_.target; }
  template <class Packed>
  void keep_packed(Packed&& packed) {
    text_.packed[step_] = std::forward<Packed>(packed);
    text_.slow.erase(step_);  // why another overlay could not
  }
  bool is_packed() const { return text_.packed.count(step_) != 0; }
  /// nullptr: nothing of that kind was packed for the step.
  template <class Packed>
  const Packed* packed() const {
    const auto found = text_.packed.find(step_);
    return found == text_.packed.end() ? nullptr : std::any_cast<Packed>(&found->second);
  }
  /// The step will be called for some rows at a time: a kernel must go through them in order.
  bool is_by_rows() const { return text_.by_rows.count(step_) != 0; }
  void note_slow(const std::string& reason) { text_.slow[step_] = reason; }

  /// Names of the row buffers by the records of their tensors. Operands are rows then, of a `rows`
  /// that stands before the call.
  using RowBuffers = std::map<uint32_t, std::string>;
  void run_by_rows(const RowBuffers& buffers) { buffers_ = &buffers; }
  /// The step makes the newest rows of a window only: constants are those of these rows.
  void run_newest(const Stream& stream) { stream_ = &stream; }
  /// Scratch is that of another step.
  void share_scratch(uint32_t step) { scratch_step_ = step; }

  /// The kernel's struct with the padding of a PAD before it, if there is one. input(0) is the
  /// unpadded tensor then.
  template <class Kernel>
  Kernel with_padding(Kernel kernel) const {
    if (padding_ != nullptr) {
      kernel.input = padding_->input;
      kernel.window.pad_top += padding_->top;
      kernel.window.pad_left += padding_->left;
    }
    return kernel;
  }

  void include(const std::string& header) { text_.headers.insert(header); }
  /// `function` without "mote::".
  void call(const std::string& function, std::initializer_list<std::string> arguments);
  /// The same where the function may refuse data: what is false then, and the check's number.
  void call_or_refuse(const std::string& function, std::initializer_list<std::string> arguments,
                      uint32_t check);
  /// The operator's own run, with the params as they are.
  void call_run();
  void line(const std::string& text) { text_.line(text); }
  SourceText& text() { return text_; }
  /// A return of the fault that data led to.
  std::string refusal(const std::string& check) const;

 private:
  template <class Struct>
  Struct narrowed(const Struct& value) const {
    if constexpr (requires(const RowRange& range) { rows_of(value, range); }) {
      const StreamStep* step = stream_step();
      if (step != nullptr) return rows_of(value, step->range);
    }
    return value;
  }
  const StreamStep* stream_step() const {
    if (stream_ == nullptr) return nullptr;
    const auto found = stream_->steps.find(step_);
    return found == stream_->steps.end() ? nullptr : &found->second;
  }
  /// Bytes into a tensor that rolls at which the step reads or writes.
  uint32_t rolled_bytes(uint32_t record, bool is_input) const;

  template <class T>
  static std::string type_text() {
    return standard_type(std::string(reflect::type_name<T>()));
  }
  static void put_pointer(std::string& text, const std::string& name) {
    const std::string mark = kPointer;
    text.replace(text.find(mark), mark.size(), name);
  }
  std::string constant_tensor(const format::TensorView& tensor);
  /// Of `bytes`, `weight_bytes` count as weights, not as constants of the code.
  std::string declare_weights(const std::string& name, const std::string& type,
                              const std::string& value, uint32_t bytes, uint32_t weight_bytes,
                              const std::string& comment);
  std::string raw_params();

  Program& program_;
  SourceText& text_;
  uint32_t step_;
  uint32_t scratch_step_;
  const AbsorbedPadding* padding_ = nullptr;
  const RowBuffers* buffers_ = nullptr;
  const Stream* stream_ = nullptr;
};

/// How the steps of one entry are compiled.
struct DirectCall {
  const char* entry;                  ///< as in mote/ops.inc
  void (*print)(StepWriter& writer);  ///< nullptr: a call of its run
  bool uses_scratch = true;
  /// Bytes of scratch, in place of what the interpreter has; called before everything is placed.
  uint32_t (*scratch_bytes)(StepWriter& writer) = nullptr;
  /// How it runs by rows, if it can; called after scratch_bytes.
  std::optional<RowGeometry> (*rows)(StepWriter& writer) = nullptr;
  /// How far output 0 may lie over inputs that nothing needs any more; called after scratch_bytes, so
  /// that it knows which kernel will be called. nullptr: not at all.
  KernelOverlaps (*overlaps)(StepWriter& writer) = nullptr;
};

/// Of kernels that make element i of output 0 from element i of each input that has as many elements,
/// in their order.
KernelOverlaps overlaps_of_elements(StepWriter& writer);

}  // namespace mote::compiler
