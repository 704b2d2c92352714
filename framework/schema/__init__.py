"""Map the tables of a study file.

Three kinds of table stand here. *Recorded* tables hold what the analysts decide; every change to
them is written to the record, so it can be undone. *Frozen* tables (`document`, `paragraph`,
`dataset`, `dataset_row`, `dataset_column`) hold what came from outside; rows are only ever added,
and recorded rows point to them. *The record* itself is `step` and `change`.
"""

from functools import cache

from sqlalchemy import Table

from framework.schema.codings import (
    Cell,
    CellReference,
    Citation,
    Coding,
    MappingRow,
    Memo,
    OwnCell,
    Reread,
    Synthesis,
)
from framework.schema.delivery import (
    Dataset,
    DatasetColumn,
    DatasetRow,
    DeliveryLink,
    DeliveryTable,
    Indicator,
)
from framework.schema.integration import (
    FigureReference,
    JointCode,
    JointDisplay,
    JointRow,
    JointVersion,
)
from framework.schema.people import (
    Attribute,
    Attribution,
    CaseParent,
    Coder,
    StudyCase,
    StudyInfo,
    Word,
)
from framework.schema.protection import PastExport, Pseudonym, Withdrawal
from framework.schema.record import Change, Step
from framework.schema.rows import Base, Recorded, metadata, new_guid
from framework.schema.themes import Crosswalk, FrameworkVersion, Theme
from framework.schema.transcripts import (
    Correction,
    Document,
    Paragraph,
    Reading,
    Speaker,
    Transcript,
)

__all__ = [
    "Attribute",
    "Attribution",
    "Base",
    "CaseParent",
    "Cell",
    "CellReference",
    "Change",
    "Citation",
    "Coder",
    "Coding",
    "Correction",
    "Crosswalk",
    "Dataset",
    "DatasetColumn",
    "DatasetRow",
    "DeliveryLink",
    "DeliveryTable",
    "Document",
    "FigureReference",
    "FrameworkVersion",
    "Indicator",
    "JointCode",
    "JointDisplay",
    "JointRow",
    "JointVersion",
    "MappingRow",
    "Memo",
    "OwnCell",
    "Paragraph",
    "PastExport",
    "Pseudonym",
    "Reading",
    "Recorded",
    "Reread",
    "Speaker",
    "Step",
    "StudyCase",
    "StudyInfo",
    "Synthesis",
    "Theme",
    "Transcript",
    "Withdrawal",
    "Word",
    "metadata",
    "new_guid",
    "recorded_tables",
]


@cache
def recorded_tables() -> tuple[Table, ...]:
    """List the tables whose changes are recorded, parents before children."""
    names = {
        mapper.class_.__tablename__
        for mapper in Base.registry.mappers
        if issubclass(mapper.class_, Recorded)
    }
    return tuple(table for table in metadata.sorted_tables if table.name in names)
