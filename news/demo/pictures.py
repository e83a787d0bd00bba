"""Landscapes for the demo: drawn, the same for the same number, with nobody in them."""

from io import BytesIO
from random import Random

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw, ImageFilter

SIZE = WIDTH, HEIGHT = 1200, 675
# Upper sky, lower sky, sun, far hills, near hills, field, stripes of the field.
MOODS = [
    ("#7fb3d5", "#fdf1d3", "#f6c445", "#8aa8a0", "#5c8a6b", "#c9b458", "#a8943f"),
    ("#f3a46b", "#fde3c0", "#f9d56e", "#b5838d", "#6d597a", "#84a35a", "#6b8a45"),
    ("#a9cfe8", "#eef6f5", "#fff3b8", "#9db8b0", "#6f9a7c", "#7fb069", "#639a52"),
    ("#5d7f9e", "#cbd8df", "#e9eef0", "#7d8f94", "#55706b", "#8b9a5b", "#717f48"),
    ("#e88f6a", "#fbd9a8", "#fff0c2", "#a26769", "#5b3b4c", "#b08a4a", "#93713a"),
]


def landscape(number: int) -> ContentFile:
    """A picture as an upload would bring it."""
    rng = Random(f"landscape {number}")
    mood = MOODS[number % len(MOODS)]
    image = _sky(*mood[:2])
    draw = ImageDraw.Draw(image)
    _sun(draw, rng, mood[2])
    _hills(draw, rng, mood[3], top=300, swing=70)
    _hills(draw, rng, mood[4], top=370, swing=45)
    _field(draw, mood[5], mood[6])
    for _ in range(rng.randint(3, 6)):
        _house(draw, rng)
    for _ in range(rng.randint(4, 8)):
        _palm(draw, rng)
    return _written(image.filter(ImageFilter.SMOOTH))


def _sky(above, below) -> Image.Image:
    shade = Image.linear_gradient("L").resize(SIZE)
    upper, lower = Image.new("RGB", SIZE, above), Image.new("RGB", SIZE, below)
    return Image.composite(lower, upper, shade)


def _sun(draw, rng, color):
    x, y = rng.randint(200, 1000), rng.randint(100, 220)
    draw.circle((x, y), 58, fill=color)


def _hills(draw, rng, color, *, top, swing):
    steps = range(0, WIDTH + 150, 150)
    ridge = [(x, top + rng.randint(-swing, swing)) for x in steps]
    draw.polygon([(0, HEIGHT), *_rounded(ridge), (WIDTH, HEIGHT)], fill=color)


def _rounded(points):
    """More points between the given ones, so that no corner shows."""
    for (x1, y1), (x2, y2) in zip(points, points[1:], strict=False):
        for step in range(15):
            part = step / 15
            smooth = part * part * (3 - 2 * part)
            yield x1 + (x2 - x1) * part, y1 + (y2 - y1) * smooth
    yield points[-1]


def _field(draw, color, stripes):
    draw.rectangle((0, 440, WIDTH, HEIGHT), fill=color)
    for x in range(-2400, 3700, 120):
        draw.line([(600 + (x - 600) // 5, 440), (x, HEIGHT)], fill=stripes, width=5)


def _house(draw, rng):
    x, width = rng.randint(30, 1050), rng.randint(70, 120)
    height = width // 2
    draw.rectangle((x, 450 - height, x + width, 456), fill="#f2e7d5")
    roof = [(x - 12, 452 - height), (x + width + 12, 452 - height)]
    peak = [(x + width * 3 // 4, 420 - height), (x + width // 4, 420 - height)]
    draw.polygon([*roof, *peak], fill="#a8442f")
    draw.rectangle((x + width // 2 - 9, 425, x + width // 2 + 9, 456), fill="#6b4a33")


def _palm(draw, rng):
    x, top = rng.randint(20, 1180), rng.randint(330, 390)
    draw.line([(x, 462), (x, top)], fill="#6b5b45", width=6)
    for dx, dy in [(-34, 6), (-26, -16), (0, -28), (26, -16), (34, 6)]:
        draw.line([(x, top), (x + dx, top + dy)], fill="#3f6b46", width=8)


def _written(image) -> ContentFile:
    written = BytesIO()
    image.save(written, "PNG", compress_level=1)
    return ContentFile(written.getvalue(), "landscape.png")
