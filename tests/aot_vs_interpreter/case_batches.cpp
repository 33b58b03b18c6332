// SPDX-License-Identifier: Apache-2.0
#include "case_batches.h"

#include <cctype>
#include <iostream>
#include <sstream>

#include "emit/memory_text.h"
#include "explain.h"
#include "format/views.h"
#include "session.h"

namespace mote::aot {

namespace fs = std::filesystem;

namespace {

/// Writes only what differs, so that a build compiles no more than it must.
void write_if_new(const fs::path& path, const std::string& text) {
  if (fs::exists(path)) {
    const std::vector<uint8_t> old = tool::read_file(path);
    if (text == std::string(old.begin(), old.end())) return;
  }
  tool::write_file(path, text.data(), text.size());
}

/// Text that was generated under a name, without the lines that only separate files need.
std::string joined(const std::string& text, const std::string& name) {
  std::istringstream lines(text);
  std::string out;
  std::string line;
  while (std::getline(lines, line)) {
    const bool is_own_header = line.rfind("#include \"" + name, 0) == 0;
    if (!is_own_header && line != "#pragma once") out += line + "\n";
  }
  return out;
}

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char letter : text) {
    if (letter == '"' || letter == '\\') out += '\\';
    out += letter;
  }
  return out + "\"";
}

/// The whole input in memory of its own, of which the net gets rows.
std::string row_source(const std::string& name, const format::TensorView& input) {
  const std::string bytes = std::to_string(input.bytes());
  const std::string row = std::to_string(input.bytes() / static_cast<uint32_t>(input.dim(1)));
  return "uint8_t " + name + "_rows[" + bytes + "];\nuint32_t " + name +
         "_next;\nconst mote_row_source " + name +
         "_source = {[](void*, uint32_t first, uint32_t count, void* to) {\n  if (first != 0 && "
         "first != " +
         name + "_next) __builtin_abort();\n  " + name +
         "_next = first + count;\n  __builtin_memcpy(to, " + name + "_rows + first * " + row +
         ", count * " + row + ");\n}, nullptr};\n";
}

/// The ports of a case as an array; empty: none.
std::string ports(const std::string& name, const char* kind, uint32_t count, bool is_fed,
                  const std::string& net) {
  if (count == 0) return "";
  std::string text = "const mote::aot::CompiledPort " + name + "_" + kind + "s[] = {\n";
  for (uint32_t i = 0; i < count; ++i) {
    if (is_fed && i == 0) {
      text += "    {[](void*) -> const void* { return " + name + "_rows; }, sizeof(" + name +
              "_rows)},\n";
      continue;
    }
    const std::string function = name + "_" + kind + std::to_string(i);
    text += "    {[](void* net) -> const void* { return " + function + "(" + net + "); },\n     " +
            function + "_elements * sizeof(*" + function + "(nullptr))},\n";
  }
  return text + "};\n";
}

/// The buffer that the application keeps, as a port; "{}": there is none.
std::string kept_buffer(const compiler::CompileOptions& options, const std::string& net) {
  for (const compiler::BufferOption& buffer : options.buffers) {
    if (buffer.name != kKeptBuffer) continue;
    const std::string function = options.name + "_" + buffer.name;
    return "{[](void* net) -> const void* { return " + function + "(" + net + "); }, " + function +
           "_bytes}";
  }
  return "{}";
}

/// What the test gives to a net.
struct Memory {
  std::string name;  ///< its type
  std::string code,
      type;           ///< what must be declared before, and the type if it is none of the net's
  std::string net;    ///< an expression for the net in `net`
  std::string zeros;  ///< bytes at its begin that must be zero before the first run
};

/// With regions or a shared arena all of them stand side by side.
Memory memory_of(const compiler::CompileOptions& options, const compiler::Compiled& made) {
  const std::string& name = options.name;
  const bool is_shared = !options.shared_arena.empty();
  if (!is_shared && options.regions.empty()) {
    return {name + "_net", "", "", "static_cast<" + name + "_net*>(net)",
            name + "::Net::kStateBytes"};
  }
  Memory memory{name + "_all", "", "", name + "_in(net)", ""};
  std::string parts;
  std::string set;
  if (is_shared) {
    memory.code = joined(compiler::arena_header("", options.shared_arena, made.shared_bytes), name);
    memory.zeros = "sizeof(" + name + "_net)";
    parts = "  " + options.shared_arena + "_arena arena;\n";
    set = "a->net.arena = &a->arena;";
  } else {
    memory.zeros = "sizeof(" + memory.name + ")";
    for (const compiler::Region& region : options.regions) {
      parts += "  " + name + "_" + region.name + " " + region.name + ";\n";
      set += (set.empty() ? "a->net = {&a->" : ", &a->") + region.name;
    }
    set += "};";
  }
  memory.type = "struct " + memory.name + " {\n  " + name + "_net net;\n" + parts + "};\n" + name +
                "_net* " + name + "_in(void* all) {\n  auto* a = static_cast<" + memory.name +
                "*>(all);\n  " + set + "\n  return &a->net;\n}\n";
  return memory;
}

}  // namespace

