"""Sentences about data files."""

from django.utils.translation import gettext_lazy as _

MESSAGES = {
    "file.text": _("A text that is not empty is needed here: fill it in."),
    "file.long": _("This text is longer than {longest} characters: shorten it."),
    "file.character": _("This text holds a character that is none (NUL, or half of a pair): remove it."),
    "file.choice": _("This value is not known here, possible are: {expected}."),
    "file.languages": _("The same text is needed here in Estonian, Russian and English: write all three."),
    "file.language": _("The text in language {language} is missing: add the translation."),
    "file.unknown_key": _("This key is not known: remove it, or correct its spelling."),
    "file.missing_key": _("This key is missing: add it."),
    "file.repeated_key": _("This key stands twice in one object: keep one."),
    "file.repeated": _("The value {value} stands twice: give each its own."),
    "file.whole": _("A whole number is needed here: correct the value."),
    "file.number": _("A number is needed here: correct the value."),
    "file.range": _("The value must lie from {least} to {most}: correct it."),
    "file.flag": _("Only true or false fits here: correct the value."),
    "file.share": _("Only “all”, or a percentage from 1 to 100, fits here: correct the value."),
    "file.time": _("A time of day as 22:00 is needed here: correct the value."),
    "file.list": _("A list is needed here: correct the value."),
    "file.object": _("An object with keys is needed here: correct the value."),
    "file.too_few": _("At least {least} entries are needed here: add what is missing."),
    "file.sum": _("The file says {stated}, its parts give {reckoned}: correct one of them."),
    "file.reference": _("There is no outcome {value} in this file: correct the number."),
    "file.too_large": _("The file is larger than {limit} MB: this cannot be such a file, choose another one."),
    "file.too_deep": _("The file nests deeper than {limit} levels: this cannot be such a file, choose another one."),
    "file.encoding": _("The file is not written in UTF-8: save it as UTF-8 and load it again."),
    "file.no_text": _("The file is no text, it holds zero bytes: choose the JSON file itself, or save it as UTF-8."),
    "file.empty": _("The file is empty: choose another one."),
    "file.kind": _(
        "The file is neither a programme nor an occupation profile nor a practicum policy: it needs the key "
        "“programme”, “occupation” or “programme_code”."
    ),
    "file.code": _("No code can be made of this title: add the key “code”."),
    "file.json": _("The file is not sound JSON (line {row}): correct it and load it again."),
    "file.programme": _("There is no programme {value} yet: load the programme first."),
    "programme.outcome": _("Task “{chip}” refers to outcome {number}, which the programme lacks: correct the number."),
}
