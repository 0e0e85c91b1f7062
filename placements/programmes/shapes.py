"""The shapes of the three data files."""

from placements.programmes.schema import Check, Clock, Figure, Flag, Items, Keys, Line, Maybe, Share, Text, Whole

PERCENT = Whole(0, 100)
HOURS = Whole(0, 10_000)
DAYS = Whole(0, 365)
MINUTES_OF_DAY = Whole(0, 1440)
NUMBER = Whole(1, 999)
TEXTS = Items(Text())
LINES = Items(Line())

_TOPIC = Keys({"no": NUMBER, "title": Text()})
_MODULE = Keys(
    {"no": NUMBER, "title": Text(), "hours": HOURS, "kind": Line(("contact", "practicum", "independent"))},
    {"topics": Items(_TOPIC, unique=["no"]), "description": TEXTS},
)
_HOURS = Keys(
    {
        "unit": Line(("academic_hour",)), "academic_hour_minutes": Whole(1, 60), "total": HOURS, "contact": HOURS,
        "practicum": HOURS, "independent": HOURS, "practicum_minutes": Whole(0, 600_000),
        "practicum_astronomical_hours": Figure(), "attendance_threshold_contact_hours": Figure(),
    }
)  # fmt: skip
_RULES = Keys(
    {
        "attendance_min_percent": PERCENT, "attendance_base": Line(), "attendance_base_hours": HOURS,
        "attendance_min_hours_exact": Figure(), "attendance_comparison": Line((">=",)), "exam_min_percent": PERCENT,
        "exam_comparison": Line((">=",)), "exam_form": Line(), "homework_required": Flag(),
        "homework_criterion": Line(), "homework_hours": HOURS, "practicum_hours_required": HOURS,
        "practicum_explicit_in_completion_clause": Flag(), "curator_support": Flag(),
    }
)  # fmt: skip
_STANDARD = Keys({"name": Line(), "level": Whole(1, 8), "framework": Line()})
_TEXT_KEYS = (
    "title", "course_name", "field_of_study", "study_direction", "curriculum_group", "target_group",
    "entry_requirements", "objective", "learning_environment", "independent_work", "study_materials",
    "assessment_method", "assessment_criteria", "completion_requirements", "trainer_competence",
)  # fmt: skip
_PROGRAMME: dict[str, Check] = {key: Text() for key in _TEXT_KEYS}
_PROGRAMME |= {
    # As long as their columns.
    "code": Line(longest=40),
    "provider": Keys(
        {
            "name": Line(longest=200),
            "legal_form": Line(longest=40),
            "registry_code": Maybe(Line(longest=8)),
            "economic_activity_notice_no": Maybe(Line(longest=40)),
        }
    ),
    "languages": Items(Line(("et", "ru", "en")), least=1),
    "hours": _HOURS,
    "basis": Keys({"text": Text(), "standards": Items(_STANDARD)}, {"note": Line()}),
    "learning_outcomes": Items(Keys({"no": NUMBER, "code": Line(), "text": Text()}), least=1, unique=["no", "code"]),
    "practicum_outcome_no": NUMBER,
    "modules": Items(_MODULE, least=1, unique=["no"]),
    "teaching_methods": TEXTS,
    "documents": Keys({"tunnistus": Text(), "toend": Text()}),
    "rules": _RULES,
}
_STRUCTURED = Keys({"min_education": Line(), "active_participation": LINES})
PROGRAMME_FILE = Keys(
    {
        "schema_version": Whole(1, 1),
        "default_language": Line(("et", "ru", "en")),
        "programme": Keys(_PROGRAMME, {"languages_source": Line(), "entry_requirements_structured": _STRUCTURED}),
    }
)

_ENVIRONMENT = Keys(
    {
        "text": TEXTS,
        "tools": LINES,
        "remote_work": Keys({"possible": Flag(), "condition": Text()}),
        "accessibility": Keys(
            {"suitable_for_disabled": Line(), "condition": Text(), "reduced_mobility": Text(), "movement": Line()}
        ),
        "stress": Line(),
    }
)
_OCCUPATION = Keys(
    {
        "title": Text(),
        "purpose": Text(),
        "key_facts": TEXTS,
        "tasks": Items(Keys({"no": NUMBER, "code": Line(), "text": Text()}), least=1, unique=["no", "code"]),
        "result": Text(),
        "work_environment": _ENVIRONMENT,
        "competences": Items(Keys({"group": Text(), "items": Items(Text(), least=1)}), least=1),
    },
    {
        "code": Line(longest=80),
        "alternative_titles": TEXTS,
        "alternative_titles_open_ended": Line(),
        "education": Keys(
            {"paths": LINES, "text": Text()},
            {"institutions": Items(Keys({"name": Line(), "programme": Line(), "level": Line()}, {"url": Line()}))},
        ),
        "employment": TEXTS,
        "career": Keys({"text": Text()}, {"directions": LINES, "next_positions": TEXTS}),
        "provenance": Keys(
            {}, {"year": Whole(1900, 2999), "authors": LINES, "funding": Line(), "text": Line(), "note": Line()}
        ),
        "extra_links": LINES,
    },
)
OCCUPATION_FILE = Keys(
    {"schema_version": Whole(1, 1), "default_language": Line(("et", "ru", "en")), "occupation": _OCCUPATION}
)

