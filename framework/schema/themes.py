"""Map the framework: its themes, its versions, its crosswalks."""

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from framework.schema.rows import SINCE_2, Recorded


class Theme(Recorded):
    """Hold a theme or sub-theme; `number` is what is shown, `id` what is meant.

    A `provisional` theme is a label of open coding that has no place in the framework yet, and no
    number. `example` is the guid of a coding, `merged_into` and `split_from` are those of themes;
    each is "" where there is none. A `fixed_number` was given by hand and stays when others
    change. The cells of a `rated` theme have a rating.
    """

    __tablename__ = "theme"

    parent_id: Mapped[int | None] = mapped_column(
        ForeignKey("theme.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int]
    number: Mapped[str]
    name: Mapped[str]
    definition: Mapped[str] = mapped_column(default="")
    include: Mapped[str] = mapped_column(default="")
    exclude: Mapped[str] = mapped_column(default="")
    origin: Mapped[str] = mapped_column(default="")
    colour: Mapped[int] = mapped_column(default=0)
    provisional: Mapped[bool] = mapped_column(default=False, server_default="0", info=SINCE_2)
    retired: Mapped[bool] = mapped_column(default=False, server_default="0", info=SINCE_2)
    fixed_number: Mapped[bool] = mapped_column(default=False, server_default="0", info=SINCE_2)
    example: Mapped[str] = mapped_column(default="", server_default="", info=SINCE_2)
    merged_into: Mapped[str] = mapped_column(default="", server_default="", info=SINCE_2)
    rated: Mapped[bool] = mapped_column(default=False, server_default="0", info=SINCE_2)
    split_from: Mapped[str] = mapped_column(default="", server_default="", info=SINCE_2)


class FrameworkVersion(Recorded):
    """Keep the framework as it stood when it was frozen; `content` is a JSON array of themes."""

    __tablename__ = "framework_version"

    name: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    reason: Mapped[str]
    coder_id: Mapped[int] = mapped_column(ForeignKey("coder.id"), index=True)
    created: Mapped[str]
    content: Mapped[str]


class Crosswalk(Recorded):
    """Map a theme to a construct of a built-in framework, by the template's id and its number."""

    __tablename__ = "crosswalk"
    __table_args__ = (
        UniqueConstraint("theme_id", "template", "construct"),
        {"sqlite_autoincrement": True},
    )

    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id", ondelete="CASCADE"))
    template: Mapped[str]
    construct: Mapped[str]
