"""Campaigns and the rules that regions set for them. All of it is data."""

from django.db import models

from accounts.fields import Texts, TextsField, in_language
from accounts.models import Region
from accounts.versions import Versioned
from calls.rules.attempts import Policy, Rule
from calls.rules.ranking import HIGHEST_PRIORITY
from calls.states import Outcome, Purpose, Step
from elearning.models import Course
from scenarios.models import Script


class AttemptsPolicy(Versioned):
    """How often and after which pause somebody is tried again, before the field team takes over."""

    name = models.CharField(max_length=60)
    max_attempts = models.PositiveSmallIntegerField()

    class Meta(Versioned.Meta):
        verbose_name_plural = "attempts policies"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def as_rules(self) -> Policy:
        """The policy as the rules on attempts read it."""
        rows = self.rules.all()
        rules = {row.outcome: Rule(row.delay_minutes, float(row.growth), row.max_tries) for row in rows}
        return Policy(self.max_attempts, rules)


class PolicyRule(models.Model):
    """After this outcome: wait `delay_minutes`, growing by `growth` each time, at most `max_tries` times."""

    policy = models.ForeignKey(AttemptsPolicy, models.CASCADE, related_name="rules", db_index=False)
    outcome = models.CharField(max_length=20, choices=Outcome)
    delay_minutes = models.PositiveIntegerField()
    growth = models.DecimalField(max_digits=4, decimal_places=2, default=1)
    max_tries = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["policy", "outcome"], name="one_rule_per_outcome")]

    def __str__(self) -> str:
        return f"{self.outcome}: {self.delay_minutes} min"


class WrapUpSet(Versioned):
    """The dispositions an agent may choose from at the end of a call."""

    name = models.CharField(max_length=60)

    class Meta(Versioned.Meta):
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Disposition(models.Model):
    """How a call ended, in one key, and what that does with the call."""

    wrap_up_set = models.ForeignKey(WrapUpSet, models.CASCADE, related_name="dispositions", db_index=False)
    key = models.CharField(max_length=1, help_text="The digit that chooses it.")
    code = models.SlugField()
    labels = TextsField()
    outcome = models.CharField(max_length=20, choices=Outcome)
    step = models.CharField(max_length=20, choices=Step)
    needs_conversation = models.BooleanField(
        default=False, help_text="Only offered after somebody has answered."
    )
    # Of one call on one screen, and never stored: set by whoever lists the choices.
    is_suggested = False

    class Meta:
        ordering = ["wrap_up_set", "key"]
        constraints = [
            models.UniqueConstraint(fields=["wrap_up_set", "key"], name="one_disposition_per_key"),
            models.UniqueConstraint(fields=["wrap_up_set", "code"], name="one_disposition_per_code"),
            models.CheckConstraint(
                condition=~models.Q(outcome=Outcome.NOT_PLACED), name="nobody_chooses_our_own_failure"
            ),
        ]

    def __str__(self) -> str:
        return in_language(self.labels)


class CallTexts(Versioned):
    """The SMS that go with a call, by language; {number} is the region's own number. Empty for none."""

    announcement = TextsField(help_text="Before the first call.")
    farewell = TextsField(help_text="After the last attempt.")

    class Meta(Versioned.Meta):
        verbose_name_plural = "call texts"
        ordering = ["region", "code", "version"]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"


class Campaign(models.Model):
    """A region's calls of one purpose: script, courses, attempts policy, dispositions, SMS, priority, on or off."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="campaigns", db_index=False)
    code = models.SlugField()
    purpose = models.CharField(max_length=30, choices=Purpose)
    disease = models.SlugField(help_text="The code of the disease in the apps above.")
    names = TextsField()
    script = models.ForeignKey(Script, models.PROTECT, related_name="campaigns")
    required_courses = models.ManyToManyField(Course, related_name="campaigns", blank=True)
    policy = models.ForeignKey(AttemptsPolicy, models.PROTECT, related_name="campaigns")
    wrap_up_set = models.ForeignKey(WrapUpSet, models.PROTECT, related_name="campaigns")
    texts = models.ForeignKey(CallTexts, models.PROTECT, related_name="campaigns")
    priority = models.PositiveSmallIntegerField(
        default=5, help_text="0 to 9; one step is worth an hour of waiting."
    )
    target_minutes = models.PositiveIntegerField(default=24 * 60, help_text="A call older than this is late.")
    is_on = models.BooleanField(default=True)

    class Meta:
        ordering = ["region", "-priority", "code"]
        constraints = [
            models.UniqueConstraint(fields=["region", "code"], name="one_campaign_per_code"),
            models.CheckConstraint(
                condition=models.Q(priority__lte=HIGHEST_PRIORITY), name="priority_is_one_digit"
            ),
        ]

    def __str__(self) -> str:
        return in_language(self.names)

    def words(self, texts: Texts, language: str) -> str:
        """An SMS of this campaign in a language, with the number to call back where it says {number}; "" for none."""
        return in_language(texts, language).replace("{number}", self.region.caller_id)
