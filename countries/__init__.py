"""What a country brings: its regions, rules, texts and numbers as data, and a command that loads them.

A folder and a Django application a country. They use the applications as anybody above them may, and no application
knows of them.
"""
