// SPDX-License-Identifier: Apache-2.0
// A walk over the schema as data: each table type is a string of field kinds, and one loop with a
// small explicit stack visits what the fields refer to. No recursion.
#include "format/verify_structure.h"

#include "base/bytes.h"
#include "format/check_numbers.h"

namespace mote::format {
namespace {

// A field's kind in one byte: what it is in the high half, an argument in the low half.
enum Kind : uint8_t {
  kScalar = 0x00,           // argument: its bytes
  kVectorOfScalars = 0x10,  // argument: bytes of an element
  kTable = 0x20,            // argument: table type
  kVectorOfTables = 0x30,   // argument: table type
  kString = 0x40,
};

enum TableType : uint8_t {
  kModel,
  kOperatorCode,
  kSubgraph,
  kTensor,
  kQuantization,
  kOperator,
  kBuffer,
  kMetadata,
  kSignature,
  kTensorMap,
  kSparsity,
  kDimension,
  // In the order of IndexVectorType, backwards from kAny.
  kUint8s,
  kUint16s,
  kInt32s,
  kAny,  // only its own bytes are checked; its fields are checked where they are read
};
static_assert(kAny == 15);

constexpr uint8_t kModelFields[] = {kScalar | 4,
                                    kVectorOfTables | kOperatorCode,
                                    kVectorOfTables | kSubgraph,
                                    kString,
                                    kVectorOfTables | kBuffer,
                                    kVectorOfScalars | 4,
                                    kVectorOfTables | kMetadata,
                                    kVectorOfTables | kSignature,
                                    kVectorOfTables | kAny,
                                    kVectorOfTables | kAny};
constexpr uint8_t kOperatorCodeFields[] = {kScalar | 1, kString, kScalar | 4, kScalar | 4};
constexpr uint8_t kSubgraphFields[] = {kVectorOfTables | kTensor, kVectorOfScalars | 4,
                                       kVectorOfScalars | 4, kVectorOfTables | kOperator, kString};
constexpr uint8_t kTensorFields[] = {kVectorOfScalars | 4,
                                     kScalar | 1,
                                     kScalar | 4,
                                     kString,
                                     kTable | kQuantization,
                                     kScalar | 1,
                                     kTable | kSparsity,
                                     kVectorOfScalars | 4,
                                     kScalar | 1,
                                     kVectorOfTables | kAny,
                                     kScalar | 4};
constexpr uint8_t kQuantizationFields[] = {
    kVectorOfScalars | 4, kVectorOfScalars | 4, kVectorOfScalars | 4, kVectorOfScalars | 8,
    kScalar | 1,          kTable | kAny,        kScalar | 4};
constexpr uint8_t kOperatorFields[] = {kScalar | 4,  kVectorOfScalars | 4, kVectorOfScalars | 4,
                                       kScalar | 1,  kTable | kAny,        kVectorOfScalars | 1,
                                       kScalar | 1,  kVectorOfScalars | 1, kVectorOfScalars | 4,
                                       kScalar | 8,  kScalar | 8,          kScalar | 1,
                                       kTable | kAny};
constexpr uint8_t kBufferFields[] = {kVectorOfScalars | 1, kScalar | 8, kScalar | 8};
constexpr uint8_t kMetadataFields[] = {kString, kScalar | 4};
constexpr uint8_t kSignatureFields[] = {kVectorOfTables | kTensorMap, kVectorOfTables | kTensorMap,
                                        kString, kString, kScalar | 4};
constexpr uint8_t kTensorMapFields[] = {kString, kScalar | 4};
constexpr uint8_t kSparsityFields[] = {kVectorOfScalars | 4, kVectorOfScalars | 4,
                                       kVectorOfTables | kDimension};
constexpr uint8_t kDimensionFields[] = {kScalar | 1,   kScalar | 4, kScalar | 1,
                                        kTable | kAny, kScalar | 1, kTable | kAny};
constexpr uint8_t kUint8sFields[] = {kVectorOfScalars | 1};
constexpr uint8_t kUint16sFields[] = {kVectorOfScalars | 2};
constexpr uint8_t kInt32sFields[] = {kVectorOfScalars | 4};

/// The lists above one after another, in the order of TableType; no pointers, to stay small.
struct Schema {
  uint8_t kinds[74] = {};
  uint8_t first[kAny + 1] = {};  ///< where a type's fields begin; they end where the next do

