# SPDX-License-Identifier: Apache-2.0
"""The networks that train.py can train. Each takes 49 rows of 40 features, 20 ms apart."""
import dataclasses
import pathlib
from collections.abc import Callable

import tensorflow as tf

from words import LABELS

layers = tf.keras.layers
FRAMES, BANDS = 49, 40
MODELS = pathlib.Path(__file__).parents[1]


def normalised(x):
    return layers.ReLU()(layers.BatchNormalization(momentum=0.95)(x))


def separable(x, kernel, stride, padding, width):
    """Depthwise then pointwise convolution."""
    x = normalised(layers.DepthwiseConv2D(kernel, stride, padding, use_bias=False)(x))
    return normalised(layers.Conv2D(width, 1, use_bias=False)(x))


def classified(source, x, dropout=0.1):
    """Four probabilities of a layer whose time and band axes have one element."""
    x = layers.Dropout(dropout)(layers.Reshape((x.shape[-1],))(x))
    return tf.keras.Model(source, layers.Dense(len(LABELS), "softmax")(x))


def keyword_spotting(batch=None):
    """A picture of time and bands. The first layer shrinks it at once: memory."""
    source = layers.Input((FRAMES, BANDS, 1), batch_size=batch)
    x = normalised(layers.Conv2D(8, (6, 5), 2, "same", use_bias=False)(source))  # 25 x 20
    x = separable(x, 3, 2, "same", 32)  # 13 x 10
    x = separable(x, 3, 2, "same", 44)  # 7 x 5
    x = separable(x, 3, 1, "same", 44)
    x = separable(x, 3, 1, "same", 44)
    return classified(source, layers.AveragePooling2D((7, 5))(x))


def streaming_keyword(batch=None):
    """Bands are channels; along time nothing is strided or padded. So when a row of features is
    new, so is one row of each layer, and all others have moved up by one. The widest rows are kept
    for the shortest time: the last layer before the pool is narrow."""
    source = layers.Input((FRAMES, 1, BANDS), batch_size=batch)
    x = normalised(layers.Conv2D(64, (3, 1), use_bias=False)(source))  # 47 rows
    for kernel, width in ((5, 64), (7, 64), (9, 64), (9, 64), (7, 24)):  # 43, 37, 29, 21, 15
        x = separable(x, (kernel, 1), 1, "valid", width)
    return classified(source, layers.AveragePooling2D((x.shape[1], 1))(x))


@dataclasses.dataclass(frozen=True)
class Network:
    build: Callable
    folder: pathlib.Path  # of the trained model and its report
    band_shifts: tuple = (-1, 1)  # of training clips, a quarter of which are shifted

    @property
    def model(self):
        return self.folder / f"{self.folder.name}.tflite"


NETWORKS = {
    "keyword_spotting": Network(keyword_spotting, MODELS / "keyword_spotting"),
    # No layer looks alike at all bands, so it must see other sizes of speaker more.
    "streaming_keyword": Network(streaming_keyword, MODELS / "streaming_keyword",
                                 (-2, -1, -1, 1, 1, 2)),
}
