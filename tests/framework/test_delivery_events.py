"""Facts about how deliveries are printed together."""

from framework.rules.delivery_events import Event, summed


def _late(count: int) -> list[tuple[str, Event]]:
    return [(f"P{n:02}", Event(n, 1, 1 + n, "late", n)) for n in range(1, count + 1)]


def test_few_sites_are_named_with_their_days() -> None:
    assert summed(_late(2)) == "2 late (P01 1 d, P02 2 d)"


def test_of_many_sites_the_days_are_summed_up() -> None:
    on_time = [("P99", Event(99, 1, 1, "on time"))]
    assert summed([*on_time, *_late(20)]) == "1 on time; 20 late (median 10.5 d, 1–20 d)"


def test_many_that_are_missing_are_counted() -> None:
    assert summed([("P", Event(0, 1, None, "missing"))] * 40) == "40 missing"
