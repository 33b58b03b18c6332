// SPDX-License-Identifier: Apache-2.0
#include "arena_picture.h"

#include <algorithm>
#include <array>
#include <sstream>
#include <vector>

#include "report_files.h"

namespace mote::tool {
namespace {

using nlohmann::json;

constexpr double kTop = 26;         ///< of the first row; the numbers of the axis are above
constexpr double kBelow = 40;       ///< the last row: two lines of text
constexpr double kPlotWidth = 800;  ///< of a picture that is a file
constexpr double kGutter = 168;     ///< left of it, for the steps' names
constexpr double kLetter = 6.7;     ///< width of a letter of 12 px, on the safe side
constexpr uint32_t kNameLetters = 22;

struct Role {
  const char* name;
  const char* words;
};
constexpr std::array<Role, 6> kRoles{{{"input", "input"},
                                      {"activation", "between layers"},
                                      {"output", "output"},
                                      {"scratch", "scratch of a step"},
                                      {"state", "kept from run to run"},
                                      {"runtime", "the interpreter's own"}}};

/// A number as an attribute: at most three digits after the point, none that say nothing.
std::string attribute(double value) {
  std::ostringstream text;
  text.precision(7);
  text << static_cast<double>(static_cast<int64_t>(value * 1000 + 0.5)) / 1000;
  return text.str();
}

std::string shortened(const std::string& name) {
  return name.size() <= kNameLetters ? name : name.substr(0, kNameLetters - 1) + "…";
}

/// "1×25×20×8"
std::string shape_text(const json& shape) {
  std::string text;
  for (const json& extent : shape) text += (text.empty() ? "" : "×") + extent.dump();
  return text;
}

/// A round distance between the numbers of the axis, for about five of them.
uint64_t tick_bytes(double bytes) {
  for (uint64_t unit = 1;; unit *= 10) {
    for (const uint64_t factor : {1, 2, 5}) {
      if (static_cast<double>(unit * factor) * 5 >= bytes) return unit * factor;
    }
  }
}

/// Pixels; thinner where there are many steps.
double row_height(size_t rows) {
  if (rows <= 60) return 28;
  if (rows <= 150) return 20;
  return std::max(3.0, 3000.0 / static_cast<double>(rows));
}

class Drawing {
 public:
  Drawing(const json& arena, std::string id)
      : arena_(arena), id_(std::move(id)), rows_(arena["alive"].size()), row_(row_height(rows_)),
        bytes_(std::max(arena["arena_bytes"].get<double>(), 1.0)) {}

  double height() const { return bottom() + kBelow; }

  /// Everything; names of steps stand left of x = 0.
  std::string contents() {
    svg_ << "<defs><pattern id=\"" << id_
         << "-hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" "
            "patternTransform=\"rotate(45)\"><line class=\"hatch\" x1=\"0\" y1=\"0\" x2=\"0\" "
            "y2=\"6\"/></pattern></defs>\n";
    draw_rows();
    draw_axis();
    const json& buffers = arena_["buffers"];
    for (size_t i = 0; i < buffers.size(); ++i) draw_box(buffers[i], i);
    draw_overlaps();
    for (size_t i = 0; i < buffers.size(); ++i) draw_label(buffers[i], i);
    draw_bounds();
    return svg_.str();
  }

 private:
  double y(double moment) const { return kTop + moment * row_; }
  double bottom() const { return y(static_cast<double>(rows_)); }
  std::string percent(double bytes) const { return attribute(bytes * 100 / bytes_) + "%"; }

  std::string row_name(size_t moment) const {
    if (moment == 0) return "inputs written";
    if (moment + 1 == rows_) return "outputs read";
    const json& step = arena_["steps"][moment - 1];
    return step["index"].dump() + "  " + step["operator"].get<std::string>();
  }

