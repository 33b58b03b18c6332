// SPDX-License-Identifier: Apache-2.0
// Compiles the models of recorded cases and writes a few source files that hold the code of many each.
#include <algorithm>
#include <cctype>
#include <filesystem>
#include <iostream>
#include <map>
#include <set>
#include <sstream>

#include <CLI/CLI.hpp>

#include "compile.h"
#include "emit/memory_text.h"
#include "explain.h"
#include "format/views.h"
#include "recorded_cases.h"
#include "session.h"

namespace mote::aot {
namespace {

namespace fs = std::filesystem;

/// Writes only what differs, so that a build compiles no more than it must.
void write_if_new(const fs::path& path, const std::string& text) {
  if (fs::exists(path)) {
    const std::vector<uint8_t> old = tool::read_file(path);
    if (text == std::string(old.begin(), old.end())) return;
  }
  tool::write_file(path, text.data(), text.size());
}

/// Generated text without the lines that only separate files need.
std::string joined(const std::string& text) {
  std::istringstream lines(text);
  std::string out;
  std::string line;
  while (std::getline(lines, line)) {
    const bool is_own_header = line.rfind("#include \"case", 0) == 0;
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

/// "case12_ops_add_broadcast": says in a debugger which case it is.
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

/// Cases in one source file.
struct Batch {
  std::string code, ports, rows;
};

class Maker {
 public:
  Maker(fs::path root, fs::path folder, uint32_t batches)
      : root_(std::move(root)), folder_(std::move(folder)), batches_(batches) {}

  std::string target = "portable";
  /// Cases whose code calls nothing that begins with this are left out; empty: none.
  std::string kernels;
  /// Chains run by so many rows a turn, the first case by one row, the next by two ...; cases without
  /// a chain are left out. 0: none runs by rows.
  int32_t most_rows = 0;
  /// The first input is read row by row.
  bool input_by_rows = false;
  /// Half of the nets in two regions: what they need in one, and half of it in a faster one. The others
  /// in a shared arena.
  bool in_regions = false;
  /// Compresses every layer's weights that can be, in small tiles; cases without any are left out.
  bool compressed = false;

  void add(const fs::path& folder) {
    const std::vector<uint8_t> bytes = tool::read_file(folder / "model.tflite");
    const Result<Model> model = Model::verify({bytes.data(), bytes.size()});
    if (!model.ok()) return refuse(folder, model.fault(), nullptr);
    compiler::CompileOptions options;
    options.name = identifier(written_, folder);
    options.file = "model.tflite";
    options.target = target;
    if (compressed) options.compress = {compiler::Compression::Auto, {}, {}, true, kTileBytes};
    if (most_rows != 0) options.rows.rows_per_turn = 1 + static_cast<int32_t>(written_) % most_rows;
    options.rows.input_by_rows = input_by_rows;
    compiler::Compiled made = compiler::compile(*model, options);
    if (in_regions && made.fault.ok()) {
      if (written_ % 2 == 0) {
        options.regions = {{"fast", made.arena_bytes / 2},
                           {"slow", std::max(made.arena_bytes, 1U)}};
      } else {
        options.shared_arena = options.name + "_shared";
      }
      options.buffers = {{"window", 64, 0, 0}};
      made = compiler::compile(*model, options);
    }
    if (!made.fault.ok()) return refuse(folder, made.fault, &*model);
    if (!made.sources.rows.fits) return;
    if (!calls_wanted(made) || (most_rows != 0 && made.sources.bands == 0)) return;
    if (compressed && made.sources.compressed.empty()) return;
    entries_.insert(made.steps.begin(), made.steps.end());
    write(folder, options.name, made, *model);
  }

  void finish() {
    std::string declarations;
    std::string list;
    for (uint32_t i = 0; i < batches_.size(); ++i) {
      const std::string number = std::to_string(i);
      const Batch& batch = batches_[i];
      std::string text = "#include \"compiled_case.h\"\n" + batch.code + "\nnamespace {\n" +
                         batch.ports + "}  // namespace\nnamespace mote::aot {\n" +
                         "extern const CompiledCase kCases" + number + "[];\n" +
                         "extern const size_t kCount" + number + ";\n" +
                         "const CompiledCase kCases" + number + "[] = {\n" + batch.rows +
                         "    {}};\nconst size_t kCount" + number + " = sizeof(kCases" + number +
                         ") / sizeof(kCases" + number + "[0]) - 1;\n}  // namespace mote::aot\n";
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
    std::cout << written_ << " cases compiled, " << entries_.size() << " entries, "
              << refused_count_ << " cases refused\n";
    for (const auto& [reason, count] : reasons_) {
      std::cout << "refused: " << reason << " (" << count << " cases)\n";
    }
  }

 private:
  static constexpr uint32_t kTileBytes = 24;  // so that small layers have several tiles

  bool calls_wanted(const compiler::Compiled& made) const {
    const std::vector<std::string>& all = made.sources.kernels;
    return kernels.empty() || std::any_of(all.begin(), all.end(), [this](const std::string& name) {
             return name.rfind(kernels, 0) == 0;
           });
  }

  void refuse(const fs::path& folder, const Fault& fault, const Model* model) {
    ++reasons_[tool::explain(fault, model)];
    ++refused_count_;
    refused_ += "    {" + quoted(fs::relative(folder, root_).string()) + ", " +
                std::to_string(static_cast<unsigned>(fault.error)) + ", " +
                std::to_string(fault.check) + "},\n";
  }

  void write(const fs::path& folder, const std::string& name, const compiler::Compiled& made,
             const Model& model) {
    const auto graph = format::SubgraphView::of(model.bytes().data(), 0);
    const uint32_t inputs = graph.inputs().count();
    const uint32_t outputs = graph.outputs().count();
    Batch& batch = batches_[written_++ % batches_.size()];
    std::string net = "static_cast<" + name + "_net*>(net)";
    std::string memory = name + "_net";
    std::string zeros = name + "::Net::kStateBytes";
    if (in_regions) {  // all of it stands side by side in the memory that the test gives
      const bool is_shared = !made.plan.regions.empty() && made.plan.regions[0].name == "own";
      memory = name + "_all";
      const std::string parts = is_shared
                                    ? "  " + name + "_shared_arena arena;\n"
                                    : "  " + name + "_fast fast;\n  " + name + "_slow slow;\n";
      const std::string set =
          is_shared ? "a->net.arena = &a->arena;" : "a->net = {&a->fast, &a->slow};";
      if (is_shared) {
        batch.code += joined(compiler::arena_header("", name + "_shared", made.shared_bytes));
      }
      batch.ports += "struct " + memory + " {\n  " + name + "_net net;\n" + parts + "};\n" + name +
                     "_net* " + name + "_in(void* all) {\n  auto* a = static_cast<" + memory +
                     "*>(all);\n  " + set + "\n  return &a->net;\n}\n";
      net = name + "_in(net)";
      zeros = is_shared ? "sizeof(" + name + "_net)" : "sizeof(" + memory + ")";
    }
    batch.code +=
        joined(made.sources.header) + joined(made.sources.c_header) + joined(made.sources.source);
    const bool is_fed = made.sources.rows.feeds_input;
    if (is_fed) batch.ports += row_source(name, graph.tensor(graph.inputs().at<uint32_t>(0)));
    batch.ports +=
        ports(name, "input", inputs, is_fed, net) + ports(name, "output", outputs, false, net);
    batch.rows += "    {" + quoted(fs::relative(folder, root_).string()) + ",\n     sizeof(" +
                  memory + "), " + zeros + ",\n     [](void* net) { return " + name + "_invoke(" +
                  net + (is_fed ? ", &" + name + "_source" : "") + "); },\n     [](void* net) { " +
                  name + "_reset(" + net + "); },\n     " +
                  (inputs == 0 ? "{}" : name + "_inputs") + ", " +
                  (outputs == 0 ? "{}" : name + "_outputs") + "},\n";
  }

  fs::path root_, folder_;
  std::vector<Batch> batches_;
  std::set<std::string> entries_;
  std::map<std::string, uint32_t> reasons_;
  std::string refused_;
  size_t written_ = 0, refused_count_ = 0;
};

int run(int count, char** arguments) {
  CLI::App app(
      "Writes compiled code of recorded cases as OUT/batch_0.cpp ... and OUT/batches.cpp.");
  std::string root;
  std::vector<std::string> parts;
  std::string out;
  uint32_t batches = 8;
  app.add_option("ROOT", root, "folder that the names of cases begin at")->required();
  app.add_option("PART", parts, "folders in it whose cases are taken")->required();
  app.add_option("--batches", batches, "source files to write")->check(CLI::Range(1, 1000));
  std::string target = "portable";
  std::string kernels;
  app.add_option("--target", target, "as of mote compile")->capture_default_str();
  app.add_option("--kernels", kernels, "only cases that call a kernel whose name begins so");
  bool in_regions = false;
  app.add_flag("--regions", in_regions, "divide the memory of each net");
  uint32_t each = 1;
  app.add_option("--each", each, "only every so many-th case")->check(CLI::Range(1, 1000));
  bool compressed = false;
  app.add_flag("--compressed", compressed,
               "with compressed weights, and only cases that have some");
  app.add_option("-o", out, "folder to write into")->required();
  bool input_by_rows = false;
  app.add_flag("--input-by-rows", input_by_rows, "only cases whose input can be read row by row");
  int32_t most_rows = 0;
  app.add_option("--by-rows", most_rows,
                 "only cases of which some steps can run by rows, and do, by 1 to this many")
      ->check(CLI::Range(1, 100));
  CLI11_PARSE(app, count, arguments);
  fs::create_directories(out);
  Maker maker(root, out, batches);
  maker.target = target;
  maker.compressed = compressed;
  maker.kernels = kernels;
  maker.most_rows = most_rows;
  maker.input_by_rows = input_by_rows;
  maker.in_regions = in_regions;
  size_t number = 0;
  for (const std::string& part : parts) {
    for (const fs::path& folder : tool::find_cases(fs::path(root) / part)) {
      if (number++ % each == 0) maker.add(folder);
    }
  }
  maker.finish();
  return 0;
}

}  // namespace
}  // namespace mote::aot

int main(int count, char** arguments) {
  try {
    return mote::aot::run(count, arguments);
  } catch (const mote::tool::Failure& failure) {
    std::cerr << "make_cases: " << failure.what() << '\n';
    return failure.status;
  }
}
