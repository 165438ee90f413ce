"""Files that people send: streamed to a private place on the disk, by whoever may and to the few pages that take any.

Whatever else is sent to this server as a file is read past and kept nowhere, before any page is asked.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from otklik.store import audits, feed_files, photos
from otklik.web.permissions import ACT, PERMISSIONS, may
from otklik.web.viewers import viewer_of

TAKES: Mapping[str, Callable[[], Path]] = {
    "audits": audits.home,
    "run_act": photos.home,
    "delivery_advertising": audits.home,
    "setup_feed": feed_files.home,
}
"""Route of each page that takes a file, and the private folder in which it is received."""


class PrivateFile(TemporaryUploadedFile):
    """An upload under OTKLIK_HOME with mode 0600; gone with the request unless somebody keeps it."""

    def __init__(self, name: str, content_type: str | None, folder: Path) -> None:
        file = tempfile.NamedTemporaryFile(prefix=".incoming-", dir=folder)  # noqa: SIM115 - closed by the request
        super(TemporaryUploadedFile, self).__init__(file, name, content_type, 0, None, None)


class Uploads(FileUploadHandler):
    """Django's handler of every file in a form."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file where one is taken; elsewhere it is read past."""
        super().new_file(*args, **kwargs)
        request = self.request
        match = request.resolver_match if request is not None else None
        name = (match.url_name or "") if match is not None else ""
        if request is None or name not in TAKES:
            raise SkipFile
        if not may(PERMISSIONS[name][ACT], viewer_of(request).roles):
            raise SkipFile
        self.file = PrivateFile(self.file_name or "", self.content_type, TAKES[name]())

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep one piece, or none of the file once it is too large."""
        if start + len(raw_data) > settings.OTKLIK_UPLOAD_LIMIT:
            self.file.close()
            self.request.upload_too_large = True  # type: ignore[union-attr]
            raise SkipFile
        self.file.write(raw_data)

    def file_complete(self, file_size: int) -> PrivateFile:
        """The file, with everything on the disk."""
        self.file.seek(0)
        self.file.size = file_size
        self.file.flush()
        return self.file

    def upload_interrupted(self) -> None:
        """Forget a file that did not come to its end."""
        if isinstance(getattr(self, "file", None), PrivateFile):
            self.file.close()
