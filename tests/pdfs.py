"""Small PDFs whose letters can be read, as programs for writing make them."""

from io import BytesIO
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    NameObject,
    NullObject,
    StreamObject,
    TextStringObject,
)

BOX = (50, 600, 200, 650)


def make_pdf(
    *,
    text="Văn bản",
    notes=(),
    stamp="",
    field="",
    signature=b"",
    attached=None,
    password=None,
):
    """A file as a browser sends it: of one page, with notes put on it afterwards.

    A tab in the text is a wide gap. A note that is None was taken away again, a path is
    a file pinned to the page; the stamp is one that a program draws.
    """
    writer = PdfWriter()
    page = writer.add_blank_page(width=595, height=842)
    letters = sorted(set(text + stamp))
    codes = {letter: number for number, letter in enumerate(letters, 1)}
    page[NameObject("/Contents")] = writer._add_object(_lines(text, codes))
    fonts = DictionaryObject({NameObject("/F1"): writer._add_object(_font(codes))})
    resources = DictionaryObject({NameObject("/Font"): fonts})
    page[NameObject("/Resources")] = resources
    written_notes = [_note(note) for note in notes]
    if stamp:
        drawn = _lines(stamp, codes)
        drawn[NameObject("/Resources")] = resources
        looks = DictionaryObject({NameObject("/N"): writer._add_object(drawn)})
        written_notes.append(_named("/Stamp", "/AP", looks))
    if field:
        entry = _named("/Widget", "/V", TextStringObject(field))
        # As a program leaves it that has not drawn it yet.
        entry[NameObject("/AP")] = NullObject()
        written_notes.append(entry)
    if signature:
        signed = DictionaryObject(
            {NameObject("/Contents"): ByteStringObject(signature)}
        )
        written_notes.append(_named("/Widget", "/V", writer._add_object(signed)))
    if written_notes:
        page[NameObject("/Annots")] = ArrayObject(written_notes)
    if attached:
        writer.add_attachment(attached, b"x")
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    written = BytesIO()
    writer.write(written)
    return SimpleUploadedFile("van-ban.pdf", written.getvalue())


def _lines(text, codes):
    shown = [
        f"1 0 0 1 {50 + 300 * column} {800 - 20 * row} Tm "
        f"<{bytes(codes[letter] for letter in part).hex()}> Tj"
        for row, line in enumerate(text.split("\n"))
        for column, part in enumerate(line.split("\t"))
    ]
    return _stream(f"BT /F1 12 Tf {' '.join(shown)} ET")


def _note(note):
    if note is None:
        return NullObject()
    if isinstance(note, Path):
        return _named("/FileAttachment", "/FS", TextStringObject(note))
    return FreeText(text=note, rect=BOX)


def _named(kind, name, value):
    subtype = {NameObject("/Subtype"): NameObject(kind)}
    return DictionaryObject({**subtype, NameObject(name): value})


def _font(codes):
    letters = "".join(f"<{c:02x}> <{ord(letter):04x}>\n" for letter, c in codes.items())
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    named = {NameObject(key): NameObject(value) for key, value in font.items()}
    words = f"{len(codes)} beginbfchar\n{letters}endbfchar"
    named[NameObject("/ToUnicode")] = _stream(words)
    return DictionaryObject(named)


def _stream(text):
    stream = StreamObject()
    stream.set_data(text.encode())
    return stream
