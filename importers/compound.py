"""Find a stream in a compound file, the container of Office files before 2007."""

import struct
from collections.abc import Iterator, Sequence
from struct import unpack_from

_END = 0xFFFFFFFA
_ENTRY = 128


def stream(data: bytes, *names: str) -> bytes:
    """Return the stream of the first of these names that is there, or b"" where none is.

    A container that is damaged gives what of the stream can be found.
    """
    try:
        return _stream(data, names)
    except struct.error:
        return b""


def _stream(data: bytes, names: Sequence[str]) -> bytes:
    sector = 1 << min(12, unpack_from("<H", data, 30)[0])
    fat = _table(data, sector)
    root, large = unpack_from("<I", data, 48)[0], unpack_from("<I", data, 56)[0]
    entries = list(_entries(_joined(data, root, fat, sector, sector)))
    for name in names:
        for title, first, size in entries:
            if title != name.upper():
                continue
            if size >= large:
                return _joined(data, first, fat, sector, sector)[:size]
            minor = _numbers(_joined(data, unpack_from("<I", data, 60)[0], fat, sector, sector))
            inner = _joined(data, entries[0][1], fat, sector, sector)
            return _joined(inner, first, minor, 64, 0)[:size]
    return b""


def _table(data: bytes, sector: int) -> Sequence[int]:
    """Read which sector follows upon which."""
    listed = list(unpack_from("<109I", data, 76))
    at = unpack_from("<I", data, 68)[0]
    for _ in range(len(data) // sector):
        part = _numbers(data[(at + 1) * sector : (at + 2) * sector])
        if at >= _END or not part:
            break
        listed += part[:-1]
        at = part[-1]
    parts = (data[(n + 1) * sector : (n + 2) * sector] for n in listed if n < _END)
    return _numbers(b"".join(parts))


def _numbers(data: bytes) -> Sequence[int]:
    return unpack_from(f"<{len(data) // 4}I", data)


def _joined(data: bytes, first: int, follows: Sequence[int], size: int, before: int) -> bytes:
    """Put the sectors of a chain together; a chain that goes in a circle ends where it began."""
    parts, at, seen = [], first, set[int]()
    while at < len(follows) and at not in seen:
        seen.add(at)
        parts.append(data[before + at * size : before + (at + 1) * size])
        at = follows[at]
    return b"".join(parts)


def _entries(directory: bytes) -> Iterator[tuple[str, int, int]]:
    """Give each entry's name in capitals, its first sector and its size."""
    for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        length = min(64, unpack_from("<H", directory, at + 64)[0])
        name = directory[at : at + max(0, length - 2)].decode("utf-16-le", "replace")
        first, size = unpack_from("<II", directory, at + 116)
        yield name.upper(), first, size
