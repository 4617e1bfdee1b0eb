"""What a simulated citizen says, in the four languages of the demo, and what they know when asked."""

import random
from dataclasses import dataclass

LANGUAGES = ("fr", "nl", "de", "en")

_LINES: dict[str, dict[str, tuple[str, ...]]] = {
    "right_person": {
        "fr": ("Allô ?", "Oui, c'est bien moi."),
        "nl": ("Hallo?", "Ja, dat ben ik."),
        "de": ("Hallo?", "Ja, das bin ich."),
        "en": ("Hello?", "Yes, speaking."),
    },
    "wrong_person": {
        "fr": ("Allô ?", "Non, vous faites erreur, ce n'est pas moi."),
        "nl": ("Hallo?", "Nee, u bent verkeerd verbonden."),
        "de": ("Hallo?", "Nein, da sind Sie falsch verbunden."),
        "en": ("Hello?", "No, you have the wrong number."),
    },
    "hangs_up": {
        "fr": ("Allô ?", "Je n'ai pas le temps, au revoir."),
        "nl": ("Hallo?", "Ik heb geen tijd, dag."),
        "de": ("Hallo?", "Ich habe keine Zeit, auf Wiederhören."),
        "en": ("Hello?", "I have no time, goodbye."),
    },
    "machine": {
        "fr": ("Vous êtes bien sur ma messagerie. Laissez un message après le signal.",),
        "nl": ("Dit is mijn voicemail. Spreek een bericht in na de toon.",),
        "de": ("Dies ist meine Mailbox. Sprechen Sie nach dem Ton.",),
        "en": ("This is my voicemail. Leave a message after the tone.",),
    },
}
_LINES_OF = {
    "wrong_person": "wrong_person",
    "hangs_up_early": "hangs_up",
    "voicemail": "machine",
    "switched_off": "machine",
}
_SILENT = frozenset({"busy", "no_answer", "not_in_service", "softphone"})


@dataclass(frozen=True, slots=True)
class Answers:
    """What this citizen answers when asked, and how it sounds. `says` is keyed by language code.

    names_contacts: how many contacts they will name; has_symptoms: what they answer about symptoms.
    """

    is_right_person: bool
    confirms_name: bool
    confirms_birth_date: bool
    is_willing_to_talk: bool
    has_symptoms: bool
    names_contacts: int
    says: dict[str, tuple[str, ...]]


def answers_of(kind: str, die: random.Random) -> Answers:
    """The answers of one citizen of this kind, drawn with their own die."""
    symptoms, contacts = die.random() < 0.6, die.choices(range(6), (10, 20, 30, 20, 12, 8))[0]
    talks = kind not in _SILENT and kind not in _LINES_OF
    return Answers(
        is_right_person=talks or kind == "hangs_up_early",
        confirms_name=talks,
        confirms_birth_date=talks,
        is_willing_to_talk=talks,
        has_symptoms=talks and symptoms,
        names_contacts=contacts if talks else 0,
        says={} if kind in _SILENT else _LINES[_LINES_OF.get(kind, "right_person")],
    )
