// SPDX-License-Identifier: Apache-2.0
// Files that fill an input tensor: raw bytes, NumPy arrays, sounds and pictures.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "mote/tensor.h"

namespace mote::tool {

/// The bytes of one or more tensors like `tensor`, one after another, from a file:
///   .npy               an array of the tensor's own element type
///   .wav .flac .ogg    samples of one channel: int16 as they are, float32 in [-1, 1)
///   .png .jpg .bmp     pixels, height x width x channels of the tensor: uint8 as they are, int8
///                      less 128, float32 in [0, 1]
///   anything else      raw little-endian bytes
/// Throws Failure when the file cannot be read or does not fit.
std::vector<uint8_t> read_tensor_file(const std::string& path, const Tensor& tensor);

/// Bytes of a tensor from a seed, the same on every machine: integers over their whole range,
/// floats in [-1, 1).
std::vector<uint8_t> random_tensor(uint64_t seed, const Tensor& tensor);

}  // namespace mote::tool
