// SPDX-License-Identifier: Apache-2.0
#include "compile.h"

#include <openssl/sha.h>

#include <algorithm>
#include <cstdio>
#include <optional>

#include "compress.h"
#include "graph/read_model.h"
#include "graph/write_model.h"

namespace mote::compiler {
namespace {

std::string sha256(Span<const uint8_t> bytes) {
  unsigned char digest[SHA256_DIGEST_LENGTH];
  SHA256(bytes.data(), bytes.size(), digest);
  std::string text;
  for (const unsigned char byte : digest) {
    char pair[3];
    std::snprintf(pair, sizeof(pair), "%02x", byte);
    text += pair;
  }
  return text;
}

std::string memory_options_text(const CompileOptions& options) {
  std::string text;
  if (!options.shared_arena.empty()) text += " --share-arena " + options.shared_arena;
  for (const BufferOption& buffer : options.buffers) {
    const bool is_endless = buffer.last == BufferOption::kLastMoment;
    text += " --buffer " + buffer.name + "=" + std::to_string(buffer.bytes) + ":";
    if (is_endless && buffer.first == 0) text += "always";
    else if (is_endless && buffer.first == BufferOption::kLastMoment) text += "after";
    else if (buffer.last == 0) text += "before";
    else text += std::to_string(buffer.first - 1) + "-" + std::to_string(buffer.last - 1);
  }
  for (const Region& region : options.regions) {
    text += " --region " + region.name + "=" + std::to_string(region.bytes);
  }
  return text;
}

std::string banner(const mote::Model& model, const CompileOptions& options) {
  return "Made by mote " MOTE_VERSION " from " + options.file +
         ". Do not edit: make it again by\n" + "  mote compile " + options.file + " --name " +
         options.name + " --target " + options.target + " --optimize " + options.optimize +
         memory_options_text(options) + " -o DIR\n" +
         "Model: " + std::to_string(model.bytes().size()) + " bytes, sha256 " +
         sha256(model.bytes());
}

/// The target, without its overlays where size matters more.
Target kernels_for(const CompileOptions& options) {
  Target target = target_named(options.target);
  if (options.optimize != "speed") target.dsp = target.scalar = false;
  return target;
}

/// The model after the passes; empty if it stays as it is.
Bytes optimized(const mote::Model& model, const CompileOptions& options, Compiled& made) {
  try {
    Model graph = read_model(model);
    made.report = optimize(graph, options.without);
    return write_model(graph);
  } catch (const Unsupported& reason) {
    made.kept_as_is = reason.what();
    return {};
  }
}

/// What each run of a stream makes and keeps.
void count_newest_only(const Stream& stream, Compiled& made) {
  made.state_bytes = made.plan.state_bytes = stream.state_bytes;
  for (MemoryPlan::Step& step : made.plan.steps) {
    const auto found = stream.steps.find(step.index);
    if (found == stream.steps.end()) continue;
    const StreamTensor& tensor = stream.tensors.at(found->second.output);
    step.macs =
        step.macs * static_cast<uint64_t>(tensor.fresh) / static_cast<uint64_t>(tensor.height);
  }
}

}  // namespace

Compiled compile(const mote::Model& model, const CompileOptions& options) {
  Compiled made;
  made.fault = Program(model).fault();
  if (!made.fault.ok()) return made;
  if (options.passes) made.model = optimized(model, options, made);
  const Bytes& bytes = made.model;
  const Result<mote::Model> changed = bytes.empty()
                                          ? Result<mote::Model>(model)
                                          : mote::Model::verify({bytes.data(), bytes.size()});
  made.fault = changed.fault();
  if (!made.fault.ok()) return made;
  std::optional<Program> prepared(std::in_place, *changed);
  made.fault = prepared->fault();
  if (!made.fault.ok()) return made;
  for (uint32_t i = 0; i < prepared->step_count(); ++i) {
    made.steps.push_back(prepared->entry_of(i));
  }
  SourceOptions wanted{options.name,
                       kernels_for(options),
                       banner(model, options),
                       options.rows,
                       options.regions,
                       options.shared_arena,
                       {},
                       {}};
  const uint32_t last_moment = prepared->step_count() + 1;
  for (const BufferOption& buffer : options.buffers) {
    wanted.application.push_back({buffer.name, buffer.bytes, std::min(buffer.first, last_moment),
                                  std::min(buffer.last, last_moment)});
  }
  made.sources = write_sources(*prepared, wanted);
  if (options.compress.compression != Compression::None && made.sources.rows.fits) {
    wanted.compress = options.compress;
    made.sources = write_compressed(*changed, wanted, prepared);
  }
  Program& program = *prepared;
  made.last_region_needs = program.last_region_needs();
  if (!options.regions.empty() && !made.sources.rows.fits) return made;
  made.arena_bytes = program.arena_bytes();
  made.state_bytes = program.state_bytes();
  made.least_arena_bytes = program.least_arena_bytes();
  made.plan = memory_plan_of(program);
  if (made.sources.stream) count_newest_only(*made.sources.stream, made);
  if (!options.shared_arena.empty() && made.sources.rows.fits)
    made.shared_bytes = program.regions().back().bytes;
  return made;
}

}  // namespace mote::compiler