_DEADLINES = (
    "request", "review", "host_answer", "signature", "safety_briefing", "evaluation", "report", "report_review",
    "contest", "question", "decision",
)  # fmt: skip
_CHECK_IN = Keys({"code": Line(), "at_percent": PERCENT, "due_working_days": DAYS, "title": Text(), "agenda": TEXTS})
_CHIP = Keys({"code": Line(), "outcomes": Items(NUMBER), "label": Text()})
_PROMPT = Keys(
    {"code": Line(), "minimum_words": Whole(0, 5000), "prompt": Text()},
    {"per_outcome": Flag(), "self_assessment": Flag()},
)
_EVALUATION = Keys(
    {
        "scale": Items(Keys({"value": Whole(0, 10), "label": Text()}), least=2, unique=["value"]),
        "not_observed": Text(),
        "competences_from": Line(("occupation",)),
        "texts": Items(Keys({"code": Line(), "prompt": Text()}), unique=["code"]),
        "overall": Text(),
        "competences_max": Whole(1, 50),
        "competences_default": Line(),
    }
)
_DECISION = Keys(
    {
        "exam_max_attempts": Whole(1, 20), "exam_counts": Line(("best", "last")), "independent_work": Share(),
        "practicum_counts": Flag(), "override_needs_second_person": Flag(), "minimum_participation_minutes": Whole(),
        "withdrawn_document": Line(("auto", "on_request", "never")), "decision_after_end_days": DAYS,
    }
)  # fmt: skip
POLICY_FILE = Keys(
    {
        "schema_version": Whole(1, 1),
        "programme_code": Line(),
        "hours": Keys(
            {
                "daily_cap_minutes": MINUTES_OF_DAY, "weekly_cap_minutes": Whole(0, 10_080),
                "break_required_after_minutes": MINUTES_OF_DAY, "break_minutes": MINUTES_OF_DAY,
                "daily_rest_minutes": MINUTES_OF_DAY, "night_from": Clock(), "night_to": Clock(),
                "backdate_free_days": DAYS, "backdate_with_reason_days": DAYS, "safety_briefing_required": Flag(),
            }
        ),
        "request": Keys({"minimum_outcomes": Whole(0, 999), "mentor_capacity": Whole(1, 100)}),
        "confirmation": Keys(
            {"reminder_working_days": Items(Whole(1, 60)), "change_window_days": DAYS}, {"answer_days": DAYS}
        ),
        "report": Keys({"opens_at_percent": PERCENT}),
        "evaluation_opens_at_percent": PERCENT,
        "deadlines_working_days": Keys(dict.fromkeys(_DEADLINES, DAYS)),
        "escalation_working_days": Keys({"to_curator": DAYS, "to_manager": DAYS}),
        "risk": Keys({"gap_academic_hours": HOURS, "no_entry_days": DAYS, "host_silent_working_days": DAYS}),
        "mail": Keys(
            {
                "host_from": Clock(), "host_to": Clock(), "quiet_from": Clock(), "quiet_to": Clock(),
                "curator_digest": Clock(), "host_week_mail": Line(),
            }
        ),
        "check_ins": Items(_CHECK_IN, unique=["code"]),
        "task_chips": Items(_CHIP, least=1, unique=["code"]),
        "report_prompts": Items(_PROMPT, least=1, unique=["code"]),
        "evaluation": _EVALUATION,
        "decision": _DECISION,
        "limits": Keys(
            {
                "note_characters": Whole(1, 100_000), "report_prompt_characters": Whole(1, 100_000),
                "file_megabytes": Whole(1, 1000), "files_per_practicum_megabytes": Whole(1, 10_000),
                "import_rows": Whole(1, 1_000_000),
            }
        ),
    }
)  # fmt: skip
