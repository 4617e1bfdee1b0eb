"""The people who work in the demonstration."""

import unicodedata
from typing import Any

from django.contrib.auth.hashers import PBKDF2PasswordHasher, get_hasher

from accounts.models import Region, Role, Team, User
from countries.belgium.files import read
from elearning.commands.issue_certificate import issue_certificate
from elearning.models import Certificate, Course
from journal.loading import Loading
from tools.demo.credentials import Credentials
from tools.demo.files import demo

ROUNDS = 20_000


def load_people(loading: Loading, regions: dict[str, Region], credentials: Credentials) -> None:
    """Create whoever is missing, with random passwords; those who are certified may take every call.

    Whoever is there stays as they are, with their password. How many of them the credentials file does not know is
    said, and nothing else about anybody.
    """
    data = demo()
    course = Course.objects.get(slug=read("calls")["course"])
    people = [("users", facts["key"], facts) for facts in data["login"]]
    people += [("colleagues", *each) for each in colleagues(data["colleagues"], regions).items()]
    strangers = 0
    for group, key, facts in people:
        user = load_user(loading, group, key, facts, regions[facts["region"]], credentials)
        if user is None:
            strangers += 1
        elif facts.get("certified") and not Certificate.objects.filter(user=user, course=course).exists():
            issue_certificate(course, user=user)
            loading.added += 1
    if strangers:
        loading.differ(f"Logins: the credentials file lacks {strangers} that are there; left as they are.")


def load_team(loading: Loading, region: Region) -> Team:
    """One team for each region, named after it as the data set does."""
    facts = next(facts for facts in read("regions")["region"] if facts["code"] == region.code)
    name = f"{facts['names'][facts['languages'][0]]} 1"
    return loading.find_or_add(Team, {"region": region, "name": name}, {})[0]


def colleagues(data: dict[str, Any], regions: dict[str, Region]) -> dict[str, dict[str, Any]]:
    """The simulated colleagues: agents who speak the languages named for their region, else all that it has."""
    told = {}
    for number, (code, name) in enumerate(zip(data["regions"], data["names"], strict=True), start=1):
        first_name, family_name = name.split(" ", 1)
        told[f"colleague_{number}"] = {
            "role": Role.AGENT,
            "region": code,
            "first_name": first_name,
            "last_name": family_name,
            "languages": data["languages"].get(code, regions[code].languages),
            "screen_language": regions[code].languages[0],
            "certified": True,
        }
    return told


def load_user(
    loading: Loading, group: str, key: str, facts: dict[str, Any], region: Region, credentials: Credentials
) -> User | None:
    """One login; None for somebody of that name whose password the credentials file does not know.

    A stranger's password is never replaced: where people work already, it may be a colleague of the same name.
    """
    username = plain(f"{facts['first_name']}.{facts['last_name']}")
    if user := User.objects.filter(username=username).first():
        return user if credentials.knows(group, key) else None
    names = ("role", "first_name", "last_name", "languages", "screen_language")
    own = {name: facts[name] for name in names} | {"region": region}
    if facts["role"] in (Role.AGENT, Role.SUPERVISOR):
        own["team"] = load_team(loading, region)
    own["password"] = hash_of(credentials.password(group, key, username))
    return loading.find_or_add(User, {"username": username}, own)[0]


def plain(name: str) -> str:
    """A name as a username: `hélène.dubois` is `helene.dubois`."""
    letters = unicodedata.normalize("NFKD", name.lower())
    return "".join(letter for letter in letters if letter.isascii() and (letter.isalnum() or letter == "."))


def hash_of(password: str) -> str:
    """A password of 79 random bits cannot be guessed; a slow hash would only make the first start slow.

    Django replaces it by its usual one when somebody signs in.
    """
    hasher = get_hasher()
    if isinstance(hasher, PBKDF2PasswordHasher):
        return hasher.encode(password, hasher.salt(), iterations=ROUNDS)
    return hasher.encode(password, hasher.salt())
