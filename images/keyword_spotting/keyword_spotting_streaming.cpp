// SPDX-License-Identifier: Apache-2.0
// The same program with a network that is compiled for streams: it runs with each step of sound, keeps
// what the next step needs, and never holds a whole window.
#include "listen.h"
#include "streaming_net.h"

namespace {

class StreamingNetwork {
 public:
  static_assert(streaming_net::Net::kHopRows == 1);
  static constexpr uint32_t kStepsPerRun = 1;
  static constexpr uint32_t kStepsToFill = streaming_net::Net::kRunsToFill;

  /// Memory that is planned beside the network's: free whenever no inference runs.
  mote::Span<int16_t> scratch() {
    const mote::Span<uint8_t> bytes = net_.scratch();
    return {reinterpret_cast<int16_t*>(bytes.data()), bytes.size() / sizeof(int16_t)};
  }
  void take(mote::Span<const int8_t> features) {
    __builtin_memcpy(net_.input().data(), features.data(), net_.input().size());
  }
  mote::Fault run(bool counted) {
    if (!counted) return net_.invoke();
    mote_mark();
    const mote::Fault fault = net_.invoke();
    mote_mark();
    mote::marks::label("invoke");
    return fault;
  }
  mote::Span<const int8_t> output() { return net_.output(); }
  uint32_t arena_bytes() const { return streaming_net::Net::kArenaBytes; }

 private:
  streaming_net::Net net_;
};

StreamingNetwork network;

}  // namespace

int main() { return keyword_spotting_demo::listen(network); }
