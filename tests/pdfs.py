"""Small PDFs whose letters can be read, as programs for writing make them."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NullObject,
    StreamObject,
)

BOX = (50, 600, 200, 650)


def make_pdf(*, text="Văn bản", notes=(), attached=None, password=None):
    """A file as a browser sends it: of one page, with notes put on it afterwards.

    A note that is None was taken away again.
    """
    writer = PdfWriter()
    page = writer.add_blank_page(width=595, height=842)
    codes = {letter: number for number, letter in enumerate(sorted(set(text)), 1)}
    page[NameObject("/Contents")] = writer._add_object(_lines(text, codes))
    fonts = DictionaryObject({NameObject("/F1"): writer._add_object(_font(codes))})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    written_notes = [
        FreeText(text=note, rect=BOX) if note else NullObject() for note in notes
    ]
    if notes:
        page[NameObject("/Annots")] = ArrayObject(written_notes)
    if attached:
        writer.add_attachment(attached, b"x")
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    written = BytesIO()
    writer.write(written)
    return SimpleUploadedFile("van-ban.pdf", written.getvalue())


def _lines(text, codes):
    lines = [bytes(codes[letter] for letter in line) for line in text.split("\n")]
    shown = " T* ".join(f"<{line.hex()}> Tj" for line in lines)
    return _stream(f"BT /F1 12 Tf 20 TL 50 800 Td {shown} ET")


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
