"""Sentences of this room: one for each refusal."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

MESSAGES = {
    "provider.changed_meanwhile": _(
        "{name} changed these settings at {time}: what you typed is kept, compare it with what stands now, then save."
    ),
    "provider.stale": _("These settings are not the ones you opened: compare them with what you typed and save again."),
    "provider.retention": _("Documents are kept for {least} to {most} years: correct the number of years."),
    "provider.pattern": _(
        "The pattern “{pattern}” needs the marks of year and number once each, and besides them only letters, digits "
        "and the signs . / -: correct it."
    ),
    "provider.patterns_equal": _("Two kinds of documents would get the same numbers: give each its own pattern."),
    "upload.settled": _("This file was loaded or discarded already ({time}): choose it again if you still need it."),
    "upload.empty": _("The file is empty or damaged: open it on your device, check and add it again."),
    "upload.size": _("The file is {size}, up to {limit} is allowed: make it smaller or split it, your text is kept."),
    "upload.total": _("The practicum's files would total {total}, up to {limit} is allowed: make this file smaller."),
    "upload.type": _("A file of this kind ({type}) cannot be added: use {allowed}."),
    "import.whole": ngettext_lazy(
        "The file was refused, it has {n} error, and nothing was saved: correct it and upload the file again.",
        "The file was refused, it has {n} errors, and nothing was saved: correct them and upload the file again.",
        "n",
    ),
    "import.row": _("Row {row}, column “{column}”: value “{value}” does not fit, expected {expected}."),
    "import.columns": _("Columns {columns} are missing: download the sample file and use its header."),
    "import.unknown_columns": _(
        "Columns that are not known here: {columns}. Remove them, or use the header of the sample file."
    ),
    "import.columns_twice": _("Columns {columns} say the same twice: keep one of them."),
    "import.cells": _(
        "Row {row} does not fit the header (cells: {n}, columns: {columns}): check the separators of this row."
    ),
    "import.long": _("Row {row} holds a cell of more than 100,000 characters: correct it."),
    "import.rows": ngettext_lazy(
        "The file has {n} row, {most} are allowed: split it.",
        "The file has {n} rows, {most} are allowed: split it.",
        "n",
    ),
    "import.too_big": _("The file is larger than {megabytes} MB: split it."),
    "import.format": _("The file cannot be read: save it as CSV UTF-8 in the spreadsheet and upload it again."),
    "import.encoding": _(
        "Row {row} is not written in UTF-8: save the file as CSV UTF-8 in the spreadsheet and upload it again."
    ),
    "import.nul": _("Row {row} holds a character that no text has (NUL): save the file as CSV UTF-8 once more."),
    "import.delimiter": _("The columns are parted by tabs or lines: save the file with semicolons or commas."),
    "import.quotes": _("Row {row} has a quotation mark that is not closed: correct it."),
    "import.utf_16": _(
        "The file is written in UTF-16: save it as CSV UTF-8 or as XLSX in the spreadsheet and upload it again."
    ),
    "import.macros": _("The workbook holds macros: save it as XLSX without macros and upload it again."),
    "import.old_workbook": _(
        "The workbook is in an old format or locked with a password: save it as XLSX without one and upload it again."
    ),
    "import.damaged": _(
        "The workbook cannot be read: open it in the spreadsheet, save it as XLSX and upload it again."
    ),
    "import.unfolds": _(
        "Unpacked, the workbook would be larger than {megabytes} MB: save only the sheet with the rows and try again."
    ),
    "import.far": _("The sheet goes on beyond row {most}: delete what stands below the rows and upload it again."),
    "import.formula": _(
        "Row {row}: cell {cell} holds a formula. Copy the cells, paste them back as values and upload the file again."
    ),
    "import.line": _("Row {row}: {reason}"),
}
