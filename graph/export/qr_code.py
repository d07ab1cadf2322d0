"""An address as a QR code for a phone."""

from __future__ import annotations

import io

MODULE, QUIET = 8, 4  # units of one square, and the white border in squares that the standard requires
MAX_LENGTHS = 400  # bytes; the squares of a longer address are too small for a phone in a hall


def qr_svg(url: str) -> str:
    """Return the code as SVG, black on white, about 300 units wide; "" for no address or one that is too long.

    The address is drawn, not opened.
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