  template <size_t N>
  constexpr void append(TableType type, const uint8_t (&fields)[N]) {
    for (size_t i = 0; i < N; ++i) kinds[first[type] + i] = fields[i];
    first[type + 1] = static_cast<uint8_t>(first[type] + N);
  }
  constexpr uint32_t count(uint8_t type) const { return first[type + 1U] - uint32_t{first[type]}; }
};

constexpr Schema make_schema() {
  Schema schema;
  schema.append(kModel, kModelFields);
  schema.append(kOperatorCode, kOperatorCodeFields);
  schema.append(kSubgraph, kSubgraphFields);
  schema.append(kTensor, kTensorFields);
  schema.append(kQuantization, kQuantizationFields);
  schema.append(kOperator, kOperatorFields);
  schema.append(kBuffer, kBufferFields);
  schema.append(kMetadata, kMetadataFields);
  schema.append(kSignature, kSignatureFields);
  schema.append(kTensorMap, kTensorMapFields);
  schema.append(kSparsity, kSparsityFields);
  schema.append(kDimension, kDimensionFields);
  schema.append(kUint8s, kUint8sFields);
  schema.append(kUint16s, kUint16sFields);
  schema.append(kInt32s, kInt32sFields);
  return schema;
}
constexpr Schema kSchema = make_schema();
static_assert(kSchema.first[kAny] <= sizeof(kSchema.kinds));

/// No table of the schema has more fields; a longer list only wastes time.
constexpr uint32_t kMostFields = 64;
/// Model, subgraph, tensor, sparsity, dimension, index vector.
constexpr uint32_t kDeepest = 6;

struct Frame {
  uint32_t table_at;
  uint32_t next_element_at;  // in a vector of tables that is being visited
  uint32_t elements_left;
  uint8_t element_type;
  uint8_t type;
  uint8_t field;
};

class Walk {
 public:
  Walk(Span<const uint8_t> file, WorkLimit& work)
      : bytes_(file.data()), size_(static_cast<uint32_t>(file.size())), work_(work) {}

  Fault run() {
    if (enter(0, kModel)) {
      while (depth_ != 0 && step()) {
      }
    }
    return fault_;
  }

 private:
  bool refuse(Check check, uint32_t at) {
    note(check, at);
    return false;
  }
  [[gnu::noinline]] void note(Check check, uint32_t at) {
    fault_ = Fault{Error::ModelMalformed, static_cast<uint8_t>(check), kNoOperator, at};
  }

  /// One element of a vector of tables, one field, or back to the table before.
  bool step() {
    Frame& frame = frames_[depth_ - 1];
    if (frame.elements_left != 0) {
      --frame.elements_left;
      const uint32_t slot = frame.next_element_at;
      frame.next_element_at += 4;
      return enter(slot, frame.element_type);
    }
    if (frame.field < kSchema.count(frame.type)) return visit_field(frame);
    --depth_;
    return true;
  }

  uint16_t u16(uint32_t at) const { return load<uint16_t>(bytes_ + at); }
  uint32_t u32(uint32_t at) const { return load<uint32_t>(bytes_ + at); }

