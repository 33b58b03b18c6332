// SPDX-License-Identifier: Apache-2.0
// Writes the inputs that fuzzing begins with, OUT/TARGET/NAME, from the project's own generators:
// the recorded cases of all operators, small networks, random models, sounds, arrays and pictures.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <set>

#define STB_IMAGE_WRITE_IMPLEMENTATION
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
#include <stb/stb_image_write.h>
#pragma GCC diagnostic pop

#include "command_input.h"
#include "models/recorded.h"
#include "random_graphs/random_graph.h"

namespace mote::fuzz {
namespace {

namespace fs = std::filesystem;
using models::Bytes;

constexpr size_t kMostBytes = 6000;
constexpr int kCasesOfRoom = 12;

Bytes bytes_of_text(const std::string& text) { return {text.begin(), text.end()}; }

class Writer {
 public:
  explicit Writer(fs::path root) : root_(std::move(root)) {}

  void write(const std::string& target, std::string name, const Bytes& bytes) {
    for (char& c : name) {
      if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
    }
    fs::create_directories(root_ / target);
    std::ofstream out(root_ / target / name, std::ios::binary);
    out.write(reinterpret_cast<const char*>(bytes.data()),
              static_cast<std::streamsize>(bytes.size()));
    ++count_;
  }
  int count() const { return count_; }

 private:
  fs::path root_;
  int count_ = 0;
};

/// Of each room some cases, such that each combination of operator and types is there.
std::map<std::string, Bytes> small_models() {
  std::map<std::string, Bytes> all;
  for (const std::string& room : models::rooms()) {
    std::set<std::string> kinds;
    int more = kCasesOfRoom;
    for (const models::GoldenCase& c : models::golden_cases(room)) {
      std::string kind = std::to_string(c.code) + c.custom;
      for (const auto& input : c.inputs) kind += "," + std::to_string(static_cast<int>(input.type));
      const bool is_new = kinds.insert(kind).second;
      if (!is_new && --more < 0) continue;
      Bytes file = models::build(c.spec());
      if (file.size() <= kMostBytes) all[room + "_" + c.name] = std::move(file);
    }
  }
  all["network"] = models::build(models::network());
  for (const auto& model : models::checked_in_models()) all[model.name] = model.bytes;
  for (uint64_t seed = 1; seed <= 150; ++seed) {
    Bytes file = models::build(random_graphs::random_graph(seed));
    if (file.size() <= kMostBytes) all["random_" + std::to_string(seed)] = std::move(file);
  }
  return all;
}

Bytes wav(int channels, int bits, size_t samples) {
  Bytes b = bytes_of_text("RIFF????WAVEfmt ");
  const auto put = [&b](uint32_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) b.push_back(static_cast<uint8_t>(value >> (8 * i)));
  };
  const auto data_bytes = static_cast<uint32_t>(samples * static_cast<size_t>(channels * bits / 8));
  put(16, 4);
  put(1, 2);
  put(static_cast<uint32_t>(channels), 2);
  put(16000, 4);
  put(static_cast<uint32_t>(16000 * channels * bits / 8), 4);
  put(static_cast<uint32_t>(channels * bits / 8), 2);
  put(static_cast<uint32_t>(bits), 2);
  for (const char c : {'d', 'a', 't', 'a'}) b.push_back(static_cast<uint8_t>(c));
  put(data_bytes, 4);
  for (uint32_t i = 0; i < data_bytes; ++i) b.push_back(static_cast<uint8_t>(i * 31));
  const auto riff = static_cast<uint32_t>(b.size() - 8);
  for (size_t i = 0; i < 4; ++i) b[4 + i] = static_cast<uint8_t>(riff >> (8 * i));
  return b;
}

Bytes npy(const std::string& type, const std::string& shape, size_t data_bytes, uint8_t version) {
  std::string header =
      "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + shape + "), }";
  while ((header.size() + 11) % 16 != 0) header += ' ';
  header += '\n';
  Bytes b = bytes_of_text("\x93NUMPY");
  b.push_back(version);
  b.push_back(0);
  const int length_bytes = version == 1 ? 2 : 4;
  for (int i = 0; i < length_bytes; ++i) {
    b.push_back(static_cast<uint8_t>(header.size() >> (8 * i)));
  }
  b.insert(b.end(), header.begin(), header.end());
  for (size_t i = 0; i < data_bytes; ++i) b.push_back(static_cast<uint8_t>(i * 7));
  return b;
}

