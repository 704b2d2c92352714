"""Map what is done to protect people: pseudonyms, withdrawals, and what left the study."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from framework.schema.rows import Recorded


class Pseudonym(Recorded):
    """Log a replacement that was made; what it replaced stands in the key file alone.

    `guid` names the entry of the key file, `rule` is "all" or "this", `places` is a JSON array of
    what was changed, without its former words.
    """

    __tablename__ = "pseudonym"

    category: Mapped[str]
    replacement: Mapped[str]
    rule: Mapped[str]
    places: Mapped[str]
    coder_id: Mapped[int] = mapped_column(ForeignKey("coder.id"), index=True)
    created: Mapped[str]
    checked_by: Mapped[str] = mapped_column(default="")


class Withdrawal(Recorded):
    """Note that a participant withdrew and was removed; `removed` is JSON with counts alone."""

    __tablename__ = "withdrawal"

    name: Mapped[str]
    removed: Mapped[str]
    coder_id: Mapped[int] = mapped_column(ForeignKey("coder.id"), index=True)
    created: Mapped[str]


class PastExport(Recorded):
    """Note what left the study in a file: its layout, its digest, whose words it holds.

    `used` is JSON with the guids of cases and transcripts, `decision` JSON with what the
    disclosure check found and what the analyst decided about it.
    """

    __tablename__ = "past_export"

    layout: Mapped[str]
    file_name: Mapped[str]
    sha256: Mapped[str]
    used: Mapped[str]
    decision: Mapped[str] = mapped_column(default="")
    coder_id: Mapped[int] = mapped_column(ForeignKey("coder.id"), index=True)
    created: Mapped[str]
