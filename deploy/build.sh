#!/bin/sh
# Compiles translations and collects static files under production's settings, with secrets that are thrown away.
set -eu
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python deploy/make_secrets.py "$here"
export DJANGO_SETTINGS_MODULE=config.settings.production
export SECRET_KEY_FILE="$here/secret_key" FIELD_KEYS_FILE="$here/field_keys"
export BLIND_INDEX_KEY_FILE="$here/blind_index_key" TELEPHONY_AUTH_TOKEN_FILE="$here/telephony_auth_token"
export DATABASE_URL=postgresql://app@nowhere/contact_tracing REDIS_URL=redis://nowhere TELEPHONY_ACCOUNT_SID=AC0
export TRUSTED_PROXIES=none ALLOWED_HOSTS=localhost PUBLIC_BASE_URL=https://localhost
python manage.py compile_messages
python manage.py collectstatic --noinput