Bytes picture(const char* kind, int width, int height, int channels) {
  Bytes pixels(static_cast<size_t>(width * height * channels));
  for (size_t i = 0; i < pixels.size(); ++i) pixels[i] = static_cast<uint8_t>(i * 13);
  Bytes file;
  const auto take = [](void* to, void* data, int size) {
    auto* bytes = static_cast<uint8_t*>(data);
    static_cast<Bytes*>(to)->insert(static_cast<Bytes*>(to)->end(), bytes, bytes + size);
  };
  const std::string name = kind;
  if (name == "png") {
    stbi_write_png_to_func(take, &file, width, height, channels, pixels.data(), width * channels);
  } else if (name == "bmp") {
    stbi_write_bmp_to_func(take, &file, width, height, channels, pixels.data());
  } else {
    stbi_write_jpg_to_func(take, &file, width, height, channels, pixels.data(), 60);
  }
  return file;
}

/// Bytes as targets/readers.cpp takes them: ending, type, not raw, rank, extents.
Bytes reader_input(uint8_t ending, uint8_t type, const Bytes& dims, const Bytes& file,
                   uint8_t raw = 99) {
  Bytes b = {ending, type, raw, static_cast<uint8_t>(dims.size())};
  b.insert(b.end(), dims.begin(), dims.end());
  b.insert(b.end(), file.begin(), file.end());
  return b;
}

void write_readers(Writer& out) {
  const std::string readers = "readers";
  out.write(readers, "npy_s8", reader_input(0, 0, {1, 2, 3}, npy("|i1", "1, 2, 3", 6, 1)));
  out.write(readers, "npy_f4", reader_input(0, 3, {4}, npy("<f4", "4,", 16, 2)));
  out.write(readers, "npy_i2", reader_input(0, 2, {2, 2}, npy("<i2", "2, 2", 8, 3)));
  out.write(readers, "wav_i2", reader_input(1, 2, {8}, wav(1, 16, 16)));
  out.write(readers, "wav_f4", reader_input(1, 3, {8}, wav(1, 16, 8)));
  out.write(readers, "wav_stereo", reader_input(1, 2, {8}, wav(2, 16, 8)));
  out.write(readers, "wav_8", reader_input(1, 2, {8}, wav(1, 8, 8), 0));
  out.write(readers, "raw", reader_input(7, 0, {3, 4}, Bytes(24, 9), 0));
  out.write(readers, "png", reader_input(4, 1, {1, 6, 5, 3}, picture("png", 5, 6, 3)));
  out.write(readers, "png_grey", reader_input(4, 0, {4, 4, 1}, picture("png", 4, 4, 1)));
  out.write(readers, "jpg", reader_input(5, 3, {8, 8, 3}, picture("jpg", 8, 8, 3)));
  out.write(readers, "bmp", reader_input(6, 1, {3, 3, 3}, picture("bmp", 3, 3, 3)));
}

