// SPDX-License-Identifier: Apache-2.0
#include "hostile/hostile_models.h"

#include "models/file_bytes.h"
#include "models/recorded.h"

namespace mote::hostile {

using format::Check;
using models::Bytes;
using models::FileBytes;
using models::ModelSpec;

// Numbers of tables and fields, as the published schema has them.
constexpr uint32_t kSubgraphs = 2, kDescription = 3, kBuffers = 4;
constexpr uint32_t kTensors = 0, kName = 4;
constexpr uint32_t kShape = 0;

Bytes intact() { return models::build(models::network()); }

/// The network after `edit` of its bytes.
Bytes edited(const std::function<void(FileBytes&)>& edit) {
  FileBytes file(intact());
  edit(file);
  return file.bytes();
}
/// The network after `edit` of its description.
Bytes described(const std::function<void(ModelSpec&)>& edit) {
  ModelSpec spec = models::network();
  edit(spec);
  return models::build(spec);
}

models::OperatorSpec call_once(uint32_t subgraph) { return {129, {}, {}, 103, {{0, 4, subgraph}}}; }

/// A sum of two tensors of 2^31 - 1 bytes.
ModelSpec add_of(bool variables) {
  ModelSpec m;
  const models::TensorSpec huge{TensorType::Int8, {INT32_MAX}, {1.0F}, {0}};
  m.tensors = {huge, huge, huge};
  for (models::TensorSpec& t : m.tensors) t.variable = variables;
  m.operators = {{0, {0, 1}, {2}, 11, {{0, 1, 0}}}};
  m.inputs = {0, 1};
  m.outputs = {2};
  return m;
}
Bytes built(const ModelSpec& spec) { return models::build(spec); }

/// Every tensor at the same place.
void store_plan(ModelSpec& m, int32_t offset) {
  const auto tensors = static_cast<int32_t>(m.tensors.size());
  m.stored_plan = {1, 1, tensors};
  m.stored_plan.insert(m.stored_plan.end(), m.tensors.size(), offset);
}

/// One dense level for each axis.
void store_as_sparse(models::TensorSpec& t) {
  models::SparsitySpec& sparsity = t.sparsity.emplace();
  for (const int32_t extent : t.shape) {
    sparsity.traversal_order.push_back(static_cast<int32_t>(sparsity.levels.size()));
    sparsity.levels.push_back({0, extent, {}, {}});
  }
}

/// DENSIFY of the constant 0; tensor 2 is free. `type`: of segments and indices.
ModelSpec sparse_matrix(uint8_t type) {
  ModelSpec m;
  const models::TensorSpec t{TensorType::Int8, {2, 3}, {1.0F}, {0}};
  m.tensors = {t, t, t};
  m.tensors[0].constant = {7, 8};
  m.tensors[0].sparsity = {{0, 1}, {}, {{0, 2, {}, {}}, {1, 0, {type, {0, 1, 2}}, {type, {2, 0}}}}};
  if (type == 0) store_as_sparse(m.tensors[0]);
  m.operators = {{124, {0}, {1}}};
  m.outputs = {1};
  return m;
}

uint32_t first_tensor(const FileBytes& f) {
  return f.table_in(f.table_in(f.root(), kSubgraphs, 0), kTensors, 0);
}

/// The sparse matrix, whose segments (3) or indices (5) say that they have as many numbers as the
/// file has room for, and `more`.
Bytes index_vector_to_the_end(uint8_t type, uint32_t field, uint32_t more) {
  FileBytes f(built(sparse_matrix(type)));
  constexpr uint32_t kSparsity = 6, kLevels = 2;
  const uint32_t level = f.table_in(f.referred(first_tensor(f), kSparsity), kLevels, 1);
  const uint32_t at = f.referred(f.referred(level, field), 0);
  f.put<uint32_t>(at, (f.size() - at - 4) / (4U >> (type - 1)) + more);
  return f.bytes();
}

namespace {

constexpr Error kMalformed = Error::ModelMalformed;
constexpr Error kInconsistent = Error::ModelInconsistent;
constexpr Error kUnsupported = Error::ModelUnsupported;

const HostileModel kModels[] = {
    {"Nothing", kMalformed, Check::FileTooShort, [] { return Bytes{}; }},
    {"FifteenBytes", kMalformed, Check::FileTooShort,
     [] {
       Bytes b = intact();
       b.resize(15);
       return b;
     }},
    {"OtherIdentifier", kMalformed, Check::NotTflite,
     [] { return edited([](FileBytes& f) { f.put<uint8_t>(7, '2'); }); }},
    {"RootAtTheEnd", kMalformed, Check::TableOutside,
     [] { return edited([](FileBytes& f) { f.put<uint32_t>(0, f.size() - 3); }); }},
    {"TensorAtTheEnd", kMalformed, Check::TableOutside,
     [] {
       return edited([](FileBytes& f) {
         const uint32_t slot = f.referred(f.table_in(f.root(), kSubgraphs, 0), kTensors) + 4;
         f.put<uint32_t>(slot, f.size() - slot);
       });
     }},
    {"FieldListBeforeTheFile", kMalformed, Check::FieldListOutside,
     [] {
       return edited(
           [](FileBytes& f) { f.put<int32_t>(f.root(), static_cast<int32_t>(f.root()) + 1); });
     }},
    {"FieldListAfterTheFile", kMalformed, Check::FieldListOutside,
     [] { return edited([](FileBytes& f) { f.put<int32_t>(f.root(), INT32_MIN); }); }},
    {"FieldListEndsOutside", kMalformed, Check::FieldListOutside,
     [] {
       return edited([](FileBytes& f) {
         f.put<uint16_t>(f.size() - 4, 100);
         f.put<int32_t>(f.root(),
                        static_cast<int32_t>(f.root()) - static_cast<int32_t>(f.size() - 4));
       });
     }},
    {"FieldListOfOddSize", kMalformed, Check::FieldListSize,
     [] { return edited([](FileBytes& f) { f.put<uint16_t>(f.field_list(f.root()), 7); }); }},
    {"FieldListTooSmall", kMalformed, Check::FieldListSize,
     [] { return edited([](FileBytes& f) { f.put<uint16_t>(f.field_list(f.root()), 2); }); }},
    {"FieldListOfTooManyFields", kMalformed, Check::FieldListSize,
     [] { return edited([](FileBytes& f) { f.put<uint16_t>(f.field_list(f.root()), 134); }); }},
    {"TableOfNoSize", kMalformed, Check::TableSize,
     [] { return edited([](FileBytes& f) { f.put<uint16_t>(f.field_list(f.root()) + 2, 3); }); }},
    {"TableEndsOutside", kMalformed, Check::TableSize,
     [] {
       return edited([](FileBytes& f) { f.put<uint16_t>(f.field_list(f.root()) + 2, 0xFFFF); });
     }},
    {"FieldBehindItsTable", kMalformed, Check::FieldOutsideTable,
     [] {
       return edited([](FileBytes& f) {
         const uint16_t bytes = f.get<uint16_t>(f.field_list(f.root()) + 2);
         f.put<uint16_t>(f.field_entry(f.root(), kDescription), bytes);
       });
     }},
    {"FieldOverTheTablesStart", kMalformed, Check::FieldOutsideTable,
     [] {
       return edited(
           [](FileBytes& f) { f.put<uint16_t>(f.field_entry(f.root(), kDescription), 3); });
     }},
    {"FieldEndsBehindItsTable", kMalformed, Check::FieldOutsideTable,
     [] {
       return edited([](FileBytes& f) {
         const uint16_t bytes = f.get<uint16_t>(f.field_list(f.root()) + 2);
         f.put<uint16_t>(f.field_entry(f.root(), kDescription), static_cast<uint16_t>(bytes - 1));
       });
     }},
    {"RootOutside", kMalformed, Check::ReferenceOutside,
     [] { return edited([](FileBytes& f) { f.put<uint32_t>(0, f.size() + 1); }); }},
    {"ReferenceWraps", kMalformed, Check::ReferenceOutside,
     [] {
       return edited(
           [](FileBytes& f) { f.put<uint32_t>(f.field(f.root(), kSubgraphs), 0xFFFFFFF0); });
     }},
    {"VectorStartsAtTheEnd", kMalformed, Check::ReferenceOutside,
     [] {
       return edited([](FileBytes& f) {
         const uint32_t slot = f.field(f.root(), kSubgraphs);
         f.put<uint32_t>(slot, f.size() - slot - 3);
       });
     }},
    {"VectorTooLong", kMalformed, Check::VectorOutside,
     [] {
       return edited(
           [](FileBytes& f) { f.put<uint32_t>(f.referred(first_tensor(f), kShape), 0x40000001); });
     }},
    {"VectorOfTablesTooLong", kMalformed, Check::VectorOutside,
     [] {
       return edited(
           [](FileBytes& f) { f.put<uint32_t>(f.referred(f.root(), kBuffers), 0x3FFFFFFF); });
     }},
    {"SegmentsOf32BitsTooLong", kMalformed, Check::VectorOutside,
     [] { return index_vector_to_the_end(1, 3, 1); }},
    {"SegmentsOf16BitsTooLong", kMalformed, Check::VectorOutside,
     [] { return index_vector_to_the_end(2, 3, 1); }},
    {"SegmentsOf8BitsTooLong", kMalformed, Check::VectorOutside,
     [] { return index_vector_to_the_end(3, 3, 1); }},
    {"IndicesOf32BitsTooLong", kMalformed, Check::VectorOutside,
     [] { return index_vector_to_the_end(1, 5, 1); }},
    {"IndicesOf16BitsTooLong", kMalformed, Check::VectorOutside,
     [] { return index_vector_to_the_end(2, 5, 1); }},
    {"IndicesOf8BitsTooLong", kMalformed, Check::VectorOutside,
     [] { return index_vector_to_the_end(3, 5, 1); }},
    {"StringWithoutEnd", kMalformed, Check::StringNotEnded,
     [] {
       return edited([](FileBytes& f) {
         const uint32_t at = f.referred(f.root(), kDescription);
         f.put<uint8_t>(at + 4 + f.get<uint32_t>(at), 'x');
       });
     }},
    {"StringUpToTheFilesEnd", kMalformed, Check::StringNotEnded,
     [] {
       return edited([](FileBytes& f) {
         const uint32_t at = f.referred(f.table_in(f.root(), kSubgraphs, 0), kName);
         f.put<uint32_t>(at, f.size() - at - 4);
       });
     }},
    {"SubgraphsOfSharedTensors", kMalformed, Check::TooMuchWork,
     [] {
       return described([](ModelSpec& m) {
         m.subgraphs = 3000;
         m.more_tensors = 3000;
       });
     }},
    {"SubgraphsOfSharedOperators", kMalformed, Check::TooMuchWork,
     [] {
       return described([](ModelSpec& m) {
         m.subgraphs = 3000;
         m.more_operators = 3000;
       });
     }},

    {"VersionFour", kInconsistent, Check::Version,
     [] { return described([](ModelSpec& m) { m.version = 4; }); }},
    {"NoSubgraph", kInconsistent, Check::NoSubgraph,
     [] { return described([](ModelSpec& m) { m.subgraphs = 0; }); }},
    {"NoBuffers", kInconsistent, Check::BufferZero,
     [] { return described([](ModelSpec& m) { m.no_buffers = true; }); }},
    {"BufferZeroNotEmpty", kInconsistent, Check::BufferZero,
     [] { return described([](ModelSpec& m) { m.buffer_zero = {1}; }); }},
    {"TooManyTensors", kInconsistent, Check::TensorCount,
     [] { return described([](ModelSpec& m) { m.more_tensors = 0x8000 - 12; }); }},
    {"TooManyOperators", kInconsistent, Check::OperatorCount,
     [] { return described([](ModelSpec& m) { m.more_operators = 0x8000 - 8; }); }},
    {"TypeOutsideTheList", kInconsistent, Check::TensorKind,
     [] { return described([](ModelSpec& m) { m.tensors[4].type = TensorType{23}; }); }},
    {"NineDimensions", kInconsistent, Check::TensorRank,
     [] { return described([](ModelSpec& m) { m.tensors[0].shape.assign(9, 1); }); }},
    {"NegativeDimension", kInconsistent, Check::TensorDimension,
     [] { return described([](ModelSpec& m) { m.tensors[0].shape[0] = -1; }); }},
    {"TwoGibibytes", kInconsistent, Check::TensorSize,
     [] { return described([](ModelSpec& m) {
            m.tensors[0].shape = {1 << 16, 1 << 15};
          }); }},
    {"ElementsWrapAround", kInconsistent, Check::TensorSize,
     [] {
       return described([](ModelSpec& m) {
         m.tensors[0].shape = {1 << 16, 1 << 16, 1 << 16, 1 << 16};
       });
     }},
    {"BytesTooMany", kInconsistent, Check::TensorSize,
     [] {
       return described([](ModelSpec& m) {
         m.tensors[0].type = TensorType::Complex128;
         m.tensors[0].shape = {1 << 27};
       });
     }},
    {"NoSuchBuffer", kInconsistent, Check::TensorBuffer,
     [] { return described([](ModelSpec& m) { m.tensors[3].buffer = 99; }); }},
    {"ConstantTooShort", kInconsistent, Check::ConstantSize,
     [] { return described([](ModelSpec& m) { m.tensors[1].constant.pop_back(); }); }},
    {"ConstantTooLong", kInconsistent, Check::ConstantSize,
     [] { return described([](ModelSpec& m) { m.tensors[1].constant.push_back(1); }); }},
    {"ThreeScalesForFourChannels", kInconsistent, Check::ScaleCount,
     [] { return described([](ModelSpec& m) { m.tensors[1].scales.assign(3, 0.1F); }); }},
    {"TwoZeroPointsForOneScale", kInconsistent, Check::ZeroPointCount,
     [] { return described([](ModelSpec& m) { m.tensors[1].zero_points.assign(2, 0); }); }},
    {"NegativeQuantizedDimension", kInconsistent, Check::QuantizedDimension,
     [] {
       return described([](ModelSpec& m) {
         m.tensors[1].scales.assign(4, 0.1F);
         m.tensors[1].quantized_dimension = -1;
       });
     }},
    {"NoSuchOperatorCode", kInconsistent, Check::OperatorCode,
     [] { return described([](ModelSpec& m) { m.operators[2].opcode_index = 8; }); }},
    {"OperatorReadsTensor12", kInconsistent, Check::OperatorInput,
     [] { return described([](ModelSpec& m) { m.operators[2].inputs[1] = 12; }); }},
    {"OperatorReadsTensorMinusTwo", kInconsistent, Check::OperatorInput,
     [] { return described([](ModelSpec& m) { m.operators[2].inputs[1] = -2; }); }},
    {"OperatorWritesTensor12", kInconsistent, Check::OperatorOutput,
     [] { return described([](ModelSpec& m) { m.operators[2].outputs[0] = 12; }); }},
    {"OperatorWritesNowhere", kInconsistent, Check::OperatorOutput,
     [] { return described([](ModelSpec& m) { m.operators[2].outputs[0] = -1; }); }},
    {"OperatorWritesConstant", kInconsistent, Check::OutputIsConstant,
     [] { return described([](ModelSpec& m) { m.operators[2].outputs[0] = 1; }); }},
    {"GraphReadsTensor12", kInconsistent, Check::GraphInput,
     [] { return described([](ModelSpec& m) { m.inputs[0] = 12; }); }},
    {"GraphInputIsConstant", kInconsistent, Check::GraphInput,
     [] { return described([](ModelSpec& m) { m.inputs[0] = 1; }); }},
    {"GraphWritesTensor12", kInconsistent, Check::GraphOutput,
     [] { return described([](ModelSpec& m) { m.outputs[0] = 12; }); }},
    {"GraphWritesNowhere", kInconsistent, Check::GraphOutput,
     [] { return described([](ModelSpec& m) { m.outputs[0] = -1; }); }},
    {"MetadataOfNoBuffer", kInconsistent, Check::MetadataBuffer,
     [] { return described([](ModelSpec& m) { m.metadata_buffers = {99}; }); }},
    {"SignatureInputMissing", kInconsistent, Check::SignatureTensor,
     [] { return described([](ModelSpec& m) { m.signatures[0].inputs[0] = 12; }); }},
    {"SignatureOutputMissing", kInconsistent, Check::SignatureTensor,
     [] { return described([](ModelSpec& m) { m.signatures[0].outputs[0] = 12; }); }},
    {"SignatureOfNoSubgraph", kInconsistent, Check::SignatureSubgraph,
     [] { return described([](ModelSpec& m) { m.signatures[0].subgraph = 1; }); }},
    {"CustomWithoutName", kInconsistent, Check::CustomCode,
     [] { return described([](ModelSpec& m) { m.operators[2].code = 32; }); }},
    {"ReadsWhatNobodyWrote", kInconsistent, Check::ReadBeforeWritten,
     [] { return described([](ModelSpec& m) { m.inputs.clear(); }); }},
    {"OperatorsOutOfOrder", kInconsistent, Check::ReadBeforeWritten,
     [] { return described([](ModelSpec& m) { std::swap(m.operators[0], m.operators[1]); }); }},
    {"TwoWriters", kInconsistent, Check::WrittenTwice,
     [] { return described([](ModelSpec& m) { m.operators[1].outputs[0] = 2; }); }},
    {"WritesAnInput", kInconsistent, Check::WrittenTwice,
     [] { return described([](ModelSpec& m) { m.operators[7].outputs[0] = 0; }); }},
    {"OutputOfNobody", kInconsistent, Check::OutputNeverWritten,
     [] { return described([](ModelSpec& m) { m.operators.pop_back(); }); }},
    {"OptionOfAnotherWidth", kInconsistent, Check::OptionsMalformed,
     [] { return described([](ModelSpec& m) {
            m.operators[7].options = {{0, 2, 1}};
          }); }},
    {"CallsASubgraphThatIsNotThere", kInconsistent, Check::CalledSubgraph,
     [] { return described([](ModelSpec& m) { m.operators.push_back(call_once(1)); }); }},
    {"MainCallsItself", kInconsistent, Check::Recursion,
     [] { return described([](ModelSpec& m) { m.operators.push_back(call_once(0)); }); }},
    {"CallsDoubleAtEachLevel", kInconsistent, Check::StepCount,
     [] {
       return described([](ModelSpec& m) {
         m.operators.push_back(call_once(1));
         for (uint32_t level = 2; level < 20; ++level) {
           m.called.push_back({{}, {call_once(level), call_once(level)}, {}, {}});
         }
         m.called.push_back({});
       });
     }},
    {"TensorsOfManyCalls", kInconsistent, Check::PlaceCount,
     [] {
       return described([](ModelSpec& m) {
         for (int i = 0; i < 3; ++i) m.operators.push_back(call_once(1));
         m.called.push_back({std::vector<models::TensorSpec>(22000), {}, {}, {}});
       });
     }},
    {"FourGigabytesAlive", kInconsistent, Check::ArenaBytes, [] { return built(add_of(false)); }},
    {"FourGigabytesOfVariables", kInconsistent, Check::ArenaBytes,
     [] { return built(add_of(true)); }},
    {"VariableThatNobodyWrites", kInconsistent, Check::VariableMisused,
     [] {
       return described([](ModelSpec& m) {
         m.tensors[0].variable = true;
         m.inputs.clear();
       });
     }},

    {"StoredPlanOfOneTensor", kInconsistent, Check::StoredPlanSize,
     [] { return described([](ModelSpec& m) {
            m.stored_plan = {1, 1, 1, 0};
          }); }},
    {"StoredPlanThatIsNegative", kInconsistent, Check::StoredPlanOffset,
     [] { return described([](ModelSpec& m) { store_plan(m, -8); }); }},
    {"StoredPlanWithEverythingAtZero", kInconsistent, Check::StoredPlanOverlap,
     [] { return described([](ModelSpec& m) { store_plan(m, 0); }); }},

    {"WeightsBehindTheFlatBuffer", kUnsupported, Check::FarBuffer,
     [] { return described([](ModelSpec& m) { m.far_offset = 4096; }); }},
    {"ListOfExternalBuffers", kUnsupported, Check::ExternalBuffer,
     [] { return described([](ModelSpec& m) { m.external_buffers = 1; }); }},
    {"TensorInAnExternalBuffer", kUnsupported, Check::ExternalBuffer,
     [] { return described([](ModelSpec& m) { m.tensors[3].external_buffer = 1; }); }},
    {"SparseWeights", kUnsupported, Check::SparseTensor,
     [] { return described([](ModelSpec& m) { store_as_sparse(m.tensors[1]); }); }},
    {"SparseWeightsOfFullyConnected", kUnsupported, Check::SparseTensor,
     [] { return described([](ModelSpec& m) { store_as_sparse(m.tensors[9]); }); }},
    {"SparseWithoutData", kUnsupported, Check::SparseTensor,
     [] { return described([](ModelSpec& m) { store_as_sparse(m.tensors[4]); }); }},
    {"SparseInput", kUnsupported, Check::SparseTensor,
     [] { return described([](ModelSpec& m) { store_as_sparse(m.tensors[0]); }); }},
    {"SparseOutput", kUnsupported, Check::SparseTensor,
     [] {
       return described([](ModelSpec& m) {
         store_as_sparse(m.tensors[1]);
         m.operators[0].inputs[1] = 3;
         m.outputs.push_back(1);
       });
     }},
    {"SparseThatAlsoAnotherOperatorReads", kUnsupported, Check::SparseTensor,
     [] {
       ModelSpec m = sparse_matrix(0);
       m.operators.push_back({25, {0}, {2}, 9, {{0, 4, models::float_bits(1.0F)}}});
       return built(m);
     }},
};

}  // namespace

Span<const HostileModel> hostile_models() { return kModels; }

void PrintTo(const HostileModel& model, std::ostream* out) { *out << model.name; }

}  // namespace mote::hostile
