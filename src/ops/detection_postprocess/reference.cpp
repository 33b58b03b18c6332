// SPDX-License-Identifier: Apache-2.0
#include "base/float_math.h"
#include "ops/detection_postprocess/detection_postprocess.h"

namespace mote::reference {
namespace {

/// False if a box has no area.
bool decode(const DetectionPostprocess& p, const DetectionTensors& t, Box* boxes) {
  for (uint32_t i = 0; i < p.boxes; ++i) {
    const Unaligned<float>* box = t.encodings + i * p.box_elements;
    const Unaligned<float>* anchor = t.anchors + i * 4;
    const float y = box[0] / p.y_scale * anchor[2] + anchor[0];
    const float x = box[1] / p.x_scale * anchor[3] + anchor[1];
    const float half_height = 0.5F * exp_f32(box[2] / p.height_scale) * anchor[2];
    const float half_width = 0.5F * exp_f32(box[3] / p.width_scale) * anchor[3];
    boxes[i] = {y - half_height, x - half_width, y + half_height, x + half_width};
    if (boxes[i].top >= boxes[i].bottom || boxes[i].left >= boxes[i].right) return false;
  }
  return true;
}

float area(const Box& box) { return (box.bottom - box.top) * (box.right - box.left); }
float greater(float a, float b) { return a > b ? a : b; }
float smaller(float a, float b) { return a < b ? a : b; }

/// Area of what two boxes share, as part of the area of both.
float overlap(const Box& a, const Box& b) {
  const float area_a = area(a);
  const float area_b = area(b);
  if (area_a <= 0.0F || area_b <= 0.0F) return 0.0F;
  const float height = greater(smaller(a.bottom, b.bottom) - greater(a.top, b.top), 0.0F);
  const float width = greater(smaller(a.right, b.right) - greater(a.left, b.left), 0.0F);
  const float shared = height * width;
  return shared / (area_a + area_b - shared);
}

/// True if a comes after b: greater scores first, then lower indices.
bool is_after(const float* scores, uint32_t a, uint32_t b) {
  if (scores[a] != scores[b]) return scores[a] < scores[b];
  return a > b;
}

/// Puts the element at `at` of a heap with the last in order on top to its place.
void sift(const float* scores, uint32_t* order, uint32_t count, uint32_t at) {
  for (;;) {
    uint32_t child = 2 * at + 1;
    if (child >= count) return;
    if (child + 1 < count && is_after(scores, order[child + 1], order[child])) ++child;
    if (!is_after(scores, order[child], order[at])) return;
    const uint32_t kept = order[at];
    order[at] = order[child];
    order[child] = kept;
    at = child;
  }
}

void sort(const float* scores, uint32_t* order, uint32_t count) {
  for (uint32_t i = count / 2; i != 0; --i) sift(scores, order, count, i - 1);
  for (uint32_t i = count; i > 1; --i) {
    const uint32_t last = order[0];
    order[0] = order[i - 1];
    order[i - 1] = last;
    sift(scores, order, i - 1, 0);
  }
}

/// Boxes by falling score that do not overlap a better one: the first of scratch.order. Returns
/// how many.
uint32_t suppress(const DetectionPostprocess& p, const DetectionScratch& s, uint32_t most) {
  constexpr uint32_t kSuppressed = 0xFFFFFFFF;
  uint32_t count = 0;
  for (uint32_t i = 0; i < p.boxes; ++i) {
    if (s.scores[i] >= p.score_threshold) s.order[count++] = i;
  }
  sort(s.scores, s.order, count);
  uint32_t kept = 0;
  for (uint32_t i = 0; i < count && kept < most; ++i) {
    const uint32_t best = s.order[i];
    if (best == kSuppressed) continue;
    s.order[kept++] = best;
    for (uint32_t k = i + 1; k < count; ++k) {
      if (s.order[k] == kSuppressed) continue;
      if (overlap(s.boxes[best], s.boxes[s.order[k]]) > p.overlap_threshold) {
        s.order[k] = kSuppressed;
      }
    }
  }
  return kept;
}

const Unaligned<float>* scores_of(const DetectionPostprocess& p, const DetectionTensors& t,
                                  uint32_t box) {
  return t.scores + box * p.score_elements + p.background();
}

void put(const DetectionTensors& t, uint32_t at, const Box& box, uint32_t class_index,
         float score) {
  t.found_boxes[at] = box;
  t.found_classes[at] = static_cast<float>(class_index);
  t.found_scores[at] = score;
}

/// The class that comes next after `last` by falling score; `p.classes` if there is none.
uint32_t next_class(const DetectionPostprocess& p, const Unaligned<float>* scores, uint32_t last) {
  const bool is_first = last == p.classes;
  uint32_t best = p.classes;
  for (uint32_t i = 0; i < p.classes; ++i) {
    const float score = scores[i];
    const bool is_later = is_first || score < scores[last] || (score == scores[last] && i > last);
    if (is_later && (best == p.classes || score > scores[best])) best = i;
  }
  return best;
}

/// One suppression over the best class of each box.
uint32_t detect_best(const DetectionPostprocess& p, const DetectionTensors& t,
                     const DetectionScratch& s) {
  for (uint32_t box = 0; box < p.boxes; ++box) {
    const Unaligned<float>* scores = scores_of(p, t, box);
    s.scores[box] = scores[next_class(p, scores, p.classes)];
  }
  const uint32_t kept = suppress(p, s, p.most_detections);
  for (uint32_t i = 0; i < kept; ++i) {
    const Unaligned<float>* scores = scores_of(p, t, s.order[i]);
    uint32_t best = p.classes;
    for (uint32_t k = 0; k < p.classes_of_a_box; ++k) {
      best = next_class(p, scores, best);
      if (best == p.classes) break;  // there are fewer
      put(t, i * p.classes_of_a_box + k, s.boxes[s.order[i]], best, scores[best]);
    }
  }
  return kept;
}

/// A suppression for each class; the best detections of all.
uint32_t detect_all(const DetectionPostprocess& p, const DetectionTensors& t,
                    const DetectionScratch& s) {
  uint32_t count = 0;
  for (uint32_t c = 0; c < p.classes; ++c) {
    for (uint32_t box = 0; box < p.boxes; ++box) s.scores[box] = scores_of(p, t, box)[c];
    const uint32_t kept = suppress(p, s, p.detections_of_class);
    for (uint32_t i = 0; i < kept; ++i) {
      const Detection found{s.scores[s.order[i]], s.order[i], c};
      uint32_t at = count;
      while (at != 0 && s.detections[at - 1].score < found.score) --at;
      if (at == p.most_detections) break;  // and so are the class's next
      if (count < p.most_detections) ++count;
      for (uint32_t k = count - 1; k > at; --k) s.detections[k] = s.detections[k - 1];
      s.detections[at] = found;
    }
  }
  for (uint32_t i = 0; i < count; ++i) {
    const Detection& d = s.detections[i];
    put(t, i, s.boxes[d.box], d.class_index, d.score);
  }
  return count;
}

}  // namespace

bool detection_postprocess_f32(const DetectionPostprocess& p, const DetectionTensors& t,
                               const DetectionScratch& scratch) {
  if (!decode(p, t, scratch.boxes)) return false;
  for (uint32_t i = 0; i < p.outputs; ++i) put(t, i, {}, 0, 0.0F);
  const uint32_t count =
      p.every_class != 0 ? detect_all(p, t, scratch) : detect_best(p, t, scratch);
  *t.found_count = static_cast<float>(count);
  return true;
}

}  // namespace mote::reference