  void draw_rows() {
    const auto peak = arena_["peak_step"].get<size_t>();
    const auto each = static_cast<size_t>(std::max(1.0, 14 / row_));
    for (size_t moment = 0; moment < rows_; ++moment) {
      const double top = y(static_cast<double>(moment));
      const bool is_peak = moment == peak;
      if (is_peak) {
        svg_ << "<rect class=\"peak\" x=\"0\" y=\"" << attribute(top)
             << "\" width=\"100%\" height=\"" << attribute(row_) << "\"/>\n";
      }
      svg_ << "<line class=\"row\" x1=\"0\" x2=\"100%\" y1=\"" << attribute(top) << "\" y2=\""
           << attribute(top) << "\"/>\n";
      if (moment % each != 0 && !is_peak) continue;
      const std::string name = row_name(moment);
      svg_ << "<text class=\"name" << (is_peak ? " most" : "") << "\" x=\"-10\" y=\""
           << attribute(top + row_ / 2 + 4) << "\"><title>" << escaped(name)
           << (is_peak ? ": most is alive here" : "") << "</title>" << escaped(shortened(name))
           << "</text>\n";
    }
  }

  void draw_axis() {
    const uint64_t each = tick_bytes(bytes_);
    for (uint64_t at = 0; static_cast<double>(at) <= bytes_; at += each) {
      const std::string x = percent(static_cast<double>(at));
      const double share = static_cast<double>(at) / bytes_;
      svg_ << "<line class=\"tick\" x1=\"" << x << "\" x2=\"" << x << "\" y1=\"" << kTop - 6
           << "\" y2=\"" << attribute(bottom()) << "\"/><text class=\"axis"
           << (at == 0        ? " first"
               : share > 0.93 ? " last"
                              : "")
           << "\" x=\"" << x << "\" y=\"14\">" << with_commas(at) << "</text>\n";
    }
  }

  /// A rectangle of the drawing: bytes, and moments of which the last one is not part.
  struct Part {
    double begin, end, first, last;
    double bytes() const { return end - begin; }
    double area() const { return (end - begin) * (last - first); }
  };

  static Part part_of(const json& buffer) {
    const double begin = buffer["offset"].get<double>();
    return {begin, begin + buffer["bytes"].get<double>(), buffer["first_step"].get<double>(),
            buffer["last_step"].get<double>() + 1};
  }
  double height_of(const Part& part) const { return (part.last - part.first) * row_ - 2; }
  std::string frame_of(const Part& part) const {
    return " x=\"" + percent(part.begin) + "\" y=\"" + attribute(y(part.first) + 1) +
           "\" width=\"" + percent(part.bytes()) + "\" height=\"" + attribute(height_of(part)) +
           "\"";
  }

  void draw_box(const json& buffer, size_t index) {
    svg_ << "<g class=\"box " << escaped(buffer["role"].get<std::string>()) << "\" data-buffer=\""
         << index << "\"><title>" << escaped(title_of(buffer)) << "</title><rect"
         << frame_of(part_of(buffer)) << " rx=\"2\"/></g>\n";
  }

  static std::string title_of(const json& buffer) {
    const auto begin = buffer["offset"].get<uint64_t>();
    const auto bytes = buffer["bytes"].get<uint64_t>();
    std::string text = buffer["what"].get<std::string>();
    if (buffer.contains("shape")) {
      text += ", " + buffer["type"].get<std::string>() + " " + shape_text(buffer["shape"]);
    }
    return text + ": " + with_commas(bytes) + " bytes at " + with_commas(begin);
  }

  /// The largest part of a box that no other lies over.
  Part free_part(const json& buffer, size_t index) const {
    const Part whole = part_of(buffer);
    std::vector<Part> others;
    for (const json& overlap : arena_["overlaps"]) {
      const auto a = overlap["input"].get<size_t>(), b = overlap["output"].get<size_t>();
      if (a == index || b == index) others.push_back(part_of(arena_["buffers"][a + b - index]));
    }
    if (others.empty()) return whole;
    Part best{whole.begin, whole.begin, whole.first, whole.first};
    for (double first = whole.first; first < whole.last; ++first) {
      std::vector<Part> free{whole};
      for (double last = first + 1; last <= whole.last && !free.empty(); ++last) {
        for (const Part& other : others) {
          if (other.first < last && other.last >= last) free = without(free, other);
        }
        for (const Part& part : free) {
          const Part longer{part.begin, part.end, first, last};
          if (longer.area() > best.area()) best = longer;
        }
      }
    }
    return best;
  }
  /// What is left of ranges of bytes.
  static std::vector<Part> without(const std::vector<Part>& ranges, const Part& taken) {
    std::vector<Part> left;
    for (const Part& range : ranges) {
      const Part before{range.begin, std::min(range.end, taken.begin), 0, 1};
      const Part after{std::max(range.begin, taken.end), range.end, 0, 1};
      if (before.bytes() > 0) left.push_back(before);
      if (after.bytes() > 0) left.push_back(after);
    }
    return left;
  }

