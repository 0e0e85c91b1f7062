"""The columns of a file of learners: their names in three languages, what each expects, and a sample."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from placements.records.tables import Layout

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

NAME, EMAIL, PHONE, LANGUAGE, CODE, BORN = "name", "email", "phone", "language", "personal_code", "birth_date"
NEEDED = (NAME, EMAIL)
# The first name of each language stands in the sample and in docs/learner-files.md; all of them are understood.
HEADERS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    NAME: {"et": ("nimi",), "ru": ("имя", "имя и фамилия", "фамилия и имя"), "en": ("name",)},
    EMAIL: {"et": ("e-post", "epost", "e-posti aadress"), "ru": ("эл. почта", "эл.почта", "электронная почта"),
            "en": ("e-mail", "email", "e-mail address")},
    PHONE: {"et": ("telefon",), "ru": ("телефон",), "en": ("phone",)},
    LANGUAGE: {"et": ("keel",), "ru": ("язык",), "en": ("language",)},
    CODE: {"et": ("isikukood",), "ru": ("личный код",), "en": ("personal code",)},
    BORN: {"et": ("sünniaeg", "sünnikuupäev"), "ru": ("дата рождения",), "en": ("date of birth", "birth date")},
}  # fmt: skip
LAYOUT = Layout(HEADERS, NEEDED, "import.empty")
LANGUAGES = {
    "et": ("et", "eesti", "eesti keel", "эстонский", "estonian"),
    "ru": ("ru", "vene", "vene keel", "русский", "russian"),
    "en": ("en", "inglise", "inglise keel", "английский", "english"),
}
EXPECTED: Mapping[str, "_StrPromise"] = {
    NAME: _("first name and surname in letters"),
    EMAIL: _("an e-mail address as name@example.ee"),
    PHONE: _("a phone number of 5 to 15 digits"),
    LANGUAGE: _("et, ru or en"),
    CODE: _("11 digits with the right check digit"),
    BORN: _("a day in the past as 20.11.1990"),
}
SAME_DAY: "_StrPromise" = _("the date of birth in the personal code")
SAMPLE = (
    {NAME: "Jelena Morozova", EMAIL: "jelena@example.ee", PHONE: "+372 5555 0101", LANGUAGE: "ru", BORN: "20.11.1990"},
    {NAME: "Toomas Roos", EMAIL: "toomas@example.ee", PHONE: "", LANGUAGE: "et", CODE: "37605030299"},
)


def language_of(text: str) -> str:
    """The language that a cell names, empty for an unknown one."""
    wanted = " ".join(text.casefold().split())
    return next((code for code, names in LANGUAGES.items() if wanted in names), "")


def sample(language: str) -> str:
    """A file that can be filled in: header and two invented learners. With a BOM, so that spreadsheets read it."""
    header = [names.get(language, names["et"])[0] for names in HEADERS.values()]
    lines = [header, *([row.get(column, "") for column in HEADERS] for row in SAMPLE)]
    return "\ufeff" + "".join(";".join(line) + "\r\n" for line in lines)
