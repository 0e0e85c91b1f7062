"""Sentences of this room: one for each refusal."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

MESSAGES = {
    "hours.overlap": _(
        "Entries must not overlap: on {date} you already have {start}–{end} ({host}), change the time "
        "or open that entry."
    ),
    "hours.equal_times": _("Start and end are both {time}: change one of them."),
    "hours.break_too_long": _(
        "The break ({break}) is as long as the entry or longer: at least 1\xa0minute must remain, check the times."
    ),
    "hours.daily_cap": _(
        "One day may hold up to {limit} of practicum, with this entry it would be {total}: check the "
        "times and the break."
    ),
    "hours.end_before_start": _(
        "The end {end} lies before the start {start}, which would be {total} over midnight: did you mean {end}–{start}?"
    ),
    "hours.weekly_cap": _(
        "One week (Mon–Sun) may hold up to {limit} of practicum, with this entry it would be {total}: "
        "check the week or ask the curator."
    ),
    "hours.break_missing": _(
        "When a day holds more than {limit} of practicum, a break of at least {minimum} is needed, now "
        "it is {break}: add a break or correct the times."
    ),
    "hours.future": _(
        "Only work already done can be logged: the end time {end} has not come yet, save the day after it."
    ),
    "hours.outside_period": _(
        "The agreement runs {start}–{end} and {date} lies outside it: choose another day or ask the "
        "curator to amend the agreement."
    ),
    "hours.reason_needed": ngettext_lazy(
        "This day is more than {free} day ago: write why you are logging it late.",
        "This day is more than {free} days ago: write why you are logging it late.",
        "free",
    ),
    "hours.backdate_closed": ngettext_lazy(
        "Days can be logged up to {limit} day back: ask the curator to open {date}.",
        "Days can be logged up to {limit} days back: ask the curator to open {date}.",
        "limit",
    ),
    "hours.clock_gap": _(
        "{time} did not exist that night because the clocks went forward: choose a time before {from} or from {to}."
    ),
    "hours.same_id": _(
        "This entry is already saved with other content: compare the two versions and choose the right one."
    ),
    "hours.no_task": _("Choose at least one task you did."),
    "hours.confirmed": _(
        "{date} is already confirmed: if something is wrong, send a correction and the mentor confirms again."
    ),
    "hours.completed": _(
        "The practicum is completed and entries can no longer change: report a mistake to the curator."
    ),
    "confirm.no_briefing": _("Hours can be confirmed once the safety briefing is recorded: enter its date and topics."),
    "confirm.day_withdrawn": _("The learner has withdrawn {date} meanwhile: check the new total and confirm again."),
    "confirm.day_changed": _("{date} has changed since you opened the page: check just that day again."),
    "confirm.reason_needed": _("Returning a day needs a reason ({date}): choose one, the text is optional."),
    "confirm.window_over": ngettext_lazy(
        "A confirmation can be changed for {n} day and that ended on {date}: write to the curator.",
        "A confirmation can be changed for {n} days and that ended on {date}: write to the curator.",
        "n",
    ),
    "confirm.not_yours": _("{date} was returned by the curator, and you cannot change that: write to the curator."),
    "confirm.completed": _(
        "The practicum is completed and confirmations can no longer change: report a mistake to the curator."
    ),
    "hours.before_force": _("The agreement is in force from {date}: hours can be logged from that day on."),
    "hours.suspended": _(
        "The practicum is suspended {start}–{end} and takes no hours then: "
        "if the dates are wrong, write to the curator."
    ),
    "hours.after_placement": _(
        "The practicum at this placement ended on {date} ({host}): log later days under the new placement."
    ),
    "hours.ended": _(
        "The practicum ended on {date} and takes no new days: write to the curator if something is missing."
    ),
    "hours.no_placement": _("There is no placement in force: hours can be logged once all three parties have signed."),
    "hours.changed": _(
        "The day {date} was changed in another window meanwhile: open it again, your text is kept below."
    ),
    "confirm.choose": _("{date} has changed since you opened the page: choose what you say of it now."),
    "confirm.times_unread": _(
        "{date}: enter start and end as hours and minutes (09:00), and the break in whole minutes (30)."
    ),
    "confirm.too_quick": _("We check that a person pressed the button: please press once more."),
    "confirm.nothing": _("No day was sent: open the page again and choose what you confirm."),
    "hours.clock_twice": _("On {date} the clocks went back and {time} came twice: choose the first or the second one."),
    "hours.order": _("The end {end} lies before the start {start}: choose the first or the second hour once more."),
    "hours.absent": _(
        "{date} is marked as an absence and cannot hold hours too: delete the absence or choose another day."
    ),
    "hours.overlap_elsewhere": _(
        "You have just logged this time in another practicum: open the journal again and change the time."
    ),
    "hours.confirmed_day": _(
        "{date} is already confirmed: its times can be corrected, its date cannot. Log the other day as a new entry."
    ),
    "confirm.same_times": _("{date}: the corrected times are those of the learner, change them or choose “Right”."),
    "confirm.correction_unsound": _("{date} cannot be corrected so:"),
    "contest.text_needed": _("To contest a correction, write what is wrong and how it really was."),
    "contest.reason_needed": _("A decision needs a reason, the learner and the mentor read it: write one."),
    "contest.collides": _(
        "The mentor's times of {date} no longer fit beside what has been logged since: change the other entry, then "
        "try again."
    ),
    "hours.change_stays": _(
        "The confirmed times of {date} no longer fit beside what you have logged since: change the other entry, then "
        "try again."
    ),
    "behalf.channel": _("Choose whether the mentor confirmed on paper or by phone."),
    "behalf.reason_needed": _("Write why the mentor does not confirm by himself."),
    "behalf.sheet_needed": _("Add the signed sheet as a file (PDF, JPG or PNG)."),
    "behalf.note_needed": _("Write down whom you phoned, when, and what was said, or add a file."),
    "print.characters": _(
        "The journal holds characters that the PDF cannot show: {characters}. "
        "Change them in the day's text, or print this page from the browser."
    ),
    "call.agreed_needed": _("Write what was agreed on the phone, or why nobody was reached."),
    "absence.hours": _("{date} already has hours, but an absence is a whole day: delete that entry first."),
    "absence.twice": _("{date} is a day off already: open the day to change it."),
    "absence.text_needed": _("Write the reason, or choose one from the list."),
    "absence.judged": _("The curator did not excuse {date}: ask the curator to change it if that is wrong."),
    "absence.changed": _("The days off have changed since you opened the page: open it again."),
    "day.not_late": _("{date} can be logged as it is: the learner needs no opening for it."),
    "day.opened": _("{date} is open already."),
    "hours.draft_changed": _("This draft was saved in another window at {time}: open the page again to see it."),
    "nudge.nothing": _("Nothing waits for the mentor now: log a day first."),
    "nudge.too_soon": _("You can remind the mentor once in 24 hours: next time from {time}."),
    "nudge.no_email": _(
        "The mentor has no e-mail address and confirms by phone or on paper: ask the curator when this will be done."
    ),
    "nudge.on_its_way": _("The mail to the mentor goes out on {time}: no reminder is needed before that."),
    "nudge.sending": _("The mail to the mentor is being sent right now: wait a little."),
    "nudge.same_address": _("This is the same address as before, or your own: write the mentor's right address."),
    "nudge.address_proven": _("{name} has already confirmed from the present address: ask the curator to change it."),
    "nudge.account": _("{name} signs in at the school: ask the curator to change the address."),
}
