from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from config.catalogues.files import LANGUAGES, po_of, untranslated, update, write
from config.catalogues.marked import marked_in


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
