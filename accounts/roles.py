"""Who may do what: plain functions, one per question."""

from accounts.models import Role, User


def may_take_calls(user: User) -> bool:
    """Agents talk to citizens."""
    return user.role == Role.AGENT


def may_watch_floor(user: User) -> bool:
    """Supervisors see their region's floor live; so does its administrator."""
    return user.role in (Role.SUPERVISOR, Role.ADMINISTRATOR)


def may_publish_scripts(user: User) -> bool:
    """Scripts are uploaded and published by the region's administrator."""
    return user.role == Role.ADMINISTRATOR


def may_teach(user: User) -> bool:
    """Trainers see everybody's learning in their region."""
    return user.role in (Role.TRAINER, Role.ADMINISTRATOR)


def may_work_lists(user: User) -> bool:
    """Cases that the telephone could not solve: region unknown, field list."""
    return user.role in (Role.BACK_OFFICE, Role.SUPERVISOR, Role.ADMINISTRATOR)
