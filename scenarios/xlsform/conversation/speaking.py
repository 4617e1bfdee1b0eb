"""What is said in a conversation: texts with values piped in, in the citizen's language."""

from collections.abc import Callable

from scenarios.xlsform.base.markup import plain_text
from scenarios.xlsform.base.piping import fill
from scenarios.xlsform.conversation.state import State
from scenarios.xlsform.expressions.dates import spoken_date
from scenarios.xlsform.form.parts import Part


class Speaking(State):
    """A conversation that can say its questions."""

    def label(self, path: str, repeat_key: str = "", language: str = "") -> str:
        """The question's text with values piped in, dates said in the language; Markdown source."""
        part = self.form.parts[self.form.path_of(path)]
        return self.say(self.in_language(part.label, language), part, repeat_key, language=language)

    def name_of(self, path: str, repeat_key: str = "") -> str:
        """The question in plain words, with the turn of the repeat that it stands in: "Contact 2 – Family name"."""
        words = plain_text(self.label(path, repeat_key))
        around = self.form.places.repeats_of(path)
        if not (around and repeat_key in self.turns(around[-1])):
            return words
        number = self.turns(around[-1]).index(repeat_key) + 1
        return f"{plain_text(self.label(around[-1]))} {number} – {words}"

    def say(
        self, text: str, part: Part, key: str, *, language: str = "", escape: Callable[[str], str] = str
    ) -> str:
        """A text of a part with its references filled in; `escape` protects the values."""
        return fill(text, lambda name: escape(self._said(name, part, key, language or self.language)))

    def _said(self, name: str, part: Part, key: str, language: str) -> str:
        path = self.form.places.find(name)
        around, here = self.form.places.repeats_of(path), self.form.places.repeats_of(part.path)
        shared = sum(a == b for a, b in zip(around, here, strict=False))
        if shared == len(around):
            keys = ["/".join(key.split("/")[:shared])]
        else:
            keys = self.turns(around[-1], "/".join(key.split("/")[:shared]))
        said = [self._spoken(path, each, language) for each in keys]
        return ", ".join(each for each in said if each)

    def _spoken(self, path: str, key: str, language: str) -> str:
        part, value = self.form.parts[path], self.value(path, key)
        if part.list_name:
            labels = {choice.value: choice.label for choice in self.form.choices_of(part)}
            return ", ".join(self.in_language(labels.get(v, {}), language) or v for v in value.split())
        return spoken_date(value, language, self.now.date()) or value
