// SPDX-License-Identifier: Apache-2.0
#include "report_files.h"

namespace mote::tool {
namespace {

struct ReportFile {
  std::string_view name, content;
};

// An array of bytes for each file, and a list of them.
#include "report_files.inc"

}  // namespace

std::string_view file_of_report(std::string_view name) {
  for (const ReportFile& file : kReportFiles) {
    if (file.name == name) return file.content;
  }
  return {};
}

}  // namespace mote::tool
