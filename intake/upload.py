"""Files that a browser sends → a folder that `intake submit` could have been given; nothing else is written.

Names lose every path, archives are laid flat, and what unpacks to more than any real submission is refused before it
is read. It refuses to know what the files hold.
"""

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from dashboard.catalog import Label

# Real submissions are far below: a year's records of a district make a few megabytes.
MOST_FILES = 200
MOST_UNPACKED = 1 << 30
_CHUNK = 1 << 20
_LONGEST_NAME = 120


class NotTaken(Exception):
    """The files are not stored; the message says why and what to do."""

    def __init__(self, message: Label) -> None:
        super().__init__(message.en)
        self.message = message


def store(files: Iterable[tuple[str, bytes]], folder: Path) -> list[Path]:
    """Write the files into the folder, those of a ZIP archive one by one. Raises NotTaken."""
    stored: list[Path] = []
    room = MOST_UNPACKED
    for name, content in files:
        for plain, inner in _laid_open(name, content, room):
            if len(stored) == MOST_FILES:
                raise NotTaken(
                    Label(
                        f"more than {MOST_FILES} files; send one district's at a time",
                        f"文件超过{MOST_FILES}个；请按区县分次报送",
                    )
                )
            room -= max(len(inner), unpacked_size(inner, room))
            if room < 0:
                raise _too_large(name)
            path = _free(folder, plain)
            path.write_bytes(inner)
            stored.append(path)
    return stored


def _too_large(name: str) -> NotTaken:
    gigabytes = MOST_UNPACKED >> 30
    return NotTaken(
        Label(
            f"{name} unpacks to more than {gigabytes} GB; save it anew, or submit it in parts",
            f"{name} 解压后超过 {gigabytes} GB；请另存后重试或分次报送",
        )
    )


def base_name(name: str) -> str:
    """The last part of a path in any system's writing, without what file systems refuse; empty where nothing is left."""
    last = PurePosixPath(name.replace("\\", "/")).name
    kept = "".join("_" if c in '<>:"|?*' else c for c in last if c.isprintable()).strip(" .")
    stem, dot, suffix = kept.rpartition(".")
    return f"{stem[:_LONGEST_NAME]}{dot}{suffix[:8]}" if dot else kept[:_LONGEST_NAME]


def _free(folder: Path, name: str) -> Path:
    """Two files of one name, from two folders of an archive, are both kept."""
    path, number = folder / name, 2
    while path.exists():
        path = folder / f"{Path(name).stem} ({number}){Path(name).suffix}"
        number += 1
    return path


# --- archives ---------------------------------------------------------------------------------


def _laid_open(name: str, content: bytes, room: int) -> Iterator[tuple[str, bytes]]:
    """The file itself, or the files of an archive that is no workbook."""
    archive = _archive(content)
    if archive is None or any(member.startswith(("xl/", "word/")) for member in archive.namelist()):
        if plain := base_name(name):
            yield plain, content
        return
    if unpacked_size(content, room) > room:
        raise _too_large(name)
    for info in archive.infolist()[: MOST_FILES + 1]:
        plain = base_name(_name_of(info))
        if (
            plain
            and not info.is_dir()
            and not plain.startswith(("~$", "__MACOSX"))
            and "__MACOSX/" not in info.filename
        ):
            try:
                yield plain, archive.read(info)
            except (zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error) as error:
                raise NotTaken(
                    Label(
                        f"{name} cannot be unpacked ({error}); send the files themselves",
                        f"{name} 无法解压；请直接上传其中的文件",
                    )
                ) from error


def _archive(content: bytes) -> zipfile.ZipFile | None:
    if not content.startswith(b"PK"):
        return None
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, OSError, ValueError):
        return None  # Reading says what is wrong with it.


def _name_of(info: zipfile.ZipInfo) -> str:
    """Chinese Windows writes names in its own encoding and does not say so."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return info.filename


def unpacked_size(content: bytes, most: int) -> int:
    """Bytes that the members of an archive unpack to, found by unpacking: what its directory says may be a lie. Stops
    beyond `most`; 0 for what is no archive."""
    archive, size = _archive(content), 0
    for info in archive.infolist() if archive else ():
        for length in _lengths(content, info):
            size += length
            if size > most:
                return size
    return size


def _lengths(content: bytes, info: zipfile.ZipInfo) -> Iterator[int]:
    head = content[info.header_offset : info.header_offset + 30]
    start = info.header_offset + 30 + int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
    packed = content[start : start + info.compress_size]
    if info.compress_type != zipfile.ZIP_DEFLATED:
        yield max(len(packed), info.file_size)
        return
    unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        while packed and not unpacking.eof:
            yield len(unpacking.decompress(packed, _CHUNK))
            packed = unpacking.unconsumed_tail
    except zlib.error:
        return  # Damaged: reading says so.
