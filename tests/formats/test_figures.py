"""The progress pictures never promise more than there is."""

from placements import figures


def test_the_ring_shows_confirmed_and_waiting_with_gaps() -> None:
    ring = figures.ring(1620, 540, 3600)
    assert ring.confirmed == figures.Arc("154.3 197.5", "-2.0")
    assert ring.waiting == figures.Arc("48.8 303.1", "-160.3")
    assert (ring.left, ring.extra) == (1440, 0)


def test_the_ring_never_shows_more_than_the_whole() -> None:
    ring = figures.ring(4000, 500, 3600)
    assert ring.confirmed is not None
    assert ring.confirmed.dash.endswith(" 0.0")
    assert ring.waiting is None
    assert (ring.left, ring.extra) == (0, 400)


def test_the_bar_gives_its_widths_as_text_with_a_point() -> None:
    assert figures.bar(1890, 495, 3600) == figures.Bar("52.50%", "13.75%")


def test_a_requirement_of_nothing_draws_nothing() -> None:
    assert figures.bar(45, 45, 0) == figures.Bar("0.00%", "0.00%")
