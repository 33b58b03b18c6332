// SPDX-License-Identifier: Apache-2.0
// Scales. Elements of activations are taken to be spread by 50 units or so around their zero point, and
// weights by 73. Calls that draw numbers or add tensors are never arguments of one call: compilers order
// those as they like. A sum of n products is then spread by 50 * 73 * sqrt(n) units of the product of their
// scales; the output's scale makes 50 of that.
#include "random_graph.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <utility>

#include "random_numbers.h"

namespace mote::random_graphs {
namespace {

using models::Bytes;
using models::float_bits;
using models::Option;
using Shape = std::vector<int32_t>;

// Of the file format.
enum Code : int32_t {
  kAdd = 0,
  kAveragePool = 1,
  kConcatenation = 2,
  kConv = 3,
  kDepthwiseConv = 4,
  kFullyConnected = 9,
  kLogistic = 14,
  kMaxPool = 17,
  kMul = 18,
  kRelu = 19,
  kRelu6 = 21,
  kReshape = 22,
  kSoftmax = 25,
  kTanh = 28,
  kPad = 34,
  kMean = 40,
  kSub = 41,
  kQuantize = 114,
  kHardSwish = 117
};
constexpr uint32_t kSame = 0, kValid = 1;

constexpr int32_t kMostElements = 24 * 24 * 16;
constexpr int32_t kMostWeights = 6000;
constexpr int64_t kMostProducts = 1'500'000;

int32_t count_of(const Shape& shape) {
  int32_t count = 1;
  for (const int32_t extent : shape) count *= extent;
  return count;
}

/// A window along one axis.
struct Axis {
  int32_t filter = 1, stride = 1, dilation = 1;
  int32_t extent() const { return (filter - 1) * dilation + 1; }
  int32_t output(int32_t input, uint32_t padding) const {
    return padding == kSame ? (input + stride - 1) / stride : (input - extent()) / stride + 1;
  }
};
struct Windows {
  uint32_t padding = kSame;
  Axis h, w;
};

class Generator {
 public:
  explicit Generator(uint64_t seed) : numbers_(seed) {}

  models::ModelSpec make() {
    is_float_ = numbers_.chance(8);
    const int32_t batches = numbers_.chance(6) ? 2 : 1;
    const int32_t inputs = numbers_.chance(12) ? 2 : 1;
    for (int32_t i = 0; i < inputs; ++i) {
      const int32_t first = activations({batches, extent(), extent(), channels()}, 1.0);
      spec_.inputs.push_back(first);
      values_.push_back(first);
    }
    wanted_ = static_cast<size_t>(numbers_.between(1, 14));
    while (spec_.operators.size() < wanted_) body();
    if (numbers_.chance(45)) head();
    choose_outputs();
    return std::move(spec_);
  }

 private:
  // --- Tensors ---

  int32_t extent() {
    return numbers_.chance(70) ? numbers_.between(4, 24) : numbers_.between(1, 9);
  }
  int32_t channels() {
    return numbers_.chance(60) ? 4 * numbers_.between(1, 4) : numbers_.between(1, 24);
  }
  const Shape& shape(int32_t tensor) const { return at(tensor).shape; }
  const models::TensorSpec& at(int32_t tensor) const {
    return spec_.tensors[static_cast<size_t>(tensor)];
  }
  double scale(int32_t tensor) const { return is_float_ ? 1.0 : at(tensor).scales[0]; }
  int64_t zero_point(int32_t tensor) const { return is_float_ ? 0 : at(tensor).zero_points[0]; }

