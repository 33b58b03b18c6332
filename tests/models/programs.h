// SPDX-License-Identifier: Apache-2.0
// Small programs as models: branches, loops, variables.
#pragma once

#include "models/builder.h"

namespace mote::models::programs {

using Words = std::vector<int32_t>;

constexpr int32_t kAdd = 0, kMul = 18, kLess = 58, kIf = 118, kWhile = 119, kCallOnce = 129;
constexpr int32_t kVarHandle = 142, kReadVariable = 143, kAssignVariable = 144;

inline TensorSpec words(int32_t count) { return {TensorType::Int32, {count}}; }
inline TensorSpec flag() { return {TensorType::Bool, {1}}; }
inline TensorSpec handle() { return {TensorType::Resource, {1}}; }
inline TensorSpec constant(const Words& values) {
  TensorSpec t = words(static_cast<int32_t>(values.size()));
  t.constant = models::bytes_of(values);
  return t;
}

inline OperatorSpec add(int32_t a, int32_t b, int32_t out) {
  return {kAdd, {a, b}, {out}, 11, {{0, 1, 0}}};
}
inline OperatorSpec multiply(int32_t a, int32_t b, int32_t out) {
  return {kMul, {a, b}, {out}, 21, {{0, 1, 0}}};
}
inline OperatorSpec less(int32_t a, int32_t b, int32_t out) { return {kLess, {a, b}, {out}}; }
/// Options 0 and 1 of IF are then and else, of WHILE condition and body.
inline OperatorSpec call(int32_t code, uint32_t first, uint32_t second, std::vector<int32_t> inputs,
                         std::vector<int32_t> outputs) {
  return {code, std::move(inputs), std::move(outputs), 92, {{0, 4, first}, {1, 4, second}}};
}
inline OperatorSpec call_once(uint32_t subgraph) {
  return {kCallOnce, {}, {}, 103, {{0, 4, subgraph}}};
}
inline OperatorSpec var_handle(const char* name, int32_t out) {
  return {kVarHandle, {}, {out}, 111, {{0, 0, 0, ""}, {1, 0, 0, name}}};
}
inline OperatorSpec read(int32_t from, int32_t out) {
  return {kReadVariable, {from}, {out}, 112, {}};
}
inline OperatorSpec assign(int32_t to, int32_t value) {
  return {kAssignVariable, {to, value}, {}, 113, {}};
}

/// y = condition ? x + x : x * 3
inline ModelSpec branch() {
  ModelSpec m;
  m.tensors = {flag(), words(3), words(3)};
  m.operators = {call(kIf, 1, 2, {0, 1}, {2})};
  m.inputs = {0, 1};
  m.outputs = {2};
  m.called = {{{words(3), words(3)}, {add(0, 0, 1)}, {0}, {1}},
              {{words(3), constant({3}), words(3)}, {multiply(0, 1, 2)}, {0}, {2}}};
  return m;
}

/// for (; i < 5; ++i) x += i
inline ModelSpec loop() {
  ModelSpec m;
  m.tensors = {words(1), words(2), words(1), words(2)};
  m.operators = {call(kWhile, 1, 2, {0, 1}, {2, 3})};
  m.inputs = {0, 1};
  m.outputs = {3, 2};
  m.called = {{{words(1), words(2), constant({5}), flag()}, {less(0, 2, 3)}, {0, 1}, {3}},
              {{words(1), words(2), constant({1}), words(1), words(2)},
               {add(1, 0, 4), add(0, 2, 3)},
               {0, 1},
               {3, 4}}};
  return m;
}

/// Once: count = 10. Each run: count += x; y = count.
inline ModelSpec counter() {
  ModelSpec m;
  m.tensors = {words(1), handle(), words(1), words(1)};
  m.operators = {call_once(1), var_handle("count", 1), read(1, 2), add(2, 0, 3), assign(1, 3)};
  m.inputs = {0};
  m.outputs = {3};
  m.called = {{{handle(), constant({10})}, {var_handle("count", 0), assign(0, 1)}, {}, {}}};
  return m;
}

}  // namespace mote::models::programs
