"""Image files: what can be opened, and what levels they have."""

import struct

import numpy as np
import pytest
from PIL import Image

from nnapp.digits.errors import DataError
from nnapp.digits.picture_file import WORKING_SIDE, canvas_of, levels_of, opened_picture, read_grey, reduced


def levels(path):
    with opened_picture(path) as image:
        return levels_of(reduced(image))


def test_large_pictures_are_reduced(tmp_path):
    Image.new("L", (3 * WORKING_SIDE, 2 * WORKING_SIDE)).save(tmp_path / "large.png")
    assert levels(tmp_path / "large.png").shape == (1, round(WORKING_SIDE * 2 / 3), WORKING_SIDE)


def test_colours_come_after_the_grey(tmp_path):
    Image.new("RGB", (3, 2), (255, 0, 51)).save(tmp_path / "red.png")
    grey, *colours = levels(tmp_path / "red.png")[:, 1, 1]
    assert colours == pytest.approx([1.0, 0.0, 0.2])
    assert 0.2 < grey < 0.5


def test_sixteen_bits_and_palettes_are_understood(tmp_path):
    ramp = np.linspace(0, 1, 256)[None].repeat(4, axis=0)
    Image.fromarray(np.rint(ramp * 65535).astype(np.uint16)).save(tmp_path / "16.png")
    Image.fromarray(np.rint(ramp * 255).astype(np.uint8)).convert("P").save(tmp_path / "p.png")
    # The first pixel, 0, is no number.
    Image.fromarray(np.where(ramp > 0, ramp, np.nan).astype(np.float32)).save(tmp_path / "f.tif")
    for name in ("16.png", "p.png", "f.tif"):
        assert np.abs(levels(tmp_path / name)[0] - ramp).max() < 0.01


def test_a_transparent_picture_of_one_colour_is_its_shape_in_black():
    pixels = np.zeros((8, 8, 4), np.uint8)
    pixels[2:6, 2:6, 3] = 255
    for colour in (0, 255):
        pixels[..., :3] = colour
        (grey,) = levels_of(Image.fromarray(pixels))
        assert (grey[2:6, 2:6] == 0).all()
        assert grey.sum() == 48
    pixels[2:4, 2:6, :3] = 0
    assert levels_of(Image.fromarray(pixels))[0, :, 4].tolist() == [1, 1, 0, 0, 1, 1, 1, 1]


def test_a_picture_of_a_data_set_is_padded_to_a_square(tmp_path):
    Image.new("L", (56, 28), 100).save(tmp_path / "wide.png")
    canvas = canvas_of(read_grey(tmp_path / "wide.png"))
    assert canvas.shape == (28, 28)
    assert (canvas == 100).all()


def test_other_files_are_refused_in_a_sentence(tmp_path):
    (tmp_path / "text.png").write_text("hello")
    with pytest.raises(DataError, match=r"text\.png is not a picture that can be opened \(PNG"):
        read_grey(tmp_path / "text.png")
    with pytest.raises(DataError, match="does not exist"):
        read_grey(tmp_path / "none.png")
    with pytest.raises(DataError, match="is a folder"):
        read_grey(tmp_path)
    cut = tmp_path / "cut.png"
    Image.effect_noise((40, 40), 50).save(cut)
    cut.write_bytes(cut.read_bytes()[:-60])
    with pytest.raises(DataError, match="damaged"):
        read_grey(cut)
    # A format whose decoder an untrusted file should not reach.
    Image.new("L", (4, 4)).save(tmp_path / "x.eps")
    with pytest.raises(DataError, match="not a picture"):
        read_grey(tmp_path / "x.eps")


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded(tmp_path):
    path = tmp_path / "bomb.bmp"
    for side, said in ((9_000, "9000 x 9000 pixels; at most 50 million"), (20_000, "not a picture that can be opened")):
        # The head of a file without pixels.
        path.write_bytes(struct.pack("<2s3I3I2H6I", b"BM", 0, 0, 54, 40, side, side, 1, 24, *6 * [0]))
        with pytest.raises(DataError, match=said):
            read_grey(path)
