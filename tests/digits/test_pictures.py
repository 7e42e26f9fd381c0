import numpy as np
import pytest
from PIL import Image

from nnapp.digits.curves import smooth
from nnapp.digits.errors import DataError
from nnapp.digits.ink import ink
from nnapp.digits.pictures import WORKING_SIDE, read_picture
from nnapp.digits.preparations import DEFAULT_PREPARATION
from nnapp.digits.preprocessing import prepare_picture
from nnapp.files.weight_file import load_weights

LINE = np.kron(ink([np.array([(9, 5), (19, 23)], np.float32)], 2.5), np.ones((4, 4), np.float32))


def save(path, grey, mode="L", **options):
    Image.fromarray(np.rint(grey * 255).astype(np.uint8)).convert(mode).save(path, **options)
    return path


def likeness(a, b):
    return np.corrcoef(a.ravel(), b.ravel())[0, 1]


@pytest.mark.parametrize("suffix", ["png", "jpg", "bmp", "gif", "tiff", "webp"])
def test_dark_on_light_and_light_on_dark_are_the_same_ink(tmp_path, suffix):
    for name, grey in (("dark", 1 - LINE), ("light", LINE)):
        assert likeness(read_picture(save(tmp_path / f"{name}.{suffix}", grey)), LINE) > 0.95


def test_colour_transparency_16_bits_and_palettes_are_understood(tmp_path):
    assert likeness(read_picture(save(tmp_path / "rgb.png", 1 - LINE, "RGB")), LINE) > 0.95
    assert likeness(read_picture(save(tmp_path / "p.png", 1 - LINE, "P")), LINE) > 0.95
    Image.fromarray(np.rint((1 - LINE) * 65535).astype(np.uint16)).save(tmp_path / "16.png")
    assert likeness(read_picture(tmp_path / "16.png"), LINE) > 0.95
    black = np.zeros((*LINE.shape, 4), np.uint8)
    black[..., 3] = np.rint(LINE * 255)
    Image.fromarray(black, "RGBA").save(tmp_path / "alpha.png")
    assert likeness(read_picture(tmp_path / "alpha.png"), LINE) > 0.95


def test_a_photo_is_turned_as_its_exif_says(tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 6  # turn by 90 degrees clockwise to see it upright
    path = save(tmp_path / "turned.png", np.rot90(1 - LINE), exif=exif)
    assert likeness(read_picture(path), LINE) > 0.95


def photo(noise=0.0, shadow=0.0, squares=0.0, second=False, specks=0, seed=0):
    """A page of 300x400 pixels with a 4, as a phone would see it; parameters are strengths of 0..1."""
    rng = np.random.default_rng(seed)
    four = [np.array([(13, 6), (9, 14), (8, 16), (19, 16)], np.float32), np.array([(16, 11), (15, 22)], np.float32)]
    digit = np.kron(ink([smooth(stroke) for stroke in four], 1.4), np.ones((8, 8), np.float32))
    page = np.full((400, 300), 0.9)
    page[60:284, 40:264] -= 0.7 * digit
    if squares:
        page[::24] -= squares
        page[:, ::24] -= squares
    if second:
        page[280:380, 20:36] -= 0.7
    for _ in range(specks):
        row, column = rng.integers(5, 390), rng.integers(5, 290)
        page[row : row + 3, column : column + 3] -= 0.6
    page *= 1 - shadow * np.linspace(0, 1, 300)[None, :] ** 2
    return np.clip(page + rng.normal(0, noise, page.shape), 0, 1), digit


@pytest.mark.parametrize(
    "conditions",
    [{}, {"noise": 0.06}, {"shadow": 0.6}, {"squares": 0.12}, {"specks": 8},
     {"noise": 0.03, "shadow": 0.5, "squares": 0.08, "specks": 4}],
    ids=str,
)  # fmt: skip
@pytest.mark.parametrize("board", [False, True], ids=["paper", "board"])
def test_the_digit_is_found_on_paper_as_a_phone_sees_it(tmp_path, models, conditions, board):
    page, _ = photo(**conditions)
    path = save(tmp_path / "photo.jpg", 1 - page if board else page, quality=80)
    recogniser = load_weights(models / "default.safetensors").recogniser
    seen = prepare_picture(read_picture(path), recogniser.preparation)
    assert recogniser.recognise_prepared(seen).ranking[0] == 4


def test_more_than_one_thing_on_the_page_is_refused(tmp_path):
    path = save(tmp_path / "two.png", photo(second=True)[0])
    with pytest.raises(DataError, match=r"two\.png shows more than one thing; crop it to one digit\."):
        read_picture(path)


def test_a_page_without_a_digit_holds_no_ink(tmp_path):
    rng = np.random.default_rng(0)
    page = np.clip(0.8 * (1 - 0.5 * np.linspace(0, 1, 300)) + rng.normal(0, 0.02, (400, 300)), 0, 1)
    assert not read_picture(save(tmp_path / "empty.png", page)).any()


@pytest.mark.parametrize("pen", [1.0, 2.0, 3.0, 4.0])
def test_the_pen_of_a_picture_makes_little_difference(pen):
    strokes = [smooth(np.array([(8, 5), (20, 5), (14, 14), (11, 23)], np.float32))]
    standard, other = (prepare_picture(ink(strokes, width), DEFAULT_PREPARATION) for width in (2.2, pen))
    assert likeness(standard, other) > 0.8


def test_large_pictures_are_reduced_and_blank_ones_hold_no_ink(tmp_path):
    large = read_picture(save(tmp_path / "large.png", np.kron(1 - LINE, np.ones((10, 10)))))
    assert max(large.shape) == WORKING_SIDE
    assert not read_picture(save(tmp_path / "white.png", np.ones((30, 40)))).any()


def test_other_files_are_refused_in_a_sentence(tmp_path):
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
    # A format whose decoder an untrusted file should not reach.
    Image.fromarray(np.zeros((4, 4), np.uint8)).save(tmp_path / "x.eps")
    with pytest.raises(DataError, match="not a picture"):
        read_picture(tmp_path / "x.eps")


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded(tmp_path):
    path = tmp_path / "bomb.png"
    Image.new("1", (10_000, 9_000)).save(path)
    with pytest.raises(DataError, match="10000 x 9000 pixels; at most 50 million"):
        read_picture(path)
    Image.new("1", (20_000, 20_000)).save(path)
    with pytest.raises(DataError, match="not a picture that can be opened"):
        read_picture(path)
