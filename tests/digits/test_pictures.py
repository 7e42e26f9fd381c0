import numpy as np
import pytest
from PIL import Image

from nnapp.digits.errors import DataError
from nnapp.digits.ink import ink
from nnapp.digits.pictures import WORKING_SIDE, read_picture

LINE = np.kron(ink([np.array([(9, 5), (19, 23)], np.float32)], 2.5), np.ones((4, 4), np.float32))


def save(path, grey, mode="L", **options):
    Image.fromarray(np.rint(grey * 255).astype(np.uint8)).convert(mode).save(path, **options)
    return path


def likeness(a, b):
    return np.corrcoef(a.ravel(), b.ravel())[0, 1]


@pytest.mark.parametrize("suffix", ["png", "jpg", "bmp", "gif", "tiff", "webp"])
def test_dark_on_light_and_light_on_dark_are_the_same_ink(tmp_path, suffix):
    for name, grey in (("dark", 1 - LINE), ("light", LINE)):
        assert likeness(read_picture(save(tmp_path / f"{name}.{suffix}", grey)), LINE) > 0.97


def test_colour_transparency_16_bits_and_palettes_are_understood(tmp_path):
    assert likeness(read_picture(save(tmp_path / "rgb.png", 1 - LINE, "RGB")), LINE) > 0.99
    assert likeness(read_picture(save(tmp_path / "p.png", 1 - LINE, "P")), LINE) > 0.95
    Image.fromarray(np.rint((1 - LINE) * 65535).astype(np.uint16)).save(tmp_path / "16.png")
    assert likeness(read_picture(tmp_path / "16.png"), LINE) > 0.99
    black = np.zeros((*LINE.shape, 4), np.uint8)
    black[..., 3] = np.rint(LINE * 255)
    Image.fromarray(black, "RGBA").save(tmp_path / "alpha.png")
    assert likeness(read_picture(tmp_path / "alpha.png"), LINE) > 0.99


def test_a_photo_is_turned_as_its_exif_says(tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 6  # turn by 90 degrees clockwise to see it upright
    path = save(tmp_path / "turned.png", np.rot90(1 - LINE), exif=exif)
    assert likeness(read_picture(path), LINE) > 0.99


def test_large_pictures_are_reduced_and_blank_ones_hold_no_ink(tmp_path):
    large = read_picture(save(tmp_path / "large.png", np.kron(1 - LINE, np.ones((10, 10)))))
    assert max(large.shape) == WORKING_SIDE
    assert not read_picture(save(tmp_path / "white.png", np.ones((30, 40)))).any()


def test_what_is_no_picture_is_told_in_a_sentence(tmp_path):
    (tmp_path / "text.png").write_text("hello")
    with pytest.raises(DataError, match=r"text\.png is not a picture that can be opened \(PNG"):
        read_picture(tmp_path / "text.png")
    with pytest.raises(DataError, match="does not exist"):
        read_picture(tmp_path / "none.png")
    with pytest.raises(DataError, match="is a folder"):
        read_picture(tmp_path)
    cut = save(tmp_path / "cut.png", LINE)
    cut.write_bytes(cut.read_bytes()[:-60])
    with pytest.raises(DataError, match="damaged"):
        read_picture(cut)
    # A format whose decoder a stranger's file should not reach.
    Image.fromarray(np.zeros((4, 4), np.uint8)).save(tmp_path / "x.eps")
    with pytest.raises(DataError, match="not a picture"):
        read_picture(tmp_path / "x.eps")


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded(tmp_path):
    path = tmp_path / "bomb.png"
    Image.new("1", (10_000, 9_000)).save(path)
    with pytest.raises(DataError, match="10000 x 9000 pixels; at most 50 million"):
        read_picture(path)
    Image.new("1", (20_000, 20_000)).save(path)
    with pytest.raises(DataError):
        read_picture(path)
