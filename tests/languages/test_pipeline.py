"""Extraction, filling and checking of catalogues, each on small input of its own."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from django.core.management import CommandError, call_command
from pytest_django import Settings

from config.catalogue.extraction import Message, extract, messages_in, messages_in_template
from config.catalogue.faults import faults
from config.catalogue.files import build, catalogue_path, read_catalogue, read_compendium, to_text
from tests.languages.reading import ROOT

COMPENDIUM = """key,en,et,ru
a,Hello {name},Tere {name},Здравствуйте {name}
b,Sign,Allkirjasta,Подпишите
b.host,Sign,Allkirjastage,Подпишите Вы
c,{n} day|{n} days,{n} päev|{n} päeva,{n} день|{n} дня|{n} дней
"""


@pytest.fixture
def project(tmp_path: Path, settings: Settings) -> Path:
    """A project with one page and a compendium; nothing of it is translated yet."""
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/page.html").write_text('{% translate "Sign" %}{% translate "Sign" context "host" %}')
    (tmp_path / "words.csv").write_text(COMPENDIUM, encoding="utf-8")
    settings.BASE_DIR = tmp_path
    return tmp_path


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ('_("A" "b")', Message("Ab")),
        ('gettext_lazy("A")', Message("A")),
        ('ngettext("A", "As", n)', Message("A", "As")),
        ('ngettext_lazy("A", "As", "n")', Message("A", "As")),
        ('pgettext_lazy("host", "A")', Message("A", "", "host")),
        ('npgettext("host", "A", "As", n)', Message("A", "As", "host")),
    ],
)
def test_each_function_is_read(code: str, message: Message) -> None:
    assert list(messages_in(code)) == [message]


def test_what_is_not_written_out_is_no_message() -> None:
    assert list(messages_in('_(name)\npgettext("host", name)\nngettext("A", name, n)\n_("")')) == []


def test_templates_give_contexts_plurals_and_placeholders() -> None:
    source = (
        '{% blocktranslate count n=days context "host" trimmed %}\n {{ n }} day{% plural %}{{ n }} days'
        '{% endblocktranslate %}<p title="{% translate "Tip" %}">'
    )
    assert list(messages_in_template(source, "page.html")) == [
        Message("%(n)s day", "%(n)s days", "host"),
        Message("Tip"),
    ]


def filled(project: Path, message: Message, language: str) -> str | tuple[str, ...]:
    words = read_compendium([project / "words.csv"], language)
    text = to_text(build([message], Catalog(locale=language), words, language), language)
    found = read_po(text.encode().splitlines(), locale=language).get(message.text, message.context or None)
    assert found is not None
    return found.string if isinstance(found.string, str) else tuple(found.string)


@pytest.mark.parametrize(
    ("message", "russian"),
    [
        (Message("Hello {name}"), "Здравствуйте {name}"),
        (Message("Hello %(name)s"), "Здравствуйте %(name)s"),
        (Message("Sign"), "Подпишите"),
        (Message("Sign", context="host"), "Подпишите Вы"),
        (Message("%(n)s day", "%(n)s days"), ("%(n)s день", "%(n)s дня", "%(n)s дней")),
        (Message("{n} week", "{n} weeks"), ("", "", "")),
    ],
)
def test_new_messages_are_filled_from_the_compendium(
    project: Path, message: Message, russian: str | tuple[str, ...]
) -> None:
    assert filled(project, message, "ru") == russian


@pytest.mark.parametrize(
    ("source", "translation", "fault"),
    [
        ("A", "", "not translated"),
        ("{n} left", "jäänud", "placeholders differ"),
        ("{n} left", "%(n)s jäänud", "placeholders differ"),
        ("%(n)s left", "%(m)s jäänud", "placeholders differ"),
        (("{n} day", "{n} days"), ("päev", "päeva"), "placeholders differ"),
        (("{n} day", "{n} days"), ("{n} päev", ""), "not translated"),
        (("{n} day", "{n} days"), ("{n} a", "{n} b", "{n} c"), "3 plural forms"),
    ],
)
def test_each_fault_is_named(source: str | tuple[str, str], translation: str | tuple[str, ...], fault: str) -> None:
    catalogue = Catalog(locale="et")
    catalogue.add(source, translation)
    assert [line.startswith(f"et: {fault}") for line in faults(catalogue, "et")] == [True]


def test_fuzzy_and_obsolete_entries_are_faults() -> None:
    text = '#, fuzzy\nmsgid "A"\nmsgstr "B"\n\n#~ msgid "Old"\n#~ msgstr "Vana"\n'
    assert list(faults(read_po(text.encode().splitlines(), locale="et"), "et")) == ["et: fuzzy: A", "et: obsolete: Old"]


def test_the_form_of_exactly_one_may_leave_its_number_out_in_estonian_but_not_in_russian() -> None:
    for language, forms, count in (("et", ("üks päev", "{n} päeva"), 0), ("ru", ("день", "{n} дня", "{n} дней"), 1)):
        catalogue = Catalog(locale=language)
        catalogue.add(("{n} day", "{n} days"), forms)
        assert len(list(faults(catalogue, language))) == count


def test_a_second_run_changes_nothing_and_what_is_gone_is_dropped(project: Path) -> None:
    call_command("sync_messages", compendium=[project / "words.csv"])
    first = catalogue_path(project, "et").read_text(encoding="utf-8")
    call_command("sync_messages")
    assert catalogue_path(project, "et").read_text(encoding="utf-8") == first
    assert "Allkirjastage" in first
    (project / "templates/page.html").write_text('{% translate "Sign" %}')
    call_command("sync_messages")
    assert "Allkirjastage" not in catalogue_path(project, "et").read_text(encoding="utf-8")


@pytest.mark.parametrize(("page", "fault"), [('{% translate "More" %}', "stale"), ("", "stale")])
def test_the_check_fails_on_stale_catalogues_and_writes_nothing(project: Path, page: str, fault: str) -> None:
    call_command("sync_messages", compendium=[project / "words.csv"])
    before = catalogue_path(project, "ru").read_bytes()
    (project / "templates/page.html").write_text(page)
    with pytest.raises(CommandError, match=fault):
        call_command("sync_messages", check=True)
    assert catalogue_path(project, "ru").read_bytes() == before


def test_a_translation_that_is_there_stays(project: Path) -> None:
    call_command("sync_messages", compendium=[project / "words.csv"])
    path = catalogue_path(project, "et")
    path.write_text(path.read_text(encoding="utf-8").replace("Allkirjastage", "Palun allkirjastage"), encoding="utf-8")
    call_command("sync_messages", compendium=[project / "words.csv"])
    assert [m.string for m in read_catalogue(project, "et") if m.context == "host"] == ["Palun allkirjastage"]


def test_compiling_again_is_no_work_until_the_source_changes(project: Path) -> None:
    call_command("sync_messages", compendium=[project / "words.csv"])
    call_command("compile_messages")
    target = catalogue_path(project, "et").with_suffix(".mo")
    first = target.stat().st_mtime_ns
    call_command("compile_messages")
    assert target.stat().st_mtime_ns == first


def test_the_project_s_own_sources_are_found() -> None:
    found = extract(ROOT)
    assert len(found) > 500
    assert found == sorted(set(found))
