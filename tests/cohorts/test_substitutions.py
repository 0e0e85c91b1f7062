"""Making and ending a substitution: what is refused, and what that leaves alone."""

from datetime import timedelta

import pytest

from placements import clock
from placements.cohorts.models import Enrolment, Role, Substitution
from placements.directory.rules import days_refusal
from placements.directory.search import colleagues_of
from placements.directory.substituting import end_substitution, stand_in
from placements.people.models import Person
from placements.records.models import HistoryEntry
from placements.refusals import Refused
from tests.outbox import deliver_all
from tests.school import School, away, days, new_person, today

pytestmark = pytest.mark.django_db


def refused(absent: Person, substitute: Person, actor: Person, span: tuple[int, int] = (0, 7)) -> list[str]:
    """The codes of the broken rules; a refused substitution leaves nothing behind."""
    before = (Substitution.objects.count(), HistoryEntry.objects.count())
    with pytest.raises(Refused) as caught:
        stand_in(absent, substitute, days(*span), actor)
    assert (Substitution.objects.count(), HistoryEntry.objects.count()) == before
    return [refusal.code for refusal in caught.value.refusals]


def test_both_people_s_history_says_who_made_it(school: School) -> None:
    made = away(school.liis, school.andrei, school.piret)
    acts = HistoryEntry.objects.filter(action__in=["person.substituted", "person.stands_in"]).order_by("pk")
    assert [(act.subject_id, act.details["other"], act.actor) for act in acts] == [
        (school.liis.pk, school.andrei.pk, school.piret),
        (school.andrei.pk, school.liis.pk, school.piret),
    ]
    assert made.made_by == school.piret


def test_nobody_stands_in_for_oneself(school: School) -> None:
    assert refused(school.liis, school.liis, school.piret) == ["work.same_person"]


def test_who_is_inactive_without_account_learning_or_auditing_does_not_stand_in(school: School, walk: object) -> None:
    gone, guest = new_person("Gone Guest", is_active=False), new_person("Mentor Mets", has_account=False)
    learner = school.cohort.enrolments.get().learner
    codes = [refused(school.liis, person, school.piret)[0] for person in (gone, guest, learner, school.rein)]
    assert codes == ["work.inactive", "work.no_account", "work.learner", "work.auditor"]


def test_who_only_was_a_learner_is_not_offered(school: School, walk: object) -> None:
    school.cohort.enrolments.update(state=Enrolment.State.WITHDRAWN)
    new_person("Uus Töötaja")
    offered = [person.name for person in colleagues_of(school.liis)]
    assert offered == ["Andrei Sokolov", "Marika Lind", "Piret Kallas", "Uus Töötaja"]


def test_there_is_nothing_to_stand_in_for_without_a_role(school: School) -> None:
    assert refused(new_person("Anne Vaher"), school.andrei, school.piret) == ["substitution.no_work"]


def test_one_absent_person_has_one_substitute_at_a_time(school: School) -> None:
    away(school.liis, school.andrei, school.piret, 0, 7)
    assert refused(school.liis, school.marika, school.piret, (7, 9)) == ["substitution.overlap"]
    assert away(school.liis, school.marika, school.piret, 8, 9).pk


def test_who_is_away_does_not_stand_in(school: School) -> None:
    away(school.andrei, school.marika, school.piret, 3, 4)
    assert refused(school.liis, school.andrei, school.piret) == ["substitution.away"]


def test_who_stands_in_is_not_away_meanwhile(school: School) -> None:
    away(school.liis, school.andrei, school.piret)
    assert refused(school.andrei, school.marika, school.piret) == ["substitution.stands_in"]


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        (0, 0, None), (-3, 0, None), (-3, -1, "substitution.past"), (1, 0, "substitution.order"),
        (0, 365, None), (0, 366, "substitution.too_long"),
    ],
)  # fmt: skip
def test_the_days_of_a_substitution(first: int, last: int, code: str | None) -> None:
    refusal = days_refusal(*days(first, last), today())
    assert (refusal.code if refusal else None) == code


def test_an_ended_substitution_ends_at_once_and_once(school: School) -> None:
    anne = new_person("Anne Vaher")
    made = away(school.liis, anne, school.piret)
    end_substitution(made, school.piret)
    assert not Role.objects.exercised_by(anne).exists()
    with pytest.raises(Refused, match=r"substitution\.ended"):
        end_substitution(made, school.piret)
    assert HistoryEntry.objects.filter(action="person.substitution_ended").count() == 2


def test_one_that_is_over_is_not_ended_again(school: School) -> None:
    made = away(school.liis, school.andrei, school.piret, 0, 1)
    with clock.moved_to(clock.now() + timedelta(days=2)), pytest.raises(Refused, match=r"substitution\.ended"):
        end_substitution(made, school.piret)


def test_the_substitute_is_told_by_mail(school: School) -> None:
    deliver_all()
    away(school.liis, school.andrei, school.piret)
    (sent,) = deliver_all()
    assert sent.to == [school.andrei.email]
    assert school.liis.name in sent.subject


def test_nobody_is_told_of_one_that_was_ended_meanwhile(school: School) -> None:
    deliver_all()
    end_substitution(away(school.liis, school.andrei, school.piret), school.piret)
    assert deliver_all() == []
