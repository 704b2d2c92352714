"""Read a transcript from a document of Word before 2007, through LibreOffice."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from time import monotonic, sleep

from framework.drafts import TranscriptDraft
from framework.errors import RefusedError
from framework.progress import Progress
from importers import archive, docx, limits

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAM = "WordDocument".encode("utf-16-le")
_PROGRAMS = ("soffice", "libreoffice", "soffice.com")
_USUAL = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.com",
)
# Macros stay off, and links to elsewhere are not followed.
_COMMON = "org.openoffice.Office.Common/Security/Scripting"
_SETTINGS = (
    (_COMMON, "MacroSecurityLevel", "3"),
    (_COMMON, "DisableActiveContent", "true"),
    (_COMMON, "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "0"),
)
_BRIEFLY = 0.05
_CONVERTED = "The document was converted by LibreOffice; the file itself is kept as it came."


def recognises(head: bytes, name: str) -> bool:  # noqa: ARG001 - every Format is asked the same
    """Say whether the bytes are a compound file that holds a Word document."""
    return head.startswith(_COMPOUND) and _STREAM in head


def read(data: bytes, name: str, progress: Progress) -> TranscriptDraft:
    """Have LibreOffice write the document as .docx, and read that; the original is kept."""
    progress.at(0, 1, name)
    if data[512:514] == b"\xec\xa5" and data[523] & 1:
        raise archive.locked(name)
    program = _program()
    if program is None:
        raise RefusedError(
            f"{name} is in the format of Word before 2007 (.doc); install LibreOffice, or save it "
            "as .docx and import that. Nothing was imported."
        )
    draft = docx.read(_converted(data, name, program, progress), name, progress)
    return replace(draft, format="doc", original=data, remarks=(*draft.remarks, _CONVERTED))


def _program() -> str | None:
    found = (shutil.which(program) for program in _PROGRAMS)
    usual = (path for path in _USUAL if Path(path).exists())
    return next((program for program in (*found, *usual) if program), None)


def _profile() -> str:
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value>'
        "</prop></item>"
        for path, name, value in _SETTINGS
    )
    return f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'


def _converted(data: bytes, name: str, program: str, progress: Progress) -> bytes:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        source, profile = Path(folder) / "transcript.doc", Path(folder) / "profile"
        source.write_bytes(data)
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_profile(), encoding="utf-8")
        dead = "http://127.0.0.1:9"
        command = [
            program, f"-env:UserInstallation={profile.as_uri()}", "--headless",
            "--norestore", "--convert-to", "docx", "--outdir", folder, str(source),
        ]  # fmt: skip
        _run(command, {**os.environ, "http_proxy": dead, "https_proxy": dead}, name, progress)
        made = source.with_suffix(".docx")
        if not made.exists():
            raise _unconverted(name)
        return made.read_bytes()


def _run(command: list[str], variables: dict[str, str], name: str, progress: Progress) -> None:
    """Wait for LibreOffice; end it with all that it started when it takes too long."""
    until = monotonic() + limits.CONVERSION_SECONDS
    try:
        running = subprocess.Popen(  # noqa: S603 - the program found above, on a file of our own naming
            command, env=variables, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
    except OSError:
        raise _unconverted(name) from None
    try:
        while running.poll() is None:
            progress.at(0, 1, name)
            if monotonic() > until:
                raise _unconverted(name)
            sleep(_BRIEFLY)
    finally:
        _end(running)


def _end(running: "subprocess.Popen[bytes]") -> None:
    """End a program, where it still runs, with the programs that it started."""
    if running.poll() is not None:
        return
    if sys.platform == "win32":
        subprocess.run(  # noqa: S603 - a program of the system, on a number
            ["taskkill", "/F", "/T", "/PID", str(running.pid)],  # noqa: S607 - found as the system finds it
            capture_output=True, check=False,
        )  # fmt: skip
    else:
        os.killpg(running.pid, signal.SIGKILL)
    running.wait()


def _unconverted(name: str) -> RefusedError:
    return RefusedError(
        f"{name} could not be converted by LibreOffice; nothing was imported. "
        "Open it in a word processor, save it as .docx and import that."
    )
