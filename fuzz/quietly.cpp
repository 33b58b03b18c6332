// SPDX-License-Identifier: Apache-2.0
#include "quietly.h"

#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <streambuf>

#include "expect.h"
#include "session.h"

namespace mote::fuzz {
namespace {

/// Works in the folder, with nothing printed, as long as it lives.
class Silence {
 public:
  Silence() : before_(open(".", O_RDONLY | O_CLOEXEC)) {
    expect(before_ >= 0 && chdir(command_folder().c_str()) == 0, "cannot enter the folder");
    out_ = std::cout.rdbuf(&sink_);
    err_ = std::cerr.rdbuf(&sink_);
  }
  ~Silence() {
    std::cout.rdbuf(out_);
    std::cerr.rdbuf(err_);
    std::cout.clear();
    std::cerr.clear();
    expect(fchdir(before_) == 0, "cannot leave the folder");
    close(before_);
  }
  Silence(const Silence&) = delete;
  Silence& operator=(const Silence&) = delete;

 private:
  struct Sink : std::streambuf {
    int overflow(int c) override { return c == EOF ? 0 : c; }
    std::streamsize xsputn(const char*, std::streamsize count) override { return count; }
  };
  Sink sink_;
  int before_;
  std::streambuf* out_ = nullptr;
  std::streambuf* err_ = nullptr;
};

}  // namespace

const std::filesystem::path& command_folder() {
  static const std::filesystem::path made = [] {
    const char* base = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
    std::string name = std::string(base) + "/mote_fuzz_XXXXXX";
    expect(mkdtemp(name.data()) != nullptr, "no folder for temporary files");
    std::atexit([] {
      std::error_code ignored;
      std::filesystem::remove_all(command_folder(), ignored);
    });
    return std::filesystem::path(name);
  }();
  return made;
}

int quietly(const std::function<int()>& command) {
  const Silence silence;
  try {
    return command();
  } catch (const tool::Failure& failure) {
    return failure.status;
  } catch (const std::exception&) {
    return tool::kCheckFailed;
  }
}

}  // namespace mote::fuzz
