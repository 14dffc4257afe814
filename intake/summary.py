"""What an import prints: findings, then per file what became of its rows, then what the rows lack."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dashboard.catalog import Contract, contracts
from intake.delivery import FileReport
from intake.findings import Findings
from intake.importing import Examination

if TYPE_CHECKING:
    from intake.submit import Examined


def lines(contract: Contract, examination: Examination, language: str) -> Iterator[str]:
    """The report as lines for a terminal."""
    zh = language == "zh"
    yield from _findings(examination.findings, language)
    yield from _rows(contract, examination, examination.can_be_published, zh)
    yield _counted(examination.findings, zh)


def of_submission(examined: "Examined", language: str) -> Iterator[str]:
    """The report on several datasets: all findings first, then the rows of each dataset."""
    zh = language == "zh"
    yield from _findings(examined.findings, language)
    for dataset, examination in examined.examinations.items():
        contract = contracts()[dataset]
        yield f"{dataset} {contract.label(language)}"
        yield from _rows(contract, examination, not examined.findings.errors, zh)
    yield _counted(examined.findings, zh)


def _findings(findings: Findings, language: str) -> Iterator[str]:
    for finding in findings.listed:
        yield finding.sentence(language)
    counted = findings.errors + findings.warnings
    if counted > len(findings.listed):
        yield (
            f"……共 {counted:,} 个，列出 {len(findings.listed):,} 个"
            if language == "zh"
            else f"… {len(findings.listed):,} of {counted:,} listed"
        )


def _rows(contract: Contract, examination: Examination, sound: bool, zh: bool) -> Iterator[str]:
    for report in examination.files:
        yield from _file(report, sound, zh)
    yield from _completeness(contract, examination, zh)


def _counted(findings: Findings, zh: bool) -> str:
    if zh:
        return f"错误 {findings.errors:,} 个，警告 {findings.warnings:,} 个"
    return f"{findings.errors:,} errors, {findings.warnings:,} warnings"


def _file(report: FileReport, sound: bool, zh: bool) -> Iterator[str]:
    name = f"{report.name} [{report.sheet}]" if report.sheet else report.name
    if report.header_row is None:
        yield f"{name}：未读取" if zh else f"{name}: not read"
        return
    # With errors nothing is published; then these are the rows that would have been.
    word = ("发布" if sound else "合格") if zh else ("published" if sound else "sound")
    counts = f"{report.rows_in:,} = {word} {report.sound:,} + {'拒绝' if zh else 'rejected'} {report.rejected:,}"
    form = report.form.removesuffix("-sig").upper()
    yield (
        f"{name}：{form}，表头第{report.header_row}行；读入 {counts}；空行 {report.empty_rows:,}"
        if zh
        else (f"{name}: {form}, header in row {report.header_row}; rows in {counts}; empty rows {report.empty_rows:,}")
    )
    for header, reason in report.left_out:
        yield f"  不保存“{header}”列：{reason.zh}" if zh else f"  column {header} left out: {reason.en}"
    for header, factor in report.factors:
        yield f"  “{header}”列已乘以 {factor:,}" if zh else f"  column {header} was multiplied by {factor:,}"
    for header, order in report.date_orders:
        yield f"  “{header}”列日期顺序为 {order}" if zh else f"  dates in column {header} are read as {order}"


def _completeness(contract: Contract, examination: Examination, zh: bool) -> Iterator[str]:
    for name, count in examination.supplied.items():
        label = contract.fields[name].label
        yield f"{label.zh}：由对照表补充 {count:,} 行" if zh else f"{label.en}: {count:,} rows supplied by lookup"
    if examination.converted_points:
        count = examination.converted_points
        yield f"{count:,} 个坐标已换算为WGS84" if zh else f"{count:,} points converted to WGS84"
    for gap in examination.completeness:
        label = contract.fields[gap.field].label
        yield (
            f"{label.zh}：{gap.rows:,} 行中缺 {gap.missing:,} 行"
            if zh
            else (f"{label.en}: missing in {gap.missing:,} of {gap.rows:,} rows")
        )