  /// Follows the reference stored at `slot` (which lies inside the file) to a table.
  bool enter(uint32_t slot, uint8_t type) {
    const uint32_t offset = u32(slot);
    if (offset > size_ - slot) return refuse(Check::ReferenceOutside, slot);
    const uint32_t at = slot + offset;
    if (!holds(size_, at, 4)) return refuse(Check::TableOutside, at);
    const int64_t list = int64_t{at} - load<int32_t>(bytes_ + at);
    if (list < 0 || list > int64_t{size_} - 4) return refuse(Check::FieldListOutside, at);
    const auto list_at = static_cast<uint32_t>(list);
    const uint32_t list_bytes = u16(list_at);
    if (list_bytes < 4 || list_bytes % 2 != 0 || list_bytes > 4 + 2 * kMostFields) {
      return refuse(Check::FieldListSize, list_at);
    }
    if (!holds(size_, list_at, list_bytes)) return refuse(Check::FieldListOutside, list_at);
    const uint32_t table_bytes = u16(list_at + 2);
    if (table_bytes < 4 || !holds(size_, at, table_bytes)) return refuse(Check::TableSize, at);
    if (!work_.spend(8)) return refuse(Check::TooMuchWork, at);
    for (uint32_t entry = list_at + 4; entry < list_at + list_bytes; entry += 2) {
      const uint32_t inside = u16(entry);
      if (inside != 0 && (inside < 4 || inside >= table_bytes)) {
        return refuse(Check::FieldOutsideTable, entry);
      }
    }
    if (type == kAny) return true;
    if (depth_ == kDeepest) return refuse(Check::TooDeep, at);
    frames_[depth_++] = Frame{at, 0, 0, 0, type, 0};
    return true;
  }

  bool visit_field(Frame& frame) {
    const uint8_t kind = kSchema.kinds[kSchema.first[frame.type] + frame.field];
    const uint32_t list_at = frame.table_at - load<uint32_t>(bytes_ + frame.table_at);
    const uint32_t entry = 4U + 2U * frame.field;
    ++frame.field;
    if (entry + 2 > u16(list_at)) return true;
    const uint32_t inside = u16(list_at + entry);
    if (inside == 0) return true;
    uint32_t argument = kind & 0x0F;
    const uint32_t what = kind & 0xF0;
    const uint32_t width = what == kScalar ? argument : 4;
    if (inside + width > u16(list_at + 2)) return refuse(Check::FieldOutsideTable, frame.table_at);
    const uint32_t at = frame.table_at + inside;
    if (what == kScalar) return true;
    if (what == kTable) {
      // A dimension's index vectors are unions: the field before says which. Where it is left out,
      // what is read here instead does no harm: nobody reads such a union.
      if (frame.type == kDimension)
        argument -= bytes_[frame.table_at + u16(list_at + entry - 2)] & 3;
      return enter(at, static_cast<uint8_t>(argument));
    }
    return visit_vector(frame, at, what, argument);
  }

  bool visit_vector(Frame& frame, uint32_t slot, uint32_t what, uint32_t argument) {
    const uint32_t offset = u32(slot);
    if (offset > size_ - slot || !holds(size_, slot + offset, 4)) {
      return refuse(Check::ReferenceOutside, slot);
    }
    const uint32_t at = slot + offset;
    const uint32_t count = u32(at);
    uint32_t element_bytes = 4;
    if (what == kVectorOfScalars) element_bytes = argument;
    if (what == kString) element_bytes = 1;
    if (count > (size_ - at - 4) / element_bytes) return refuse(Check::VectorOutside, at);
    if (what == kString && (count == size_ - at - 4 || bytes_[at + 4 + count] != 0)) {
      return refuse(Check::StringNotEnded, at);
    }
    if (what == kVectorOfTables) {
      frame.next_element_at = at + 4;
      frame.elements_left = count;
      frame.element_type = static_cast<uint8_t>(argument);
    }
    return true;
  }

  const uint8_t* bytes_;
  uint32_t size_;
  WorkLimit& work_;
  uint32_t depth_ = 0;
  Frame frames_[kDeepest];
  Fault fault_;
};

}  // namespace

Fault verify_structure(Span<const uint8_t> file, WorkLimit& work) {
  const auto refuse = [](Check check) {
    return Fault{Error::ModelMalformed, static_cast<uint8_t>(check), kNoOperator, 0};
  };
  if (file.size() < 16) return refuse(Check::FileTooShort);
  if (file.size() > 0x7FFFFFFF) return refuse(Check::FileTooLong);
  if (load<uint32_t>(file.data() + 4) != 0x334C4654) return refuse(Check::NotTflite);  // "TFL3"
  return Walk(file, work).run();
}

}  // namespace mote::format
