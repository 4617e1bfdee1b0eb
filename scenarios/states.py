"""Where an uploaded script and a conversation along it stand, and where each state may come from."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class VersionState(models.TextChoices):
    """Where an uploaded script stands."""

    DRAFT = "draft", _("Checked, not on air")
    PUBLISHED = "published", _("On air")
    RETIRED = "retired", _("Replaced")


VERSION_COMES_FROM = {
    VersionState.PUBLISHED: {VersionState.DRAFT, VersionState.RETIRED},
    VersionState.RETIRED: {VersionState.PUBLISHED},
}


class RunState(models.TextChoices):
    """Where a conversation along a script stands."""

    OPEN = "open", _("Under way")
    COMPLETED = "completed", _("Completed")
    BROKEN_OFF = "broken_off", _("Broken off")


RUN_COMES_FROM = {
    RunState.COMPLETED: {RunState.OPEN},
    RunState.BROKEN_OFF: {RunState.OPEN},
    RunState.OPEN: {RunState.BROKEN_OFF},
}
