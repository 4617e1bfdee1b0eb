"""How `collectstatic` leaves the static files: bundled, named after their content, compressed.

Every answer under /static/ can then be kept for ever: what changes has another name.
"""

from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

from config.bundles import bundled


class BundledStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage, of sheets and scripts that hold what they import."""

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        """Bundle before the names are made: a name is to change with everything that the file holds."""
        if dry_run:
            return

        def read(name: str) -> str:
            storage, path = paths[name]
            with storage.open(path) as file:
                text: str = file.read().decode()
            return text

        bundles = {name: bundled(name, read) for name in paths if name.endswith((".css", ".js"))}
        for name, text in bundles.items():
            self.delete(name)
            self._save(name, ContentFile(text.encode()))
        of_bundles = {name: (self, name) for name in bundles}
        yield from super().post_process(paths | of_bundles, **options)
