"""QR codes as dark modules, for whatever draws them."""

from typing import Any

import zxingcpp


def modules_of(address: str) -> list[list[bool]]:
    """The dark modules, row by row, at error correction level M."""
    barcode = zxingcpp.create_barcode(address, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    image: Any = barcode.to_image(scale=1, add_quiet_zones=False)
    rows: Any = memoryview(image).tolist()
    return [[value == 0 for value in row] for row in rows]


def dark_stretches(row: list[bool]) -> list[tuple[int, int]]:
    """Where neighbouring dark modules begin and end: one rectangle for each, without seams."""
    padded = [False, *row, False]
    edges = [i for i in range(len(row) + 1) if padded[i] != padded[i + 1]]
    return list(zip(edges[::2], edges[1::2], strict=True))
