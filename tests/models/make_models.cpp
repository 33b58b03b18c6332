// SPDX-License-Identifier: Apache-2.0
// Writes models of the builder as files, for the tests of the command line.
#include <fstream>
#include <iostream>

#include "models/programs.h"
#include "models/recorded.h"

int main(int argc, char** argv) {
  using namespace mote::models;
  if (argc != 2) {
    std::cerr << "usage: mote_make_models FOLDER\n";
    return 2;
  }
  const auto write = [argv](const char* name, const ModelSpec& spec) {
    const Bytes bytes = build(spec);
    std::ofstream(std::string(argv[1]) + "/" + name, std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()),
               static_cast<std::streamsize>(bytes.size()));
  };
  write("network.tflite", network());
  write("branch.tflite", programs::branch());
  write("loop.tflite", programs::loop());
  write("counter.tflite", programs::counter());
  write("svdf.tflite", golden_case("svdf", "s8_s16_batches_and_rank").spec());
  write("framer.tflite", golden_case("signal_frames", "framer_prefilled").spec());
  write("stacker.tflite", golden_case("signal_frames", "stacker").spec());
  write("conv_2d.tflite", golden_case("conv_2d", "s8_same").spec());
  ModelSpec spec = golden_case("conv_2d", "s8_same").spec();
  spec.tensors.front().signature = spec.tensors.front().shape;
  spec.tensors.front().signature[0] = -1;
  spec.tensors.back().signature = spec.tensors.back().shape;
  spec.tensors.back().signature[0] = -1;
  write("any_batch.tflite", spec);
  spec = network();
  spec.version = 4;
  write("inconsistent.tflite", spec);
  spec = network();
  spec.external_buffers = 1;
  write("unsupported.tflite", spec);
  const ModelSpec sparse = golden_case("densify", "s8_blocks_1x16").spec();
  write("sparse.tflite", sparse);
  spec = network();
  spec.tensors[9].sparsity = sparse.tensors[0].sparsity;
  write("sparse_weights.tflite", spec);
  spec = network();
  spec.operators[0].code = 10;  // HASHTABLE_LOOKUP
  write("operator_missing.tflite", spec);
  // Seconds of work, and an arena that no microcontroller has.
  const TensorSpec wide{mote::TensorType::Int8, {1, 1024, 1024, 16}, {0.05F}, {0}};
  TensorSpec filter{mote::TensorType::Int8, {16, 3, 3, 16}, {0.01F}, {0}};
  filter.constant.assign(16 * 3 * 3 * 16, 1);
  spec = {};
  spec.tensors = {wide, filter, wide};
  spec.operators = {{3, {0, 1, -1}, {2}, 1, {{0, 1, 0}, {1, 4, 1}, {2, 4, 1}}, {}, {}}};
  spec.inputs = {0};
  spec.outputs = {2};
  write("slow.tflite", spec);
  spec.tensors[0].shape[0] = spec.tensors[2].shape[0] = 4;
  write("large.tflite", spec);
  spec = golden_case("gather", "f32").spec();  // random indices are out of range
  write("data_refused.tflite", spec);
  spec = network();
  spec.tensors[1].scales.clear();
  write("operator_refused.tflite", spec);
  return 0;
}