  int32_t add(models::TensorSpec tensor) {
    spec_.tensors.push_back(std::move(tensor));
    return static_cast<int32_t>(spec_.tensors.size() - 1);
  }
  int32_t quantized(Shape shape, double scale, int64_t zero_point) {
    if (is_float_) return add({TensorType::Float32, std::move(shape)});
    return add({TensorType::Int8, std::move(shape), {static_cast<float>(scale)}, {zero_point}});
  }
  /// Around 50 units are `spread`; seldom far more or less.
  int32_t activations(Shape shape, double spread, bool is_positive = false) {
    const double factor = numbers_.chance(6) ? numbers_.real(0.1, 4) : numbers_.real(0.7, 1.6);
    const int32_t zero_point = is_positive ? -128 : numbers_.between(-60, 60);
    return quantized(std::move(shape), spread / 50 * factor * (is_positive ? 0.5 : 1), zero_point);
  }
  int32_t like(int32_t tensor, Shape shape) {
    return quantized(std::move(shape), scale(tensor), zero_point(tensor));
  }
  int32_t words(const std::vector<int32_t>& elements) {
    return add({TensorType::Int32,
                {static_cast<int32_t>(elements.size())},
                {},
                {},
                0,
                models::bytes_of(elements)});
  }
  Bytes noise(int32_t count, double most) {
    if (!is_float_) {
      Bytes bytes;
      for (int32_t i = 0; i < count; ++i) {
        bytes.push_back(static_cast<uint8_t>(numbers_.between(-127, 127)));
      }
      return bytes;
    }
    std::vector<float> elements;
    for (int32_t i = 0; i < count; ++i) {
      elements.push_back(static_cast<float>(numbers_.real(-most, most)));
    }
    return models::bytes_of(elements);
  }
  /// Filters for sums of `products`, with a scale of each `dimension`'s or one for all (-1), and biases
  /// for an input; they are appended to `inputs`.
  void filters(Shape shape, int32_t dimension, int32_t outputs, int32_t products,
               std::vector<int32_t>& inputs) {
    const double unit = 1 / (73 * std::sqrt(static_cast<double>(products)));
    const double most = 1.7 * 73 * unit;
    models::TensorSpec weights{is_float_ ? TensorType::Float32 : TensorType::Int8, shape};
    weights.constant = noise(count_of(shape), most);
    if (!is_float_) {
      const int32_t count = dimension < 0 ? 1 : outputs;
      for (int32_t i = 0; i < count; ++i) {
        weights.scales.push_back(static_cast<float>(unit * numbers_.real(0.6, 1.4)));
        weights.zero_points.push_back(0);
      }
      weights.quantized_dimension = std::max(dimension, 0);
    }
    const std::vector<float> scales = weights.scales;
    const int32_t input = inputs[0];
    inputs.push_back(add(std::move(weights)));
    if (numbers_.chance(15)) return inputs.push_back(-1);
    inputs.push_back(biases(input, scales, outputs, products));
  }
  int32_t biases(int32_t input, const std::vector<float>& scales, int32_t outputs,
                 int32_t products) {
    if (is_float_) {
      return add({TensorType::Float32, {outputs}, {}, {}, 0, noise(outputs, 0.7)});
    }
    models::TensorSpec biases{TensorType::Int32, {outputs}};
    for (const float one : scales) {
      biases.scales.push_back(static_cast<float>(scale(input)) * one);
      biases.zero_points.push_back(0);
    }
    const auto most = static_cast<int32_t>(2500 * std::sqrt(static_cast<double>(products)));
    std::vector<int32_t> elements;
    for (int32_t i = 0; i < outputs; ++i) elements.push_back(numbers_.between(-most, most));
    biases.constant = models::bytes_of(elements);
    return add(std::move(biases));
  }

  // --- Operators ---

  int32_t operate(Code code, std::vector<int32_t> inputs, int32_t output, uint8_t options_type = 0,
                  std::vector<Option> options = {}) {
    models::OperatorSpec op;
    op.code = code;
    op.inputs = std::move(inputs);
    op.outputs = {output};
    op.options_type = options_type;
    op.options = std::move(options);
    spec_.operators.push_back(std::move(op));
    values_.push_back(output);
    return output;
  }

  /// Mostly the last one.
  int32_t pick() {
    if (numbers_.chance(75)) return values_.back();
    return values_[numbers_.below(static_cast<uint32_t>(values_.size()))];
  }
  /// NONE, RELU, RELU_N1_TO_1, RELU6 as the file numbers them.
  uint32_t activation() {
    if (numbers_.chance(45)) return 0;
    return numbers_.chance(8) ? 2 : numbers_.chance(50) ? 1 : 3;
  }
  static bool is_positive(uint32_t activation) { return activation == 1 || activation == 3; }

