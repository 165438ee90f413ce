"""A QR code as one path of SVG: black on white by the style sheet's classes, in any theme."""

from __future__ import annotations

from dataclasses import dataclass

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

QUIET = 4
"""Modules of white around the code: cameras need them."""


@dataclass(frozen=True, slots=True)
class QrDrawing:
    """The side of the square in modules, quiet zone included, and the path of its dark modules."""

    side: int
    path: str


def draw_qr(text: str) -> QrDrawing:
    """The code of a text, up to 15 % of it may be dirty."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=QUIET)
    code.add_data(text)
    code.make(fit=True)
    rows = code.get_matrix()
    runs = []
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            width = 0
            while x + width < len(row) and row[x + width]:
                width += 1
            if width:
                runs.append(f"M{x} {y}h{width}v1h-{width}z")
            x += width or 1
    return QrDrawing(len(rows), "".join(runs))
