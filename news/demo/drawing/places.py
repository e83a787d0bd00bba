"""The commune: fields, village, hall, school, roads, water, hills."""

from news.demo.drawing.canvas import (
    HEIGHT,
    LEAVES,
    RED,
    ROOF,
    WALL,
    WIDTH,
    WOOD,
    rounded,
)


def village(c):
    c.horizon()
    c.field()
    for _ in range(5):
        c.house(c.rng.randint(30, 1050), 456, c.rng.randint(70, 120))
    for _ in range(6):
        c.palm(c.rng.randint(20, 1180), 466, c.rng.randint(80, 130), 8)


def rice(c):
    c.horizon()
    c.cloud(180, 120)
    c.box(0, 420, WIDTH, HEIGHT, c.mood.land)
    for row in range(7):
        y = 430 + row * row * 5 + row * 10
        c.line([(0, y), (420, y + 6), (800, y - 4), (WIDTH, y + 8)], c.mood.furrow, 6)
    c.line([(760, 420), (640, 520), (380, HEIGHT)], "#d9c9a3", 26)
    c.tree(980, 452, 90)
    c.house(1040, 452, 90)


def hall(c):
    """The village hall on a day of celebration."""
    c.hills(c.mood.far, top=300, swing=50)
    c.box(0, 470, WIDTH, 205, "#d8cbb4")
    c.box(250, 280, 700, 200, "#f4e3b5")
    c.area([(215, 285), (985, 285), (900, 190), (300, 190)], ROOF)
    c.area([(480, 290), (720, 290), (600, 215)], "#f4e3b5")
    c.star(600, 262, 22, RED)
    c.box(330, 305, 540, 34, RED)
    for x in (300, 420, 720, 840):
        c.box(x, 365, 70, 70, "#7b97a6")
        c.box(x + 33, 365, 4, 70, WALL)
    c.box(545, 365, 110, 115, WOOD)
    c.box(598, 365, 4, 115, WALL)
    for step in range(3):
        c.box(520 - step * 15, 480 + step * 12, 160 + step * 30, 12, "#bfb39b")
    for x in (80, 1060):
        c.tree(x, 480, 120)
    c.flag(170, 560, 290, waves=True)
    for x in range(30, 1200, 190):
        c.oval(x, 610, 90, 28, "#7fae62")
        c.disc(x + 45, 612, 9, RED)


def school(c):
    c.cloud(130, 110)
    c.cloud(900, 150)
    c.hills(c.mood.near, top=330, swing=30)
    c.box(0, 500, WIDTH, 175, "#cfd8b4")
    c.box(160, 220, 880, 290, "#f6dfa6")
    c.box(140, 195, 920, 30, "#b65b43")
    for floor in (250, 390):
        for x in range(200, 1000, 105):
            c.box(x, floor, 66, 70, "#6e95ad")
            c.box(x + 31, floor, 4, 70, WALL)
        c.box(160, floor + 92, 880, 10, "#e3c17d")
    c.box(560, 400, 80, 110, WOOD)
    c.flag(310, 640, 330, waves=True)
    for x in (80, 1120):
        c.tree(x, 540, 140, "#4c8a4a")


def road(c):
    """A village road between areca palms."""
    c.horizon()
    c.field(430, step=160)
    c.area([(575, 430), (625, 430), (880, HEIGHT), (320, HEIGHT)], "#c9c4ba")
    for y, height in [(470, 6), (520, 12), (590, 20)]:
        c.box(597, y, 6, height, "#f5f1e6")
    for depth in range(6):
        ground = 440 + depth * depth * 9
        reach = 45 + depth * 62
        for side in (-1, 1):
            c.palm(600 + side * reach, ground, 70 + depth * 26)


