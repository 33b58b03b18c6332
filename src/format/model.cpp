// SPDX-License-Identifier: Apache-2.0
#include "mote/model.h"

#include "format/verify_meaning.h"
#include "format/verify_structure.h"

namespace mote {

Result<Model> Model::verify(Span<const uint8_t> file) {
  format::WorkLimit work(static_cast<uint32_t>(file.size()));
  if (const Fault f = format::verify_structure(file, work); !f.ok()) return f;
  if (const Fault f = format::verify_meaning(file, work); !f.ok()) return f;
  return Model(file);
}

}  // namespace mote
