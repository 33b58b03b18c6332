// SPDX-License-Identifier: Apache-2.0
// Hostile models with what the host answers, as one file for images/hostile_models: each table case
// of hostile_models.h, and models of every room with flipped bits and overwritten words, of a seed.
// Whole numbers are 32 bits, little-endian; every part is filled up to a multiple of 4 bytes.
//   count; each: name, model, arena bytes, 1 if it shall run, fault of verify or create, of the run
//   A name or a model is a count and the bytes; a fault is its eight bytes.
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <random>

#include "hostile/hostile_models.h"
#include "models/memory.h"
#include "models/recorded.h"
#include "registry/all_ops.h"

namespace mote::hostile {
namespace {

using models::Bytes;

constexpr uint32_t kArenaBytes = 48 * 1024;
constexpr size_t kMostModelBytes = 60 * 1024;
constexpr uint32_t kMostWork = 100000;

class Pack {
 public:
  void add(const std::string& name, const Bytes& model) {
    if (model.size() > kMostModelBytes) return;
    const models::ExactCopy file(model);
    const Result<Model> verified = Model::verify(file.span());
    models::GuardedArena arena(kArenaBytes);
    Result<Interpreter> net = Interpreter::create(*verified, all_ops(), arena.memory());
    const Fault load = verified.ok() ? net.fault() : verified.fault();
    Fault ran;
    const bool runs = load.ok() && net->check_work(kMostWork, 10 * kMostWork).ok();
    if (runs) {
      for (uint32_t i = 0; i < net->input_count(); ++i) {
        for (uint8_t& byte : net->input(i).raw()) byte = 0x5A;
      }
      ran = net->invoke();
    }
    ++count_;
    ++(load.ok() ? accepted_ : refused_);
    part(name.data(), name.size());
    part(model.data(), model.size());
    word(kArenaBytes);
    word(runs ? 1 : 0);
    bytes(&load, sizeof(load));
    bytes(&ran, sizeof(ran));
  }

  void write(const std::string& path) {
    std::ofstream out(path, std::ios::binary);
    out.write(reinterpret_cast<const char*>(&count_), sizeof(count_));
    out.write(reinterpret_cast<const char*>(packed_.data()),
              static_cast<std::streamsize>(packed_.size()));
    std::cout << count_ << " models, of which the host refuses " << refused_ << " and accepts "
              << accepted_ << '\n';
    if (!out) {
      std::cerr << path << ": cannot be written\n";
      std::exit(6);
    }
  }

 private:
  void bytes(const void* from, size_t size) {
    const auto* begin = static_cast<const uint8_t*>(from);
    packed_.insert(packed_.end(), begin, begin + size);
    while (packed_.size() % 4 != 0) packed_.push_back(0);
  }
  void word(uint32_t value) { bytes(&value, sizeof(value)); }
  void part(const void* from, size_t size) {
    word(static_cast<uint32_t>(size));
    bytes(from, size);
  }

  Bytes packed_;
  uint32_t count_ = 0, refused_ = 0, accepted_ = 0;
};

void damage(Bytes& bytes, std::mt19937& random) {
  const uint32_t words[] = {0, 1, 2, 4, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF};
  if (random() % 2 == 0) {
    bytes[random() % bytes.size()] ^= static_cast<uint8_t>(1U << random() % 8);
    return;
  }
  const size_t at = random() % (bytes.size() - 3) & ~size_t{1};
  std::memcpy(&bytes[at], &words[random() % std::size(words)], random() % 2 * 2 + 2);
}

int run(const char* path, uint32_t each) {
  Pack pack;
  for (const HostileModel& model : hostile_models()) pack.add(model.name, model.make());
  std::mt19937 random(6);
  for (const std::string& room : models::rooms()) {
    const std::vector<models::GoldenCase> cases = models::golden_cases(room);
    for (uint32_t i = 0; i < each; ++i) {
      const models::GoldenCase& c = cases[random() % cases.size()];
      Bytes bytes = models::build(c.spec());
      damage(bytes, random);
      pack.add(room + "/" + c.name + " " + std::to_string(i), bytes);
    }
  }
  pack.write(path);
  return 0;
}

}  // namespace
}  // namespace mote::hostile

int main(int count, char** arguments) {
  if (count != 3) {
    std::fprintf(stderr, "usage: %s FILE DAMAGED-MODELS-OF-EACH-ROOM\n", arguments[0]);
    return 2;
  }
  return mote::hostile::run(arguments[1], static_cast<uint32_t>(std::atoi(arguments[2])));
}
