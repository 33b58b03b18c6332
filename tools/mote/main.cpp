// SPDX-License-Identifier: Apache-2.0
// The command line: arguments in, exit status out. Everything else is in the other files.
#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>

#include "commands.h"
#include "compile.h"
#include "compression.h"
#include "emit/target.h"
#include "graph/read_model.h"
#include "session.h"

namespace {

using namespace mote::tool;

/// The options of a command live as long as the application that may run it.
template <class Options>
std::shared_ptr<Options> options() {
  return std::make_shared<Options>();
}

CLI::App* add(CLI::App& app, const char* name, const char* text, bool& json) {
  CLI::App* command = app.add_subcommand(name, text);
  command->add_flag("--json", json, "print JSON");
  return command;
}

void add_model(CLI::App* command, std::string& file) {
  command->add_option("MODEL", file, "a .tflite file")->required();
}

/// For commands whose operators have fast entries on some cores.
void add_target(CLI::App* command, std::string& target) {
  std::vector<std::string> names;
  for (const mote::compiler::Target& t : mote::compiler::kTargets) names.emplace_back(t.name);
  command
      ->add_option("--target", target,
                   "the core: its fastest entries instead of the reference ones")
      ->check(CLI::IsMember(names))
      ->capture_default_str();
}

void add_run(CLI::App& app, int& status) {
  const auto o = options<RunOptions>();
  CLI::App* command = add(app, "run", "run a model on this machine and print its outputs", o->json);
  add_model(command, o->file);
  command
      ->add_option("-i,--input", o->inputs,
                   "I=FILE: fills input I (counted from 0) with a .npy, .wav or picture file or "
                   "with raw little-endian bytes; several slices serve several invokes")
      ->allow_extra_args(false);
  command->add_option("--seed", o->seed, "fills the other inputs")->capture_default_str();
  command->add_option("--invokes", o->invokes, "how often to run; state is kept")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  command
      ->add_option("--arena", o->arena_bytes,
                   "bytes of the arena (default: what it needs, if that is 64 MB or less)")
      ->check(CLI::PositiveNumber);
  command->add_flag("--stored-plan", o->stored_plan,
                    "plan the arena as the file says (mote plan --write)");
  command
      ->add_option("--time-limit", o->most_seconds,
                   "seconds of processor time that an invoke may take; 0: any")
      ->check(CLI::Range(0, 1000000))
      ->capture_default_str();
  auto* output_dir = command->add_option("-o,--output-dir", o->output_dir,
                                         "write raw outputs to DIR/out0.bin, DIR/out1.bin, ...");
  command
      ->add_flag("--every-step", o->every_step,
                 "write them for every invoke, to DIR/step0/, DIR/step1/, ...")
      ->needs(output_dir);
  command->callback([o, &status] { status = run(*o); });
}

void add_ops(CLI::App& app, int& status) {
  const auto o = options<OpsOptions>();
  CLI::App* command =
      add(app, "ops", "print the operator list to write for a model, or all operators", o->json);
  command->add_option("MODEL", o->file, "a .tflite file (default: list all operators)");
  add_target(command, o->target);
  command->callback([o, &status] { status = o->file.empty() ? list_operators(o->json) : ops(*o); });
}

void add_inspect(CLI::App& app, int& status) {
  const auto o = options<InspectOptions>();
  CLI::App* command =
      add(app, "inspect", "show tensors and operators, and what is unsupported", o->json);
  add_model(command, o->file);
  add_target(command, o->target);
  command->callback([o, &status] { status = inspect(*o); });
}

void add_verify(CLI::App& app, int& status) {
  struct Verify {
    std::vector<std::string> files;
    bool json = false;
  };
  const auto o = options<Verify>();
  CLI::App* command = add(app, "verify", "check files as a device does at load", o->json);
  command->add_option("MODEL", o->files, ".tflite files, or containers of one")->required();
  command->callback([o, &status] { status = verify(o->files, o->json); });
}

/// Options that `compile`, `report` and `plan --compiled` have in common.
void add_kernels(CLI::App* command, std::string& target, std::string& optimize) {
  std::vector<std::string> targets;
  for (const auto& known : mote::compiler::kTargets) targets.push_back(known.name);
  command->add_option("-t,--target", target, "core to compile for")
      ->check(CLI::IsMember(targets))
      ->capture_default_str();
  command
      ->add_option("--optimize", optimize,
                   "speed: the fastest kernels of the target; size: the smallest ones")
      ->check(CLI::IsMember({"size", "speed"}))
      ->capture_default_str();
}

void add_ram(CLI::App* command, uint32_t& ram_bytes) {
  command
      ->add_option("--ram", ram_bytes,
                   "bytes that the arena may have, such as 20K: steps run by rows until it fits")
      ->transform(CLI::AsSizeValue(false))
      ->check(CLI::Range(1U, 0x7FFFFFFFU));
}

/// Those of `compile` and `plan --compiled`.
void add_program_options(CLI::App* command, ProgramOptions& o) {
  add_kernels(command, o.target, o.optimize);
  add_ram(command, o.ram_bytes);
  command->add_flag(
      "--input-by-rows", o.input_by_rows,
      "invoke() gets the first input row by row from a function; with --ram it does if "
      "nothing else fits");
  command->add_flag("--no-overlap", o.no_overlap,
                    "keep what a step writes apart from what it reads");
  command
      ->add_option("--streaming", o.streaming,
                   "axis=1: the input is a window that slides along this axis; each run takes its "
                   "newest rows and makes only what is new")
      ->check(CLI::IsMember({"axis=1"}))
      ->excludes("--ram")
      ->excludes("--input-by-rows");
  command
      ->add_option("--hop", o.hop,
                   "rows that the window moves by each run (default: as few as the strides allow)")
      ->check(CLI::Range(1, 65535))
      ->needs("--streaming");
  command
      ->add_option("--rows-per-turn", o.rows_per_turn,
                   "run all chains of steps that can by so many rows, whatever it saves")
      ->check(CLI::Range(1, 65535))
      ->excludes("--ram");
  command->add_flag("--keep-order", o.keep_order,
                    "run the operators in the order of the file, even if another one needs less "
                    "memory");
  command
      ->add_option("--region", o.regions,
                   "NAME=SIZE, such as dtcm=64K: a memory that there is, the fastest one first; "
                   "give it for each")
      ->allow_extra_args(false)
      ->excludes("--ram")
      ->excludes("--streaming");
  command
      ->add_option(
          "--buffer", o.buffers,
          "NAME=SIZE:WHEN, such as window=32000:before: memory that the application may use "
          "for its own, placed with the model's; WHEN is before (the first step), after (the "
          "last), always, or steps such as 3-7")
      ->allow_extra_args(false);
}

void add_plan(CLI::App& app, int& status) {
  const auto o = options<PlanOptions>();
  CLI::App* command =
      add(app, "plan", "show the arena: how many bytes, and what lies where and when", o->json);
  add_model(command, o->file);
  command->add_option("--svg", o->svg, "draw it into this file");
  auto* stored = command->add_flag("--stored-plan", o->stored_plan,
                                   "the plan that the file holds, not the one a device makes");
  auto* write = command->add_option(
      "--write", o->write,
      "write the model into this file, with the smallest plan that is found, for "
      "Interpreter::create_as_stored()");
  auto* compiled =
      command->add_flag("--compiled", o->compiled,
                        "the memory of what `mote compile` makes, not the interpreter's arena");
  write->excludes(stored)->excludes(compiled)->excludes(command->get_option("--svg"));
  stored->excludes(compiled);
  add_program_options(command, *o);
  for (const char* name :
       {"--target", "--optimize", "--ram", "--input-by-rows", "--rows-per-turn", "--streaming",
        "--hop", "--no-overlap", "--keep-order", "--region", "--buffer"}) {
    command->get_option(name)->needs(command->get_option("--compiled"));
  }
  command->callback([o, &status] { status = plan(*o); });
}

void add_embed(CLI::App& app, int& status) {
  const auto o = options<EmbedOptions>();
  CLI::App* command = app.add_subcommand(
      "embed", "turn a model into a C++ header: its bytes, operators and arena size");
  add_model(command, o->file);
  command->add_option("-s,--symbol", o->symbol, "name of the array")->default_val("model");
  command->add_option("-o,--output", o->output, "file to write (default: standard output)");
  add_target(command, o->target);
  command->callback([o, &status] { status = embed(*o); });
}

/// Options that `compile` and `report` have in common.
void add_passes(CLI::App* command, bool& no_passes, std::vector<std::string>& without) {
  command->add_option("--without", without, "leave this pass out (as `mote optimize` lists them)");
  command->add_flag("--no-passes", no_passes, "compile the graph as it is");
}

void add_report(CLI::App& app, int& status) {
  const auto o = options<ReportOptions>();
  CLI::App* command =
      add(app, "report",
          "show what a model takes, where and when, and what each option of the compiler "
          "changes",
          o->json);
  add_model(command, o->file);
  command->add_option("--html", o->html,
                      "write it to this file, as a page that loads nothing else");
  add_kernels(command, o->target, o->optimize);
  add_ram(command, o->ram_bytes);
  add_passes(command, o->no_passes, o->without);
  command->callback([o, &status] { status = report(*o); });
}

void add_compile(CLI::App& app, int& status) {
  const auto o = options<CompileCommand>();
  CLI::App* command =
      add(app, "compile", "turn a model into C++ that needs no interpreter", o->json);
  command->add_option("MODEL", o->files, ".tflite files")->required();
  command->add_option("-o,--output-dir", o->output_dir, "folder for NAME.h, NAME_c.h and NAME.cpp")
      ->required();
  command->add_option("-n,--name", o->name, "namespace and files (default: the model file's name)");
  add_program_options(command, *o);
  command
      ->add_option(
          "--share-arena", o->share_arena,
          "NAME: the models run one at a time and share memory, NAME_arena.h; each keeps its "
          "state and outputs for itself")
      ->excludes(command->get_option("--region"))
      ->excludes(command->get_option("--streaming"));
  command
      ->add_option(
          "--compress", o->compress,
          "weights that are decoded at each run, where it saves flash: palette (codes of one "
          "length), huffman, auto (per layer the smaller one); needs --optimize size")
      ->check(CLI::IsMember(compression_names()))
      ->capture_default_str();
  command->add_flag("--steps", o->steps,
                    "invoke_step() too: a run in parts, for watchdogs (costs a few bytes a step)");
  command->add_flag("--checksum", o->checksum,
                    "constants_crc32() too: finds flipped bits of weights between runs");
  command->add_option("--report", o->report, "write the figures to this file as JSON");
  add_passes(command, o->no_passes, o->without);
  command->callback([o, &status] { status = compile(*o); });
}

void add_profile(CLI::App& app, int& status) {
  const auto o = options<ProfileOptions>();
  CLI::App* command = add(app, "profile",
                          "count the instructions of every operator on an emulated core, "
                          "interpreted and compiled, with reference and fast kernels",
                          o->json);
  add_model(command, o->file);
  command->add_option("--target", o->target, "the core")
      ->check(CLI::IsMember(profiled_targets()))
      ->capture_default_str();
  command->add_option("--wait-states", o->wait_states, "of the flash, for the estimated cycles")
      ->check(CLI::Range(0, 20))
      ->capture_default_str();
  command->add_option("--by-function", o->functions, "also so many functions that execute most")
      ->check(CLI::Range(1, 1000));
  command->add_option("--source", o->source_dir,
                      "the folder of Mote's sources (default: the one this program was built in)");
  command->callback([o, &status] { status = profile(*o); });
}

void add_checksum(CLI::App& app, int& status) {
  const auto o = options<ChecksumOptions>();
  CLI::App* command =
      add(app, "checksum",
          "print the CRC-32 of files, as a device computes it with mote/checksum.h", o->json);
  command->add_option("FILE", o->files, "models, or any other files")->required();
  command->callback([o, &status] { status = checksum(*o); });
}

void add_batch(CLI::App& app, int& status) {
  const auto o = options<BatchOptions>();
  CLI::App* command = add(
      app, "batch", "give a model that was converted for any batch another one than 1", o->json);
  add_model(command, o->file);
  command->add_option("COUNT", o->count, "the first extent of its tensors")
      ->required()
      ->check(CLI::Range(1, 1 << 20));
  command->add_option("-o,--output", o->output, "file to write")->required();
  command->callback([o, &status] { status = batch(*o); });
}

void add_optimize(CLI::App& app, int& status) {
  const auto o = options<OptimizeOptions>();
  CLI::App* command =
      add(app, "optimize", "write a model that needs less and gives the same bits", o->json);
  add_model(command, o->file);
  command->add_option("-o,--output", o->output, "file to write")->required();
  command->add_flag("--report", o->report, "print what each pass changed");
  command->add_option("--without", o->without, "passes to leave out, as --report names them")
      ->delimiter(',');
  command->add_option("--runs", o->runs, "runs on random inputs that must equal the model's own")
      ->capture_default_str();
  command->callback([o, &status] { status = optimize(*o); });
}

void add_conform(CLI::App& app, int& status) {
  const auto o = options<ConformOptions>();
  CLI::App* command = add(app, "conform", "compare with recorded inputs and outputs", o->json);
  command->add_option("DIR", o->folders, "searched for model.tflite + meta.json")->required();
  command->add_flag("-v,--verbose", o->verbose, "name each model that passes");
  command->add_option("--past", o->past, "put each model so many bytes after a 16-byte boundary")
      ->check(CLI::Range(0, 15));
  command->add_flag("--rewritten", o->rewritten, "write each model anew first, unchanged");
  auto* optimized = command->add_flag("--optimized", o->optimized,
                                      "run the passes of `mote optimize` on each first");
  command
      ->add_flag("--planned", o->planned,
                 "write the best plan into each first (mote plan --write), and obey it")
      ->excludes(optimized);
  add_target(command, o->target);
  auto* pack = command->add_option("--pack", o->pack,
                                   "write a sample to this file for images/conform instead");
  command->add_option("--each", o->each, "cases of each folder in the sample")
      ->needs(pack)
      ->capture_default_str();
  command->callback([o, &status] { status = conform(*o); });
}

void add_explain(CLI::App& app, int& status) {
  const auto o = options<ExplainOptions>();
  CLI::App* command =
      add(app, "explain", "turn a fault that a device printed into a sentence", o->json);
  command
      ->add_option("FAULT", o->words,
                   "its 16 hexadecimal digits, or its numbers: error check operator detail")
      ->expected(1, 4);
  command->add_flag("--list", o->list, "all errors and checks instead");
  command->add_option("-m,--model", o->model, "the model, to name tensors");
  command->callback([o, &status] {
    if (o->list == !o->words.empty()) throw Failure(kUsage, "explain: give a fault, or --list");
    status = o->list ? list_checks(o->json) : explain_fault(*o);
  });
}

void add_listen(CLI::App& app, int& status) {
  const auto o = options<ListenOptions>();
  CLI::App* command = add(app, "listen", "hear words in a sound, as a device would", o->json);
  command
      ->add_option("SOUND", o->sound,
                   "a file of 16 kHz mono sound; - for standard input, as in "
                   "arecord -f S16_LE -r 16000 | mote listen -")
      ->required();
  command->add_option("-m,--model", o->model, "another keyword model");
  command->add_option("--labels", o->labels, "what its scores stand for, in order")
      ->delimiter(',')
      ->capture_default_str();
  command->add_flag("--raw", o->raw, "int16 samples without a header");
  command->add_flag("--every-step", o->every_step, "print every result");
  command->add_option("--threshold", o->threshold, "least score of a word, of 255")
      ->check(CLI::Range(1, 255));
  command->callback([o, &status] { status = listen(*o); });
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{
      "Runs, checks and explains .tflite models for microcontrollers.\n"
      "Exit status: 0 well, 1 a check failed, 2 wrong usage, 3 malformed model,\n"
      "4 unsupported model or data, 5 does not fit, 6 a file cannot be read or written."};
  app.set_version_flag("--version", "mote " MOTE_VERSION);
  app.require_subcommand(1);
  int status = 0;
  add_run(app, status);
  add_inspect(app, status);
  add_verify(app, status);
  add_plan(app, status);
  add_ops(app, status);
  add_embed(app, status);
  add_compile(app, status);
  add_report(app, status);
  add_profile(app, status);
  add_checksum(app, status);
  add_batch(app, status);
  add_optimize(app, status);
  add_conform(app, status);
  add_explain(app, status);
  add_listen(app, status);
  add_container(app, status);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    return app.exit(e) == 0 ? 0 : kUsage;
  } catch (const Failure& e) {
    std::cerr << "mote: " << e.what() << '\n';
    return e.status;
  } catch (const mote::compiler::Unsupported& e) {
    std::cerr << "mote: the model has " << e.what() << '\n';
    return kUnsupported;
  } catch (const std::exception& e) {
    std::cerr << "mote: " << e.what() << '\n';
    return kCheckFailed;
  }
  std::cout.flush();
  return std::cout ? status : kIoError;
}
