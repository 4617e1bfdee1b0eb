# One image for every process of the house: web, live screens, worker, timetable and, for a demo, the simulated
# telephone company. docker-compose.yml says which command each runs.
FROM python:3.11-slim-bookworm AS packages
COPY requirements-production.lock /tmp/
RUN python -m venv /opt/house \
 && /opt/house/bin/pip install --no-cache-dir --require-hashes --only-binary :all: -r /tmp/requirements-production.lock

FROM python:3.11-slim-bookworm
ENV PATH=/opt/house/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    MALLOC_ARENA_MAX=2 \
    DJANGO_SETTINGS_MODULE=config.settings.production
RUN useradd --system --uid 10001 --home-dir /srv/house --shell /usr/sbin/nologin house
COPY --from=packages /opt/house /opt/house
WORKDIR /srv/house
COPY . .
# Translations and static files are made once, here. Production's settings want secrets: these live for one line.
RUN sh deploy/build.sh
USER house
EXPOSE 8000 8001
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s CMD ["python", "deploy/healthy.py", "8000"]
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "--blocking-threads", "4", "--no-ws", "config.wsgi:application"]
