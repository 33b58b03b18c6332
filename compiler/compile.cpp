// SPDX-License-Identifier: Apache-2.0
#include "compile.h"

#include <openssl/sha.h>

#include <cstdio>

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

std::string banner(const Model& model, const CompileOptions& options) {
  return "Made by mote " MOTE_VERSION " from " + options.file +
         ". Do not edit: make it again by\n" + "  mote compile " + options.file + " --name " +
         options.name + " --target " + options.target + " --optimize " + options.optimize +
         " -o DIR\n" + "Model: " + std::to_string(model.bytes().size()) + " bytes, sha256 " +
         sha256(model.bytes());
}

}  // namespace

Compiled compile(const Model& model, const CompileOptions& options) {
  Compiled made;
  Program program(model);
  made.fault = program.fault();
  if (!made.fault.ok()) return made;
  for (uint32_t i = 0; i < program.step_count(); ++i) made.steps.push_back(program.entry_of(i));
  made.sources = write_sources(program, {options.name, banner(model, options)});
  made.arena_bytes = program.arena_bytes();
  made.state_bytes = program.state_bytes();
  made.least_arena_bytes = program.least_arena_bytes();
  return made;
}

}  // namespace mote::compiler
