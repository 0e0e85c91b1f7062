"""The Celery application: no results, no ETA, ids only; beat knows intervals only."""

import os
from typing import Any

from celery import Celery, bootsteps
from celery.beat import EmbeddedService

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("praktika")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


def _every(seconds: float, task: str) -> dict[str, Any]:
    # Ticks that nobody took while the workers were away are worth nothing: the next one does the same.
    return {"task": task, "schedule": seconds, "options": {"expires": max(10.0, seconds)}}


app.conf.beat_schedule = {
    "relay the outbox": _every(1.0, "notifications.tasks.relay_outbox"),
    "sweep the processes": _every(60.0, "workflows.tasks.sweep"),
    "seal the history": _every(60.0, "placements.tasks.seal_history"),
    "mend the documents": _every(300.0, "placements.tasks.mend_documents"),
    # Beat knows intervals only: hourly, and what is younger than a day stays.
    "purge the uploads": _every(3600.0, "placements.tasks.purge_uploads"),
    "follow up": _every(300.0, "placements.tasks.follow_up"),
    "purge the drafts": _every(3600.0, "placements.tasks.purge_drafts"),
    # Acts in the one tick that falls into the night's hour.
    "reconcile the hours": _every(3600.0, "placements.tasks.reconcile_hours"),
    "apply changes of the rules": _every(300.0, "placements.tasks.apply_policy_changes"),
    "ask for decisions": _every(3600.0, "placements.tasks.ask_for_decisions"),
    "queue the digests": _every(60.0, "placements.tasks.queue_digests"),
}


class BeatThread(bootsteps.StartStopStep):
    """Beat as a thread of the worker. `-B` starts a process, and a queue in memory reaches no other process."""

    def __init__(self, worker: Any, **options: Any) -> None:
        super().__init__(worker, **options)
        self.enabled = str(app.conf.broker_url).startswith("memory")

    def create(self, worker: Any) -> Any:
        return EmbeddedService(worker.app, thread=True, schedule_filename=worker.schedule_filename)


app.steps["worker"].add(BeatThread)
