#!/usr/bin/env python3
"""Makes app.png and app.ico, the program's icon: a round of two arrows, and a tick for who was there.

    python3 assets/make-icon.py

Needs Pillow (`pip install pillow`). Small sizes are drawn for themselves, with a bolder line and no tick.
"""
from math import cos, pi, sin
from pathlib import Path

from PIL import Image, ImageDraw

RED_TOP, RED_BOTTOM = (0xC6, 0x33, 0x29), (0x9C, 0x1E, 0x17)
WHITE = (255, 255, 255, 255)
OVERSAMPLING = 8
SIZES = [16, 20, 24, 32, 40, 48, 64, 128, 256]


def point(centre, radius, degrees):
    angle = degrees * pi / 180
    return centre + radius * cos(angle), centre + radius * sin(angle)


def ground(size, margin):
    """A rounded square, a little lighter at the top."""
    column = Image.new("RGB", (1, size))
    for y in range(size):
        share = y / (size - 1)
        column.putpixel((0, y), tuple(round(a + (b - a) * share) for a, b in zip(RED_TOP, RED_BOTTOM)))
    mask = Image.new("L", (size, size), 0)
    box = (margin, margin, size - 1 - margin, size - 1 - margin)
    ImageDraw.Draw(mask).rounded_rectangle(box, radius=round(size * 0.22), fill=255)
    image = Image.new("RGBA", (size, size), (0, 0, 0, 0))
    image.paste(column.resize((size, size)), mask=mask)
    return image


def arrow(draw, size, start, end, radius, width):
    """An arc from `start` to `end` degrees, clockwise, round at its tail and pointed at its head."""
    centre = size / 2
    box = [centre - radius - width / 2, centre - radius - width / 2,
           centre + radius + width / 2, centre + radius + width / 2]
    draw.arc(box, start, end, fill=WHITE, width=round(width))
    x, y = point(centre, radius, start)
    draw.ellipse([x - width / 2, y - width / 2, x + width / 2, y + width / 2], fill=WHITE)
    head = width * 1.25
    ahead = end + head * 1.5 / radius * 180 / pi
    draw.polygon([point(centre, radius - head, end - 2), point(centre, radius + head, end - 2),
                  point(centre, radius, ahead)], fill=WHITE)


def tick(draw, size, width):
    corners = [(0.395, 0.505), (0.472, 0.585), (0.615, 0.425)]
    corners = [(x * size, y * size) for x, y in corners]
    draw.line(corners, fill=WHITE, width=round(width), joint="curve")
    for x, y in (corners[0], corners[2]):
        draw.ellipse([x - width / 2, y - width / 2, x + width / 2, y + width / 2], fill=WHITE)


def icon(size):
    big = size * OVERSAMPLING
    small = size < 40
    image = ground(big, 0 if small else round(big * 0.03))
    draw = ImageDraw.Draw(image)
    width = big * (0.115 if small else 0.078)
    radius = big * (0.285 if small else 0.285)
    for start in (-55, 125):
        arrow(draw, big, start, start + (118 if small else 126), radius, width)
    if not small:
        tick(draw, big, big * 0.072)
    return image.resize((size, size), Image.LANCZOS)


here = Path(__file__).parent
images = [icon(size) for size in SIZES]
images[-1].save(here / "app.png", optimize=True)
images[-1].save(here / "app.ico", sizes=[(size, size) for size in SIZES], append_images=images[:-1])
