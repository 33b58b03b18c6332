// SPDX-License-Identifier: Apache-2.0
#include "time_limit.h"

#include <csignal>
#include <cstring>

#include <sys/time.h>
#include <unistd.h>

#include "session.h"

namespace mote::tool {
namespace {

/// Nothing but what a signal handler may call.
extern "C" void end_of_time(int) {
  constexpr char kText[] =
      "mote: the model takes longer than --time-limit allows; 0 lets it run as long as it likes\n";
  if (write(STDERR_FILENO, kText, sizeof(kText) - 1) < 0) _exit(kIoError);
  _exit(kDoesNotFit);
}

void set_timer(uint32_t seconds) {
  itimerval timer{};
  timer.it_value.tv_sec = static_cast<time_t>(seconds);
  setitimer(ITIMER_PROF, &timer, nullptr);
}

}  // namespace

TimeLimit::TimeLimit(uint32_t seconds) : seconds_(seconds) {
  if (seconds_ == 0) return;
  std::signal(SIGPROF, end_of_time);
  restart();
}

void TimeLimit::restart() {
  if (seconds_ != 0) set_timer(seconds_);
}

TimeLimit::~TimeLimit() {
  if (seconds_ != 0) set_timer(0);
}

}  // namespace mote::tool
