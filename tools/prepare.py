"""Set up `.venv` from the hashed lock, with nothing but a Python 3.11 or newer to start from.

`python3 tools/prepare.py` sets up what the program needs, `--test` also what its tests need.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from app.qt_libraries import has_display, install_line, missing_packages  # noqa: E402 - see above

VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
TEST_PROGRAMS = {"soffice": ["libreoffice-writer-nogui", "libreoffice-calc-nogui"]}
TEST_FONTS = {
    "/usr/share/fonts/truetype/dejavu": "fonts-dejavu-core",
    "/usr/share/fonts/truetype/liberation": "fonts-liberation",
}


def main() -> int:
    """Set everything up; return the exit status."""
    if sys.version_info < (3, 11):
        return _stop(f"Chartwell needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    for_tests = "--test" in sys.argv[1:]
    reason = _system(for_tests=for_tests) or _environment()
    return _stop(reason) if reason else _packages(for_tests=for_tests)


def _stop(reason: str) -> int:
    """Say in one sentence why the set-up cannot go on."""
    sys.stderr.write(f"{reason}\n")
    return 1


def _system(*, for_tests: bool) -> str:
    """See that the system has what Qt and the tests need; return the sentence when it has not."""
    packages = missing_packages(window=has_display())
    if for_tests:
        for program, needed in TEST_PROGRAMS.items():
            packages += [] if shutil.which(program) else needed
        if sys.platform.startswith("linux"):
            packages += [name for path, name in TEST_FONTS.items() if not Path(path).is_dir()]
    if not packages:
        return ""
    if shutil.which("apt-get") is None or os.name == "nt" or os.geteuid() != 0:
        what = "LibreOffice and Qt" if for_tests else "Qt"
        return f"Some system libraries for {what} are missing. Run: {install_line(packages)}"
    sys.stdout.write(f"Installing {' '.join(packages)}\n")
    quiet: dict[str, Any] = {
        "stdout": subprocess.DEVNULL,
        "env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
    }
    subprocess.run(["apt-get", "update", "-qq"], check=True, **quiet)  # noqa: S607 - Debian's own
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    subprocess.run(install, check=True, **quiet)
    return ""


def _environment() -> str:
    """Make `.venv` where there is none; return a sentence when Python cannot."""
    if PYTHON.exists():
        return ""
    try:
        import ensurepip  # noqa: F401 - Debian ships Python without it
    except ImportError:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        if shutil.which("apt-get") is None or os.geteuid() != 0:
            return (
                f"Python cannot make environments here. {install_line([f'python{version}-venv'])}"
            )
        subprocess.run(["apt-get", "install", "-y", "-qq", f"python{version}-venv"], check=True)  # noqa: S607 - Debian's own
    subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)
    return ""


def _packages(*, for_tests: bool) -> int:
    """Install the locked packages and Chartwell itself, unless that is done; return the status."""
    lock = ROOT / ("requirements-test.lock" if for_tests else "requirements.lock")
    digest = hashlib.sha256(lock.read_bytes() + (ROOT / "pyproject.toml").read_bytes()).hexdigest()
    mark = VENV / f"{lock.stem}.installed"
    if mark.exists() and mark.read_text(encoding="utf-8") == digest:
        return 0
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "-qq"]
    sys.stdout.write(f"Installing from {lock.name} into .venv (a minute or two)\n")
    sys.stdout.flush()
    for words in (
        ["--require-hashes", "-r", str(lock)],
        ["--no-build-isolation", "--no-deps", "-e", str(ROOT)],
    ):
        done = subprocess.run([*pip, *words], check=False)
        if done.returncode:
            return _stop("The packages could not be installed; what pip said stands above.")
    mark.write_text(digest, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