  /// Text where it is on the box alone, cut at its edge; lines that cannot fit are left out.
  void draw_label(const json& buffer, size_t index) {
    const Part part = free_part(buffer, index);
    const double height = height_of(part);
    if (height < 15) return;
    const std::string bytes = with_commas(buffer["bytes"].get<uint64_t>()) + " B";
    std::string what = buffer["role"].get<std::string>();
    if (buffer.contains("shape")) {
      what = shape_text(buffer["shape"]) + " " + buffer["type"].get<std::string>();
      const bool is_part =
          buffer["tensors"][0]["bytes"].get<uint64_t>() > buffer["bytes"].get<uint64_t>();
      if (is_part) what = "rows of " + what;
    }
    if (what == "runtime") what = "steps, places, params";
    std::vector<std::string> lines{what, bytes};
    if (height < 40) lines = {what + " · " + bytes};
    std::erase_if(lines, [&](const std::string& line) {
      // Letters beyond ASCII count twice at most.
      const double width = static_cast<double>(line.size()) * kLetter + 12;
      return width > part.bytes() / bytes_ * kPlotWidth;
    });
    std::string text;
    const double middle = std::min(height / 2, 60.0);
    for (size_t i = 0; i < lines.size(); ++i) {
      const double line = lines.size() == 2 ? middle - 3 + 15 * static_cast<double>(i) : middle + 4;
      text += "<text x=\"8\" y=\"" + attribute(line) + "\">" + escaped(lines[i]) + "</text>";
    }
    if (text.empty()) return;
    svg_ << "<svg class=\"label\" data-of=\"" << index << "\"" << frame_of(part) << ">" << text
         << "</svg>\n";
  }

  /// Any two boxes that have bytes in common at the same time.
  void draw_overlaps() {
    for (const json& overlap : arena_["overlaps"]) {
      const json& a = arena_["buffers"][overlap["input"].get<size_t>()];
      const json& b = arena_["buffers"][overlap["output"].get<size_t>()];
      const auto begin = std::max(a["offset"].get<uint64_t>(), b["offset"].get<uint64_t>());
      const auto end = std::min(a["offset"].get<uint64_t>() + a["bytes"].get<uint64_t>(),
                                b["offset"].get<uint64_t>() + b["bytes"].get<uint64_t>());
      const auto first = std::max(a["first_step"].get<double>(), b["first_step"].get<double>());
      const auto last = std::min(a["last_step"].get<double>(), b["last_step"].get<double>()) + 1;
      if (begin >= end || first >= last) continue;
      svg_ << "<rect class=\"shared\" fill=\"url(#" << id_ << "-hatch)\" x=\""
           << percent(static_cast<double>(begin)) << "\" y=\"" << attribute(y(first) + 1)
           << "\" width=\"" << percent(static_cast<double>(end - begin)) << "\" height=\""
           << attribute((last - first) * row_ - 2) << "\"/>\n";
    }
  }

  void draw_bounds() {
    const auto bytes = arena_["arena_bytes"].get<uint64_t>();
    const auto least = arena_["lower_bound_bytes"].get<uint64_t>();
    if (least == bytes) {
      draw_bound(bytes, "bound", "arena = lower bound: " + with_commas(bytes) + " B", 18);
      return;
    }
    draw_bound(bytes, "arena-end", "arena: " + with_commas(bytes) + " B", 18);
    draw_bound(least, "bound", "lower bound: " + with_commas(least) + " B", 34);
  }

