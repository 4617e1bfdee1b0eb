from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from config.catalogues.files import LANGUAGES, po_of, update, write
from config.catalogues.marked import marked_in


class Command(BaseCommand):
    help = "Collect every sentence marked for translation into locale/*/LC_MESSAGES/django.po."

    def handle(self, *args: Any, **options: Any) -> None:
        marked = marked_in(settings.BASE_DIR)
        for language in LANGUAGES:
            path = po_of(settings.BASE_DIR, language)
            catalog = update(path, language, marked)
            write(path, catalog)
            missing = sum(1 for message in catalog if message.id and not any(message.string))
            self.stdout.write(f"{language}: {len(catalog)} sentences, {missing} to translate")
