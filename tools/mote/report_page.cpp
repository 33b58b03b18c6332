// SPDX-License-Identifier: Apache-2.0
#include "report_page.h"

#include <string_view>

#include "arena_picture.h"
#include "report_files.h"

namespace mote::tool {
namespace {

using nlohmann::json;

/// JSON that may stand in a <script>: no name in it can end the element.
std::string script_data(const json& data) {
  std::string out;
  // With ASCII only, U+2028 and others that end a line are escaped too.
  for (const char c : data.dump(-1, ' ', true, json::error_handler_t::replace)) {
    if (c == '<') out += "\\u003c";
    else if (c == '>') out += "\\u003e";
    else if (c == '&') out += "\\u0026";
    else out += c;
  }
  return out;
}

std::string drawings(const json& report) {
  std::string out;
  const json& arenas = report["arenas"];
  const auto shown = report["options"][report["chosen"].get<size_t>()]["arena"].get<size_t>();
  for (size_t i = 0; i < arenas.size(); ++i) {
    out += "<div class=\"drawing\"" + std::string(i == shown ? "" : " hidden") + ">" +
           arena_drawing(arenas[i], "arena" + std::to_string(i)) + "</div>\n";
  }
  return out;
}

std::string content_of(std::string_view mark, const json& report) {
  if (mark == "title") return escaped(report["name"].get<std::string>());
  if (mark == "drawings") return drawings(report);
  if (mark == "data") return script_data(report);
  return std::string(file_of_report(mark));
}

}  // namespace

std::string report_page(const json& report) {
  // Marks are {{title}}, {{drawings}}, {{data}} and names of files; what replaces one is not looked
  // at again.
  std::string_view rest = file_of_report("report.html");
  std::string page;
  for (;;) {
    const size_t begin = rest.find("{{");
    const size_t end = begin == std::string_view::npos ? begin : rest.find("}}", begin);
    if (end == std::string_view::npos) return page + std::string(rest);
    page += rest.substr(0, begin);
    page += content_of(rest.substr(begin + 2, end - begin - 2), report);
    rest.remove_prefix(end + 2);
  }
}

}  // namespace mote::tool
