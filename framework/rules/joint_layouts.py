"""List the layouts of joint displays, and what each asks for."""

from collections.abc import Mapping
from typing import NamedTuple

from framework.drafts import SHOWN

_ORDERED = frozenset({"cases", "order_by", "cuts", "indicators", "themes"})
_WRITTEN = frozenset({"vocabulary", "indicators", "evidence"})


class JointLayout(NamedTuple):
    """Describe a layout; `written` says that its rows are written, not computed from the study.

    `asks` names the parts of a definition that it uses, and which of SHOWN it has. `details` names
    what a row holds beside both findings, their fit and the inference: its key, what it is called.
    """

    key: str
    name: str
    what: str
    written: bool
    asks: frozenset[str]
    details: Mapping[str, str] = {}


JOINT_LAYOUTS: tuple[JointLayout, ...] = (
    JointLayout(
        "L3", "Practice matrix", "Sites, with their delivery figures and what was said there.",
        written=False, asks=_ORDERED | {"evidence"},
    ),
    JointLayout(
        "L4", "Statistics by themes", "Themes, summed up for each group of sites.",
        written=False, asks=_ORDERED | {"quotation", "evidence"},
    ),
    JointLayout(
        "L5", "Side by side", "A delivery finding and an interview finding, and how they fit.",
        written=True, asks=_WRITTEN | {"themes", "inference"},
    ),
    JointLayout(
        "L6", "Pillar", "Both strands gathered into categories, and these into pillars.",
        written=True, asks=_WRITTEN | {"inference"},
        details={
            "quant_categories": "Delivery categories",
            "pillar": "Pillar",
            "qual_categories": "Interview categories",
            "qual_codes": "Codes and quotations",
        },
    ),
    JointLayout(
        "L7a", "Case-ordered matrix", "Sites from most to least by one figure, with summaries.",
        written=False, asks=_ORDERED | SHOWN,
    ),
    JointLayout(
        "L7b", "Ratings matrix", "Themes and sites, each cell rated, and what tells sites apart.",
        written=False, asks=_ORDERED,
    ),
    JointLayout(
        "L8", "Convergence coding", "Findings, judged by two coders apart, then agreed.",
        written=True, asks=_WRITTEN,
        details={"staff": "Staff interviews", "facilitators": "Facilitator interviews"},
    ),
    JointLayout(
        "L9", "Thread record", "Questions that one strand raised and the other followed.",
        written=True, asks=frozenset({"evidence"}),
        details={
            "arose": "Arose in", "followed": "Followed into", "found": "What was found",
            "day": "Date", "by": "By",
        },
    ),
    JointLayout(
        "L10", "Delivery summary", "What was planned, delivered and on time, by component.",
        written=True, asks=frozenset({"indicators"}),
        details={"strand": "Strand", "planned": "Planned", "source": "Source",
                 "indicators": "Indicators"},
    ),
    JointLayout(
        "L11", "Progression criteria", "Criteria with what stops, asks for review or lets go on.",
        written=True, asks=frozenset({"indicators"}),
        details={
            "indicator": "Indicator", "measure": "Figure", "stop": "Stop", "review": "Review",
            "go": "Go", "direction": "Better is",
        },
    ),
    JointLayout(
        "L15", "Time-ordered matrix", "Components by month: on time, late, missing, not due.",
        written=False, asks=frozenset({"table", "indicators", "cases"}),
    ),
)  # fmt: skip


def layout_of(key: str) -> JointLayout | None:
    """Find a layout by its key, or None."""
    return next((layout for layout in JOINT_LAYOUTS if layout.key == key), None)
