"""A sheet to draw on, and what stands in many landscapes."""

from dataclasses import dataclass
from random import Random

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1200, 675
# Drawn at 1920 by 1080 and halved, so that no edge shows its steps: large enough for
# an article, and quickly made into all sizes.
SCALE = 1.6
ROOF, WALL, WOOD = "#a8442f", "#f2e7d5", "#6b4a33"
LEAVES, TRUNK = "#3f6b46", "#6b5b45"
RED, GOLD = "#c8202f", "#f7d154"


@dataclass(frozen=True)
class Mood:
    """The colours of an hour: sky from above to below, hills far and near, land."""

    sky: tuple[str, str]
    sun: str
    far: str
    near: str
    land: str
    furrow: str


MOODS = {
    "sang": Mood(
        ("#a9cfe8", "#eef6f5"), "#fff3b8", "#9db8b0", "#6f9a7c", "#7fb069", "#639a52"
    ),
    "trua": Mood(
        ("#7fb3d5", "#fdf1d3"), "#f6c445", "#8aa8a0", "#5c8a6b", "#c9b458", "#a8943f"
    ),
    "chieu": Mood(
        ("#f3a46b", "#fde3c0"), "#f9d56e", "#b5838d", "#6d597a", "#84a35a", "#6b8a45"
    ),
    "mua": Mood(
        ("#5d7f9e", "#cbd8df"), "#e9eef0", "#7d8f94", "#55706b", "#8b9a5b", "#717f48"
    ),
    "toi": Mood(
        ("#16233f", "#3c4f76"), "#f4efd2", "#2a3a5c", "#1d2a45", "#25372f", "#1b2a24"
    ),
}


class Canvas:
    """Draws in units of 1200 by 675, whatever the size of the finished picture."""

    def __init__(self, mood: Mood, *, seed: str):
        self.mood = mood
        self.rng = Random(seed)
        size = round(WIDTH * SCALE), round(HEIGHT * SCALE)
        shade = Image.linear_gradient("L").resize(size)
        above, below = (Image.new("RGB", size, color) for color in mood.sky)
        self.image = Image.composite(below, above, shade)
        self._draw = ImageDraw.Draw(self.image)

    def finished(self) -> Image.Image:
        return self.image.reduce(2)

    def area(self, points, color):
        self._draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=color)

    def box(self, x, y, width, height, color):
        self.area(
            [(x, y), (x + width, y), (x + width, y + height), (x, y + height)], color
        )

    def disc(self, x, y, radius, color):
        center = (x * SCALE, y * SCALE)
        self._draw.circle(center, radius * SCALE, fill=color)

    def oval(self, x, y, width, height, color):
        corners = [x * SCALE, y * SCALE, (x + width) * SCALE, (y + height) * SCALE]
        self._draw.ellipse(corners, fill=color)

    def line(self, points, color, width=4):
        points = [(x * SCALE, y * SCALE) for x, y in points]
        width = round(width * SCALE)
        self._draw.line(points, fill=color, width=width, joint="curve")

    def slice(self, box, start, end, color):
        """A part of a disc; box in the same units, angles in degrees from the east."""
        box = [edge * SCALE for edge in box]
        self._draw.pieslice(box, start, end, fill=color)

    # Landscapes

    def sun(self, x=None, y=None, radius=52):
        x = x or self.rng.randint(200, 1000)
        self.disc(x, y or self.rng.randint(90, 190), radius, self.mood.sun)

    def cloud(self, x, y, color="#ffffff"):
        for dx, dy, radius in [(0, 0, 26), (34, -14, 32), (72, -4, 28), (104, 4, 20)]:
            self.disc(x + dx, y + dy, radius, color)
        self.box(x, y + 4, 104, 20, color)

    def hills(self, color, *, top, swing):
        steps = range(0, WIDTH + 150, 150)
        ridge = [(x, top + self.rng.randint(-swing, swing)) for x in steps]
        self.area([(0, HEIGHT), *rounded(ridge), (WIDTH, HEIGHT)], color)

    def horizon(self):
        self.sun()
        self.hills(self.mood.far, top=300, swing=70)
        self.hills(self.mood.near, top=370, swing=45)

    def field(self, top=440, *, step=120):
        self.box(0, top, WIDTH, HEIGHT - top, self.mood.land)
        for x in range(-2400, 3700, step):
            start = (600 + (x - 600) // 5, top)
            self.line([start, (x, HEIGHT)], self.mood.furrow, 5)

    def house(self, x, ground, width):
        height = width // 2
        top = ground - height
        self.box(x, top, width, height, WALL)
        eaves = [(x - 12, top + 4), (x + width + 12, top + 4)]
        ridge = [(x + width * 3 // 4, top - 30), (x + width // 4, top - 30)]
        self.area([*eaves, *ridge], ROOF)
        self.box(x + width // 2 - 9, ground - 32, 18, 32, WOOD)

    def palm(self, x, ground, height, lean=0):
        top = ground - height
        self.line(
            [(x, ground), (x + lean // 2, top + height // 2), (x + lean, top)], TRUNK, 7
        )
        for dx, dy in [
            (-40, 10),
            (-34, -14),
            (-12, -30),
            (14, -30),
            (34, -14),
            (40, 10),
        ]:
            middle = (x + lean + dx // 2, top + dy // 2 - 8)
            self.line([(x + lean, top), middle, (x + lean + dx, top + dy)], LEAVES, 8)

    def tree(self, x, ground, size, color=LEAVES):
        self.box(x - size // 10, ground - size, size // 5, size, TRUNK)
        for dx, dy in [(-0.3, 1.1), (0.3, 1.1), (0, 1.4), (-0.15, 0.9), (0.2, 0.85)]:
            self.disc(x + size * dx, ground - size * dy, size * 0.42, color)

    def flag(self, x, ground, height=150, *, waves=False):
        """The national flag on a pole."""
        top = ground - height
        self.line([(x, ground), (x, top)], "#8d8d8d", 5)
        width, depth = height * 0.54, height * 0.36
        sag = 8 if waves else 0
        self.area(
            [
                (x, top),
                (x + width / 2, top + sag),
                (x + width, top),
                (x + width, top + depth),
                (x + width / 2, top + depth + sag),
                (x, top + depth),
            ],
            RED,
        )
        self.star(x + width / 2, top + depth / 2 + sag / 2, depth * 0.3)

    def star(self, x, y, radius, color=GOLD):
        # Cosine and sine of every tenth of a circle, from the top on.
        outer = [
            (0, -1),
            (0.951, -0.309),
            (0.588, 0.809),
            (-0.588, 0.809),
            (-0.951, -0.309),
        ]
        inner = [
            (0.225, -0.309),
            (0.363, 0.118),
            (0, 0.382),
            (-0.363, 0.118),
            (-0.225, -0.309),
        ]
        points = [p for pair in zip(outer, inner, strict=True) for p in pair]
        # The inner points lie at 0.38 of the radius already.
        self.area([(x + dx * radius, y + dy * radius) for dx, dy in points], color)


def rounded(points):
    """More points between the given ones, so that no corner shows."""
    for (x1, y1), (x2, y2) in zip(points, points[1:], strict=False):
        for step in range(15):
            part = step / 15
            smooth = part * part * (3 - 2 * part)
            yield x1 + (x2 - x1) * part, y1 + (y2 - y1) * smooth
    yield points[-1]
