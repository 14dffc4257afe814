"""`python -m intake submit`: one district's files in; its part of the datasets replaced, or a findings file back."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from dashboard import catalog
from dashboard.catalog import Code, Label
from intake.command import DONE, FOUND, Usage, day, refuse_report, say, steps


def add(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument(
        "folder",
        metavar="FOLDER",
        type=Path,
        help="报送文件所在文件夹，可含ZIP压缩包 / folder of the files, ZIP archives included",
    )
    parser.add_argument("--district", metavar="CODE", required=True, help="区县代码 / code of the district")
    parser.add_argument("--as-of", metavar="DATE", type=day, required=True, help="数据截至日 / day the data stands for")
    parser.add_argument(
        "--complete-through",
        metavar="DATE",
        type=day,
        help="全市数据完整至 / last day complete for all districts (default: as before)",
    )
    parser.add_argument(
        "--demonstration",
        action="store_true",
        help="演练：文件为虚构数据 / a rehearsal: the files are fictitious, like the snapshot in force",
    )
    parser.add_argument(
        "--whole",
        action="store_true",
        help="文件确为本区县全部记录，行数虽大幅减少 / the files are all of the district's rows, though far fewer than before",
    )
    parser.add_argument("--dry-run", action="store_true", help="只检查不报送 / check, submit nothing")
    parser.add_argument(
        "--report", metavar="FILE.xlsx", type=Path, help="另存问题清单 / write the findings file here too"
    )
    parser.set_defaults(run=_submit)


def _submit(asked: argparse.Namespace) -> int:
    # Reading and checking bring in large libraries, which other commands need not wait for.
    submission = _submission(asked)
    refuse_report(asked.report)
    with _unpacked(submission) as unpacked:
        return _examine_and_submit(asked, unpacked)


@contextmanager
def _unpacked(submission: object) -> Iterator[object]:
    """The submission, from a folder of its own if there are archives in the one given."""
    from intake import folder, upload

    files = folder.files_in(submission.folder)
    if not folder.archives_in(files):
        yield submission
        return
    with TemporaryDirectory(prefix="ip-submission-") as held:
        try:
            upload.store(((path.name, path.read_bytes()) for path in files), Path(held))
        except upload.NotTaken as error:
            raise Usage(error.message) from error
        yield replace(submission, folder=Path(held))


def _examine_and_submit(asked: argparse.Namespace, submission: object) -> int:
    from intake import findings_file
    from intake.submit import examine_submission, submit

    with steps() as progress:
        examined = examine_submission(submission, progress)
    if asked.dry_run:
        _print(asked, examined)
        if asked.report:
            findings_file.write(asked.report, examined, asked.lang)
        print(_verdict_of_dry_run(asked, examined.findings.errors))
        return FOUND if examined.findings.errors else DONE
    if examined.shrinks and not examined.findings.errors and not asked.whole:
        _print(asked, examined)
        print(_only_new_rows(asked))
        return FOUND
    with steps() as progress:
        outcome = submit(submission, examined, asked.lang, progress)
    _print(asked, examined)
    if asked.report:
        findings_file.write(asked.report, examined, asked.lang)
    print(say(asked, f"问题清单：{outcome.findings_file}", f"findings file: {outcome.findings_file}"))
    if outcome.snapshot is None:
        print(say(asked, "报送被退回；现行快照不变", "rejected; the snapshot in force is unchanged"))
        return FOUND
    print(
        say(
            asked,
            f"已接收{submission.district.label.zh}报送，发布快照 {outcome.snapshot.id}",
            f"accepted from {submission.district.label.en}; published snapshot {outcome.snapshot.id}",
        )
    )
    return DONE


def _only_new_rows(asked: argparse.Namespace) -> str:
    return say(
        asked,
        "未报送：行数不及总库原有的一半，整体替换会丢失其余记录；如确为本区县全部记录，请加 --whole",
        "not submitted: less than half of the rows that the city's database has, and the rest would be lost; "
        "add --whole if these are all of the district's rows",
    )


def _submission(asked: argparse.Namespace) -> object:
    from intake.folder import files_in
    from intake.submit import Submission, base_of, mixed

    district = _district(asked.district)
    if not asked.folder.is_dir():
        raise Usage(Label(f"there is no folder {asked.folder}", f"没有文件夹 {asked.folder}"))
    if not files_in(asked.folder):
        raise Usage(Label(f"there are no files in {asked.folder}", f"{asked.folder} 中没有文件"))
    base = base_of(asked.as_of)
    if base and base.is_demonstration != asked.demonstration:
        raise Usage(mixed(base))
    return Submission(district, asked.folder, asked.as_of, asked.complete_through, base, asked.demonstration)


def _district(code: str) -> Code:
    known = {c.code: c for c in catalog.code_list("districts")}
    if code not in known:
        en, zh = (", ".join(f"{c.code} {c.label(lang)}" for c in known.values()) for lang in ("en", "zh"))
        raise Usage(Label(f"there is no district {code}; there are: {en}", f"没有区县 {code}；可用：{zh}"))
    return known[code]


def _print(asked: argparse.Namespace, examined: object) -> None:
    from intake import summary

    for line in summary.of_submission(examined, asked.lang):
        print(line)


def _verdict_of_dry_run(asked: argparse.Namespace, errors: int) -> str:
    if errors:
        return say(asked, "有错误，将被退回（--dry-run）", "errors: it would be rejected (--dry-run)")
    return say(asked, "检查通过，未报送（--dry-run）", "sound; not submitted (--dry-run)")
