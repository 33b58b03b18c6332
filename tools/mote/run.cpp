// SPDX-License-Identifier: Apache-2.0
// mote run: a model on the host, with inputs from files or from a seed.
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <map>

#include "commands.h"
#include "describe.h"
#include "explain.h"
#include "input_files.h"
#include "registry/all_ops.h"
#include "time_limit.h"

namespace mote::tool {
namespace {

using nlohmann::json;

/// "3=FILE" gives input 3; "FILE" alone gives input 0.
std::pair<uint32_t, std::string> split_input(const std::string& text) {
  const size_t equals = text.find('=');
  const std::string index = text.substr(0, equals);
  const bool is_number = !index.empty() && index.size() < 6 &&
                         index.find_first_not_of("0123456789") == std::string::npos;
  if (equals == std::string::npos || !is_number) return {0, text};
  return {static_cast<uint32_t>(std::stoul(index)), text.substr(equals + 1)};
}

/// The bytes of every input, of one invoke or of several one after another.
std::vector<std::vector<uint8_t>> gather_inputs(const RunOptions& options,
                                                const Interpreter& interpreter) {
  std::vector<std::vector<uint8_t>> inputs(interpreter.input_count());
  for (const std::string& text : options.inputs) {
    const auto [index, path] = split_input(text);
    if (index >= inputs.size()) {
      throw Failure(kUsage, "--input " + text + ": the model has " + std::to_string(inputs.size()) +
                                " inputs, counted from 0");
    }
    if (!inputs[index].empty()) {
      throw Failure(kUsage,
                    "--input " + text + ": input " + std::to_string(index) + " is given twice");
    }
    inputs[index] = read_tensor_file(path, interpreter.input(index));
  }
  for (uint32_t i = 0; i < inputs.size(); ++i) {
    if (inputs[i].empty()) inputs[i] = random_tensor(options.seed + i, interpreter.input(i));
  }
  return inputs;
}

/// The first values of a tensor.
struct Values {
  json first = json::array();
  size_t more = 0;  ///< that it has beyond those
};

template <class T>
Values first_of(Span<T> elements, size_t most) {
  Values values;
  const size_t count = std::min(elements.size(), most);
  for (size_t i = 0; i < count; ++i) values.first.push_back(elements[i]);
  values.more = elements.size() - count;
  return values;
}

template <class T>
Values values_as(const Tensor& tensor, size_t most) {
  return first_of(tensor.elements_as<T>(), most);
}

/// Types that C++ does not have as bytes.
Values values_of(const Tensor& tensor, size_t most) {
  switch (tensor.type()) {
    case TensorType::Float32: return values_as<float>(tensor, most);
    case TensorType::Int8: return values_as<int8_t>(tensor, most);
    case TensorType::UInt8: return values_as<uint8_t>(tensor, most);
    case TensorType::Int16: return values_as<int16_t>(tensor, most);
    case TensorType::UInt16: return values_as<uint16_t>(tensor, most);
    case TensorType::Int32: return values_as<int32_t>(tensor, most);
    case TensorType::UInt32: return values_as<uint32_t>(tensor, most);
    case TensorType::Int64: return values_as<int64_t>(tensor, most);
    case TensorType::UInt64: return values_as<uint64_t>(tensor, most);
    case TensorType::Bool: return values_as<bool>(tensor, most);
    default: return first_of(tensor.raw(), most);
  }
}

void write_outputs(const std::filesystem::path& folder, const Interpreter& interpreter) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) throw Failure(kIoError, folder.string() + ": cannot be made: " + error.message());
  for (uint32_t i = 0; i < interpreter.output_count(); ++i) {
    const Span<uint8_t> raw = interpreter.output(i).raw();
    write_file((folder / ("out" + std::to_string(i) + ".bin")).string(), raw.data(), raw.size());
  }
}

