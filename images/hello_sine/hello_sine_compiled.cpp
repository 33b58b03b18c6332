// SPDX-License-Identifier: Apache-2.0
// The same program with a compiled network: nothing is loaded, and no interpreter is there.
#include "ask.h"
#include "sine_net.h"

namespace {

class CompiledNetwork {
 public:
  mote::Span<int8_t> input() { return net_.input(); }
  mote::Span<int8_t> output() { return net_.output(); }
  mote::Quantization input_quantization() const { return sine_net::Net::kInput0Quantization; }
  mote::Quantization output_quantization() const { return sine_net::Net::kOutput0Quantization; }
  mote::Fault invoke() { return net_.invoke(); }
  uint32_t arena_bytes() const { return sine_net::Net::kArenaBytes; }

 private:
  sine_net::Net net_;
};

CompiledNetwork network;

}  // namespace

int main() { return hello_sine_demo::ask(network); }
