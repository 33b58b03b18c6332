// SPDX-License-Identifier: Apache-2.0
// What the commands of `mote container` are asked.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace mote::tool {

struct ContainerPackOptions {
  std::string file, output;
  std::string key;  ///< private, PEM; empty: not signed
  std::string digest = "sha512";
  uint32_t model_version = 1;
  uint32_t product = 0;
  bool json = false;
};

struct ContainerVerifyOptions {
  std::vector<std::string> files;
  std::vector<std::string> public_keys;  ///< PEM; any will do
  uint32_t product = 0;
  uint32_t least_version = 1;
  bool accept_unsigned = false;
  bool json = false;
};

struct ContainerKeyOptions {
  std::string file;         ///< the private key
  std::string public_file;  ///< for its public half; empty: none
  bool json = false;
};

int container_pack(const ContainerPackOptions& options);
int container_inspect(const std::string& file, bool json);
int container_verify(const ContainerVerifyOptions& options);
int container_keygen(const ContainerKeyOptions& options);
int container_public_key(const ContainerKeyOptions& options);

/// Adds `mote container` and its commands to the command line.
void add_container(CLI::App& app, int& status);

}  // namespace mote::tool
