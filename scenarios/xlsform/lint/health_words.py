"""Words that tell whoever picked up the telephone what the call is about. A star stands for any ending.

They are looked for in everything that may be said before the identity is confirmed: a third person of the household
who hears "test" or "positive" has learnt a diagnosis.
"""

HEALTH_WORDS: dict[str, tuple[str, ...]] = {
    "*": ("covid*", "corona*", "sars*", "pcr", "mpox", "ebola", "hiv", "aids", "sida", "tuberculos*", "tbc"),
    "en": (
        "test", "tests", "tested", "testing", "swab*", "positive*", "negative*", "infect*", "ill", "illness*", "sick*",
        "disease*", "virus*", "viral", "contagious", "symptom*", "fever", "cough*", "quarantin*", "isolat*", "vaccin*",
        "diagnos*", "laborator*", "exposed", "exposure", "measles", "outbreak*", "epidemi*",
    ),
    "fr": (
        "test", "tests", "testé*", "dépist*", "frottis", "positif*", "positive*", "négatif*", "négative*", "infect*",
        "maladi*", "malade*", "virus", "viral*", "contagi*", "contamin*", "symptôm*", "fièvre", "toux", "quarantaine*",
        "isolement*", "vaccin*", "diagnosti*", "laboratoire*", "rougeole", "épidémi*", "cas contact",
    ),
    "nl": (
        "test*", "getest*", "uitstrijkje*", "positief", "positieve", "negatief", "negatieve", "infecti*", "besmet*",
        "ziek", "zieke", "zieken", "ziekte*", "virus*", "symptom*", "symptoom", "koorts", "hoest*", "quarantaine*",
        "isolatie*", "vaccin*", "diagnos*", "laboratori*", "mazelen", "epidemie*", "hoogrisicocontact*",
    ),
    "de": (
        "test*", "getestet*", "abstrich*", "positiv*", "negativ*", "infizi*", "infekt*", "ansteck*", "angesteckt*",
        "krank", "kranke*", "krankheit*", "erkrank*", "virus*", "viren", "symptom*", "fieber", "husten*", "quarantäne*",
        "isolation*", "isolierung*", "isolier*", "impf*", "geimpft*", "diagnos*", "labor*", "masern", "epidemi*",
    ),
}  # fmt: skip
