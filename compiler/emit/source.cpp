// SPDX-License-Identifier: Apache-2.0
#include "emit/source.h"

#include <algorithm>
#include <cctype>
#include <set>

#include "emit/control_flow.h"
#include "emit/streaming.h"
#include "emit/memory_text.h"
#include "emit/tensor_text.h"

namespace mote::compiler {
namespace {

using format::TensorView;
using format::Vector;

constexpr const char* kRowSource = "const mote::RowSource& source";

std::string lines_of_comment(const std::string& text) { return comment_lines("// ", text); }

/// An input or output as the headers show it.
struct Port {
  std::string name;  ///< "input0"
  TensorView tensor;
  std::string place;  ///< expression of its first element
  std::string type;
  uint32_t count;       ///< of elements of that type
  bool is_fed = false;  ///< read row by row: there is no memory for all of it
};

/// A constant output is copied nowhere: it is read where it stands, through a pointer to const, but a
/// caller gets all outputs alike.
std::vector<Port> ports(Program& program, SourceText& text, const char* kind, Vector tensors) {
  std::vector<Port> list;
  StepWriter writer(program, text, 0);
  const format::SubgraphView& graph = program.layout().graph();
  for (uint32_t i = 0; i < tensors.count(); ++i) {
    const TensorView tensor = graph.tensor(tensors.at<uint32_t>(i));
    const std::string type = element_type(tensor.type());
    const uint32_t bytes = tensor.bytes();
    const uint32_t bits = bits_per_element(tensor.type());
    const uint32_t count = type == "uint8_t" && bits != 8 ? bytes : tensor.elements();
    const Program::Place place = program.place_of(0, tensor.index());
    std::string at = "nullptr";
    if (place.kind == Program::Place::kArena) at = "at<" + type + ">(" + literal(place.at) + ")";
    uint32_t fresh = count;
    if (place.kind == Program::Place::kArena && text.stream && kind == std::string("input")) {
      const StreamTensor& rolling = text.stream->tensors.at(text.stream->input);
      at = "at<" + type + ">(" +
           literal(place.at + static_cast<uint32_t>(rolling.kept()) * rolling.row_bytes) + ")";
      fresh = count / static_cast<uint32_t>(rolling.height) * static_cast<uint32_t>(rolling.fresh);
    }
    if (place.kind == Program::Place::kConstant) at = writer.elements(0, tensor, type);
    list.push_back({kind + std::to_string(i), tensor, at, type, fresh});
  }
  return list;
}

bool is_constant(const Port& port) { return port.tensor.is_constant(); }

std::string quantization(const Port& port) {
  std::string name = port.name;
  name[0] = static_cast<char>(std::toupper(name[0]));
  if (port.tensor.scales().count() != 1) return "";
  const uint32_t bits = port.tensor.scale_bits();
  float scale = 0;
  __builtin_memcpy(&scale, &bits, sizeof(scale));
  return "  static constexpr mote::Quantization k" + name + "Quantization{" + literal(scale) +
         ", " + std::to_string(port.tensor.zero_point()) + "};\n";
}

std::string accessor(const Port& port, const std::string& name) {
  if (port.is_fed) return "";
  const std::string type = (is_constant(port) ? "const " : "") + port.type;
  const std::string span = "mote::Span<" + type + ">";
  if (is_constant(port)) return "  static " + span + " " + name + "();\n";
  return "  " + span + " " + name + "() { return {" + port.place + ", " + literal(port.count) +
         "}; }\n";
}

/// What a source of rows needs to know.
std::string row_constants(const Port& port) {
  const auto rows = static_cast<uint32_t>(port.tensor.dim(1));
  return "  static constexpr uint32_t kInputRows = " + literal(rows) +
         ";\n  static constexpr uint32_t kInputRowElements = " + literal(port.count / rows) +
         ";\n  static constexpr uint32_t kInputRowBytes = " + literal(port.tensor.bytes() / rows) +
         ";\n";
}

/// The same for C.
std::string c_row_constants(const std::string& name, const Port& port) {
  const auto rows = static_cast<uint32_t>(port.tensor.dim(1));
  return "\n/* " + description(port.tensor) + " */\nenum { " + name +
         "_input_rows = " + std::to_string(rows) + ", " + name +
         "_input_row_bytes = " + std::to_string(port.tensor.bytes() / rows) + " };\n";
}

/// The first input if it is read row by row.
bool feeds(const std::vector<Port>& inputs) { return !inputs.empty() && inputs[0].is_fed; }

std::string arena_include(const SourceOptions& options) {
  if (options.shared_arena.empty()) return "";
  return "#include \"" + options.shared_arena + "_arena.h\"\n";
}

uint32_t state_bytes(const Program& program, const SourceText& text) {
  return text.stream ? text.stream->state_bytes : program.state_bytes();
}

std::string header(const SourceOptions& options, Program& program, const SourceText& text,
                   const Sources& sources, const std::vector<Port>& inputs,
                   const std::vector<Port>& outputs) {
  std::string t = lines_of_comment(options.banner);
  t += "#pragma once\n\n#include <stdint.h>\n\n" + arena_include(options) +
       std::string(feeds(inputs) ? "#include \"mote/row_source.h\"\n" : "") +
       "#include \"mote/span.h\"\n"
       "#include \"mote/status.h\"\n#include \"mote/tensor.h\"\n\nnamespace " +
       options.name + " {\n\n";
  const MemoryText memory = memory_text(program, options.name);
  t += memory.types + memory.class_words + "class Net {\n public:\n" + memory.constructor;
  const auto number = [&](const char* name, uint32_t value, const std::string& note) {
    t += "  /// " + note + "\n  static constexpr uint32_t " + name + " = " + literal(value) + ";\n";
  };
  number("kArenaBytes", program.arena_bytes(), memory.arena_words);
  number("kStateBytes", state_bytes(program, text), "Of it, kept from run to run.");
  if (text.stream) {
    number("kHopRows", static_cast<uint32_t>(text.stream->hop),
           "Rows of the window that each run takes: input() is they.");
    number("kRunsToFill", static_cast<uint32_t>(text.stream->runs_to_fill),
           "Runs after reset() from which on outputs are those of the whole window.");
  }
  number("kWeightBytes", sources.weight_bytes, "Of the model's constants, in flash.");
  number("kInputCount", static_cast<uint32_t>(inputs.size()), "Of input0(), input1() ...");
  number("kOutputCount", static_cast<uint32_t>(outputs.size()), "Of output0(), output1() ...");
  t += "\n  /// Runs the model. Inputs may be overwritten; outputs are valid until the next call.\n"
       "  /// A fault names the step, as numbered in the source, that met data it cannot work on.\n"
       "  mote::Fault invoke(" +
       std::string(feeds(inputs) ? "const mote::RowSource& source" : "") + ");\n" +
       extra_members(options.extras, feeds(inputs) ? kRowSource : "") +
       "  /// Forgets what earlier runs left.\n"
       "  void reset();\n";
  for (const auto* list : {&inputs, &outputs}) {
    for (const Port& port : *list) {
      t += "\n" + comment_lines("  /// ", description(port.tensor)) + quantization(port) +
           (port.is_fed ? row_constants(port) : accessor(port, port.name));
      if (list->size() == 1) t += accessor(port, port.name.substr(0, port.name.size() - 1));
    }
  }
  t += memory.accessors + "\n private:\n" + memory.members + "};\n\n}  // namespace " +
       options.name + "\n";
  return t;
}

std::string c_header(const SourceOptions& options, Program& program,
                     const std::vector<Port>& inputs, const std::vector<Port>& outputs) {
  const std::string& n = options.name;
  std::string t = lines_of_comment(options.banner);
  const MemoryText memory = memory_text(program, n);
  t += "// The same for C. " + memory.c_words +
       "\n#pragma once\n\n"
       "#include <stdint.h>\n\n" +
       arena_include(options) + "#include \"mote/fault_c.h\"\n" +
       (feeds(inputs) ? "#include \"mote/row_source.h\"\n" : "") +
       "\n#ifdef __cplusplus\nextern \"C\" {\n#endif\n\n";
  t += "enum { " + n + "_arena_bytes = " + std::to_string(program.arena_bytes()) + " };\n\n";
  t += memory.c_types + "\n";
  t += "/* Runs the model; a fault of zeros but for op_index is none: test fault.error. */\n"
       "struct mote_fault " +
       n + "_invoke(struct " + n + "_net* net" +
       (feeds(inputs) ? ", const struct mote_row_source* source" : "") + ");\n";
  t += c_extra_declarations(options.extras, n, feeds(inputs));
  t += "/* Forgets what earlier runs left. */\nvoid " + n + "_reset(struct " + n + "_net* net);\n";
  for (const auto* list : {&inputs, &outputs}) {
    for (const Port& port : *list) {
      if (port.is_fed) {
        t += c_row_constants(n, port);
        continue;
      }
      std::string name = port.name;
      const char* qualifier = is_constant(port) ? "const " : "";
      t += "\n/* " + description(port.tensor) + " */\nenum { " + n + "_" + name +
           "_elements = " + std::to_string(port.count) + " };\n" + qualifier + port.type + "* " +
           n + "_" + name + "(struct " + n + "_net* net);\n";
    }
  }
  return t + memory.c_accessors + "\n#ifdef __cplusplus\n}\n#endif\n";
}

/// The functions of the C header.
std::string c_functions(const SourceOptions& options, const Program& program,
                        const std::vector<Port>& inputs, const std::vector<Port>& outputs) {
  const std::string& n = options.name;
  const std::string net = "struct " + n + "_net* net";
  std::string t = "\nstatic_assert(sizeof(" + n + "_net) == sizeof(" + n + "::Net));\n";
  t += "static " + n + "::Net& net_of(" + net + ") {\n  return *reinterpret_cast<" + n +
       "::Net*>(net);\n}\n\nextern \"C\" {\n";
  const bool is_fed = feeds(inputs);
  t += "struct mote_fault " + n + "_invoke(" + net +
       (is_fed ? ", const struct mote_row_source* source" : "") +
       ") {\n  const mote::Fault f = net_of(net).invoke(" + (is_fed ? "*source" : "") +
       ");\n"
       "  return {static_cast<uint8_t>(f.error), f.check, f.op_index, f.detail};\n}\n";
  t += c_extra_functions(options.extras, n, is_fed);
  t += "void " + n + "_reset(" + net + ") { net_of(net).reset(); }\n";
  for (const auto* list : {&inputs, &outputs}) {
    for (const Port& port : *list) {
      if (port.is_fed) continue;
      t += (is_constant(port) ? "const " : "") + port.type + "* " + n + "_" + port.name + "(" +
           net + ") {\n  return net_of(net)." + port.name + "().data();\n}\n";
    }
  }
  return t + memory_text(program, n).c_functions + "}\n";
}

std::string source(const SourceOptions& options, Program& program, const SourceText& text,
                   const std::vector<Port>& inputs, const std::vector<Port>& outputs) {
  std::string t = lines_of_comment(options.banner);
  t += "// clang-format off\n";
  t += "#include \"" + options.name + ".h\"\n\n#include \"" + options.name + "_c.h\"\n";
  std::set<std::string> headers = text.headers;
  headers.insert("compiled/step.h");
  if (options.extras.checksum) headers.insert("mote/checksum.h");
  for (const std::string& name : headers) t += "#include \"" + name + "\"\n";
  t += "\nnamespace " + options.name + " {\n";
  if (!text.constants.empty()) t += "namespace {\n\n" + text.constants + "\n}  // namespace\n";
  const std::string source = feeds(inputs) ? kRowSource : "";
  const std::string rounds =
      has_loops(program)
          ? "  uint32_t rounds_left = " + literal(kLoopLimit) + ";  // of all loops together\n"
          : "";
  if (options.extras.steps) {
    t += step_functions(text, source, rounds);
  } else {
    t += "\nmote::Fault Net::invoke(" + source + ") {\n" + rounds + text.body +
         "  return mote::Fault{};\n}\n";
  }
  if (options.extras.checksum) t += checksum_function(text);
  t += "\nvoid Net::reset() {";
  if (text.stream) {
    t += " __builtin_memset(at<uint8_t>(0), 0, kArenaBytes); ";
  } else if (program.state_bytes() != 0) {
    t += " __builtin_memset(at<uint8_t>(" + literal(program.state_at()) + "), 0, kStateBytes); ";
  }
  t += "}\n";
  for (const auto* list : {&inputs, &outputs}) {
    for (const Port& port : *list) {
      if (!is_constant(port)) continue;
      for (const bool is_short : {false, true}) {
        if (is_short && list->size() != 1) continue;
        const std::string name = is_short ? port.name.substr(0, port.name.size() - 1) : port.name;
        t += "mote::Span<const " + port.type + "> Net::" + name + "() { return {" + port.place +
             ", " + literal(port.count) + "}; }\n";
      }
    }
  }
  return t + "\n}  // namespace " + options.name + "\n" +
         c_functions(options, program, inputs, outputs);
}

}  // namespace

bool is_identifier(const std::string& name) {
  static const std::set<std::string> kTaken = {
      "mote",     "std",       "int",      "char",     "float",    "double",  "class",
      "struct",   "namespace", "new",      "this",     "union",    "enum",    "static",
      "const",    "return",    "void",     "bool",     "auto",     "if",      "else",
      "while",    "for",       "do",       "switch",   "case",     "delete",  "long",
      "true",     "false",     "short",    "signed",   "try",      "catch",   "throw",
      "template", "using",     "typename", "operator", "private",  "public",  "protected",
      "virtual",  "inline",    "goto",     "break",    "continue", "default", "sizeof",
      "typedef",  "unsigned",  "volatile", "extern",   "register", "friend",  "explicit",
      "export",   "mutable",   "and",      "or",       "not",      "xor"};
  if (name.empty() || kTaken.count(name) != 0 || (std::isdigit(name[0]) != 0)) return false;
  return std::all_of(name.begin(), name.end(), [](unsigned char letter) {
    return std::isalnum(letter) != 0 || letter == '_';
  });
}

Sources write_sources(Program& program, const SourceOptions& options) {
  SourceText text;
  text.target = &options.target;
  text.compress = options.compress;
  const Paddings paddings = absorb_padding(program);
  program.set_regions(options.regions);
  program.share_arena(options.shared_arena);
  for (const auto& buffer : options.application) program.add(buffer);
  Sources made;
  made.rows = plan_in(program, paddings, text, options.rows);
  if (!made.rows.fits) return made;
  write_steps(program, paddings, text, 0, program.step_count());
  if (text.stream) {
    text.begin_step();
    text.comment("Room for the next rows of the window");
    write_shift(program, text, text.stream->input);
  }
  const format::SubgraphView& graph = program.layout().graph();
  std::vector<Port> inputs = ports(program, text, "input", graph.inputs());
  if (made.rows.feeds_input) inputs[0].is_fed = true;
  const std::vector<Port> outputs = ports(program, text, "output", graph.outputs());
  for (const auto& [step, reason] : text.slow) {
    made.slow.push_back(std::to_string(step) + " " + program.entry_of(step) + ": " + reason);
  }
  for (const Band& band : text.bands) {
    made.moved_bytes += band.moved_bytes;
    made.row_calls += band.calls;
  }
  made.stream = text.stream;
  made.bands = static_cast<uint32_t>(text.bands.size());
  made.kernels = text.kernels;
  made.compressed = text.compressed;
  made.weight_bytes = text.weight_bytes;
  made.constant_bytes = text.constant_bytes;
  made.header = header(options, program, text, made, inputs, outputs);
  made.c_header = c_header(options, program, inputs, outputs);
  made.source = source(options, program, text, inputs, outputs);
  return made;
}

}  // namespace mote::compiler