/// With as many values of each as are printed.
json describe_outputs(const LoadedModel& loaded, const Interpreter& interpreter, size_t most) {
  const auto graph = format::SubgraphView::of(loaded.bytes.data(), 0);
  const std::vector<uint32_t> indices = indices_of(graph.outputs());
  json out = json::array();
  for (uint32_t i = 0; i < interpreter.output_count(); ++i) {
    const Tensor output = interpreter.output(i);
    json entry = describe(graph.tensor(indices[i]));
    entry["output"] = i;
    if (output.ok()) {
      const Values values = values_of(output, most);
      entry["values"] = values.first;
      if (values.more != 0) entry["more"] = values.more;
      entry["argmax"] = output.argmax();
    }
    out.push_back(entry);
  }
  return out;
}

/// Values that are printed of an output, unless as JSON.
constexpr size_t kMostPrinted = 16;

void print_outputs(const json& outputs) {
  for (const json& o : outputs) {
    std::cout << "output " << o["output"] << ' ' << o["type"].get<std::string>()
              << o["shape"].dump();
    if (!o.contains("values")) {
      std::cout << ": a constant of the model\n";
      continue;
    }
    if (o["argmax"].get<int>() >= 0) std::cout << ", greatest at " << o["argmax"];
    std::cout << ':';
    const json& values = o["values"];
    for (const json& value : values) std::cout << ' ' << value;
    if (o.contains("more")) std::cout << " ... and " << o["more"] << " more";
    std::cout << '\n';
  }
}

/// More than any microcontroller has; a model that wants it is seldom meant to.
constexpr uint32_t kUsualArenaBytes = 64 << 20;

}  // namespace

int run(const RunOptions& options) {
  const LoadedModel loaded(options.file);
  TimeLimit limit(options.most_seconds);
  (void)needed_ops(loaded);
  const Model& model = *loaded.model;
  const Result<uint32_t> needed =
      needed_bytes(model, options.stored_plan ? ArenaPlan::Stored : ArenaPlan::OfDevice);
  require(needed.fault(), options.file, &model);
  if (options.arena_bytes == 0 && *needed > kUsualArenaBytes) {
    throw Failure(kDoesNotFit, options.file + ": needs an arena of " + std::to_string(*needed) +
                                   " bytes; so many are given only with --arena " +
                                   std::to_string(*needed));
  }
  Arena arena(options.arena_bytes == 0 ? *needed : options.arena_bytes);
  const auto create = options.stored_plan ? &Interpreter::create_as_stored : &Interpreter::create;
  Result<Interpreter> interpreter = create(model, all_ops(), arena.memory());
  require(interpreter.fault(), options.file, &model);
  const std::vector<std::vector<uint8_t>> inputs = gather_inputs(options, *interpreter);
  for (uint32_t step = 0; step < options.invokes; ++step) {
    for (uint32_t i = 0; i < inputs.size(); ++i) {
      const Tensor tensor = interpreter->input(i);
      const size_t slices = tensor.bytes() == 0 ? 1 : inputs[i].size() / tensor.bytes();
      const size_t slice = step < slices ? step : slices - 1;
      require(tensor.write_bytes({inputs[i].data() + slice * tensor.bytes(), tensor.bytes()}),
              options.file, &model);
    }
    limit.restart();
    require(interpreter->invoke(), options.file, &model);
    if (options.every_step) {
      write_outputs(std::filesystem::path(options.output_dir) / ("step" + std::to_string(step)),
                    *interpreter);
    }
  }
  if (!options.output_dir.empty() && !options.every_step) {
    write_outputs(options.output_dir, *interpreter);
  }
  const json outputs =
      describe_outputs(loaded, *interpreter, options.json ? SIZE_MAX : kMostPrinted);
  if (options.json) {
    std::cout << json{{"file", options.file},
                      {"arena_bytes", *needed},
                      {"invokes", options.invokes},
                      {"outputs", outputs}}
                     .dump(2)
              << '\n';
  } else {
    print_outputs(outputs);
  }
  return 0;
}

}  // namespace mote::tool
