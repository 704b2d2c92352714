"""Show joint displays, their rows, what was delivered, and criteria, as plain records."""

from argparse import Namespace

from framework.queries import joint_displays
from framework.queries.cases import case_names
from framework.queries.delivery_summary import delivery_summary
from framework.queries.indicators import list_definitions
from framework.queries.joint_displays import DisplayRow, JointRowView
from framework.queries.joint_figures import Figures
from framework.queries.joint_ordering import ordered_sites
from framework.queries.progression import criteria
from framework.queries.themes import list_themes_plain
from framework.study import Session

Record = dict[str, object]


def displays(session: Session, _args: Namespace) -> list[Record]:
    """Give the joint displays, with the order of their sites where there is one."""
    found = []
    for row in joint_displays.list_displays(session):
        chosen = row.definition
        agreement = joint_displays.agreement(session, row.id)
        record: Record = {
            "name": row.name,
            "layout": row.layout,
            "title": chosen.title,
            "rows": row.rows,
            "indicators": list(chosen.indicators),
            "vocabulary": chosen.vocabulary,
            "versions": [held.name for held in joint_displays.versions_of(session, row.id)],
            "agreement": agreement.text if agreement.rows else None,
        }
        found.append(record | (_order(session, row) if chosen.order_by else {}))
    return found


def rows(session: Session, _args: Namespace) -> list[Record]:
    """Give the rows of all joint displays as they read now."""
    figures, names = Figures(session), case_names(session)
    every = list_themes_plain(session, retired=True)
    themes = {row.id: row.number or row.name for row in every}
    keys = {row.id: row.key for row in list_definitions(session)}
    return [
        _row(display, row)
        | {
            "figures": [
                {"indicator": keys[at], "case": names.get(case_id or 0)}
                for at, case_id in row.figures
            ],
            "cells": [
                {"case": names[case_id], "theme": themes.get(theme_id, "")}
                for case_id, theme_id in row.cells
            ],
        }
        for display in joint_displays.list_displays(session)
        for row in joint_displays.display_rows(session, display.id, figures=figures)
    ]


def summary(session: Session, _args: Namespace) -> list[Record]:
    """Give what was delivered, a record for each component."""
    keys = {row.id: row.key for row in list_definitions(session)}
    return [
        {name: value for name, value in row._asdict().items() if name != "indicator_ids"}
        | {"indicators": [keys[at] for at in row.indicator_ids]}
        for row in delivery_summary(session)
    ]


def judged(session: Session, _args: Namespace) -> list[Record]:
    """Give the progression criteria, what was observed, and what that comes to."""
    keys = {row.id: row.key for row in list_definitions(session)}
    return [
        {"criterion": row.title, "indicator": keys.get(row.indicator_id or 0),
         "measure": row.measure, "stop": row.stop, "review": row.review, "go": row.go,
         "observed": row.observed, "value": row.value, "result": row.result, "rule": row.rule}
        for row in criteria(session)
    ]  # fmt: skip


def _order(session: Session, row: DisplayRow) -> Record:
    """Give the sites of a display in their order, in groups."""
    found = ordered_sites(session, row.definition)
    return {
        "rule": found.rule,
        "groups": [
            {"label": group.label,
             "sites": [{"case": case.name, "text": text, "value": value}
                       for case, text, value in group.sites]}
            for group in found.groups
        ],
    }  # fmt: skip


def _row(display: DisplayRow, row: JointRowView) -> Record:
    """Give one row in words."""
    return {
        "display": display.name,
        "title": row.title,
        "case": row.case,
        "quantitative": row.quantitative.plain,
        "qualitative": row.qualitative.plain,
        "fit": row.fit,
        "inference": row.inference.plain,
        "details": {key: text.plain for key, text in row.detail_texts.items()},
        "codes": [{"coder": coder, "code": code, "reason": why} for coder, code, why in row.codes],
        "checked": row.checked,
        "changed": list(row.changed),
        "passages": [
            {"transcript": found.transcript, "first": found.first, "last": found.last}
            for found in row.passages
        ],
    }
