// SPDX-License-Identifier: Apache-2.0
// Boxes of detected objects from a detector's raw output: decodes each box relative to its anchor,
// then keeps the best of those that overlap (non-maximum suppression), for every class or for the
// best class of each box.
// Source: TFLite operator semantics (TFLite_Detection_PostProcess).
#pragma once

#include <stdint.h>

#include "base/bytes.h"

namespace mote {

struct DetectionPostprocess {
  uint32_t boxes;
  uint32_t box_elements;    ///< at least 4; more are ignored
  uint32_t classes;         ///< without the background
  uint32_t score_elements;  ///< classes, or one more: the background comes first
  uint32_t most_detections;
  uint32_t classes_of_a_box;     ///< places for classes of each detection, unless `every_class`
  uint32_t detections_of_class;  ///< at most, if `every_class`
  uint32_t outputs;              ///< detections that the output tensors hold
  uint32_t every_class;          ///< not 0: suppression for each class by itself
  float score_threshold, overlap_threshold;
  float y_scale, x_scale, height_scale, width_scale;

  uint32_t background() const { return score_elements - classes; }
};

/// Corners.
struct Box {
  float top, left, bottom, right;
};
struct Detection {
  float score;
  uint32_t box, class_index;
};

struct DetectionTensors {
  const Unaligned<float>* encodings;  ///< [box][y, x, height, width, ...], in units of the scales
  const Unaligned<float>* scores;     ///< [box][class]
  const Unaligned<float>* anchors;    ///< [box][y, x, height, width]
  Box* found_boxes;                   ///< [output]
  float* found_classes;
  float* found_scores;
  float* found_count;
};

/// Memory for one run.
struct DetectionScratch {
  Box* boxes;             ///< [box]
  float* scores;          ///< [box], of one class
  uint32_t* order;        ///< [box]
  Detection* detections;  ///< [most_detections], if `every_class`
};
constexpr uint64_t detection_scratch_bytes(uint64_t boxes, uint64_t detections) {
  return boxes * (sizeof(Box) + 8) + detections * sizeof(Detection);
}

namespace reference {

/// Outputs beyond the detections are zero. False, with nothing written, if a decoded box is empty.
bool detection_postprocess_f32(const DetectionPostprocess& p, const DetectionTensors& t,
                               const DetectionScratch& scratch);

}  // namespace reference
}  // namespace mote
