// SPDX-License-Identifier: Apache-2.0
// Cases of overlay kernels: layers with seeded random numbers, packed by the compiler's functions,
// with the reference kernel's output.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "../../images/kernel_check/run_kernel.h"
#include "../../images/kernel_check/run_scalar.h"

namespace mote::kernel_check {

struct Case {
  std::string name;
  Kernel kernel{};
  std::vector<int32_t> numbers, weights;
  uint32_t misalignment = 0;
  std::vector<int8_t> input, second_input;
  uint32_t scratch_bytes = 0;
  std::vector<int8_t> expected;
  int64_t multiply_accumulates = 0;
};

/// How the output is brought to int8.
struct Scaling {
  int32_t input_zero_point = -128, output_zero_point = -128;
  int32_t low = -128, high = 127;
  int32_t least_shift = 0, most_shift = 0;  ///< 0, 0: such that outputs spread
};

struct ConvShape {
  int32_t height = 1, width = 1, channels = 1;
  int32_t filter_height = 1, filter_width = 1, output_channels = 1;
  int32_t stride_height = 1, stride_width = 1;
  bool same_padding = true;
  int32_t batches = 1;
  int32_t dilation_height = 1, dilation_width = 1;
};

/// `requantization` empty: any. Throws std::runtime_error if the layer cannot be packed.
Case conv_2d_case(const std::string& name, const ConvShape& shape, const Scaling& scaling,
                  uint32_t seed);
/// Depthwise, of one input channel: `output_channels` is the multiplier.
Case depthwise_of_one_channel_case(const std::string& name, const ConvShape& shape,
                                   const Scaling& scaling, uint32_t seed);

/// Depthwise 3x3; `output_channels` and filter are not used.
Case depthwise_case(const std::string& name, const ConvShape& shape, const Scaling& scaling,
                    uint32_t seed);

struct UnitsShape {
  int32_t depth = 1, units = 1, batches = 1;
};
Case fully_connected_case(const std::string& name, const UnitsShape& shape, const Scaling& scaling,
                          uint32_t seed);
/// `output_channels` is not used. Kernel: AveragePool or MaxPool.
Case pool_case(const std::string& name, Kernel kernel, const ConvShape& shape,
               const Scaling& scaling, uint32_t seed);
/// Scales relative to the output's.
struct AddScales {
  double first = 0.5, second = 0.7;
  int32_t first_zero_point = -128, second_zero_point = 4, output_zero_point = -128;
};
Case add_case(const std::string& name, int32_t count, const AddScales& scales, uint32_t seed);

/// The same with weights as a model has them. Depthwise: any filter and multiplier. Some channels have
/// no factor, some a bias with which sums wrap around.
Case unpacked_conv_2d_case(const std::string& name, const ConvShape& shape, const Scaling& scaling,
                           uint32_t seed);
Case unpacked_depthwise_case(const std::string& name, const ConvShape& shape,
                             const Scaling& scaling, uint32_t seed);
Case unpacked_fully_connected_case(const std::string& name, const UnitsShape& shape,
                                   const Scaling& scaling, uint32_t seed);
Case scaled_sum_case(const std::string& name, int32_t count, const AddScales& scales,
                     const Scaling& scaling, uint32_t seed);

/// The same for the kernels of the overlay scalar. Nothing if such a layer is not packed.
std::optional<Case> scalar_conv_2d_case(const std::string& name, const ConvShape& shape,
                                        const Scaling& scaling, uint32_t seed);
std::optional<Case> scalar_depthwise_of_one_channel_case(const std::string& name,
                                                         const ConvShape& shape,
                                                         const Scaling& scaling, uint32_t seed);
std::optional<Case> scalar_depthwise_case(const std::string& name, const ConvShape& shape,
                                          const Scaling& scaling, uint32_t seed);
std::optional<Case> scalar_fully_connected_case(const std::string& name, const UnitsShape& shape,
                                                const Scaling& scaling, uint32_t seed);

/// Depthwise by depthwise_rows_s8 (a filter of up to 7 columns without dilation) or depthwise_taps_s8.
Case general_depthwise_case(const std::string& name, Kernel kernel, const ConvShape& shape,
                            const Scaling& scaling, uint32_t seed);

/// Rows of the product: of both, or of the second only once, or of the first.
enum class MulRows : uint8_t { Both, SecondAgain, FirstAgain };
struct MulShape {
  int32_t rows = 1, count = 1;
  MulRows again = MulRows::Both;
};
/// scale: the inputs' product relative to the output's.
Case mul_case(const std::string& name, const MulShape& shape, double scale, const AddScales& points,
              const Scaling& scaling, uint32_t seed);
struct SumShape {
  int32_t batches = 1, rows = 1, channels = 1;
};
Case reduced_sum_case(const std::string& name, const SumShape& shape, bool is_mean, double scale,
                      const Scaling& scaling, uint32_t seed);
Case map_bytes_case(const std::string& name, int32_t count, uint32_t seed);
/// scale: beta times the input's.
Case softmax_case(const std::string& name, int32_t rows, int32_t depth, double scale,
                  uint32_t seed);

/// Int16 activations. `wide`: sums of 64 bits, with a bias of 64 bits or none.
Case conv_2d_s16_case(const std::string& name, const ConvShape& shape, bool wide, int32_t low,
                      uint32_t seed);

/// Those of cases without weights, and of general depthwise layers.
std::vector<Case> general_model_layers();
std::vector<Case> general_edge_cases();

/// The layers of well-known models.
std::vector<Case> model_layers();
/// Odd sizes, tails, paddings, zero points, ranges.
std::vector<Case> edge_cases();
std::vector<Case> random_cases(uint32_t seed, int32_t count);

std::vector<Case> scalar_model_layers();
std::vector<Case> scalar_edge_cases();
std::vector<Case> scalar_random_cases(uint32_t seed, int32_t count);

/// "" or what is wrong, with guard bytes around output and scratch.
std::string check_on_host(const Case& c);

/// The file that images/kernel_check reads.
std::vector<uint8_t> file_of(const std::vector<Case>& cases);

}  // namespace mote::kernel_check
