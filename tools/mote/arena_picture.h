// SPDX-License-Identifier: Apache-2.0
// One drawing of an arena, for `mote plan --svg` and the page of `mote report --html`.
//
// Time runs downwards, a row for each step between a first one, where the application writes the
// inputs, and a last one, where it reads the outputs. Bytes run to the right. A box is a buffer;
// where two that are alive together lie over one another, the bytes that both have are hatched.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

namespace mote::tool {

/// A name out of a model as text for people: what is no UTF-8, and control characters, become U+FFFD.
std::string printable(const std::string& name);

/// The same for any place in XML or HTML, between tags or in quotes.
std::string escaped(const std::string& text);

/// 1,234,567
std::string with_commas(uint64_t number);

/// An <svg> as wide as its container, without colours: arena.css has them. `arena` is what
/// interpreter_arena() or compiled_arena() gives (arena.h); `id` makes names in the drawing its own.
/// Each box is a <g class="box ROLE" data-buffer="INDEX">.
std::string arena_drawing(const nlohmann::json& arena, const std::string& id);

/// The same as a file: with colours, title and legend.
std::string arena_picture(const nlohmann::json& arena, const std::string& title);

}  // namespace mote::tool