std::string identifier(size_t number, const fs::path& folder) {
  std::string name = "case" + std::to_string(number);
  for (const fs::path& part : {folder.parent_path().filename(), folder.filename()}) {
    name += "_";
    for (const unsigned char letter : part.string()) {
      name += std::isalnum(letter) != 0 ? static_cast<char>(letter) : '_';
    }
  }
  return name;
}

void CaseBatches::refuse(const fs::path& folder, const Fault& fault, const Model* model) {
  ++reasons_[tool::explain(fault, model)];
  ++refused_count_;
  refused_ += "    {" + quoted(fs::relative(folder, root_).string()) + ", " +
              std::to_string(static_cast<unsigned>(fault.error)) + ", " +
              std::to_string(fault.check) + "},\n";
}

void CaseBatches::add(const fs::path& folder, const compiler::CompileOptions& options,
                      const compiler::Compiled& made, const Model& model) {
  const std::string& name = options.name;
  const auto graph = format::SubgraphView::of(model.bytes().data(), 0);
  const uint32_t inputs = graph.inputs().count();
  const uint32_t outputs = graph.outputs().count();
  Batch& batch = batches_[added_++ % batches_.size()];
  entries_.insert(made.steps.begin(), made.steps.end());
  const Memory memory = memory_of(options, made);
  batch.code += memory.code;
  batch.ports += memory.type;
  batch.code += joined(made.sources.header, name) + joined(made.sources.c_header, name) +
                joined(made.sources.source, name);
  const bool is_fed = made.sources.rows.feeds_input;
  if (is_fed) batch.ports += row_source(name, graph.tensor(graph.inputs().at<uint32_t>(0)));
  batch.ports += ports(name, "input", inputs, is_fed, memory.net) +
                 ports(name, "output", outputs, false, memory.net);
  batch.rows += "    {" + quoted(fs::relative(folder, root_).string()) + ",\n     sizeof(" +
                memory.name + "), " + memory.zeros + ",\n     [](void* net) { return " + name +
                "_invoke(" + memory.net + (is_fed ? ", &" + name + "_source" : "") +
                "); },\n     [](void* net) { " + name + "_reset(" + memory.net + "); },\n     " +
                (inputs == 0 ? "{}" : name + "_inputs") + ", " +
                (outputs == 0 ? "{}" : name + "_outputs") + ",\n     " +
                kept_buffer(options, memory.net) + "},\n";
}

void CaseBatches::finish() {
  std::string declarations;
  std::string list;
  for (uint32_t i = 0; i < batches_.size(); ++i) {
    const std::string number = std::to_string(i);
    const Batch& batch = batches_[i];
    std::string text = "#include \"compiled_case.h\"\n" + batch.code + "\nnamespace {\n" +
                       batch.ports + "}  // namespace\nnamespace mote::aot {\n" +
                       "extern const CompiledCase kCases" + number + "[];\n" +
                       "extern const size_t kCount" + number + ";\n" + "const CompiledCase kCases" +
                       number + "[] = {\n" + batch.rows + "    {}};\nconst size_t kCount" + number +
                       " = sizeof(kCases" + number + ") / sizeof(kCases" + number +
                       "[0]) - 1;\n}  // namespace mote::aot\n";
    write_if_new(folder_ / ("batch_" + number + ".cpp"), text);
    declarations += "extern const CompiledCase kCases" + number +
                    "[];\nextern const size_t kCount" + number + ";\n";
    list += "    {kCases" + number + ", kCount" + number + "},\n";
  }
  write_if_new(folder_ / "batches.cpp",
               "#include \"compiled_case.h\"\nnamespace mote::aot {\n" + declarations +
                   "namespace {\nconst Span<const CompiledCase> batches[] = {\n" + list +
                   "};\nconst RefusedCase refused[] = {\n" + refused_ +
                   "    {}};\n}  // namespace\n"
                   "const Span<const Span<const CompiledCase>> kBatches(batches);\n"
                   "const Span<const RefusedCase> kRefused(refused, " +
                   std::to_string(refused_count_) + ");\n}  // namespace mote::aot\n");
  std::cout << added_ << " cases compiled, " << entries_.size() << " entries, " << refused_count_
            << " cases refused\n";
  for (const auto& [reason, count] : reasons_) {
    std::cout << "refused: " << reason << " (" << count << " cases)\n";
  }
}

}  // namespace mote::aot
