from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from config.catalogues import LANGUAGES, po_of
from tools.catalogues.files import untranslated, update, write
from tools.catalogues.marked import marked_in


class Command(BaseCommand):
    help = "Collect every sentence marked for translation into locale/*/LC_MESSAGES/django.po."

    def handle(self, *args: Any, **options: Any) -> None:
        marked = marked_in(settings.BASE_DIR)
        for language in LANGUAGES:
            path = po_of(settings.BASE_DIR, language)
            catalog = update(path, language, marked)
            write(path, catalog)
            self.stdout.write(
                f"{language}: {len(catalog)} sentences, {len(untranslated(catalog))} to translate"
            )