  Axis axis(int32_t input, int32_t most_filter, bool may_dilate) {
    Axis a;
    a.filter = numbers_.chance(55) ? 3 : numbers_.between(1, most_filter);
    a.stride = numbers_.chance(65) ? 1 : numbers_.between(1, 3);
    if (may_dilate && numbers_.chance(8)) a.dilation = numbers_.between(2, 3);
    while (a.extent() > std::max(input, 1)) {
      if (a.dilation > 1) --a.dilation;
      else --a.filter;
    }
    return a;
  }
  Windows windows(const Shape& input, int32_t most_filter, bool may_dilate) {
    Windows w;
    w.padding = numbers_.chance(60) ? kSame : kValid;
    w.h = axis(input[1], most_filter, may_dilate);
    w.w = numbers_.chance(70) ? w.h : axis(input[2], most_filter, may_dilate);
    while (w.w.extent() > input[2]) {
      if (w.w.dilation > 1) --w.w.dilation;
      else --w.w.filter;
    }
    if (numbers_.chance(80)) w.w.stride = w.h.stride;
    return w;
  }
  static Shape output_shape(const Shape& input, const Windows& w, int32_t channels) {
    return {input[0], w.h.output(input[1], w.padding), w.w.output(input[2], w.padding), channels};
  }

  int32_t conv(int32_t input, const Windows& w, int32_t channels, uint32_t act) {
    const Shape& in = shape(input);
    const Shape out = output_shape(in, w, channels);
    const Shape filter = {channels, w.h.filter, w.w.filter, in[3]};
    const int32_t products = count_of(filter) / channels;
    if (!is_affordable(out, filter, int64_t{count_of(out)} * products)) return relu(input);
    std::vector<int32_t> inputs = {input};
    filters(filter, numbers_.chance(80) ? 0 : -1, channels, products, inputs);
    const int32_t output = activations(out, 50 * scale(input), is_positive(act));
    return operate(kConv, inputs, output, 1,
                   {{0, 1, w.padding},
                    {1, 4, static_cast<uint32_t>(w.w.stride)},
                    {2, 4, static_cast<uint32_t>(w.h.stride)},
                    {3, 1, act},
                    {4, 4, static_cast<uint32_t>(w.w.dilation)},
                    {5, 4, static_cast<uint32_t>(w.h.dilation)}});
  }
  int32_t any_conv(int32_t input, const Windows& w) {
    const int32_t outputs = channels();
    return conv(input, w, outputs, activation());
  }
  int32_t depthwise(int32_t input) {
    const Shape& in = shape(input);
    const Windows w = windows(in, 5, true);
    const int32_t multiplier = numbers_.chance(75) ? 1 : numbers_.between(2, 3);
    const Shape out = output_shape(in, w, in[3] * multiplier);
    const Shape filter = {1, w.h.filter, w.w.filter, out[3]};
    const int32_t products = w.h.filter * w.w.filter;
    if (!is_affordable(out, filter, int64_t{count_of(out)} * products)) return relu(input);
    std::vector<int32_t> inputs = {input};
    filters(filter, numbers_.chance(80) ? 3 : -1, out[3], products, inputs);
    const uint32_t act = activation();
    const int32_t output = activations(out, 50 * scale(input), is_positive(act));
    return operate(kDepthwiseConv, inputs, output, 2,
                   {{0, 1, w.padding},
                    {1, 4, static_cast<uint32_t>(w.w.stride)},
                    {2, 4, static_cast<uint32_t>(w.h.stride)},
                    {3, 4, static_cast<uint32_t>(multiplier)},
                    {4, 1, act},
                    {5, 4, static_cast<uint32_t>(w.w.dilation)},
                    {6, 4, static_cast<uint32_t>(w.h.dilation)}});
  }
  static bool is_affordable(const Shape& output, const Shape& filter, int64_t products) {
    return count_of(output) <= kMostElements && count_of(filter) <= kMostWeights &&
           products <= kMostProducts;
  }

