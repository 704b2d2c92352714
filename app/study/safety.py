"""Say how safe the study is: its latest copy, who can read its file, where it lies."""

from pathlib import Path


def newest_copy(path: Path) -> str:
    """Return when the latest checked copy was kept, as a step's time; "" where there is none."""
    from framework.backups import copies_of

    copies = copies_of(path)
    return copies[0].at if copies else ""


def whereabouts(path: Path) -> str:
    """Say whether the study is encrypted, and who has its file beside this computer."""
    from framework.passphrases import is_encrypted
    from framework.whereabouts import place_of

    place = place_of(path)
    lies = {
        "local": "only on this computer",
        "network": "on a network drive",
        "synced": f"in a folder that {place.service} keeps in step",
    }[place.kind]
    return f"{'Encrypted' if is_encrypted(path) else 'Not encrypted'} · {lies}"
