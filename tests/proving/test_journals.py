"""Three hundred random journals say the same in the product and in the oracle; `make prove` keeps ten thousand."""

import pytest

from tests.proving.journals import keep
from tests.proving.twin import open_school

pytestmark = pytest.mark.django_db
JOURNALS = 300
PARTS = 4


@pytest.mark.parametrize("part", range(PARTS))
def test_product_and_oracle_say_the_same(part: int) -> None:
    school = open_school()
    for seed in range(part, JOURNALS, PARTS):
        kept = keep(school, seed)
        assert not kept.faults, "\n".join([f"seed {seed}", *kept.told, *kept.faults])
