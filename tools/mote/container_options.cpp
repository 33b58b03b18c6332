// SPDX-License-Identifier: Apache-2.0
// Arguments of `mote container`.
#include "container_options.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace mote::tool {
namespace {

CLI::App* add(CLI::App* app, const char* name, const char* text, bool& json) {
  CLI::App* command = app->add_subcommand(name, text);
  command->add_flag("--json", json, "print JSON");
  return command;
}

void add_product(CLI::App* command, uint32_t& product) {
  command
      ->add_option("--product", product,
                   "a number of yours for what the model is made; a device takes its own only")
      ->capture_default_str();
}

void add_pack(CLI::App* app, int& status) {
  const auto o = std::make_shared<ContainerPackOptions>();
  CLI::App* command = add(app, "pack", "put a model into a container, and sign it", o->json);
  command->add_option("MODEL", o->file, "a .tflite file")->required();
  command->add_option("-o,--output", o->output, "file to write")->required();
  command
      ->add_option("--model-version", o->model_version,
                   "from 1 up; devices take updates of greater versions only")
      ->required()
      ->check(CLI::Range(1U, UINT32_MAX));
  command->add_option("-k,--key", o->key,
                      "file of the private Ed25519 key, PEM (default: digest only, not signed)");
  add_product(command, o->product);
  command->add_option("--digest", o->digest, "the one that the device can compute")
      ->check(CLI::IsMember({"sha256", "sha512"}))
      ->capture_default_str();
  command->callback([o, &status] { status = container_pack(*o); });
}

void add_inspect(CLI::App* app, int& status) {
  struct Inspect {
    std::string file;
    bool json = false;
  };
  const auto o = std::make_shared<Inspect>();
  CLI::App* command = add(app, "inspect", "print what a container's header says", o->json);
  command->add_option("FILE", o->file, "a container")->required();
  command->callback([o, &status] { status = container_inspect(o->file, o->json); });
}

void add_verify(CLI::App* app, int& status) {
  const auto o = std::make_shared<ContainerVerifyOptions>();
  CLI::App* command = add(app, "verify", "check containers and models as a device does", o->json);
  command->add_option("FILE", o->files, "containers")->required();
  command
      ->add_option("-p,--public-key", o->public_keys,
                   "file of an Ed25519 key, PEM, that may have signed; give it for each")
      ->allow_extra_args(false);
  add_product(command, o->product);
  command->add_option("--least-version", o->least_version, "refuse models of older versions")
      ->capture_default_str();
  command->add_flag("--accept-unsigned", o->accept_unsigned,
                    "take containers that have a digest only");
  command->callback([o, &status] { status = container_verify(*o); });
}

void add_keys(CLI::App* app, int& status) {
  const auto made = std::make_shared<ContainerKeyOptions>();
  CLI::App* keygen =
      add(app, "keygen", "make a key to sign with; print its public half for the device's program",
          made->json);
  keygen
      ->add_option("-o,--output", made->file,
                   "new file for the private key, PEM, that only you may read")
      ->required();
  keygen->add_option("--public", made->public_file, "file for the public key, PEM");
  keygen->callback([made, &status] { status = container_keygen(*made); });

  const auto read = std::make_shared<ContainerKeyOptions>();
  CLI::App* command =
      add(app, "public-key", "print a key's public half for the device's program", read->json);
  command->add_option("KEY", read->file, "file of a private or public key, PEM")->required();
  command->add_option("--public", read->public_file, "file for the public key, PEM");
  command->callback([read, &status] { status = container_public_key(*read); });
}

}  // namespace

void add_container(CLI::App& app, int& status) {
  CLI::App* container =
      app.add_subcommand("container", "models to send to devices: pack, sign, check");
  container->require_subcommand(1);
  add_pack(container, status);
  add_inspect(container, status);
  add_verify(container, status);
  add_keys(container, status);
}

}  // namespace mote::tool
