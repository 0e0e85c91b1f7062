"""The floor of logging a day: raw SQL in the same web stack, with the same session, form and rows, but no rule."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from config.urls import urlpatterns as product
from placements import clock
from placements.agreements.loaders import own_practicum_or_404
from placements.journal.forms import EntryForm
from placements.people.decorators import person_of, person_required

ENTRY = """INSERT INTO placements_entry (day, starts, ends, starts_fold, ends_fold, starts_at, ends_at, break_minutes,
minutes, chips, outcomes, text, learned, late_reason, practicum_id, placement_id, learner_id, client_id, version, state,
posted_minutes, return_reason, return_text, entered_at) VALUES (%s,%s,%s,0,0,%s,%s,%s,%s,%s,%s,%s,'','',%s,
(SELECT max(id) FROM placements_placement WHERE practicum_id = %s),%s,%s,1,'submitted',0,'','',%s) RETURNING id"""
HISTORY = """INSERT INTO placements_historyentry (at, practicum_id, actor_id, action, subject_id, from_state, to_state,
reason, channel, details) VALUES (%s,%s,%s,'entry.submitted',%s,'','submitted','','web',%s)"""
COUNTER = "UPDATE placements_practicum SET waiting_minutes = waiting_minutes + %s WHERE id = %s"


def instant(day: Any, at: Any) -> datetime:
    return datetime.combine(day, at, tzinfo=clock.TALLINN).astimezone(UTC)


@person_required
def log(request: HttpRequest, day: str) -> HttpResponse:
    practicum, person = own_practicum_or_404(person_of(request)), person_of(request)
    form = EntryForm(request.POST, practicum=practicum)
    if not form.is_valid():
        return HttpResponse(status=422)
    said, adapt, clocks = (
        form.cleaned_data,
        connection.ops.adapt_datetimefield_value,
        connection.ops.adapt_timefield_value,
    )
    starts, ends = instant(said["day"], said["starts"]), instant(said["day"], said["ends"])
    minutes = int((ends - starts) / timedelta(minutes=1)) - said["break_minutes"]
    times = [said["day"].isoformat(), clocks(said["starts"]), clocks(said["ends"])]
    client_id = said["client_id"].hex if connection.vendor == "sqlite" else said["client_id"]
    lists, at = [json.dumps(said["chips"]), json.dumps(said["outcomes"])], adapt(clock.now())
    whose = [practicum.pk, practicum.pk, person.pk, client_id, at]
    with transaction.atomic(), connection.cursor() as cursor:
        values = [*times, adapt(starts), adapt(ends), said["break_minutes"], minutes, *lists, said["text"], *whose]
        cursor.execute(ENTRY, values)
        details = json.dumps({"minutes": minutes, "version": 1})
        cursor.execute(HISTORY, [at, practicum.pk, person.pk, cursor.fetchone()[0], details])
        cursor.execute(COUNTER, [minutes, practicum.pk])
    return redirect("journal-day", day)


urlpatterns = [path("floor/<str:day>/", log), *product]
