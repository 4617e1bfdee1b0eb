"""The people who work in the demonstration."""

import unicodedata
from typing import Any

from django.contrib.auth.hashers import PBKDF2PasswordHasher, get_hasher

from accounts.models import Region, Role, Team, User
from config.belgium.credentials import Credentials
from config.belgium.files import read
from elearning.commands.issue_certificate import issue_certificate
from elearning.models import Certificate, Course

ROUNDS = 20_000


def load_people(regions: dict[str, Region], credentials: Credentials) -> None:
    """Create whoever is missing, with random passwords; those who are certified may take every call."""
    data = read("demo")
    course = Course.objects.get(slug=read("calls")["course"])
    teams = {code: load_team(region) for code, region in regions.items()}
    for facts in data["login"]:
        load_user("users", facts["key"], facts, teams, credentials, course)
    for key, facts in colleagues(data["colleagues"], regions).items():
        load_user("colleagues", key, facts, teams, credentials, course)


def load_team(region: Region) -> Team:
    """One team for each region, named after it."""
    name = region.names[region.languages[0]]
    return Team.objects.get_or_create(region=region, name=f"{name} 1")[0]


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
    group: str,
    key: str,
    facts: dict[str, Any],
    teams: dict[str, Team],
    credentials: Credentials,
    course: Course,
) -> None:
    """One login. A password that the credentials file does not know is replaced by one that it does."""
    username = plain(f"{facts['first_name']}.{facts['last_name']}")
    password, is_new_password = credentials.login(group, key, username)
    team = teams[facts["region"]]
    names = ("role", "first_name", "last_name", "languages", "screen_language")
    defaults = {name: facts[name] for name in names} | {"region": team.region}
    if facts["role"] in (Role.AGENT, Role.SUPERVISOR):
        defaults["team"] = team
    user, is_new = User.objects.get_or_create(username=username, defaults=defaults)
    if is_new or is_new_password:
        user.password = hash_of(password)
        user.save(update_fields=["password"])
    if facts.get("certified") and not Certificate.objects.filter(user=user, course=course).exists():
        issue_certificate(course, user=user)


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
