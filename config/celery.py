"""The Celery application: no results, no ETA, ids only; beat knows intervals only."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("praktika")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    "relay the outbox": {"task": "notifications.tasks.relay_outbox", "schedule": 1.0},
    "sweep the processes": {"task": "workflows.tasks.sweep", "schedule": 60.0},
    "seal the history": {"task": "placements.tasks.seal_history", "schedule": 60.0},
    "follow up what is late": {"task": "placements.tasks.follow_up", "schedule": 60.0},
    "queue the digests": {"task": "placements.tasks.queue_digests", "schedule": 60.0},
}