  void draw_bound(uint64_t bytes, const char* kind, const std::string& text, double below) {
    const std::string x = percent(static_cast<double>(bytes));
    const bool is_right = static_cast<double>(bytes) > bytes_ / 2;
    svg_ << "<line class=\"" << kind << "\" x1=\"" << x << "\" x2=\"" << x << "\" y1=\"" << kTop - 4
         << "\" y2=\"" << attribute(bottom() + below - 12) << "\"/><text class=\"" << kind
         << (is_right ? " last" : " first") << "\" x=\"" << x << "\" y=\""
         << attribute(bottom() + below) << "\">" << escaped(text) << "</text>\n";
  }

  const json& arena_;
  std::string id_;
  size_t rows_;
  double row_;
  double bytes_;
  std::ostringstream svg_;
};

bool has_role(const json& arena, const std::string& role) {
  const json& all = arena["buffers"];
  return std::any_of(all.begin(), all.end(), [&](const json& b) { return b["role"] == role; });
}

}  // namespace

std::string printable(const std::string& name) {
  // The library's writer replaces what is no UTF-8.
  const std::string clean =
      json::parse(json(name).dump(-1, ' ', false, json::error_handler_t::replace))
          .get<std::string>();
  std::string out;
  for (const char c : clean) {
    if (static_cast<unsigned char>(c) < ' ' || c == 0x7F) out += "\uFFFD";
    else out += c;
  }
  return out;
}

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : printable(text)) {
    if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (c == '&') out += "&amp;";
    else if (c == '"') out += "&quot;";
    else if (c == '\'') out += "&#39;";
    else out += c;
  }
  return out;
}

std::string with_commas(uint64_t number) {
  std::string text = std::to_string(number);
  for (size_t at = text.size(); at > 3;) text.insert(at -= 3, 1, ',');
  return text;
}

std::string arena_drawing(const json& arena, const std::string& id) {
  Drawing drawing(arena, id);
  const std::string contents = drawing.contents();
  return "<svg class=\"arena\" id=\"" + id + "\" width=\"100%\" height=\"" +
         attribute(drawing.height()) +
         "\" role=\"group\" aria-label=\"The arena: steps downwards, "
         "bytes to the right, a box for each buffer\">\n" +
         contents + "</svg>\n";
}

std::string arena_picture(const json& arena, const std::string& title) {
  Drawing drawing(arena, "arena");
  const std::string contents = drawing.contents();
  constexpr double kMargin = 24, kHead = 84;
  const double width = kGutter + kPlotWidth + 2 * kMargin;
  const double height = kHead + drawing.height() + kMargin;
  std::ostringstream svg;
  svg << "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"arena\" width=\"" << width
      << "\" height=\"" << attribute(height) << "\" viewBox=\"0 0 " << width << ' '
      << attribute(height) << "\">\n<title>" << escaped(title) << "</title>\n<style>\n"
      << file_of_report("arena.css") << "</style>\n"
      << "<rect class=\"paper\" width=\"100%\" height=\"100%\"/>\n<text class=\"heading\" x=\""
      << kMargin << "\" y=\"34\">" << escaped(title) << "</text>\n";
  double x = kMargin;
  for (const Role& role : kRoles) {
    if (!has_role(arena, role.name)) continue;
    svg << "<g class=\"box " << role.name << "\"><rect x=\"" << x
        << "\" y=\"51\" width=\"16\" height=\"12\" rx=\"2\"/></g><text class=\"legend\" x=\""
        << x + 22 << "\" y=\"61\">" << role.words << "</text>\n";
    x += 22 + 20 + kLetter * static_cast<double>(std::string(role.words).size());
  }
  svg << "<svg x=\"" << kMargin + kGutter << "\" y=\"" << kHead << "\" width=\"" << kPlotWidth
      << "\" height=\"" << attribute(drawing.height()) << "\" overflow=\"visible\">\n"
      << contents << "</svg>\n</svg>\n";
  return svg.str();
}

}  // namespace mote::tool