  int32_t pool(int32_t input) {
    const Shape& in = shape(input);
    Windows w = windows(in, 4, false);
    if (numbers_.chance(50)) {  // the usual ones
      w.h = w.w = {2, 2, 1};
      w.padding = in[1] < 2 || in[2] < 2 ? kSame : w.padding;
    }
    const uint32_t act = numbers_.chance(15) ? 1 : 0;
    const int32_t output = like(input, output_shape(in, w, in[3]));
    return operate(numbers_.chance(50) ? kMaxPool : kAveragePool, {input}, output, 5,
                   {{0, 1, w.padding},
                    {1, 4, static_cast<uint32_t>(w.w.stride)},
                    {2, 4, static_cast<uint32_t>(w.h.stride)},
                    {3, 4, static_cast<uint32_t>(w.w.filter)},
                    {4, 4, static_cast<uint32_t>(w.h.filter)},
                    {5, 1, act}});
  }

  int32_t relu(int32_t input) {
    const bool is_six = numbers_.chance(40);
    return operate(is_six ? kRelu6 : kRelu, {input},
                   activations(shape(input), 50 * scale(input), true));
  }
  int32_t unary(int32_t input) {
    switch (numbers_.below(is_float_ ? 4 : 5)) {
      case 0: return relu(input);
      case 1: return operate(kLogistic, {input}, quantized(shape(input), 1.0 / 256, -128));
      case 2: return operate(kTanh, {input}, quantized(shape(input), 1.0 / 128, 0));
      case 3: return operate(kHardSwish, {input}, activations(shape(input), 50 * scale(input)));
      default: return operate(kQuantize, {input}, activations(shape(input), 50 * scale(input)));
    }
  }

  /// Another value of that shape: one that is there, or a convolution of one that is there.
  int32_t partner(int32_t input) {
    std::vector<int32_t> all;
    for (const int32_t value : values_) {
      if (value != input && shape(value) == shape(input)) all.push_back(value);
    }
    if (!all.empty() && numbers_.chance(85)) {
      return all[numbers_.below(static_cast<uint32_t>(all.size()))];
    }
    for (const int32_t value : values_) {  // a skip path with strides
      const Shape from = shape(value);
      const Shape to = shape(input);
      if (value == input || from.size() != 4) continue;
      for (int32_t stride = 1; stride <= 3; ++stride) {
        const Windows w = {kSame, {1, stride, 1}, {1, stride, 1}};
        if (output_shape(from, w, to[3]) != to) continue;
        const int32_t path = conv(value, w, to[3], 0);
        return shape(path) == to ? path : input;
      }
    }
    return input;
  }
  int32_t binary(int32_t input) {
    const int32_t other = partner(input);
    const uint32_t act = activation();
    const double spread = 50 * std::max(scale(input), scale(other));
    const uint32_t kind = numbers_.below(10);
    if (kind < 7) {
      const int32_t output = activations(shape(input), 1.4 * spread, is_positive(act));
      return operate(kAdd, {input, other}, output, 11, {{0, 1, act}});
    }
    if (kind < 8) {
      const int32_t output = activations(shape(input), 1.4 * spread, is_positive(act));
      return operate(kSub, {input, other}, output, 28, {{0, 1, act}});
    }
    const int32_t output =
        activations(shape(input), 2500 * scale(input) * scale(other), is_positive(act));
    return operate(kMul, {input, other}, output, 21, {{0, 1, act}});
  }

  int32_t pad(int32_t input) {
    const Shape& in = shape(input);
    std::vector<int32_t> margins = {0, 0};
    for (int32_t i = 0; i < 4; ++i) margins.push_back(numbers_.between(0, 2));
    margins.insert(margins.end(), {0, 0});
    const Shape out = {in[0], in[1] + margins[2] + margins[3], in[2] + margins[4] + margins[5],
                       in[3]};
    if (count_of(out) > kMostElements) return relu(input);
    const int32_t list = words(margins);
    spec_.tensors[static_cast<size_t>(list)].shape = {4, 2};
    const int32_t padded = operate(kPad, {input, list}, like(input, out), 22);
    if (spec_.operators.size() >= wanted_ || numbers_.chance(20)) return padded;
    Windows w = windows(out, 5, true);
    w.padding = kValid;
    return any_conv(padded, w);
  }

  int32_t reshape(int32_t input) {
    const Shape& in = shape(input);
    Shape out = in;
    switch (numbers_.below(3)) {
      case 0: std::swap(out[1], out[2]); break;
      case 1: out = {in[0], in[1] * in[2], 1, in[3]}; break;
      default: break;  // the same
    }
    return reshape_to(input, out);
  }
  int32_t reshape_to(int32_t input, const Shape& out) {
    const int32_t list = words(out);
    return operate(kReshape, {input, list}, like(input, out), 17);
  }

