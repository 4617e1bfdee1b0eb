from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People and machines that sign in: roles, regions, teams."""

    name = "accounts"
