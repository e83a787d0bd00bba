"""Pictures of the demo: drawn, the same each time, with nobody in them."""

from news.demo.drawing import places, things
from news.demo.drawing.canvas import MOODS, Canvas
from news.pictures import Picture

SCENES = {**places.SCENES, **things.SCENES}


def draw(name: str) -> Picture:
    """The picture called "scene" or "scene mood", as an upload would leave it."""
    scene, _, mood = name.partition(" ")
    canvas = Canvas(MOODS[mood or "trua"], seed=name)
    SCENES[scene](canvas)
    return Picture(canvas.finished())
