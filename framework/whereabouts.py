"""Tell what kind of folder a study lies in: on a local disk, on a network, or kept in step."""

import sys
from pathlib import Path
from typing import Literal, NamedTuple

from framework.errors import StudyFileError

_NETWORK = {
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "smb2", "fuse.sshfs", "9p", "afs", "davfs", "afpfs",
    "fuse.davfs2", "fuse.rclone", "ncpfs", "glusterfs", "ceph", "fuse.glusterfs", "webdav",
    "prl_fs", "vboxsf", "fuse.vmhgfs-fuse", "fuse.gvfsd-fuse", "drvfs",
}  # fmt: skip
# The names of the folders that these services make, and of what they leave inside.
_SYNCED = (
    ("Dropbox", ("dropbox",), (".dropbox", ".dropbox.cache")),
    ("OneDrive", ("onedrive",), (".849c9593-d756-4e56-8d6e-42412f2a707b",)),
    ("iCloud Drive", ("iclouddrive", "icloud drive", "mobile documents"), (".icloud",)),
    ("Google Drive", ("google drive", "googledrive", "my drive"), (".tmp.drivedownload",)),
    ("Nextcloud", ("nextcloud",), (".nextcloudsync.log",)),
    ("ownCloud", ("owncloud",), (".owncloudsync.log",)),
    ("Box", ("box sync",), (".boxsync",)),
    ("pCloud", ("pclouddrive", "pcloud drive", "pcloudsync"), ()),
    ("Syncthing", (), (".stfolder",)),
    ("Seafile", ("seafile", "seadrive"), (".seafile-data",)),
)  # fmt: skip
_CONFLICTS = ("conflicted copy", "conflict copy", "sync-conflict", "in conflict", "_conflict-")

Kind = Literal["local", "network", "synced"]


class Place(NamedTuple):
    """Say what kind of folder it is, and the name of the service that keeps it in step."""

    kind: Kind
    service: str = ""


def followed(path: Path) -> Path:
    """Give the file that a symbolic link leads to, and any other as it is."""
    return path.resolve() if path.is_symlink() else path


def refuse_nothing(path: Path) -> None:
    """Refuse a path where there is no file."""
    if path.is_dir():
        raise StudyFileError(
            f"{path} is a folder; nothing was opened. Choose the study in it, a file whose name "
            "ends in .chartwell."
        )
    if not path.is_file():
        raise StudyFileError(
            f"There is no study at {path}; nothing was opened. If it was moved or renamed, open "
            "it where it is now."
        )


def place_of(path: Path) -> Place:
    """Tell what kind of folder a file lies in."""
    folder = path.absolute().parent
    for one in (folder, *folder.parents):
        for service, names, marks in _SYNCED:
            if _is_named(one.name, names) or any((one / mark).exists() for mark in marks):
                return Place("synced", service)
        if one.parent.name == "CloudStorage":  # where macOS keeps them all
            return Place("synced", one.name.partition("-")[0])
    return Place("network" if _is_on_network(path) else "local")


def word_about(path: Path) -> str:
    """Say in a sentence or two what to mind where a study lies; "" on a local disk."""
    place, others = place_of(path), conflicts(path)
    said = {
        "local": "",
        "network": (
            "This study lies on a network. Every change is on its disk before it is called saved; "
            "have it open on one computer at a time."
        ),
        "synced": (
            f"This study lies in a folder that {place.service} keeps in step. Have it open on one "
            "computer at a time, and let the folder finish before you open it on another."
        ),
    }[place.kind]
    if others:
        names = ", ".join(other.name for other in others)
        said += f" Beside it lies what may be another version of it: {names}."
    return said.strip()


def conflicts(path: Path) -> list[Path]:
    """List what looks like another version of a study that a service has put beside it."""
    try:
        beside = sorted(path.absolute().parent.glob("*.chartwell"))
    except OSError:
        return []
    return [
        other
        for other in beside
        if other.name != path.name
        and other.name.startswith(path.stem)
        and any(sign in other.name.lower() for sign in _CONFLICTS)
    ]


def _is_named(name: str, names: tuple[str, ...]) -> bool:
    """Tell whether a folder is named as one of these, or as one for an organisation is."""
    bare = name.lower()
    return any(bare == one or bare.startswith((f"{one} - ", f"{one} (")) for one in names)


def _is_on_network(path: Path) -> bool:
    """Tell whether a file lies on another computer's disk."""
    whole = str(path.absolute())
    if whole.startswith(("\\\\", "//")):
        return True
    if sys.platform == "win32":
        import ctypes

        drive_of_another_computer = 4
        return ctypes.windll.kernel32.GetDriveTypeW(path.absolute().anchor) == (
            drive_of_another_computer
        )
    return _file_system_of(path) in _NETWORK


def _file_system_of(path: Path) -> str:
    """Name the file system of a file, as Linux lists it; "" elsewhere."""
    mounts = Path("/proc/mounts")
    if not mounts.exists():
        return ""
    folder, best, kind = str(path.resolve().parent), "", ""
    for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines():
        _device, mount, file_system, *_rest = line.split(" ")
        mount = mount.replace("\\040", " ")  # as the list writes a space
        inside = folder == mount or folder.startswith(mount.rstrip("/") + "/")
        if inside and len(mount) >= len(best):
            best, kind = mount, file_system
    return kind
