"""Scripts that regions upload, and the conversations that follow them."""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from accounts.models import Region, User
from journal.moving import Moving
from journal.sealed import SealedRow, SealedTextField
from scenarios.refusals import RunHasMovedOn, VersionHasMovedOn
from scenarios.states import RUN_COMES_FROM, VERSION_COMES_FROM, RunState, VersionState


class Script(models.Model):
    """A region's script for one kind of call: the index interview, the notification of a contact."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="scripts", db_index=False)
    slug = models.SlugField()

    class Meta:
        ordering = ["slug"]
        constraints = [models.UniqueConstraint(fields=["region", "slug"], name="one_script_per_slug")]

    def __str__(self) -> str:
        return self.slug

    @property
    def newest(self) -> "ScriptVersion | None":
        """The latest upload; with `prefetch_related("versions")` without a query, as the two below."""
        return next(iter(self.versions.all()), None)

    @property
    def on_air(self) -> "ScriptVersion | None":
        """What agents read now."""
        return next(
            (version for version in self.versions.all() if version.state == VersionState.PUBLISHED), None
        )

    @property
    def shown(self) -> "ScriptVersion | None":
        """The version that speaks for the script in a list."""
        return self.on_air or self.newest


class ScriptVersion(Moving):
    """One uploaded workbook, checked and compiled. Its content never changes; runs stay on their version."""

    COMES_FROM = VERSION_COMES_FROM
    MOVED_ON = VersionHasMovedOn

    script = models.ForeignKey(Script, models.PROTECT, related_name="versions", db_index=False)
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=VersionState, default=VersionState.DRAFT)
    title = models.CharField(max_length=120, blank=True, help_text="As the workbook names it.")
    languages = ArrayField(models.CharField(max_length=35), default=list)
    workbook = models.BinaryField(help_text="The .xlsx as uploaded, for download.")
    sha256 = models.CharField(max_length=64)
    checked_by = models.CharField(
        max_length=16,
        default="",
        help_text="Which check found the problems: changes with the check and the actions.",
    )
    form = models.JSONField(null=True, help_text="Compiled; null while the check found errors.")
    problems = models.JSONField(default=list, help_text="What the check found, by sheet and cell.")
    uploaded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    published_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["script", "number"], name="one_version_per_number"),
            models.UniqueConstraint(
                fields=["script"], condition=models.Q(state=VersionState.PUBLISHED), name="one_version_on_air"
            ),
            models.CheckConstraint(
                condition=models.Q(form__isnull=False) | models.Q(state=VersionState.DRAFT),
                name="only_sound_scripts_go_on_air",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=VersionState.values), name="version_state_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.script} {self.number}"

    @property
    def has_errors(self) -> bool:
        """Whether it can never go on air."""
        return any(problem["severity"] == "error" for problem in self.problems)


class RunQuerySet(models.QuerySet["Run"]):
    def of_region_of(self, user: User) -> "RunQuerySet":
        """The runs of the user's own region."""
        return self.filter(region_id=user.region_id)


class Run(SealedRow, Moving):
    """One conversation along one version of a script. Everything said in it is sealed."""

    COMES_FROM = RUN_COMES_FROM
    MOVED_ON = RunHasMovedOn
    RETENTION: ClassVar[str] = "case"

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", db_index=False)
    version = models.ForeignKey(ScriptVersion, models.PROTECT, related_name="runs", db_index=False)
    language = models.CharField(max_length=35, help_text="Spoken with the citizen.")
    state = models.CharField(max_length=12, choices=RunState, default=RunState.OPEN)
    preset = SealedTextField(help_text="JSON of what is known before: names, dates.")
    revision = models.PositiveIntegerField(
        default=0, help_text="Counts answers; two windows notice each other by it."
    )
    step = models.PositiveIntegerField(default=0, help_text="The page last shown, to resume there.")
    reached_core = models.BooleanField(
        default=False, help_text="Identity was confirmed, and the core of the script was answered."
    )
    started_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=RunState.values), name="run_state_is_known"),
            models.CheckConstraint(
                condition=~models.Q(state=RunState.COMPLETED) | models.Q(reached_core=True),
                name="a_completed_run_reached_its_core",
            ),
        ]

    def __str__(self) -> str:
        return f"run {self.pk}"


class Answer(SealedRow):
    """One answer as it was given. Nothing is overwritten: the newest row of a question is its answer.

    A row without value (`value` = "") takes an answer back. `repeat_key` says which instance of a repeat.
    """

    RETENTION: ClassVar[str] = "case"

    run = models.ForeignKey(Run, models.CASCADE, related_name="answers", db_index=False)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", db_index=False)
    path = models.CharField(max_length=200)
    repeat_key = models.CharField(max_length=120, blank=True)
    value = SealedTextField()
    revision = models.PositiveIntegerField()
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    answered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["revision"]
        constraints = [models.UniqueConstraint(fields=["run", "revision"], name="one_answer_per_revision")]

    def __str__(self) -> str:
        return f"run {self.run_id}, {self.path}"


class RepeatInstance(models.Model):
    """One turn of a repeat group (one contact named, for instance), known by a key that never shifts."""

    RETENTION: ClassVar[str] = "case"

    run = models.ForeignKey(Run, models.CASCADE, related_name="repeats", db_index=False)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", db_index=False)
    path = models.CharField(max_length=200)
    key = models.UUIDField(default=uuid.uuid4)
    added_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["run", "key"], name="one_repeat_per_key")]

    def __str__(self) -> str:
        return f"run {self.run_id}, {self.path}"


class ActionInvocation(models.Model):
    """What a script made happen, once for what was said: name a contact, for instance."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="invocations", db_index=False)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", db_index=False)
    path = models.CharField(max_length=200)
    repeat_key = models.CharField(max_length=120, blank=True)
    action = models.CharField(max_length=40)
    said = models.BinaryField(
        max_length=16, null=True, help_text="Keyed hash of the arguments it was done with."
    )
    invoked_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["run", "path", "repeat_key", "action"], name="one_invocation_per_run"
            )
        ]

    def __str__(self) -> str:
        return f"{self.action} of run {self.run_id}"
