import pytest

from tracing.rules.postcodes import LONGEST, postcode_in


@pytest.mark.parametrize(
    "said",
    [
        "1000",
        " 1000 ",
        "1000 Bruxelles",
        "B-1000",
        "BE 1000",
        "be-1000 brussel",
        "1000.0",
        "Rue 12, 1000",
        "1000 BE",
        "Ville-1000",
    ],
)
def test_a_belgian_postcode_is_found_in_what_people_write(said):
    assert postcode_in(said, country="BE") == "1000"


@pytest.mark.parametrize(
    ("said", "country", "found"),
    [
        ("", "BE", ""),
        ("L-1000", "BE", "L-1000"),
        ("CH 1000", "BE", "CH 1000"),
        ("2300 AB", "BE", "2300 AB"),
        ("1000-001", "BE", "1000-001"),
        ("Großstraße", "BE", ""),
        ("0999", "BE", "0999"),
        ("1000 2000", "BE", "1000 2000"),
        ("between 1000 and 2000", "BE", ""),
        ("ec1a 1bb", "GB", "EC1A 1BB"),
        ("somewhere in London", "GB", ""),
    ],
)
def test_what_is_not_one_postcode_decides_nothing(said, country, found):
    assert postcode_in(said, country=country) == found
    assert len(found) <= LONGEST
