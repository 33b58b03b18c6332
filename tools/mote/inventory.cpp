// SPDX-License-Identifier: Apache-2.0
// The lists that the project is made of: operators and checks. Read by people and by the generated
// tables of docs/.
#include <iomanip>
#include <iostream>

#include <nlohmann/json.hpp>

#include "commands.h"
#include "explain.h"
#include "ops/op_def.h"
#include "registry/all_ops.h"

namespace mote::tool {
namespace {

using nlohmann::json;

json sentences_json(Span<const Sentence> list) {
  json out = json::array();
  for (const Sentence& s : list) {
    out.push_back({{"number", s.number}, {"name", s.name}, {"text", s.text}, {"advice", s.advice}});
  }
  return out;
}

void print(const json& sentences, const std::string& title) {
  std::cout << title << '\n';
  for (const json& s : sentences) {
    std::cout << "  " << std::setw(3) << s["number"].get<uint32_t>() << "  "
              << s["text"].get<std::string>() << '\n';
  }
}

}  // namespace

int list_operators(bool as_json) {
  json all = json::array();
  for (size_t i = 0; i < all_ops().size(); ++i) {
    const OpDef& def = *all_ops()[i];
    json types = json::array();
    for (const TensorType type : def.types) {
      types.push_back(type == TensorType::None ? json() : json(type_name(type)));
    }
    all.push_back({{"room", all_op_names()[i].room},
                   {"entry", all_op_names()[i].entry},
                   {"operator", operator_name(def.code)},
                   {"code", def.code},
                   {"types", types}});
  }
  if (as_json) {
    std::cout << all.dump(2) << '\n';
    return 0;
  }
  for (const json& op : all) {
    const auto type = [&](size_t i) {
      return op["types"][i].is_null() ? std::string("any") : op["types"][i].get<std::string>();
    };
    std::cout << std::left << std::setw(34) << op["operator"].get<std::string>() << std::setw(40)
              << op["entry"].get<std::string>() << type(0) << ", " << type(1) << " -> " << type(2)
              << std::right << '\n';
  }
  return 0;
}

int list_checks(bool as_json) {
  json rooms = json::array();
  for (const RoomChecks& room : room_checks()) {
    rooms.push_back({{"room", room.name}, {"checks", sentences_json(room.checks)}});
  }
  const json all{{"errors", sentences_json(error_sentences())},
                 {"format", sentences_json(format_sentences())},
                 {"shared", sentences_json(shared_sentences())},
                 {"container", sentences_json(container_sentences())},
                 {"rooms", rooms}};
  if (as_json) {
    std::cout << all.dump(2) << '\n';
    return 0;
  }
  print(all["errors"], "errors");
  print(all["format"], "checks of the file's format");
  print(all["container"], "checks of model containers and updates");
  print(all["shared"], "checks of any operator");
  for (const json& room : rooms) {
    print(room["checks"], "checks of " + room["room"].get<std::string>());
  }
  return 0;
}

}  // namespace mote::tool
