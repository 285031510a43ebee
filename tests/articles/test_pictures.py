import io
import struct
import zlib

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms

from articles import picture_files, pictures
from articles.models import Picture
from articles.pictures import BadPicture, take_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def upload(data, name="quay.jpg"):
    return SimpleUploadedFile(name, data)


def picture(format="JPEG", size=(1600, 900), mode="RGB", **options):
    data = io.BytesIO()
    Image.new(mode, size, "teal").save(data, format, **options)
    return data.getvalue()


def png_that_claims(width, height):
    """A few bytes that would unpack to `width` × `height` pixels."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")]
    packed = (struct.pack(">I", len(b)) + n + b + struct.pack(">I", zlib.crc32(n + b)) for n, b in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


def stored(name):
    with default_storage.open(name) as file:
        return file.read()


def kept(name):
    return Image.open(io.BytesIO(stored(name)))


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_picture_is_made_anew_as_webp_in_the_widths_that_pages_ask_for(format):
    taken = take_in(upload(picture(format)), alt="A quay")

    assert kept(taken.file.name).format == "WEBP"
    assert (taken.width, taken.height) == (1600, 900)
    assert {int(width): kept(name).size for width, name in taken.renditions["webp"].items()} == {
        480: (480, 270),
        800: (800, 450),
        1200: (1200, 675),
    }


def test_a_small_picture_is_never_enlarged():
    assert take_in(upload(picture(size=(500, 300))), alt="A quay").renditions["webp"].keys() == {"480"}


def test_where_it_was_taken_is_gone_and_it_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x8825] = {1: "N", 2: (54.0, 30.0, 0.0)}

    taken = take_in(upload(picture(size=(900, 600), exif=exif)), alt="A quay")

    seen = kept(taken.file.name)
    assert dict(seen.getexif()) == {}
    assert seen.size == (600, 900)


def test_the_name_of_the_file_is_ours():
    taken = take_in(upload(picture(), name="../../<b>evil\u202e.php.jpg"), alt="A quay")

    assert taken.file.name.startswith("pictures/")
    assert set(taken.file.name.removeprefix("pictures/").removesuffix(".webp")) <= set("0123456789abcdef")


def test_transparency_stays():
    data = io.BytesIO()
    Image.new("RGBA", (600, 400), (0, 128, 128, 40)).save(data, "PNG")

    assert kept(take_in(upload(data.getvalue()), alt="A mark").file.name).mode == "RGBA"


def test_of_many_frames_the_first_is_taken():
    frames = [Image.new("P", (20, 20), n) for n in range(50)]
    data = io.BytesIO()
    frames[0].save(data, "GIF", save_all=True, append_images=frames[1:])

    taken = take_in(upload(data.getvalue()), alt="A tide")

    assert getattr(kept(taken.file.name), "n_frames", 1) == 1


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "not a picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "not a picture"),
        (b"GIF89a<script>alert(1)</script>", "not a picture"),
        (b"%PDF-1.7", "not a picture"),
        (picture()[:400], "not a picture"),
        (picture("TIFF"), "not a picture"),
        (picture("BMP"), "not a picture"),
        (png_that_claims(8000, 8000), "20 million pixels"),
        (png_that_claims(50_000, 50_000), "20 million pixels"),
        (b"\xff\xd8" + b"x" * picture_files.MOST_BYTES, "larger than 10 MB"),
    ],
    ids=["empty", "svg", "script", "pdf", "cut short", "tiff", "bmp", "64 megapixels", "bomb", "large"],
)
def test_a_hostile_file_is_refused_in_a_sentence_and_leaves_nothing(data, sentence, media):
    with pytest.raises(BadPicture, match=sentence):
        take_in(upload(data), alt="A quay")

    assert not Picture.objects.exists()
    assert list(media.rglob("*.*")) == []


def test_what_hides_behind_a_picture_is_not_kept():
    taken = take_in(upload(picture() + b"<script>alert(1)</script>PK\x03\x04"), alt="A quay")

    assert b"script" not in stored(taken.file.name)


def test_when_the_row_cannot_be_made_its_files_go(media, monkeypatch):
    monkeypatch.setattr(Picture.objects, "create", lambda **fields: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        take_in(upload(picture()), alt="A quay")

    assert list(media.rglob("*.webp")) == []


@pytest.mark.parametrize("name", ["x" * 300, "pictures/" + "x" * 300, "../secret-key", "pictures"])
def test_a_name_that_no_picture_can_have_is_not_found(client, name):
    assert client.get(f"/media/{name}").status_code in (400, 404)


def with_rights(**exif):
    said = Image.Exif()
    said[0x013B], said[0x8298] = exif.get("artist", ""), exif.get("copyright", "")
    return picture(exif=said)


def iptc(**records):
    """A JPEG with the block that agencies write their words into."""
    codes = {"byline": 80, "credit": 110, "notice": 116, "caption": 120}
    fields = b"".join(
        b"\x1c\x02" + bytes([codes[name]]) + struct.pack(">H", len(words)) + words for name, words in records.items()
    )
    block = b"8BIM\x04\x04\x00\x00" + struct.pack(">I", len(fields)) + fields + (b"\0" if len(fields) % 2 else b"")
    app13 = b"Photoshop 3.0\0" + block
    plain = picture()
    return plain[:2] + b"\xff\xed" + struct.pack(">H", len(app13) + 2) + app13 + plain[2:]


def test_whose_it_is_is_read_from_the_file_and_stays_in_ours():
    taken = take_in(upload(iptc(byline=b"Edda Fenn", credit=b"Quill Press", notice="© 2026".encode())), alt="A quay")

    assert (taken.credit, taken.licence) == ("Edda Fenn / Quill Press", "© 2026")
    for name in taken.files():
        assert kept(name).getexif()[0x013B] == "Edda Fenn / Quill Press"


def test_what_the_editor_says_comes_before_what_the_file_says():
    taken = take_in(upload(with_rights(artist="Edda Fenn", copyright="CC BY")), alt="A quay", credit="Ines Tarrow")

    assert (taken.credit, taken.licence) == ("Ines Tarrow", "CC BY")


@pytest.mark.parametrize("words", [b"\xff\xfe\x00", b"<script>alert(1)</script>" * 40, b"a\r\nb"])
def test_hostile_words_in_a_file_are_only_words(words):
    taken = take_in(upload(iptc(byline=words)), alt="A quay")

    assert len(taken.credit) <= 200
    assert "\n" not in taken.credit


def test_the_same_file_twice_is_one_picture(media):
    first = take_in(upload(picture()), alt="A quay")
    files = sorted(media.rglob("*.webp"))

    again = take_in(upload(picture(), name="other.jpg"), alt="Something else")

    assert again == first
    assert again.alt == "A quay"
    assert sorted(media.rglob("*.webp")) == files


def test_of_two_who_give_one_file_at_once_the_second_gets_the_picture_of_the_first(media, monkeypatch):
    read = picture_files.read

    def overtaken(file):
        monkeypatch.undo()
        take_in(upload(picture()), alt="A quay")
        return read(file)

    monkeypatch.setattr(picture_files, "read", overtaken)
    second = take_in(upload(picture()), alt="A quay at noon")

    assert second == Picture.objects.get()
    assert {file.name for file in media.rglob("*.webp")} == {name.rpartition("/")[2] for name in second.files()}


def test_shades_of_sixteen_bits_stay_shades():
    shades = Image.new("I;16", (256, 4))
    shades.putdata([shade * 257 for shade in range(256)] * 4)
    data = io.BytesIO()
    shades.save(data, "PNG")

    image, _said = picture_files.read(upload(data.getvalue()))

    assert [image.getpixel((place, 0))[0] for place in (0, 64, 128, 255)] == [0, 64, 128, 255]


def test_colours_are_those_that_the_file_means():
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = srgb.replace(b"rXYZ", b"----").replace(b"gXYZ", b"rXYZ").replace(b"----", b"gXYZ")
    plain, other, broken = (picture("PNG", (8, 8), icc_profile=profile) for profile in (srgb, swapped, b"junk"))

    meant = [picture_files.read(upload(data))[0].getpixel((4, 4)) for data in (plain, other, broken)]

    assert meant == [(0, 128, 128), (128, 0, 128), (0, 128, 128)]


@pytest.mark.parametrize("written", ["Jörg Größe 東京".encode(), "Jörg".encode("latin-1")])
def test_names_keep_their_accents_in_and_out(written):
    exif = Image.Exif()
    exif[0x013B] = written
    taken = take_in(upload(picture(exif=exif)), alt="A quay")

    assert taken.credit.startswith("Jörg")
    assert picture_files.rights_of(kept(taken.file.name))["credit"] == taken.credit


def test_the_worker_makes_the_sizes_as_avif_once_and_pages_offer_them():
    taken = take_in(upload(picture()), alt="A quay")
    before = taken.srcset_avif()

    made = [pictures.make_avif(Picture.objects.get(pk=taken.pk)) for _ in range(2)]

    taken.refresh_from_db()
    assert (before, made) == ("", [True, False])
    assert taken.renditions["avif"].keys() == {"480", "800", "1200", "1600"}
    assert kept(taken.renditions["avif"]["480"]).format == "AVIF"
    assert "1600w" in taken.srcset_avif()


def test_a_machine_that_cannot_write_avif_offers_webp_alone(monkeypatch):
    taken = take_in(upload(picture()), alt="A quay")
    monkeypatch.setattr(pictures.features, "check", lambda feature: False)

    assert not pictures.make_avif(taken)
    assert taken.srcset_avif() == ""


def test_of_two_workers_at_one_picture_the_second_leaves_nothing_behind(media):
    taken = take_in(upload(picture()), alt="A quay")
    late = Picture.objects.get(pk=taken.pk)
    pictures.make_avif(taken)
    files = len(list(media.rglob("*.avif")))

    assert not pictures.make_avif(late)
    assert len(list(media.rglob("*.avif"))) == files


@pytest.mark.parametrize(("point", "focus"), [((50, 50), None), ((0, 100), (0, 100)), ((34, 36), (30, 40))])
def test_the_point_that_must_stay_is_told_in_tens(point, focus):
    assert Picture(focus_x=point[0], focus_y=point[1]).focus == focus
