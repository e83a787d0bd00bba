"""Write what the PDF on standard input says to standard output.

A program of its own, run by news.pdf with the bytes of memory it may take: a file made
to do harm takes down nothing else, and can be stopped whatever it is at.
"""

import resource
import sys
from io import BytesIO

from pypdf import PdfReader
from pypdf.generic import NullObject, StreamObject

# See also news.pdf.REFUSED.
LOCKED, HAS_FILES = 3, 4
# A stamp stands on the first page of a paper, or of what is bound with it.
MOST_PAGES = 100
MOST_LETTERS_OF_A_PAGE = 100_000


def write_text(file, out) -> None:
    reader = PdfReader(file)
    if reader.is_encrypted:
        sys.exit(LOCKED)
    if reader.attachments:
        sys.exit(HAS_FILES)
    # Counted one by one: how many there are is what a file says of itself.
    for _, page in zip(range(MOST_PAGES), reader.pages, strict=False):
        # Joined here, where memory has an end: one note may stand there without end.
        text = "\n".join([*_notes(page), page.extract_text(), _set_out(page)])
        letters = text[:MOST_LETTERS_OF_A_PAGE]
        # Fonts may name half a letter, which no encoding can write.
        out.write(letters.encode(errors="replace") + b"\n")


def _set_out(page) -> str:
    """The lines as they stand, with wide gaps between what only shares a line."""
    try:
        return page.extract_text(
            extraction_mode="layout", layout_mode_strip_rotated=False
        )
    except Exception:
        # What cannot be set out was read all the same.
        return ""


def _notes(page):
    """What was put on a page afterwards, such as a stamp or the text of a field."""
    for each in page.annotations or []:
        note = each.get_object()
        # Of one that was taken away nothing may be left.
        if not isinstance(note, dict):
            continue
        if note.get("/Subtype") == "/FileAttachment":
            sys.exit(HAS_FILES)
        texts = [note[name] for name in ("/Contents", "/V") if name in note]
        texts.append(_drawn(page, note))
        # The value of a signature is no text, and longer than what is read of a page.
        yield from (text for text in texts if text and isinstance(text, str))


def _drawn(page, note) -> str:
    """The letters of the picture that a stamp is; a button has one for each state."""
    looks = note.get("/AP", NullObject()).get_object()
    if not isinstance(looks, dict):
        return ""
    drawn = looks.get("/N", NullObject()).get_object()
    return page.extract_xform_text(drawn) if isinstance(drawn, StreamObject) else ""


if __name__ == "__main__":
    most_memory = int(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_AS, (most_memory, most_memory))
    write_text(BytesIO(sys.stdin.buffer.read()), sys.stdout.buffer)
