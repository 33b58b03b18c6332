// SPDX-License-Identifier: Apache-2.0
// Builtin codes and option fields of the operators that passes know by name.
// Source: TensorFlow's published .tflite schema, version 3.
#pragma once

#include <cstdint>

namespace mote::compiler {

namespace code {
enum : uint32_t {
  kAdd = 0,
  kAveragePool2d = 1,
  kConcatenation = 2,
  kConv2d = 3,
  kDepthwiseConv2d = 4,
  kDequantize = 6,
  kFloor = 8,
  kFullyConnected = 9,
  kLogistic = 14,
  kMaxPool2d = 17,
  kMul = 18,
  kRelu = 19,
  kReluN1To1 = 20,
  kRelu6 = 21,
  kReshape = 22,
  kResizeBilinear = 23,
  kSvdf = 27,
  kTanh = 28,
  kCustom = 32,
  kPad = 34,
  kTranspose = 39,
  kMean = 40,
  kSub = 41,
  kDiv = 42,
  kSqueeze = 43,
  kUnidirectionalSequenceLstm = 44,
  kStridedSlice = 45,
  kExp = 47,
  kSplit = 49,
  kCast = 53,
  kPrelu = 54,
  kMaximum = 55,
  kMinimum = 57,
  kNeg = 59,
  kPadV2 = 60,
  kSlice = 65,
  kSin = 66,
  kTransposeConv = 67,
  kTile = 69,
  kExpandDims = 70,
  kLog = 73,
  kSqrt = 75,
  kRsqrt = 76,
  kShape = 77,
  kPack = 83,
  kSquare = 92,
  kZerosLike = 93,
  kFill = 94,
  kResizeNearest = 97,
  kLeakyRelu = 98,
  kSquaredDifference = 99,
  kMirrorPad = 100,
  kAbs = 101,
  kSplitV = 102,
  kCeil = 104,
  kReverseV2 = 105,
  kCos = 108,
  kRank = 110,
  kElu = 111,
  kQuantize = 114,
  kRound = 116,
  kHardSwish = 117,
  kIf = 118,
  kWhile = 119,
  kDensify = 124,
  kCallOnce = 129,
  kBroadcastTo = 130,
  kVarHandle = 142,
  kReadVariable = 143,
  kAssignVariable = 144,
  kGelu = 150,
  kRelu0To1 = 152,
};
}  // namespace code

/// Numbers of the tables of builtin options that are written anew.
namespace options_type {
enum : uint8_t {
  kConcatEmbeddings = 3,
  kReshape = 17,
  kSqueeze = 30,
  kVarHandle = 111,
  kBucketize = 115,
};
}  // namespace options_type

// Fields of builtin options.
namespace conv_2d_option {
enum : uint16_t { kPadding, kStrideW, kStrideH, kActivation, kDilationW, kDilationH };
}
namespace depthwise_conv_2d_option {
enum : uint16_t {
  kPadding,
  kStrideW,
  kStrideH,
  kDepthMultiplier,
  kActivation,
  kDilationW,
  kDilationH
};
}
namespace pool_2d_option {
enum : uint16_t { kPadding, kStrideW, kStrideH, kFilterW, kFilterH, kActivation };
}
namespace reshape_option {
enum : uint16_t { kNewShape };
}

/// As numbered in the file.
namespace padding {
enum : uint8_t { kSame, kValid };
}
namespace activation {
enum : uint8_t { kNone, kRelu, kReluN1To1, kRelu6 };
}

}  // namespace mote::compiler
