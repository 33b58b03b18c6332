// SPDX-License-Identifier: Apache-2.0
// Mutations of .tflite files that know the format. All follow from the numbers drawn, so that a seed
// repeats them.
#pragma once

#include <cstdint>
#include <vector>

#include "graph/graph.h"
#include "random_graphs/random_numbers.h"

namespace mote::fuzz {

using Bytes = std::vector<uint8_t>;
using Random = random_graphs::RandomNumbers;

/// A number that is likely to matter: small, at the edge of its range, or any.
uint64_t telling_number(Random& random, uint32_t bytes);

/// Changes a few fields in place: numbers, elements of vectors, references, counts, lists of fields;
/// to telling numbers, by one, or to what another field of its kind holds. The file may be invalid
/// before and after. False if it has no fields.
bool mutate_fields(Bytes& file, Random& random);

/// Flips one to three bits, cuts the file short, or swaps two words: what a bad memory does.
void mutate_bits(Bytes& file, Random& random);

/// Changes shapes, types, quantisation, constants, operators, options, indices and subgraphs of a
/// valid file, and writes one that is well-formed, though it may contradict itself. False, and nothing
/// changed, if the file is not valid or holds what a graph cannot.
bool mutate_graph(Bytes& file, Random& random);

/// Operators, tensors or whole subgraphs of `other` in `file`. As mutate_graph().
bool cross_graphs(Bytes& file, const Bytes& other, Random& random);

}  // namespace mote::fuzz
