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
  CLI::App* command = add("run", "run a model on this machine and print its outputs");
  add_file(command);
  command->add_option("-i,--input", run_options.inputs,
                      "I=FILE: fills input I (counted from 0) with a .npy, .wav or picture file or "
                      "with raw little-endian bytes; several slices serve several invokes")
      ->allow_extra_args(false);
  command->add_option("--seed", run_options.seed, "fills the other inputs")->capture_default_str();
  command->add_option("--invokes", run_options.invokes, "how often to run; state is kept")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  auto* output_dir = command->add_option("-o,--output-dir", run_options.output_dir,
                                         "write raw outputs to DIR/out0.bin, DIR/out1.bin, ...");
  command->add_flag("--every-step", run_options.every_step,
                    "write them for every invoke, to DIR/step0/, DIR/step1/, ...")
      ->needs(output_dir);
  command->callback([&] {
    run_options.file = file;
    run_options.json = json;
    status = run(run_options);
  });

  command = add("inspect", "show a model's tensors and operators, and what is unsupported");
  add_file(command);
  command->callback([&] { status = inspect(file, json); });

  std::vector<std::string> files;
  command = add("verify", "check files as a device does at load");
  command->add_option("MODEL", files, ".tflite files")->required();
  command->callback([&] { status = verify(files, json); });

  PlanOptions plan_options;
  command = add("plan", "show the arena: how many bytes, and what lies where and when");
  add_file(command);
  command->add_option("--svg", plan_options.svg, "draw it into this file");
  command->callback([&] {
    plan_options.file = file;
    plan_options.json = json;
    status = plan(plan_options);
  });

  command = add("ops", "print the operator list to write for a model");
  add_file(command);
  command->callback([&] { status = ops(file, json); });

  EmbedOptions embed_options;
  command = app.add_subcommand(
      "embed", "turn a model into a C++ header: its bytes, operators and arena size");
  add_file(command);
  command->add_option("-s,--symbol", embed_options.symbol, "name of the array")
      ->default_val("model");
  command->add_option("-o,--output", embed_options.output, "file to write (default: standard output)");
  command->callback([&] {
    embed_options.file = file;
    status = embed(embed_options);
  });

  ConformOptions conform_options;
  command = add("conform", "compare with recorded inputs and outputs");
  command->add_option("DIR", conform_options.folders, "searched for model.tflite + meta.json")
      ->required();
  command->add_flag("-v,--verbose", conform_options.verbose, "name each model that passes");
  command->callback([&] {
    conform_options.json = json;
    status = conform(conform_options);
  });

  ExplainOptions explain_options;
  command = add("explain", "turn a fault that a device printed into a sentence");
  command->add_option("FAULT", explain_options.words,
                      "its 16 hexadecimal digits, or its numbers: error check operator detail")
      ->required()
      ->expected(1, 4);
  command->add_option("-m,--model", explain_options.model, "the model, to name tensors");
  command->callback([&] {
    explain_options.json = json;
    status = explain_fault(explain_options);
  });

  ListenOptions listen_options;
  command = add("listen", "hear words in a sound, as a device would");
  command->add_option("SOUND", listen_options.sound,
                      "a file of 16 kHz mono sound; - for standard input, as in "
                      "arecord -f S16_LE -r 16000 | mote listen -")
      ->required();
  command->add_option("-m,--model", listen_options.model, "another keyword model");
  command->add_option("--labels", listen_options.labels, "what its scores stand for, in order")
      ->delimiter(',')
      ->capture_default_str();
  command->add_flag("--raw", listen_options.raw, "int16 samples without a header");
  command->add_flag("--every-step", listen_options.every_step, "print every result");
  command->add_option("--threshold", listen_options.threshold, "least score of a word, of 255")
      ->check(CLI::Range(1, 255));
  command->callback([&] {
    listen_options.json = json;
    status = listen(listen_options);
  });

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
