"""The compiled texts are those of the source next to them."""

import ast
import gettext
import re
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "locale/vi/LC_MESSAGES"
ENTRY = re.compile(
    r"^msgid (?P<text>.+?)\n(?:msgid_plural .+?\n)?msgstr(?:\[0\])? (?P<meaning>.+?)\Z",
    re.MULTILINE | re.DOTALL,
)


def joined(literals):
    """What several quoted lines say together."""
    return "".join(ast.literal_eval(line) for line in literals.splitlines())


def source():
    for block in re.split(r"\n\s*\n", (FOLDER / "django.po").read_text().strip()):
        lines = [line for line in block.splitlines() if not line.startswith("#")]
        if entry := ENTRY.search("\n".join(lines)):
            yield joined(entry["text"]), joined(entry["meaning"])


def compiled():
    with (FOLDER / "django.mo").open("rb") as file:
        catalog = gettext.GNUTranslations(file)._catalog
    # A text with a plural stands under itself and the number of the form.
    return {
        key[0] if isinstance(key, tuple) else key: meaning
        for key, meaning in catalog.items()
    }


def test_compiled_texts_are_those_of_the_source():
    assert compiled() == dict(source())
