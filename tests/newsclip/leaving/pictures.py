"""A small photograph, with the place where it was taken."""

import io

from PIL import Image


def a_picture(kind="JPEG", size=(300, 200), colour="teal"):
    image, data, exif = Image.new("RGB", size, colour), io.BytesIO(), Image.Exif()
    exif[0x013B] = "Ada Hathersage Moor"
    image.save(data, kind, exif=exif)
    return data.getvalue()
