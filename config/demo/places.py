"""The demo's places: what each company offers, and what is known of its accessibility."""

from datetime import timedelta

from placements import clock
from placements.hosts.accessibility import ATTRIBUTES
from placements.hosts.models import Host, HostPaper, Place

YES, NO, UNKNOWN = True, False, None
# Title, trainees at once, weekdays and hours, tasks.
PLACES = (
    ("Klienditeenindaja", 3, "E, K, R 9–18", "Klientide nõustamine, kassatöö, väljapanek."),
    ("Müügisaali töötaja", 3, "E–R 8–16", "Kauba vastuvõtt, väljapanek, hinnasildid."),
    ("Продавец-консультант", 3, "Пн–Пт 10–19", "Консультирование, касса, выкладка."),
    ("Müüja kodukaupade osakonnas", 3, "E–L 10–20", "Nõustamine, tellimused, kassatöö."),
    ("Laotöötaja-müüja", 3, "E–R 7–15", "Kauba vastuvõtt, saatelehed, nõustamine."),
    ("Müüja", 3, "E–R 9–17", "Kassatöö, nõustamine, väljapanek."),
    ("Raamatupoe müüja", 3, "E–L 10–19", "Nõustamine, tellimused, üritused."),
)
# What is known of each, in the order of accessibility.ATTRIBUTES.
ACCESS = (
    (YES, UNKNOWN, UNKNOWN, UNKNOWN, YES),
    (YES, NO, UNKNOWN, YES, UNKNOWN),
    (NO, NO, UNKNOWN, UNKNOWN, YES),
    (YES, YES, UNKNOWN, YES, YES),
    (NO, UNKNOWN, UNKNOWN, UNKNOWN, NO),
    (YES, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
    (YES, YES, YES, YES, YES),
)
CONTRACT = timedelta(days=200)


def offer_place(host: Host, index: int) -> Place:
    """The company's place, and its contract with the school; those that are there already stay as they are."""
    title, capacity, hours_note, tasks = PLACES[index]
    defaults = {"capacity": capacity, "hours_note": hours_note, "tasks": tasks}
    known = dict(zip(ATTRIBUTES, ACCESS[index], strict=True))
    place, _ = Place.objects.get_or_create(host=host, title=title, defaults=defaults | known)
    HostPaper.objects.get_or_create(
        host=host,
        kind=HostPaper.Kind.CONTRACT,
        defaults={"valid_until": clock.local_date(clock.now()) + CONTRACT, "note": f"RL-{index + 1}"},
    )
    return place