def lamps(c):
    """The same village at night, once it has lamps."""
    c.disc(930, 120, 46, c.mood.sun)
    for _ in range(70):
        x, y = c.rng.randint(0, WIDTH), c.rng.randint(0, 280)
        c.disc(x, y, c.rng.choice([1, 1, 2]), "#f4efd2")
    c.hills(c.mood.far, top=330, swing=40)
    c.hills(c.mood.near, top=400, swing=30)
    c.box(0, 470, WIDTH, 205, c.mood.land)
    c.area([(540, 470), (600, 470), (860, HEIGHT), (240, HEIGHT)], "#4a4f5c")
    for x, width in [(70, 120), (270, 90), (760, 100), (960, 140)]:
        c.house(x, 490, width)
        c.box(x + 14, 490 - width // 3, 18, 20, "#ffd977")
    for depth in range(4):
        x, ground = 640 + depth * 100, 480 + depth * 42
        height = 90 + depth * 45
        c.disc(x - 20, ground - height + 12, 30 + depth * 9, "#5d5f60")
        c.line(
            [(x, ground), (x, ground - height), (x - 26, ground - height)], "#9aa0a8", 5
        )
        c.disc(x - 24, ground - height + 8, 9 + depth * 2, "#ffe9a8")


def canal(c):
    c.horizon()
    c.box(0, 430, WIDTH, 245, c.mood.land)
    c.area([(560, 430), (640, 430), (1000, HEIGHT), (200, HEIGHT)], "#6fa3bf")
    for edge in ([(560, 430), (200, HEIGHT)], [(640, 430), (1000, HEIGHT)]):
        c.line(edge, "#d7d2c5", 12)
    for y in range(470, 670, 34):
        reach = (y - 430) * 0.9
        c.line([(590 - reach * 0.5, y), (610 + reach * 0.2, y)], "#a9cbdc", 3)
    c.box(395, 520, 410, 22, "#b9b1a2")
    for x in range(400, 806, 50):
        c.box(x, 488, 7, 34, "#b9b1a2")
    c.box(395, 482, 412, 8, "#b9b1a2")
    for x in (110, 230, 980, 1090):
        c.tree(x, 470, 80)


def lotus(c):
    c.horizon()
    c.box(0, 420, WIDTH, 255, "#7fb0bd")
    for _ in range(46):
        x, y = c.rng.randint(-20, 1180), c.rng.randint(435, 650)
        size = 24 + (y - 420) // 5
        c.oval(x, y, size * 2, size * 0.7, c.rng.choice(["#4f8a57", "#5f9b60"]))
    for _ in range(13):
        x, y = c.rng.randint(40, 1150), c.rng.randint(440, 610)
        c.line([(x, y + 44), (x, y)], "#4f8a57", 4)
        for dx, dy in [(-14, 2), (14, 2), (-7, -7), (7, -7), (0, -11)]:
            c.oval(x + dx - 8, y + dy - 12, 16, 26, "#e58aa5")
        c.disc(x, y + 2, 5, "#f7d154")


def tea(c):
    c.sun()
    colors = ["#8fb58a", "#7aa873", "#659a5e", "#528b4d", "#437c41"]
    for depth, color in enumerate(colors):
        top = 260 + depth * 75
        c.hills(color, top=top, swing=34)
        if depth:
            for row in range(3):
                y = top + 26 + row * 18
                ridge = [(x, y + c.rng.randint(-5, 5)) for x in range(0, 1300, 100)]
                c.line(ridge, "#3b6f3c", 3)
    for x in (160, 880, 1010):
        c.tree(x, 470, 70, "#2f5d3a")


def forest(c):
    c.hills(c.mood.far, top=250, swing=60)
    c.hills(c.mood.near, top=330, swing=50)
    c.box(0, 430, WIDTH, 245, "#77945d")
    for depth in range(3):
        for x in range(-20, 1230, 92 - depth * 8):
            x += c.rng.randint(-26, 26)
            ground = 440 + depth * 75 + c.rng.randint(-12, 12)
            _pine(
                c, x, ground, 120 + depth * 50, ["#5c8560", "#436f4d", "#2f5a3d"][depth]
            )


def _pine(c, x, ground, height, color):
    c.box(x - 4, ground - 20, 8, 24, WOOD)
    for part in range(3):
        base = ground - 14 - part * height * 0.26
        reach = height * (0.3 - part * 0.07)
        c.area([(x - reach, base), (x + reach, base), (x, base - height * 0.42)], color)


def storm(c):
    """Wind and rain over the village."""
    for x, y in [(60, 90), (300, 60), (560, 110), (800, 70), (1020, 100), (180, 150)]:
        c.cloud(x, y, "#8497a5")
    c.hills(c.mood.far, top=330, swing=50)
    c.hills(c.mood.near, top=390, swing=40)
    c.box(0, 450, WIDTH, 225, c.mood.land)
    c.oval(120, 540, 420, 70, "#9db3bd")
    c.oval(700, 590, 380, 60, "#9db3bd")
    c.house(480, 470, 120)
    c.house(860, 470, 100)
    for x, height in [(120, 170), (260, 130), (700, 190), (1040, 150)]:
        c.palm(x, 480, height, 70)
    for _ in range(170):
        x, y = c.rng.randint(0, 1250), c.rng.randint(0, 640)
        c.line([(x, y), (x - 9, y + 30)], "#b9c7cf", 2)


def vegetables(c):
    c.sun()
    c.hills(c.mood.near, top=340, swing=35)
    c.box(0, 400, WIDTH, 275, "#8a6a4a")
    for bed in range(-5, 16):
        top, bottom = 420 + bed * 36, -300 + bed * 180
        color = ["#7fb34f", "#5f9e4a", "#a3c45c"][bed % 3]
        shape = [(top, 400), (top + 22, 400), (bottom + 110, HEIGHT), (bottom, HEIGHT)]
        c.area(shape, color)
    for x in (60, 330):
        c.box(x, 330, 230, 76, "#dfe9e6")
        c.oval(x, 286, 230, 92, "#dfe9e6")
        for rib in range(x + 12, x + 230, 36):
            c.line([(rib, 312), (rib, 405)], "#b6c6c1", 3)
    c.house(900, 402, 110)
    c.tree(1080, 404, 90, LEAVES)


def river(c):
    c.horizon()
    c.box(0, 430, WIDTH, 245, c.mood.land)
    bank = [(0, 500), (300, 470), (620, 505), (900, 465), (WIDTH, 490)]
    c.area([*rounded(bank), (WIDTH, 640), (700, 620), (300, 650), (0, 620)], "#82aec2")
    for x, y in [(260, 540), (720, 560)]:
        c.area([(x, y), (x + 150, y), (x + 120, y + 24), (x + 28, y + 24)], WOOD)
        c.area([(x + 40, y), (x + 110, y), (x + 75, y - 34)], "#d8c79a")
    for x in (70, 520, 1090):
        c.palm(x, 480, 140, 12)
    c.tree(880, 474, 80)


SCENES = {
    "lang": village,
    "dong-lua": rice,
    "nha-van-hoa": hall,
    "truong": school,
    "duong": road,
    "den-duong": lamps,
    "muong": canal,
    "ao-sen": lotus,
    "doi-che": tea,
    "rung": forest,
    "bao": storm,
    "rau": vegetables,
    "song": river,
}
