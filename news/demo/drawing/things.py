"""Things: flags, a ballot box, books, stalls, a desk, charts."""

from news.demo.drawing.canvas import GOLD, HEIGHT, RED, WALL, WIDTH, WOOD


def flags(c):
    """A street on a holiday."""
    c.hills(c.mood.far, top=330, swing=40)
    c.box(0, 450, WIDTH, 225, "#cfc7b8")
    for x in range(-10, 1200, 150):
        c.house(x, 460, 110)
    for depth, x in enumerate(range(70, 1200, 165)):
        c.flag(x, 600, 240 + 14 * (depth % 3), waves=True)


def ballot(c):
    c.box(0, 0, WIDTH, HEIGHT, "#f0e4cd")
    c.box(0, 0, WIDTH, 120, RED)
    for x in range(60, 1200, 120):
        c.star(x, 60, 20)
    c.box(0, 500, WIDTH, 175, "#b98a5a")
    c.box(0, 500, WIDTH, 14, "#8d6540")
    c.box(430, 270, 340, 270, RED)
    c.box(410, 240, 380, 40, "#a31626")
    c.box(540, 252, 120, 10, "#5d0d16")
    c.star(600, 410, 72)
    c.area([(560, 160), (650, 150), (655, 252), (565, 252)], "#ffffff")
    for x in (170, 960):
        c.box(x, 380, 70, 120, "#7b97a6")
        for dx, dy in [(-30, -40), (0, -62), (34, -44), (66, -58), (90, -30)]:
            c.line([(x + 35, 385), (x + dx, 380 + dy)], "#4f8a57", 5)
            c.disc(
                x + dx, 376 + dy, 22, c.rng.choice(["#e58aa5", "#f7d154", "#d9534f"])
            )


def books(c):
    c.box(0, 0, WIDTH, HEIGHT, "#efe3cc")
    colors = [
        "#a8442f",
        "#1d4f8c",
        "#1b6e4a",
        "#e9b82f",
        "#6d597a",
        "#c8742f",
        "#5c8a6b",
    ]
    for shelf in (70, 260, 450):
        c.box(90, shelf - 20, 1020, 190, "#d9bd92")
        x = 115
        while x < 1050:
            width, height = c.rng.randint(22, 48), c.rng.randint(105, 150)
            c.box(x, shelf + 160 - height, width, height, c.rng.choice(colors))
            c.box(x, shelf + 180 - height, width, 6, GOLD)
            x += width + c.rng.choice([3, 3, 3, 60])
        c.box(80, shelf + 160, 1040, 20, WOOD)


def market(c):
    c.sun()
    c.hills(c.mood.far, top=320, swing=40)
    c.box(0, 450, WIDTH, 225, "#d3c3a4")
    colors = [("#c8202f", "#f7efe2"), ("#1b6e4a", "#f7efe2"), ("#e08e2f", "#f7efe2")]
    for number, x in enumerate(range(40, 1100, 290)):
        _stall(c, x, colors[number % 3])


def _stall(c, x, colors):
    for post in (x + 8, x + 242):
        c.box(post, 300, 10, 250, WOOD)
    for strip in range(10):
        left = x + strip * 26
        c.area(
            [(left + 12, 250), (left + 36, 250), (left + 26, 320), (left, 320)],
            colors[strip % 2],
        )
        c.disc(left + 13, 320, 13, colors[strip % 2])
    c.box(x, 470, 260, 90, "#a97a4c")
    for row in range(2):
        for place in range(8):
            color = c.rng.choice(
                ["#d9534f", "#f2a33c", "#7fb34f", "#8e5aa0", "#f7d154"]
            )
            c.disc(x + 26 + place * 30, 462 - row * 22, 14, color)


def desk(c):
    """Where papers are handed in."""
    c.box(0, 0, WIDTH, HEIGHT, "#e6ecef")
    c.box(0, 520, WIDTH, 155, "#c9bda8")
    for number in range(3):
        x = 90 + number * 360
        c.box(x, 130, 300, 60, RED)
        c.star(x + 40, 160, 18)
        for line in range(2):
            c.box(x + 80, 148 + line * 18, 180 - line * 50, 8, GOLD)
        c.box(x - 10, 400, 320, 150, "#b98a5a")
        c.box(x - 20, 385, 340, 22, "#8d6540")
        c.box(x + 95, 275, 130, 86, "#3a4a57")
        c.box(x + 103, 283, 114, 70, "#a9cfe8")
        c.box(x + 152, 361, 16, 24, "#3a4a57")
        for sheet in range(3):
            c.box(x + 6 + sheet * 5, 376 - sheet * 5, 66, 8, WALL)


def bars(c):
    """A chart that rises, on paper."""
    c.box(0, 0, WIDTH, HEIGHT, "#faf7f2")
    for y in range(120, 560, 88):
        c.box(120, y, 980, 3, "#ddd5cb")
    heights = [150, 195, 180, 250, 300, 365, 410]
    for number, height in enumerate(heights):
        x = 165 + number * 133
        c.box(x, 560 - height, 78, height, "#c8102e" if number == 6 else "#d99a8b")
    tops = [(204 + n * 133, 530 - height) for n, height in enumerate(heights)]
    c.line(tops, "#e9b82f", 6)
    for x, y in tops:
        c.disc(x, y, 11, "#e9b82f")
    c.box(110, 560, 1000, 6, "#5c534c")


def shares(c):
    """Two rings with parts of a whole."""
    c.box(0, 0, WIDTH, HEIGHT, "#faf7f2")
    for x, parts in [(340, [62, 25, 13]), (860, [91, 9])]:
        _ring(c, x, 335, 220, parts)


def _ring(c, x, y, radius, parts):
    colors = ["#c8102e", "#e9b82f", "#1b6e4a"]
    box = [x - radius, y - radius, x + radius, y + radius]
    start = -90.0
    for part, color in zip(parts, colors, strict=False):
        c.slice(box, start, start + part * 3.6, color)
        start += part * 3.6
    c.disc(x, y, radius * 0.58, "#faf7f2")


def notebook(c):
    """An open book of minutes, and a pen."""
    c.box(0, 0, WIDTH, HEIGHT, "#a87b50")
    for y in range(0, HEIGHT, 75):
        c.box(0, y, WIDTH, 3, "#976c44")
    c.area([(180, 150), (590, 120), (590, 580), (180, 600)], "#fbf8f0")
    c.area([(610, 120), (1020, 150), (1020, 600), (610, 580)], "#fbf8f0")
    c.area([(590, 120), (610, 120), (610, 580), (590, 580)], "#d8d0bf")
    for y in range(190, 560, 36):
        c.line([(220, y + 8), (560, y - 6)], "#9fb6c9", 3)
        c.line([(640, y - 6), (980, y + 8)], "#9fb6c9", 3)
    c.line([(820, 560), (1080, 300)], "#1d4f8c", 16)
    c.line([(806, 574), (822, 558)], GOLD, 8)
    c.disc(120, 120, 70, WALL)
    c.disc(120, 120, 52, "#8a5a34")


SCENES = {
    "pho-co": flags,
    "hom-phieu": ballot,
    "tu-sach": books,
    "cho": market,
    "quay": desk,
    "bieu-do": bars,
    "ty-le": shares,
    "so-tay": notebook,
}
