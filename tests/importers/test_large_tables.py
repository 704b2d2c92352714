"""Hold that large delivery tables are read in little memory or refused; all data are synthetic."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import xlsxwriter

from framework.errors import RefusedError
from importers import limits
from importers.delivery import read_deliveries

MEGABYTES = 500
_READ = r"""
import json, re, resource, sys
from pathlib import Path
from importers.delivery import read_deliveries

draft = read_deliveries(Path(sys.argv[1]))[0]
status = Path("/proc/self/status")
if status.exists():
    most = int(re.search(r"VmHWM:\s+(\d+)", status.read_text()).group(1)) // 1024
else:
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(json.dumps([len(draft.rows), most]))
"""


def test_a_table_of_a_hundred_thousand_different_rows_is_read_in_little_memory(
    tmp_path: Path,
) -> None:
    path = tmp_path / "t.csv"
    rows = (f"{n},P{n % 500:03d},{n / 7:.4f},seen on call {n}\n" for n in range(100_000))
    path.write_text("event_id,site_id,share,note\n" + "".join(rows), "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", _READ, str(path)], capture_output=True, check=True, text=True
    )
    read, megabytes = json.loads(done.stdout)
    assert read == 100_000
    assert megabytes < MEGABYTES / 2


def test_a_csv_of_65_megabytes_is_refused_as_a_table(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b"site_id,views\n" + b"P01,12\n" * 9_300_000)
    with pytest.raises(RefusedError, match=r"is 66 MB, and tables of up to 64 MB are read; .*load"):
        read_deliveries(path)[0]


def test_a_table_of_too_many_values_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b"site_id\n" + b",,,,,,,,,\n" * 400_001)
    with pytest.raises(RefusedError, match=r"too many values, and tables of up to 4,000,000"):
        read_deliveries(path)[0]


def test_what_is_no_text_is_refused_in_the_words_of_tables(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(bytes(range(1, 32)) * 400)
    with pytest.raises(RefusedError, match="is no table that can be read; nothing was loaded"):
        read_deliveries(path)[0]


def test_a_sheet_may_be_larger_than_any_other_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "t.xlsx"
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["site_id", "views"])
        for n in range(1, 400):
            sheet.write_row(n, 0, ["P01", n])
    monkeypatch.setattr(limits, "PART_BYTES", 15_000)
    assert len(read_deliveries(path)[0].rows) == 399
