"""Where a practicum stands in the process, as a picture and in words."""

from collections.abc import Callable

import pytest
from django.utils import translation

from config.demo.walk import Walk
from placements.people.models import Person
from tests.strictness import StrictClient
from workflows.drawing.picture import Course, picture_of
from workflows.timeline_views import process_picture

pytestmark = pytest.mark.django_db
Walks = Callable[[], Walk]


@pytest.fixture(autouse=True)
def _english() -> None:
    translation.activate("en")


def test_a_new_practicum_stands_at_its_request(new_walk: Walks) -> None:
    picture = process_picture(new_walk().practicum)
    assert picture.now == ["Fill in the request and submit it"]
    assert picture.done == []


def test_signatures_stand_side_by_side_and_what_was_done_is_done(new_walk: Walks) -> None:
    picture = process_picture(new_walk().ask().review("approve").answer(accepts=True).sign("learner").practicum)
    assert sorted(picture.now) == ["Sign the agreement for the company", "Sign the agreement for the school"]
    assert "Sign the agreement" in picture.done
    assert "Review the request" in picture.done


def test_what_a_way_back_has_laid_ahead_again_is_no_longer_done(new_walk: Walks) -> None:
    picture = process_picture(new_walk().ask().review("return", "Lisa telefon").practicum)
    assert picture.now == ["Fill in the request and submit it"]
    assert "Review the request" not in picture.done


def test_an_early_end_marks_where_it_cut_the_process_off(new_walk: Walks) -> None:
    walk = new_walk().start().work(1)
    walk.turn("break_off", on=walk.day, reason="Leidis töö")
    picture = process_picture(walk.practicum)
    assert (picture.now, picture.stopped) == ([], ["Practicum hours"])
    assert [shape.state for shape in picture.shapes if shape.form == "event"] == ["done", "done"]


def test_a_completed_practicum_has_everything_behind_it(new_walk: Walks) -> None:
    walk = new_walk().start().work(14).confirm().evaluate().report().read_report(approves=True)
    walk.do("change_window", {"reason": "Kinnitas telefonis"})
    picture = process_picture(walk.practicum)
    assert (picture.now, picture.stopped) == ([], [])
    assert "Practicum completed" in picture.done


@pytest.mark.parametrize("language", ["et", "ru", "en"])
def test_words_of_every_shape_fit_into_it(language: str) -> None:
    with translation.override(language):
        picture = picture_of(Course())
    for shape in picture.shapes:
        assert all(shape.box.y < text.y < shape.box.bottom for text in shape.texts)
        assert all(len(text.words) <= 25 for text in shape.texts)


def test_the_curator_s_timeline_holds_the_picture_and_its_text(new_walk: Walks, client: StrictClient) -> None:
    walk = new_walk().ask()
    client.force_login(Person.objects.filter(roles__kind="curator").order_by("pk")[0])
    page = client.get(f"/learners/{walk.practicum.pk}/timeline/?lang=en").content.decode()
    assert 'role="img" aria-labelledby="proc-t proc-d"' in page
    assert "It stands here: Review the request. Done: Fill in the request and submit it." in page
    assert "style=" not in page.partition('<svg class="proc"')[2].partition("</svg>")[0]
