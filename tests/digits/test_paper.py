import numpy as np
import pytest

from nnapp.digits.paper import closed, dark_ink, light_ink, stands_alone, strength_of


def page(side=100):
    """A light page with a dark strip at its left border, a shadow over its lower half, and a stroke across both."""
    grey = np.full((side, side), 0.9, np.float32)
    grey[:, :6] = 0.1
    grey[side // 2 :] *= 0.5
    paper = grey.copy()
    grey[20:80, 45:55] *= 0.2
    return grey, paper


def test_the_paper_lies_beneath_the_stroke_and_keeps_shadows_and_dark_borders():
    grey, paper = page()
    # But for the pixels beside the edge of the shadow, which are smoothed.
    assert np.delete(np.abs(closed(grey) - paper), range(47, 54), axis=0)[:, 8:].max() < 0.01
    ink = dark_ink(grey)
    assert ink[25:75, 47:53].min() == pytest.approx(0.8, abs=0.04)
    ink[19:81, 44:56] = 0
    assert ink.max() < 0.1


def test_chalk_is_light_ink():
    board = np.full((60, 60), 0.2, np.float32)
    board[20:40, 28:32] = 0.9
    ink = light_ink(board)
    assert ink[30, 30] == pytest.approx(0.7, abs=0.01)
    assert ink[:, :20].max() < 1e-6


def test_noise_is_no_ink_and_a_few_specks_are_not_the_pen():
    rng = np.random.default_rng(0)
    ink = np.abs(rng.normal(0, 0.05, (300, 300))).astype(np.float32)
    assert strength_of(ink) == 0
    ink[100:200, 150:155] = 0.6
    ink[5, 5] = 1.0
    assert strength_of(ink) == pytest.approx(0.6, abs=0.01)


def test_what_is_cut_out_of_something_larger_does_not_stand_alone():
    grey, _ = page()
    stroke, half = np.zeros((2, 100, 100), bool)
    stroke[18:82, 43:57] = True
    half[:, :20] = True
    assert stands_alone(grey, stroke)
    sheet = np.full((100, 100), 0.9, np.float32)
    sheet[:, :40] = 0.2
    assert not stands_alone(sheet, half)
