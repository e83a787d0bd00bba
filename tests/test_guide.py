"""The guide shows each of its pictures, and tells it to who does not see it."""

import re
from pathlib import Path

GUIDE = Path(__file__).parents[1] / "docs/huong-dan-su-dung.md"


def test_every_picture_stands_in_the_guide_with_its_text():
    shown = re.findall(r"!\[(.+?)\]\(pictures/(.+?)\)", GUIDE.read_text())
    drawn = sorted(path.name for path in (GUIDE.parent / "pictures").iterdir())
    assert sorted(name for _, name in shown) == drawn
    assert all(len(text) > 20 for text, _ in shown)
