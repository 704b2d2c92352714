"""Freeze versions of the framework."""

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from framework.errors import NotFoundError, RefusedError
from framework.queries.versions import states_now
from framework.rules.framework_differences import ThemeState, written
from framework.rules.numbering import order
from framework.schema import FrameworkVersion
from framework.study import Study, now

KINDS = ("working", "final")


def freeze_version(
    study: Study, name: str, reason: str, kind: str = "working", *, allow_undefined: bool = False
) -> int:
    """Keep the framework as it stands under a name; return the version's id.

    Refused for a name that is taken, and for themes without a definition unless they are allowed.
    """
    plain = " ".join(name.split())
    with study.step(f"Freeze {plain}") as session:
        states = states_now(session)
        _refuse(session, plain, kind, states)
        if not allow_undefined:
            _refuse_undefined(plain, states)
        version = FrameworkVersion(
            name=plain, kind=kind, reason=reason.strip(), coder_id=study.coder_id(session),
            created=now(), content=written(states),
        )  # fmt: skip
        session.add(version)
        session.flush()
        return version.id


def remove_version(study: Study, version_id: int) -> None:
    """Remove a version; what was coded under it counts to the one before."""
    with study.read() as reading:
        label = f"Remove version {_get(reading, version_id).name}"
    with study.step(label) as session:
        version = _get(session, version_id)
        before = select(FrameworkVersion.id).where(FrameworkVersion.id < version_id)
        session.execute(
            text("UPDATE coding SET version_id = :before WHERE version_id = :version"),
            {
                "before": session.scalar(before.order_by(FrameworkVersion.id.desc()).limit(1)),
                "version": version_id,
            },
        )
        session.delete(version)


def _refuse(session: Session, name: str, kind: str, states: list[ThemeState]) -> None:
    """Refuse a version without a name of its own, a kind or a theme."""
    if not name:
        raise RefusedError("A version needs a name; nothing was frozen.")
    if kind not in KINDS:
        raise RefusedError(f"A version is working or final, not “{kind}”; nothing was frozen.")
    if not any(state.in_use for state in states):
        raise RefusedError("There is no theme yet; nothing was frozen.")
    taken = session.scalars(select(FrameworkVersion.name)).all()
    if name.casefold() in {other.casefold() for other in taken}:
        raise RefusedError(
            f"There is a version {name} already; nothing was frozen. Choose another name."
        )


def _refuse_undefined(name: str, states: list[ThemeState]) -> None:
    """Refuse to freeze themes that nobody has defined."""
    bare = [state for state in states if state.in_use and not state.definition.strip()]
    if not bare:
        return
    bare.sort(key=lambda state: order(state.number))
    names = ", ".join(state.called for state in bare[:8])
    more = f" and {len(bare) - 8} more" if len(bare) > 8 else ""
    have = "has" if len(bare) == 1 else "have"
    raise RefusedError(
        f"{names}{more} {have} no definition; {name} was not frozen. Write one first."
    )


def _get(session: Session, version_id: int) -> FrameworkVersion:
    """Find a version."""
    version = session.get(FrameworkVersion, version_id)
    if version is None:
        raise NotFoundError("That version is no longer in the study; nothing was changed.")
    return version
