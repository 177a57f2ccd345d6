"""Certificates as files: what they are called, alone and in an archive."""

import re
from collections.abc import Iterable
from io import BytesIO
from tempfile import SpooledTemporaryFile
from zipfile import ZIP_STORED, ZipFile

from flask import Response, send_file

from competition.certificates.models import Certificate

MEMORY = 8 * 1024 * 1024
LONGEST = 60
UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]')  # no letter of a file name on some system


def safe(name: str) -> str:
    """A text as a part of a file name, on every system."""
    return UNSAFE.sub("_", name).strip(" .")[:LONGEST].strip(" .") or "_"


def file_name(certificate: Certificate) -> str:
    """The number and the name that is printed: SW-2026-7K3M9QXD-4 许嘉木.pdf."""
    names = "、".join(certificate.content["names"])
    return f"{certificate.number} {safe(names)}.pdf"


def shown_file(pdf: bytes, name: str) -> Response:
    """A PDF that the browser opens."""
    return send_file(BytesIO(pdf), mimetype="application/pdf", download_name=name)


def saved_file(certificate: Certificate) -> Response:
    """The issued file, to be saved."""
    return send_file(
        BytesIO(certificate.pdf),
        mimetype="application/pdf",
        as_attachment=True,
        download_name=file_name(certificate),
    )


def archive(name: str, certificates: Iterable[Certificate]) -> Response:
    """One ZIP file; a PDF is compressed already."""
    out = SpooledTemporaryFile(max_size=MEMORY)  # noqa: SIM115 - sent after this returns
    with ZipFile(out, "w", ZIP_STORED) as packed:
        for certificate in certificates:
            packed.writestr(file_name(certificate), certificate.pdf)
    out.seek(0)
    return send_file(
        out, mimetype="application/zip", as_attachment=True, download_name=f"{safe(name)}.zip"
    )
