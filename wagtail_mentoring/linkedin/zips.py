"""Takes the few tables out of a zip, and believes nothing that the zip says about itself.

Nothing is unpacked to disk, so a path in a name leads nowhere: only the last
part of it is looked at.
"""

import re
import stat
import struct
import zipfile
import zlib

from .errors import ArchiveError
from .text import fold
from .words import FILE_NAMES

END = b"PK\x05\x06"
END_SIZE = 22
ZIP64_LOCATOR = b"PK\x06\x07"
ZIP64_LOCATOR_SIZE = 20
PIECE = 64 * 1024
READ = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENCRYPTED = 0x1 | 0x40
#: Below this size the ratio says nothing: a short table of equal words shrinks well, too.
SMALL = 256 * 1024
#: What zipfile and zlib raise on files that are cut off or made up.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    OverflowError,
    ValueError,
    IndexError,
    KeyError,
    NotImplementedError,
    RuntimeError,
)


def table_of(name):
    """Return which table a file holds, by the last part of its name, or ``None``."""
    base = re.split(r"[/\\]", name)[-1]
    match = re.fullmatch(r"(.+?)(?:[ _-]?\(?\d{1,3}\)?)?\.csv", base, re.IGNORECASE)
    if match is None or base.startswith("."):
        return None
    words = fold(match[1])
    return next((table for table, names in FILE_NAMES.items() if words in names), None)


def is_zip(head):
    return head.startswith((b"PK\x03\x04", END, b"PK\x07\x08"))


def read_tables(upload, limits):
    """Return ``{table: bytes}``. Raises ``ArchiveError``."""
    _check_directory(upload, limits)
    try:
        with zipfile.ZipFile(upload) as archive:
            chosen = _choose(archive.infolist(), limits)
            for table, info in chosen.items():
                _check_declared(table, info, limits)
            return {table: _read(archive, table, info, limits) for table, info in chosen.items()}
    except ArchiveError:
        raise
    except BROKEN:
        raise ArchiveError("damaged") from None


def _check_directory(upload, limits):
    """Look at the end of the file before zipfile reads the list of all files into memory."""
    upload.seek(0, 2)
    size = upload.tell()
    tail_size = min(size, END_SIZE + 0xFFFF + ZIP64_LOCATOR_SIZE)
    upload.seek(size - tail_size)
    tail = upload.read(tail_size)
    upload.seek(0)
    # Where zipfile looks, in the same order: at the very end, then before a comment.
    at = len(tail) - END_SIZE
    if not (at >= 0 and tail[at:].startswith(END) and tail.endswith(b"\0\0")):
        at = tail.rfind(END)
    if at < 0 or len(tail) - at < END_SIZE:
        raise ArchiveError("damaged")
    here, total, directory_size = struct.unpack("<8xHHL6x", tail[at : at + END_SIZE])
    if tail[max(0, at - ZIP64_LOCATOR_SIZE) : at].startswith(ZIP64_LOCATOR):
        raise ArchiveError("unusual")
    if max(here, total) > limits.members or directory_size > limits.directory_bytes:
        raise ArchiveError("too_many_files")


def _choose(infos, limits):
    """Return ``{table: info}``: of files of one name the one least deep in folders, if it is alone there."""
    if len(infos) > limits.members:
        raise ArchiveError("too_many_files")
    found = {}
    for info in infos:
        table = table_of(info.filename)
        # A link is no table, wherever it leads.
        if table is None or info.is_dir() or stat.S_ISLNK(info.external_attr >> 16):
            continue
        found.setdefault(table, []).append((len(re.split(r"[/\\]+", info.filename)), info))
    chosen = {}
    for table, entries in found.items():
        shallowest = min(depth for depth, _info in entries)
        best = [info for depth, info in entries if depth == shallowest]
        if len(best) > 1:
            raise ArchiveError("duplicate", table=table)
        chosen[table] = best[0]
    return chosen


def _check_declared(table, info, limits):
    if info.flag_bits & ENCRYPTED:
        raise ArchiveError("encrypted")
    if info.compress_type not in READ:
        raise ArchiveError("unusual")
    too_dense = info.file_size > SMALL and info.file_size > limits.ratio * info.compress_size
    if info.file_size > limits.table_bytes or too_dense:
        raise ArchiveError("unpacks_too_large", table=table)


def _read(archive, table, info, limits):
    """Unpack piece by piece: what a file says of its size may be a lie."""
    pieces, size = [], 0
    with archive.open(info) as file:
        while piece := file.read(PIECE):
            size += len(piece)
            if size > limits.table_bytes:
                raise ArchiveError("unpacks_too_large", table=table)
            pieces.append(piece)
    return b"".join(pieces)