  int32_t concatenation(int32_t input) {
    const size_t axis = numbers_.chance(75) ? 3 : 1;
    int32_t other = input;
    for (const int32_t value : values_) {
      Shape without = shape(value);
      if (value == input || without.size() != 4) continue;
      without[axis] = shape(input)[axis];
      if (without == shape(input) && (other == input || numbers_.chance(50))) other = value;
    }
    Shape out = shape(input);
    out[axis] += shape(other)[axis];
    if (count_of(out) > kMostElements || out[1] > 40) return relu(input);
    if (!is_float_ && (scale(other) != scale(input) || zero_point(other) != zero_point(input))) {
      other = operate(kQuantize, {other}, like(input, shape(other)));
    }
    return operate(kConcatenation, {input, other}, like(input, out), 10,
                   {{0, 4, static_cast<uint32_t>(axis)}, {1, 1, 0}});
  }

  void body() {
    const int32_t input = pick();
    const uint32_t kind = numbers_.below(100);
    if (kind < 30) any_conv(input, windows(shape(input), 5, true));
    else if (kind < 52) depthwise(input);
    else if (kind < 62) pool(input);
    else if (kind < 78) binary(input);
    else if (kind < 84) pad(input);
    else if (kind < 92) unary(input);
    else if (kind < 96) concatenation(input);
    else reshape(input);
  }

  /// Ends the network as classifiers do.
  void head() {
    int32_t last = values_.back();
    const int32_t batches = shape(last)[0];
    const int32_t features = count_of(shape(last)) / batches;
    if (numbers_.chance(40) || features > 600) {
      const bool keeps = numbers_.chance(30);
      const int32_t channels = shape(last)[3];
      const Shape out = keeps ? Shape{batches, 1, 1, channels} : Shape{batches, channels};
      const int32_t axes = words({1, 2});
      last = operate(kMean, {last, axes}, like(last, out), 27, {{0, 1, keeps ? 1U : 0U}});
    }
    const Shape flat = {batches, count_of(shape(last)) / batches};
    if (shape(last) != flat) last = reshape_to(last, flat);
    if (numbers_.chance(75)) last = fully_connected(last);
    if (!numbers_.chance(50)) return;
    operate(kSoftmax, {last}, quantized(shape(last), 1.0 / 256, -128), 9,
            {{0, 4, float_bits(static_cast<float>(numbers_.real(0.5, 1.5)))}});
  }
  int32_t fully_connected(int32_t input) {
    const int32_t features = shape(input)[1];
    const int32_t outputs = numbers_.between(1, 12);
    std::vector<int32_t> inputs = {input};
    filters({outputs, features}, numbers_.chance(25) ? 0 : -1, outputs, features, inputs);
    const uint32_t act = activation();
    const int32_t output =
        activations({shape(input)[0], outputs}, 50 * scale(input), is_positive(act));
    return operate(kFullyConnected, inputs, output, 8, {{0, 1, act}});
  }

  bool is_read(int32_t tensor) const {
    return std::any_of(spec_.operators.begin(), spec_.operators.end(), [tensor](const auto& op) {
      return std::find(op.inputs.begin(), op.inputs.end(), tensor) != op.inputs.end();
    });
  }
  /// The last value; most that nobody reads (else their operators are dead); now and then one that is
  /// read as well, or an input.
  void choose_outputs() {
    for (const int32_t value : values_) {
      const bool is_input =
          std::find(spec_.inputs.begin(), spec_.inputs.end(), value) != spec_.inputs.end();
      const uint32_t percent = is_input ? 4 : is_read(value) ? 6 : 75;
      if (value == values_.back() || numbers_.chance(percent)) spec_.outputs.push_back(value);
    }
  }

  RandomNumbers numbers_;
  bool is_float_ = false;
  size_t wanted_ = 0;
  models::ModelSpec spec_;
  std::vector<int32_t> values_;  ///< tensors that may be read: inputs and results
};

}  // namespace

models::ModelSpec random_graph(uint64_t seed) { return Generator(seed).make(); }

}  // namespace mote::random_graphs
