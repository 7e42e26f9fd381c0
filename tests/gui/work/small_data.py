"""Few examples of noise, of which nothing can be learnt but by heart, and which take no time to read."""

import numpy as np

from nnapp.digits.data_settings import DataSettings
from nnapp.digits.datasets import TrainingData
from nnapp.nn.examples import Examples


def noise(number, seed):
    inputs = np.where(np.random.default_rng(seed).random((number, 784)) < 0.1, 255, 0).astype(np.uint8)
    return Examples(inputs, (np.arange(number) % 10).astype(np.uint8))


def noisy_data():
    return TrainingData(noise(60, 1), noise(40, 2), DataSettings(examples=60, drawn=0, validation=40))
