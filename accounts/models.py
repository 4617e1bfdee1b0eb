"""Regions, and the people and machines that work for them."""

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.fields import TextsField, in_language
from journal.refusals import NotYours


class Region(models.Model):
    """A community or region: who calls whom, when, in which languages and under which number."""

    code = models.SlugField(unique=True)
    names = TextsField()
    languages = ArrayField(
        models.CharField(max_length=35), help_text="Language tags, as of BCP 47: fr, zh-Hant."
    )
    country = models.CharField(
        max_length=2, help_text="Where a telephone number or postcode without a country belongs."
    )
    time_zone = models.CharField(max_length=40)
    holiday_calendar = models.CharField(
        max_length=10, help_text="Country code, or country-subdivision: BE, DE-NW."
    )
    caller_id = models.CharField(
        max_length=20, help_text="The one number that citizens see and can call back."
    )
    sms_sender = models.CharField(max_length=20)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return in_language(self.names)


class Team(models.Model):
    """At most twenty agents and their supervisor."""

    name = models.CharField(max_length=60)
    region = models.ForeignKey(Region, models.CASCADE, related_name="teams", db_index=False)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["region", "name"], name="one_team_per_name")]

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    """What somebody is here to do. One role each; see accounts/roles.py for what it allows."""

    AGENT = "agent", _("Agent")
    SUPERVISOR = "supervisor", _("Supervisor")
    ADMINISTRATOR = "administrator", _("Regional administrator")
    TRAINER = "trainer", _("Trainer")
    BACK_OFFICE = "back_office", _("Back office")
    AUDITOR = "auditor", _("Auditor")


class User(AbstractUser):
    """Somebody who signs in, for one region."""

    role = models.CharField(max_length=20, choices=Role, default=Role.AGENT)
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="users")
    team = models.ForeignKey(Team, models.SET_NULL, null=True, blank=True, related_name="members")
    languages = ArrayField(models.CharField(max_length=35), default=list, help_text="Spoken with citizens.")
    screen_language = models.CharField(max_length=35, default="en")
    uses_shortcuts = models.BooleanField(default=True, help_text="One-key shortcuts on the screens.")

    class Meta:
        ordering = ["username"]
        constraints = [models.CheckConstraint(condition=models.Q(role__in=Role.values), name="role_is_known")]

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    @property
    def home(self) -> Region:
        """The region this user works for. Pages about a region do not exist (NotYours) for somebody without one."""
        if self.region is None:
            raise NotYours
        return self.region

    def rooms(self) -> list[str]:
        """The rooms whose news this user's screens may hear: their own, and their region's floor if it is theirs."""
        from accounts.roles import may_watch_floor, may_work_lists  # here: they are about users

        rooms = [f"user:{self.pk}"]
        if self.region_id and (may_watch_floor(self) or may_work_lists(self)):
            rooms.append(f"floor:{self.region_id}")
        return rooms


class SignInFailure(models.Model):
    """One wrong guess of a password. `guesser` is a blind index of name and address: neither lies in the clear."""

    guesser = models.BinaryField(max_length=16)
    failed_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["guesser", "failed_at"], name="failures_of_guesser"),
            models.Index(fields=["failed_at"], name="failures_by_age"),
        ]

    def __str__(self) -> str:
        return f"wrong guess at {self.failed_at:%Y-%m-%d %H:%M}"


class Machine(models.Model):
    """A laboratory, hospital or practice system that posts to us with a bearer token. Only the token's hash is kept."""

    name = models.CharField(max_length=120)
    token_hash = models.BinaryField(max_length=32, unique=True)
    is_test = models.BooleanField(default=False, help_text="What it posts never opens a case.")
    created_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    is_authenticated = True

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


def regions_seen_by(user: Any) -> models.QuerySet[Region]:
    """The regions whose people `user` may see: their own, or none."""
    return Region.objects.filter(pk=user.region_id)
