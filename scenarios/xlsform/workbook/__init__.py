"""What an administrator uploads: the file, its sheets, and the script that they make, ready to become a form."""
