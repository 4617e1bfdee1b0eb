"""What a checkout has and an installation has not: the launcher of demo and tests, invented people, simulated
colleagues, measurements, the collecting of sentences to translate.

A Django application for the sake of its commands, installed by the settings for development and tests only. The image
leaves this folder out (.dockerignore), so nothing outside of it and of the tests may import it.
"""
