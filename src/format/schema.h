// SPDX-License-Identifier: Apache-2.0
// Field numbers of the .tflite schema, version 3, as far as Mote reads it.
// Source: TensorFlow's published schema; see docs/design/format.md.
#pragma once

#include <stdint.h>

namespace mote::format {

struct ModelField {
  enum : uint8_t {
    Version,
    OperatorCodes,
    Subgraphs,
    Description,
    Buffers,
    MetadataBuffer,
    Metadata,
    SignatureDefs,
    ExternalBufferGroups,
    ExternalBuffers
  };
};
struct OperatorCodeField {
  enum : uint8_t { DeprecatedBuiltinCode, CustomCode, Version, BuiltinCode };
};
struct SubgraphField {
  enum : uint8_t { Tensors, Inputs, Outputs, Operators, Name };
};
struct TensorField {
  enum : uint8_t {
    Shape,
    Type,
    Buffer,
    Name,
    Quantization,
    IsVariable,
    Sparsity,
    ShapeSignature,
    HasRank,
    VariantTensors,
    ExternalBuffer
  };
};
struct SparsityField {
  enum : uint8_t { TraversalOrder, BlockMap, Dimensions };
};
struct DimensionField {
  enum : uint8_t { Format, DenseSize, SegmentsType, Segments, IndicesType, Indices };
};
struct IndexVectorField {
  enum : uint8_t { Values };
};
/// What segments and indices of a sparse tensor are: 32, 16 or 8 bits each.
enum IndexVectorType : uint8_t { kNoIndexVector, kInt32Vector, kUint16Vector, kUint8Vector };
struct QuantizationField {
  enum : uint8_t { Min, Max, Scale, ZeroPoint, DetailsType, Details, QuantizedDimension };
};
struct OperatorField {
  enum : uint8_t {
    OpcodeIndex,
    Inputs,
    Outputs,
    BuiltinOptionsType,
    BuiltinOptions,
    CustomOptions,
    CustomOptionsFormat,
    MutatingVariableInputs,
    Intermediates,
    LargeCustomOptionsOffset,
    LargeCustomOptionsSize,
    BuiltinOptions2Type,
    BuiltinOptions2
  };
};
struct BufferField {
  enum : uint8_t { Data, Offset, Size };
};
struct MetadataField {
  enum : uint8_t { Name, Buffer };
};
struct SignatureField {
  enum : uint8_t { Inputs, Outputs, Key, DeprecatedTag, SubgraphIndex };
};
struct TensorMapField {
  enum : uint8_t { Name, TensorIndex };
};

}  // namespace mote::format