void write_commands(Writer& out) {
  const Bytes network = models::build(models::network());
  const Bytes conv = models::build(models::golden_case("conv_2d", "s8_same").spec());
  models::ModelSpec any = models::golden_case("conv_2d", "s8_same").spec();
  for (models::TensorSpec* t : {&any.tensors.front(), &any.tensors.back()}) {
    t->signature = t->shape;
    t->signature[0] = -1;
  }
  const std::vector<Bytes> files = {network,
                                    npy("|i1", "1, 8, 8, 3", 192, 1),
                                    wav(1, 16, 400),
                                    picture("png", 8, 8, 3),
                                    bytes_of_text("{\"runs\": []}"),
                                    Bytes(192, 3)};
  const char* lines[] = {
      "run f0.tflite",
      "run f0.tflite --json -i 0=f1.npy --invokes 2 -o out --every-step",
      "run f0.tflite -i 0=f3.png --seed 7",
      "run f0.tflite -i f5.bin --arena 100",
      "inspect f0.tflite --json",
      "inspect f0.tflite --target host",
      "verify f0.tflite f1.npy",
      "verify --json f0.tflite",
      "plan f0.tflite --svg out.svg",
      "plan f0.tflite --json",
      "plan f0.tflite --compiled --ram 2K --target cortex-m4",
      "plan f0.tflite --compiled --region dtcm=1K --region ram=64K --json",
      "ops f0.tflite",
      "ops f0.tflite --target cortex-m4 --json",
      "embed f0.tflite -s net",
      "embed f0.tflite -o a.h",
      "compile f0.tflite -o out",
      "compile f0.tflite -o out --json --target host --report r.json",
      "compile f0.tflite -o out --optimize size --compress auto --ram 1K --input-by-rows",
      "compile f0.tflite -o out --share-arena both --buffer w=100:before",
      "compile f0.tflite -o out --streaming axis=1 --hop 2",
      "report f0.tflite",
      "report f0.tflite --html a.html",
      "report f0.tflite --json --ram 2K",
      "batch f0.tflite 3 -o b.tflite",
      "optimize f0.tflite -o o.tflite --report",
      "optimize f0.tflite -o o.tflite --without unary_tables --json",
      "conform . -v --json",
      "explain 0500000000030002",
      "explain 5 1 2 3 -m f0.tflite --json",
      "listen f2.wav --json",
      "listen f2.wav --raw --every-step -m f0.tflite --labels a,b"};
  int number = 0;
  for (const char* line : lines) {
    CommandInput input =
        CommandInput::split(reinterpret_cast<const uint8_t*>(line), std::strlen(line));
    input.files = files;
    const bool is_batch = std::string(line).starts_with("batch");
    if (is_batch) input.files = {models::build(any)};
    else if (number % 3 == 1) input.files[0] = conv;
    out.write("command_line", std::to_string(number++) + "_" + input.arguments[0], input.join());
  }
}

void write_others(Writer& out) {
  for (uint8_t i = 0; i < 48; ++i) {
    Bytes b = {static_cast<uint8_t>(i % 2), static_cast<uint8_t>(i / 2)};
    for (int k = 0; k < 60; ++k) b.push_back(static_cast<uint8_t>(i * 41 + k * k * 7));
    out.write("kernels", "layer_" + std::to_string(i), b);
  }
  for (uint8_t i = 0; i < 12; ++i) {
    Bytes b = {static_cast<uint8_t>(i % 3 == 0 ? 0 : 60), i, 4};
    for (int k = 0; k < 900; ++k) b.push_back(static_cast<uint8_t>(k * (i + 3) >> (i % 4)));
    out.write("signal", "sound_" + std::to_string(i), b);
    Bytes calls = {i, 99, 0, 8};
    for (int k = 0; k < 4000; ++k) calls.push_back(static_cast<uint8_t>(k * (2 * i + 1) >> 2));
    out.write("c_api", "calls_" + std::to_string(i), calls);
  }
}

int run(const fs::path& root) {
  Writer out(root);
  for (const auto& [name, bytes] : small_models()) {
    for (const char* target : {"verify", "run", "optimize", "compile", "fast_entries"}) {
      out.write(target, name, bytes);
    }
  }
  write_readers(out);
  write_commands(out);
  write_others(out);
  std::cout << "wrote " << out.count() << " inputs to " << root.string() << '\n';
  return 0;
}

}  // namespace
}  // namespace mote::fuzz

int main(int argc, char** argv) {
  if (argc != 2 || argv[1][0] == '-') {
    std::cerr << "usage: mote_fuzz_seeds OUT\nWrites OUT/TARGET/NAME for each fuzz target.\n";
    return 2;
  }
  return mote::fuzz::run(argv[1]);
}
