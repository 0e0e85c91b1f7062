"""When a mentor is asked for a week."""

from datetime import date, datetime, time, timedelta

from django.conf import settings

from placements.clock import add_working_days, end_of_day, instant, local_date, monday_of

FRIDAY = 4


def week_mail_at(day: date) -> datetime:
    """Friday 14:00 of the day's ISO week. Source: interface spec 2.2."""
    return instant(monday_of(day) + timedelta(days=FRIDAY), time(14))


def confirmation_due_at(day: date, now: datetime) -> datetime:
    """Two working days after the mail, or after now when the mail's hour has passed."""
    asked_on = local_date(max(week_mail_at(day), now))
    return end_of_day(add_working_days(asked_on, 2))


def week_mail_time(day: date, now: datetime) -> datetime:
    """When the mentor is written to about this day; the demo does not wait for Friday."""
    return now if settings.DEMO else max(week_mail_at(day), now)
