"""QR codes as the path of an SVG, which needs no script, no style and no file."""

import qrcode


def qr_path(text: str) -> tuple[str, int]:
    """The dark squares as the `d` of a path, and how many squares wide it is."""
    code = qrcode.QRCode(border=4)
    code.add_data(text)
    rows = code.get_matrix()
    squares = (
        f"M{x} {y}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, is_dark in enumerate(row)
        if is_dark
    )
    return "".join(squares), len(rows)
