# SPDX-License-Identifier: Apache-2.0
import numpy as np
from flatbuffers import flexbuffers
from golden import Case, Tensor, out

NAME = "TFLite_Detection_PostProcess"


def make(m):
    def add(name, classes, detections, classes_of_a_box, regular, boxes=8, background=0, width=4,
            detections_of_class=None, threshold=0.3, equal_scores=False):
        anchors = m.random.uniform(0.2, 0.8, (boxes, 4)).astype(np.float32)
        options = dict(max_detections=detections, max_classes_per_detection=classes_of_a_box,
                       use_regular_nms=regular, nms_score_threshold=threshold,
                       nms_iou_threshold=0.4, num_classes=classes, y_scale=10.0, x_scale=10.0,
                       h_scale=5.0, w_scale=5.0)
        if detections_of_class:
            options["detections_per_class"] = detections_of_class
        options = bytes(flexbuffers.Dumps(options))
        n = detections * classes_of_a_box
        encodings = m.random.uniform(-2, 2, (1, boxes, width)).astype(np.float32)
        scores = m.random.uniform(0, 1, (1, boxes, classes + background)).astype(np.float32)
        if equal_scores:
            scores = np.round(scores * 4) / 4

        def tensors():
            return ([Tensor(encodings), Tensor(scores), Tensor(anchors, constant=True)],
                    [out(np.float32, shape=s) for s in ((1, n, 4), (1, n), (1, n), (1,))])

        def expected(_):
            """The interpreter's, with zeros where it leaves its outputs unwritten."""
            case = Case(name, 32, None, *tensors(), custom=NAME, custom_options=options)
            case.run()
            found = [r.copy() for r in case.results[0]]
            written = np.zeros((detections, classes_of_a_box), bool)
            if regular:
                written.flat[:int(found[3][0])] = True
            else:
                written[:int(found[3][0]), :classes] = True
            for r in found[:3]:
                r[0, ~written.ravel()] = 0
            return found

        m.add(name, 32, None, *tensors(), custom=NAME, custom_options=options, expected=expected)

    add("best_class", 3, 4, 1, False)
    add("best_class_two_classes", 3, 4, 2, False)
    add("best_class_few_boxes", 2, 5, 2, False, boxes=3, background=1)
    add("best_class_more_classes_than_there_are", 2, 3, 4, False)
    add("best_class_equal_scores", 3, 4, 2, False, equal_scores=True, width=6)
    add("best_class_none_found", 2, 2, 1, False, threshold=2.0)
    add("every_class", 3, 4, 1, True)
    add("every_class_background", 3, 6, 1, True, background=1)
    add("every_class_few_of_each", 3, 5, 1, True, detections_of_class=1)
    add("every_class_many", 2, 12, 1, True, boxes=14, threshold=0.05)
