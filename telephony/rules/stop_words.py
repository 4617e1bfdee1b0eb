"""How people say that they want no more SMS, in the languages of the regions.

Sources: Twilio's default English keywords; CTIA Messaging Principles, section 5.1.3; the usual words of the
operators in Belgium, Luxembourg and Germany.
"""

import unicodedata

ENGLISH = {"stopall", "unsubscribe", "cancel", "end", "quit", "revoke", "optout"}
FRENCH = {"desabonnement", "desinscrire", "desinscription", "fin"}
DUTCH = {"afmelden", "uitschrijven", "einde"}
GERMAN = {"abmelden", "abmeldung", "abbestellen", "ende", "beenden"}
ALONE = ENGLISH | FRENCH | DUTCH | GERMAN
ANYHOW = {"stop", "stopp", "stoppen", "stopt", "stoppez"}
# "Arrêt de travail ?" asks for a doctor's certificate, "arrêt des SMS svp" for no more SMS.
WITH_COURTESY = {"arret", "arrete", "arretez", "arreter", "desabonnez", "desabonner"}
COURTESY = frozenset({
    "svp", "stp", "s", "il", "vous", "te", "plait", "merci", "maintenant", "moi", "les", "des", "ces", "vos", "tous",
    "sms", "message", "messages",
})  # fmt: skip
LONGEST = 5


def asks_to_stop(text: str) -> bool:
    """Whether an SMS asks for no more: STOP or STOPP as its first word, ARRÊT with no more than courtesy, others alone.

    A long message that begins with one of the words is a question for a person, not an order for a program.
    """
    words = plain(text).replace("opt out", "optout").split()
    if not words or len(words) > LONGEST:
        return False
    if words[0] in ANYHOW or (words[0] in WITH_COURTESY and COURTESY.issuperset(words[1:])):
        return True
    return len(words) == 1 and words[0] in ALONE


def plain(text: str) -> str:
    """Lower case, without accents and punctuation."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    kept = (letter for letter in letters if not unicodedata.combining(letter))
    return "".join(letter if letter.isalnum() else " " for letter in kept)
