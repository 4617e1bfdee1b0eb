from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from config.catalogues import compile_stale


class Command(BaseCommand):
    help = "Compile the translation catalogues that were edited since (locale/*/LC_MESSAGES/django.mo)."

    def handle(self, *args: Any, **options: Any) -> None:
        for path in compile_stale(settings.BASE_DIR):
            self.stdout.write(f"compiled {path.relative_to(settings.BASE_DIR)}")
