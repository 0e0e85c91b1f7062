"""From the lines of a file of learners to what each says, field by field."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from placements.cohorts import learner_columns as names
from placements.cohorts.learner_columns import BORN, CODE, EMAIL, LANGUAGE, NAME, PHONE
from placements.people.form_fields import LONGEST_EMAIL
from placements.people.identifiers import birth_date_of, compact, personal_code_refusal
from placements.people.recognising import PersonDetails
from placements.people.rules import name_refusal
from placements.people.services import normal_email, normal_name
from placements.people.written import birth_date_refusal, phone_refusal, read_day, written_name_refusal
from placements.records.cells import CellReader, shortened
from placements.records.tables import BadTable, Table
from placements.refusals import Refusal

# A phone number may begin with a plus, which in any other cell begins a formula.
FOREIGN_PHONE = re.compile(r"\+[0-9 ()./-]+")


@dataclass(frozen=True, slots=True)
class LearnerLine:
    """One line of the file: its number there, and whom it names."""

    number: int
    details: PersonDetails


@dataclass(kw_only=True)
class Reader(CellReader):
    """Reads one line of a file of learners; personal codes are never shown."""

    today: date

    def shown(self, column: str, value: str) -> str:
        return _masked(value) if column == CODE else shortened(value)

    def may_begin_so(self, column: str, cell: str) -> bool:
        return column == PHONE and bool(FOREIGN_PHONE.fullmatch(cell.strip(" ")))

    def checked(self, column: str, text: str, value: str, *answers: Refusal | None) -> str:
        """The value of a cell's text, refused when nothing is left of the text or one of the rules says so."""
        if text and (not value or any(answers)):
            self.refuse(column)
        return value


def read_lines(table: Table, *, language: str, today: date) -> list[LearnerLine]:
    """What each line says. Raises: BadTable with everything that is wrong in it."""
    titles = dict(zip(table.columns, table.titles, strict=True))
    lines, problems = [], []
    for number, cells in table.lines:
        named = dict(zip(table.columns, cells, strict=True))
        reader = Reader(number, titles, named, names.NEEDED, names.EXPECTED, today=today)
        lines.append(LearnerLine(number, _details(reader, language)))
        problems += reader.problems
    problems += _twice(lines)
    if problems:
        raise BadTable(*problems)
    return lines


def _details(reader: Reader, language: str) -> PersonDetails:
    texts = {column: reader.text(column) for column in names.HEADERS}
    name, phone, code = normal_name(texts[NAME]), " ".join(texts[PHONE].split()), compact(texts[CODE])
    return PersonDetails(
        name=reader.checked(NAME, texts[NAME], name, name_refusal(name), written_name_refusal(name)),
        email=_email(reader, texts[EMAIL]),
        phone=reader.checked(PHONE, texts[PHONE], phone, phone_refusal(phone)),
        language=_language(reader, texts[LANGUAGE]) or language,
        personal_code=reader.checked(CODE, texts[CODE], code, personal_code_refusal(code, reader.today)),
        birth_date=_born(reader, texts[BORN], code),
    )


def _email(reader: Reader, text: str) -> str:
    email = normal_email(text)
    try:
        if email:
            validate_email(email)
    except ValidationError:
        reader.refuse(EMAIL)
    else:
        if len(email) > LONGEST_EMAIL:
            reader.refuse(EMAIL)
    return email


def _language(reader: Reader, text: str) -> str:
    found = names.language_of(text)
    if text and not found:
        reader.refuse(LANGUAGE)
    return found


def _born(reader: Reader, text: str, code: str) -> date | None:
    born = read_day(text)
    if text and (born is None or birth_date_refusal(born, reader.today)):
        reader.refuse(BORN)
    elif born and code and birth_date_of(code) not in (None, born):
        reader.refuse(BORN, names.SAME_DAY)
    return born


def _twice(lines: Sequence[LearnerLine]) -> Iterator[Refusal]:
    """Lines that name the same learner by address or personal code."""
    by_key: dict[str, list[int]] = defaultdict(list)
    for line in lines:
        for key in filter(None, (line.details.email, line.details.personal_code)):
            by_key[key].append(line.number)
    repeated = sorted({tuple(numbers) for numbers in by_key.values() if len(numbers) > 1})
    return (Refusal("import.twice", {"rows": numbers}) for numbers in repeated)


def _masked(value: str) -> str:
    """Never the code itself: as many crosses as it has signs, and how it ends where it is long enough."""
    text = shortened(compact(value))
    return f"{'x' * (len(text) - 4)}{text[-4:]}" if len(text) > 8 else "x" * len(text)
