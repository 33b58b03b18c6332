// SPDX-License-Identifier: Apache-2.0
// The command line: arguments in, exit status out. Everything else is in the other files.
#include <iostream>

#include <CLI/CLI.hpp>

#include "commands.h"
#include "session.h"

int main(int argc, char** argv) {
  using namespace mote::tool;
  CLI::App app{
      "Runs, checks and explains .tflite models for microcontrollers.\n"
      "Exit status: 0 well, 1 a check failed, 2 wrong usage, 3 malformed model,\n"
      "4 unsupported model, 5 does not fit, 6 a file cannot be read or written."};
  app.require_subcommand(1);
  int status = 0;
  bool json = false;
  std::string file;
  const auto add = [&](const char* name, const char* text) {
    CLI::App* command = app.add_subcommand(name, text);
    command->add_flag("--json", json, "print JSON");
    return command;
  };
  const auto add_file = [&](CLI::App* command) {
    command->add_option("MODEL", file, "a .tflite file")->required();
  };

  RunOptions run_options;
  CLI::App* run_command = add("run", "run a model once and print its outputs");
  add_file(run_command);
  run_command->add_option("-i,--input", run_options.inputs,
                          "raw little-endian bytes of each input, in order (default: zeros)");
  run_command->add_option("-o,--output", run_options.output_prefix,
                          "write raw outputs to PREFIX0.bin, PREFIX1.bin, ...");
  run_command->callback([&] {
    run_options.file = file;
    run_options.json = json;
    status = run(run_options);
  });

  CLI::App* command = add("inspect", "show a model's tensors and operators");
  add_file(command);
  command->callback([&] { status = inspect(file, json); });
  command = add("verify", "check a file as a device does at load");
  add_file(command);
  command->callback([&] { status = verify(file, json); });
  command = add("plan", "show the arena: how many bytes, and what lies where");
  add_file(command);
  command->callback([&] { status = plan(file, json); });
  command = add("ops", "print the operator list to write for a model");
  add_file(command);
  command->callback([&] { status = ops(file, json); });

  EmbedOptions embed_options;
  command = app.add_subcommand("embed", "turn a model into a C++ source file");
  add_file(command);
  command->add_option("-s,--symbol", embed_options.symbol, "name of the array")->default_val("model");
  command->add_option("-o,--output", embed_options.output, "file to write (default: standard output)");
  command->callback([&] {
    embed_options.file = file;
    status = embed(embed_options);
  });

  ConformOptions conform_options;
  command = add("conform", "compare with recorded inputs and outputs");
  command->add_option("FOLDER", conform_options.folder, "searched for model.tflite + meta.json")
      ->required();
  command->add_flag("-v,--verbose", conform_options.verbose, "name each model that passes");
  command->callback([&] {
    conform_options.json = json;
    status = conform(conform_options);
  });

  std::vector<uint32_t> words;
  command = add("explain", "turn a fault that a device printed into a sentence");
  command->add_option("FAULT", words, "its four numbers: error check operator detail")
      ->required()
      ->expected(1, 4);
  command->add_option("-m,--model", file, "the model, to name tensors");
  command->callback([&] { status = explain_words(words, file, json); });

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    return app.exit(e) == 0 ? 0 : 2;
  } catch (const Failure& e) {
    std::cerr << "mote: " << e.what() << '\n';
    return e.status;
  } catch (const std::exception& e) {
    std::cerr << "mote: " << e.what() << '\n';
    return 1;
  }
  return status;
}
