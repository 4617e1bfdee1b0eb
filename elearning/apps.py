from django.apps import AppConfig


class ElearningConfig(AppConfig):
    """Courses, quizzes, certificates: who may take which calls."""

    name = "elearning"
