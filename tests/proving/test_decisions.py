"""Five hundred random snapshots are decided alike by the product and by the oracle; `make prove` takes ten thousand."""

from tests.proving.decisions import WANTED, judged

SNAPSHOTS = 500


def test_product_and_oracle_decide_alike() -> None:
    found = judged(range(SNAPSHOTS))
    assert found.faults == []
    assert WANTED - set(found.tally) == set()
