"""Who may open what: written by hand, one line an address, no command makes it anew.

Columns: nobody signed in, the learner himself, another learner, the cohort's curator, another cohort's curator,
the manager, the auditor, a company's person by link. Verdicts: 200 shown, 302 led elsewhere, 404 not there for you,
403/410 a page with a way on, in: sent to the sign-in, 405 only by POST.
"""

WHO = ("nobody", "learner", "other_learner", "curator", "other_curator", "manager", "auditor", "company")
_ = "in"

VERDICTS: dict[str, tuple[object, ...]] = {
    # everybody
    "account_login": (200, 302, 302, 302, 302, 302, 302, 200),
    "account_request_login_code": (200, 302, 302, 302, 302, 302, 302, 200),
    "account_confirm_login_code": (302, 302, 302, 302, 302, 302, 302, 302),
    "account_logout": (302, 200, 200, 200, 200, 200, 200, 302),
    "account_signup": (302, 302, 302, 302, 302, 302, 302, 302),
    "account_inactive": (302, 302, 302, 302, 302, 302, 302, 302),
    "lost-link": (200, 200, 200, 200, 200, 200, 200, 200),
    "new-link": (405, 405, 405, 405, 405, 405, 405, 405),
    "host-enter": (302, 302, 302, 302, 302, 302, 302, 302),
    "styleguide": (200, 200, 200, 200, 200, 200, 200, 200),
    "source": (200, 200, 200, 200, 200, 200, 200, 200),
    # the demo's own, closed outside the demo
    "demo-switch": (405, 405, 405, 405, 405, 405, 405, 405),
    "mailbox": (404, 404, 404, 404, 404, 404, 404, 404),
    "mailbox-mail": (404, 404, 404, 404, 404, 404, 404, 404),
    "mailbox-html": (404, 404, 404, 404, 404, 404, 404, 404),
    # the learner's pages show only one's own practicum
    "home": (_, 200, 200, 302, 302, 302, 302, _),
    "me": (_, 200, 200, 200, 200, 200, 200, _),
    "request": (_, 200, 302, 404, 404, 404, 404, _),
    "agreement": (_, 200, 200, 404, 404, 404, 404, _),
    "report": (_, 200, 200, 404, 404, 404, 404, _),
    "journey": (_, 200, 200, 404, 404, 404, 404, _),
    "journal": (_, 200, 200, 404, 404, 404, 404, _),
    "journal-day": (_, 200, 200, 404, 404, 404, 404, _),
    "journal-entry": (_, 200, 404, 404, 404, 404, 404, _),
    "journal-withdraw": (405, 405, 405, 405, 405, 405, 405, 405),
    "questions": (_, 200, 200, 404, 404, 404, 404, _),
    "meetings": (_, 200, 200, 404, 404, 404, 404, _),
    "concern": (_, 200, 200, 404, 404, 404, 404, _),
    # work items: the owner, and the cohort's curators for a curator's item
    "task": (_, 404, 404, 200, 404, 404, 404, _),
    "task-code": (405, 405, 405, 405, 405, 405, 405, 405),
    "inbox": (_, 404, 404, 200, 200, 200, 200, _),
    "inbox-item": (_, 404, 404, 200, 404, 404, 404, _),
    "inbox-snooze": (405, 405, 405, 405, 405, 405, 405, 405),
    # the school's pages
    "learners": (_, 404, 404, 200, 200, 200, 200, _),
    "learner": (_, 404, 404, 200, 404, 200, 200, _),
    "timeline": (_, 404, 404, 200, 404, 200, 200, _),
    # turnings: the cohort's curators and the managers; files of a practicum: whoever may read it, but its learner
    "turnings": (_, 404, 404, 200, 404, 200, 404, _),
    "turning": (_, 404, 404, 200, 404, 200, 404, _),
    "begin-again": (405, 405, 405, 405, 405, 405, 405, 405),
    "stored-file": (_, 404, 404, 200, 404, 200, 200, _),
    "cohorts": (_, 404, 404, 200, 200, 200, 200, _),
    "cohort": (_, 404, 404, 200, 404, 200, 200, _),
    # the companies: curators and managers change them, auditors read
    "hosts": (_, 404, 404, 200, 200, 200, 200, _),
    "host-new": (_, 404, 404, 200, 200, 200, 404, _),
    "host-company": (_, 404, 404, 200, 200, 200, 200, _),
    "host-edit": (_, 404, 404, 200, 200, 200, 404, _),
    "place-new": (_, 404, 404, 200, 200, 200, 404, _),
    "place-edit": (_, 404, 404, 200, 200, 200, 404, _),
    "contact-new": (_, 404, 404, 200, 200, 200, 404, _),
    "contact-edit": (_, 404, 404, 200, 200, 200, 404, _),
    "paper-new": (_, 404, 404, 200, 200, 200, 404, _),
    "paper-edit": (_, 404, 404, 200, 200, 200, 404, _),
    # the people directory: managers, and auditors to read
    "people": (_, 404, 404, 404, 404, 200, 200, _),
    "people-search": (405, 405, 405, 405, 405, 405, 405, 405),
    "person": (_, 404, 404, 404, 404, 200, 200, _),
    "person-edit": (_, 404, 404, 404, 404, 200, 404, _),
    "person-code": (_, 404, 404, 404, 404, 200, 404, _),
    "person-substitutions": (_, 404, 404, 404, 404, 200, 404, _),
    "substitution-end": (405, 405, 405, 405, 405, 405, 405, 405),
    "handover": (_, 404, 404, 404, 404, 200, 404, _),
    "person-merge": (_, 404, 404, 404, 404, 200, 404, _),
    "person-remove": (_, 404, 404, 404, 404, 200, 404, _),
    "cohort-new": (_, 404, 404, 404, 404, 200, 404, _),
    "cohort-edit": (_, 404, 404, 404, 404, 200, 404, _),
    "cohort-people": (_, 404, 404, 200, 404, 200, 200, _),
    "learner-new": (_, 404, 404, 200, 404, 200, 404, _),
    "learner-import": (_, 404, 404, 200, 404, 200, 404, _),
    "learner-sample": (_, 404, 404, 200, 404, 200, 404, _),
    "invitation-resend": (405, 405, 405, 405, 405, 405, 405, 405),
    # an invitation opens for whoever holds it, and leads to the mailed code
    "invitation": (200, 200, 200, 200, 200, 200, 200, 200),
    "new-invitation": (405, 405, 405, 405, 405, 405, 405, 405),
    # setting the school up: the manager acts, the auditor reads; a draft is its owner's, the first page is over
    "setup": (_, 404, 404, 404, 404, 200, 200, _),
    "setup-provider": (_, 404, 404, 404, 404, 200, 200, _),
    "setup-files": (_, 404, 404, 404, 404, 200, 200, _),
    "setup-file": (_, 404, 404, 404, 404, 200, 200, _),
    "setup-draft": (_, 404, 404, 404, 404, 200, 404, _),
    "setup-trial-mail": (405, 405, 405, 405, 405, 405, 405, 405),
    "setup-first": (404, 404, 404, 404, 404, 404, 404, 404),
    # the company's pages open only in a browser that entered by that link
    "host-page": (404, 404, 404, 404, 404, 404, 404, 302),
    "host-week": (404, 404, 404, 404, 404, 404, 404, 200),
    "host-receipt": (404, 404, 404, 404, 404, 404, 404, 200),
    "host-about": (404, 404, 404, 404, 404, 404, 404, 200),
    "host-task": (404, 404, 404, 404, 404, 404, 404, 409),
    "host-task-code": (405, 405, 405, 405, 405, 405, 405, 405),
    "host-done": (404, 404, 404, 404, 404, 404, 404, 200),
}
