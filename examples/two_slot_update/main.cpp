// SPDX-License-Identifier: Apache-2.0
// A device with two slots: starts with the newest model that it has, and takes an update of it.
// two_slot_update FLASH_FILE [CONTAINER [OPERATION_AT_WHICH_POWER_FAILS]]
#include <stdio.h>
#include <stdlib.h>

#include "built_in_sine.h"
#include "flash_file.h"
#include "model_key.h"  // mote container keygen
#include "monocypher_crypto.h"
#include "mote/mote.h"
#include "mote/slots.h"

namespace {

alignas(mote::kArenaAlignmentBytes) uint8_t arena[4 * built_in_sine_arena_bytes];

int report(const char* what, const mote::Fault& f) {
  printf("%s: mote explain %d %d %d %u\n", what, static_cast<int>(f.error),
         static_cast<int>(f.check), static_cast<int>(f.op_index), static_cast<unsigned>(f.detail));
  return 1;
}

/// What a device does with its model, once. The same for one that it only tries.
mote::Fault run(mote::Span<const uint8_t> bytes) {
  const auto model = mote::Model::verify(bytes);
  if (!model.ok()) return model.fault();
  auto network = mote::Interpreter::create(*model, built_in_sine_ops, arena);
  if (!network.ok()) return network.fault();
  const int8_t input[] = {-64};  // a quarter of the way round
  if (const auto f = network->input(0).write(input); !f.ok()) return f;
  if (const auto f = network->invoke(); !f.ok()) return f;
  int8_t output[1];
  if (const auto f = network->output(0).read(output); !f.ok()) return f;
  printf("the network answers %d\n", output[0]);
  return {};
}

mote::Fault update(mote::ModelSlots& slots, FILE* radio) {
  if (const auto f = slots.begin(); !f.ok()) return f;
  uint8_t chunk[50];
  while (const size_t count = fread(chunk, 1, sizeof(chunk), radio)) {
    if (const auto f = slots.write({chunk, count}); !f.ok()) return f;
  }
  const auto candidate = slots.finish();
  if (!candidate.ok()) return candidate.fault();
  if (const auto f = run(candidate->model); !f.ok()) return f;
  return slots.commit();
}

int start(mote::ModelSlots& slots) {
  const auto stored = slots.newest();
  if (stored.ok()) {
    printf("slot %u, version %u\n", static_cast<unsigned>(stored->slot),
           static_cast<unsigned>(stored->header.model_version));
  } else {
    printf("the model of the program\n");
  }
  const mote::Span<const uint8_t> built_in{built_in_sine, built_in_sine_bytes};
  const auto f = run(stored.ok() ? stored->model : built_in);
  return f.ok() ? 0 : report("cannot run the model", f);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    printf("usage: two_slot_update FLASH_FILE [CONTAINER [OPERATION]]\n");
    return 2;
  }
  example::FlashFile flash(argv[1], argc > 3 ? atol(argv[3]) : -2);
  constexpr uint32_t kSlot = example::FlashFile::kSlotBytes;
  const mote::PublicKey keys[] = {kModelKey};
  mote::ContainerPolicy policy;
  policy.keys = keys;
  crypto_sha512_ctx digest;
  uint8_t unit[example::FlashFile::kUnitBytes];
  auto slots = mote::ModelSlots::create(flash.driver(), {0, kSlot}, {kSlot, kSlot}, policy,
                                        example::monocypher_crypto(digest), unit);
  if (!slots.ok()) return report("cannot use the slots", slots.fault());

  if (const int status = start(*slots); status != 0 || argc < 3) return status;
  FILE* radio = fopen(argv[2], "rb");
  if (radio == nullptr) {
    printf("%s cannot be opened\n", argv[2]);
    return 2;
  }
  const auto f = update(*slots, radio);
  fclose(radio);
  if (!flash.save()) {
    printf("%s cannot be written\n", argv[1]);
    return 2;
  }
  if (!f.ok()) return report("the update was not taken", f);
  printf("the update was taken\n");
  return start(*slots);
}
