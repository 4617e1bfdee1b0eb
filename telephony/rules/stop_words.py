"""How people say that they want no more SMS, in the languages of the regions.

Sources: Twilio's default English keywords; CTIA Messaging Principles, section 5.1.3; the usual words of the
operators in Belgium, Luxembourg and Germany.
"""

import unicodedata

ENGLISH = {"stopall", "unsubscribe", "cancel", "end", "quit", "revoke", "optout"}
FRENCH = {"desabonner", "desabonnement", "desinscrire", "desinscription", "arreter", "fin"}
DUTCH = {"afmelden", "uitschrijven", "einde"}
GERMAN = {"abmelden", "abmeldung", "abbestellen", "ende", "beenden"}
ALONE = ENGLISH | FRENCH | DUTCH | GERMAN
ANYHOW = {"stop", "stopp", "stoppen", "stopt", "stoppez", "arret", "arretez"}
LONGEST = 5


def asks_to_stop(text: str) -> bool:
    """Whether an SMS asks for no more: STOP, ARRÊT, STOPP, … as its first word, or another word for it alone.

    A long message that begins with one of the words is a question for a person, not an order for a program.
    """
    words = plain(text).split()
    if not words or len(words) > LONGEST:
        return False
    return words[0] in ANYHOW or (len(words) == 1 and words[0] in ALONE)


def plain(text: str) -> str:
    """Lower case, without accents and punctuation."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    kept = (letter for letter in letters if not unicodedata.combining(letter))
    return "".join(letter if letter.isalnum() else " " for letter in kept)
