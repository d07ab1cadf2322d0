"""An address as a QR code to point a telephone at."""

from __future__ import annotations

import io

MODULE, QUIET = 8, 4  # units of one square, and squares of white around, as the standard asks for
MAX_LENGTHS = 400  # bytes; the squares of more are too small for a telephone in a hall


def qr_svg(url: str) -> str:
    """The code as an SVG, black on white, some 300 units wide; "" for no address, and for one that is too long.

    Nothing is looked up: the address is just drawn.
    """
    import segno

    if not 0 < len(url.encode()) <= MAX_LENGTHS:
        return ""
    out = io.BytesIO()
    segno.make_qr(url, error="m").save(
        out,
        kind="svg",
        scale=MODULE,
        border=QUIET,
        dark="#000000",
        light="#FFFFFF",
        xmldecl=False,
        svgns=True,
        nl=False,
    )
    return out.getvalue().decode("utf-8")
