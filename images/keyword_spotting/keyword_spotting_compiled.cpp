// SPDX-License-Identifier: Apache-2.0
// The same program with a compiled network: nothing is loaded, and no interpreter is there.
#include "keyword_net.h"
#include "listen.h"

namespace {

class CompiledNetwork {
 public:
  mote::Span<int8_t> input() { return net_.input(); }
  mote::Span<int8_t> output() { return net_.output(); }
  mote::Fault invoke() { return net_.invoke(); }

  mote::Fault invoke_counted() {
    mote_mark();
    const mote::Fault fault = net_.invoke();
    mote_mark();
    mote::marks::label("invoke");
    return fault;
  }

  uint32_t arena_bytes() const { return keyword_net::Net::kArenaBytes; }

 private:
  keyword_net::Net net_;
};

CompiledNetwork network;

}  // namespace

int main() {
  static keyword_spotting_demo::WindowedNetwork<CompiledNetwork> windowed(network);
  return keyword_spotting_demo::listen(windowed);
}
