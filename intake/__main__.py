"""`python -m intake …`: import files, take submissions, publish demonstration data; list, compare and verify snapshots; roll back.

Exit codes: 0 done, 1 findings that block or damage found, 2 wrong usage.
"""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tqdm import tqdm

from dashboard import catalog
from dashboard.catalog import Label
from intake import submit_command
from intake.command import DONE, FOUND, USAGE, Usage, day, refuse_report, say, steps
from intake.dates import ORDERS


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the process's exit code."""
    asked = _parser().parse_args(arguments)
    try:
        return asked.run(asked)
    except Usage as error:
        print(f"{say(asked, '用法错误：', 'usage error: ')}{error.message(asked.lang)}", file=sys.stderr)
        return USAGE
    except BrokenPipeError:  # The reader of our output has left, as `| head` does.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--lang", choices=("zh", "en"), default="zh", help="提示语言 / language of messages")
    parser = argparse.ArgumentParser(
        prog="python -m intake",
        description="数据导入与快照管理 / files in, snapshots out",
        epilog="退出码 / exit codes: 0 完成 done, 1 有错误或损坏 findings or damage, 2 用法错误 usage",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_import(commands.add_parser("import", parents=[common], help="导入文件并发布快照 / import files and publish"))
    submit_command.add(commands.add_parser("submit", parents=[common], help="区县报送 / one district's submission"))
    demo = commands.add_parser("demo", parents=[common], help="发布演示数据 / publish demonstration data")
    demo.add_argument("--scale", type=float, default=1.0, help="记录数倍数 / multiply the number of records")
    demo.add_argument("--if-none", action="store_true", help="仅当没有快照时 / only when there is no snapshot")
    demo.set_defaults(run=_demo)
    commands.add_parser("list", parents=[common], help="列出快照 / list snapshots").set_defaults(run=_list)
    diff = commands.add_parser("diff", parents=[common], help="对比两个快照 / what changed between two snapshots")
    diff.add_argument("ids", metavar="ID", nargs=2, help="两个快照，次序不限 / two snapshots, in any order")
    diff.add_argument(
        "--dataset", choices=tuple(catalog.contracts()), help="仅此数据集，列出逐条变化 / its records too"
    )
    diff.add_argument("--format", choices=("table", "json"), default="table")
    diff.set_defaults(run=_diff)
    for name, run, required, words in (
        ("show", _show, True, "显示快照内容 / what a snapshot holds"),
        ("verify", _verify, False, "重新计算全部哈希 / recompute every hash"),
        ("rollback", _rollback, True, "将较早的快照设为现行 / put an earlier snapshot in force"),
    ):
        command = commands.add_parser(name, parents=[common], help=words)
        command.add_argument("id", metavar="ID", nargs=None if required else "?")
        command.set_defaults(run=run)
    return parser


def _add_import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("dataset", metavar="DATASET", help=f"数据集 / one of: {', '.join(catalog.contracts())}")
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path, help=".xlsx .xls .csv .txt")
    parser.add_argument("--as-of", metavar="DATE", type=day, required=True, help="数据截至日 / day the data stands for")
    parser.add_argument(
        "--complete-through", metavar="DATE", type=day, help="数据完整至 / last complete day (default: --as-of)"
    )
    parser.add_argument(
        "--mode", choices=("replace", "merge"), default="replace", help="替换或按主键合并 / replace, or merge by key"
    )
    parser.add_argument(
        "--map",
        metavar='"源列=field"|FILE.toml',
        action="append",
        default=[],
        help="列对应关系 / columns by name, or a mapping file",
    )
    parser.add_argument("--date-order", choices=ORDERS, help="5/3/2024 类日期的顺序 / order of such dates")
    parser.add_argument(
        "--lookup",
        metavar="FIELD=FILE",
        action="append",
        default=[],
        help="对照表，如 applicant=区县.csv / fill fields from a file",
    )
    parser.add_argument("--sheet", metavar="NAME", help="工作表 / sheet of the workbook")
    parser.add_argument("--dry-run", action="store_true", help="只检查不发布 / check, do not publish")
    parser.add_argument("--report", metavar="FILE.xlsx", type=Path, help="输出问题清单 / write the findings file")
    parser.set_defaults(run=_import)  # fmt: skip


# --- import -----------------------------------------------------------------------------------


def _import(asked: argparse.Namespace) -> int:
    # Reading and checking bring in large libraries, which `list` and `show` need not wait for.
    from intake import findings_file
    from intake.importing import examine

    contract = _contract(asked.dataset)
    _refuse_absent(asked.files)
    refuse_report(asked.report)
    lookups = _lookups(asked.lookup, contract)
    # Every file is a step, and every field of it; then deriving and checking.
    with steps(len(asked.files) * (len(contract.fields) + 1) + 2) as progress:
        examination = examine(
            contract,
            asked.files,
            as_of=asked.as_of,
            mapping=_mapping(asked, contract),
            lookups=lookups,
            sheet=asked.sheet,
            progress=progress,
        )
    _print_examination(asked, contract, examination)
    if asked.report:
        findings_file.write(asked.report, examination, asked.lang)
        print(say(asked, f"问题清单：{asked.report}", f"findings file: {asked.report}"))
    if not examination.can_be_published:
        print(say(asked, "有错误，未发布；现行快照不变", "errors block publishing; the snapshot in force is unchanged"))
        return FOUND
    if asked.dry_run:
        print(say(asked, "检查通过，未发布（--dry-run）", "sound; not published (--dry-run)"))
        return DONE
    return _publish(asked, contract, examination)


def _real(base: catalog.Snapshot | None) -> catalog.Snapshot | None:
    return None if base and base.is_demonstration else base


def _publish(asked: argparse.Namespace, contract: catalog.Contract, examination: object) -> int:
    from intake import push_rows, submission_rows
    from intake.publish import Delivery, Refused, publish
    from intake.submit import base_of

    delivery = Delivery(
        rows=examination.rows,
        sources=examination.sources,
        complete_through=asked.complete_through,
        mode=asked.mode,
        findings=examination.findings.summary(),
        gaps=examination.gaps,
    )
    # Days have passed since the last publish: what was not due may be missing now.
    stands = submission_rows.delivery(asked.as_of, _real(base_of(asked.as_of)), is_demonstration=False)
    deliveries = ({submission_rows.DATASET: stands} if stands else {}) | {contract.id: delivery}
    try:
        with steps() as progress:
            snapshot = publish(deliveries, as_of=asked.as_of, progress=progress)
    except Refused as error:
        print(error.message(asked.lang))
        return FOUND
    rows = snapshot.resources[contract.id].rows
    print(
        say(
            asked,
            f"已发布快照 {snapshot.id}：{contract.label.zh}共 {rows:,} 行",
            f"published snapshot {snapshot.id}: {contract.label.en}, {rows:,} rows",
        )
    )
    if told := push_rows.told(snapshot):
        print(told(asked.lang))
    return DONE


def _contract(name: str) -> catalog.Contract:
    known = catalog.contracts()
    if name not in known:
        raise Usage(
            Label(
                f"there is no dataset {name}; there are: {', '.join(known)}",
                f"没有数据集 {name}；可用：{'、'.join(known)}",
            )
        )
    return known[name]


def _refuse_absent(files: Sequence[Path]) -> None:
    for path in files:
        if not path.is_file():
            raise Usage(Label(f"there is no file {path}", f"没有文件 {path}"))


def _mapping(asked: argparse.Namespace, contract: catalog.Contract) -> object:
    from intake.mapping import BadMapping, from_arguments

    try:
        return from_arguments(asked.map, contract, asked.date_order)
    except BadMapping as error:
        raise Usage(error.message) from error


def _lookups(arguments: Sequence[str], contract: catalog.Contract) -> dict[str, Path]:
    lookups = {}
    for argument in arguments:
        key, equals, path = argument.partition("=")
        if not equals or key not in contract.fields:
            fields = list(contract.fields)
            raise Usage(
                Label(
                    f"--lookup {argument}: write FIELD=FILE with a field of {contract.id}: {', '.join(fields)}",
                    f"--lookup {argument}：应写作 字段=文件，字段为：{'、'.join(fields)}",
                )
            )
        lookups[key] = Path(path)
    _refuse_absent(list(lookups.values()))
    return lookups


def _print_examination(asked: argparse.Namespace, contract: catalog.Contract, examination: object) -> None:
    from intake import summary

    for line in summary.lines(contract, examination, asked.lang):
        print(line)


# --- snapshots --------------------------------------------------------------------------------


def _demo(asked: argparse.Namespace) -> int:
    from intake.demo import publish_demo

    if asked.if_none and catalog.shelf().sound:
        return DONE
    if asked.scale <= 0:
        raise Usage(Label("--scale must be above 0", "--scale 应大于 0"))
    with steps() as progress:
        snapshots = publish_demo(scale=asked.scale, progress=progress)
    for snapshot in snapshots:
        print(say(asked, f"已发布演示快照 {snapshot.id}", f"published demonstration snapshot {snapshot.id}"))
    return DONE


def _list(asked: argparse.Namespace) -> int:
    shelf = catalog.shelf()
    if not shelf.sound and not shelf.damaged:
        print(say(asked, f"{catalog.snapshots_folder()} 中没有快照", f"no snapshots in {catalog.snapshots_folder()}"))
    for snapshot in shelf.sound:
        marks = [say(asked, "现行", "in force")] if snapshot == shelf.in_force else []
        marks += [say(asked, "演示数据", "demonstration")] if snapshot.is_demonstration else []
        print("\t".join([snapshot.id, snapshot.created, ", ".join(snapshot.datasets), " ".join(marks)]))
    for damage in shelf.damaged:
        print("\t".join([damage.snapshot, say(asked, "已损坏", "damaged"), damage.file, damage.reason(asked.lang)]))
    return DONE


def _show(asked: argparse.Namespace) -> int:
    snapshot = _snapshot(asked)
    parent = snapshot.parent or "-"
    print(say(asked, f"快照 {snapshot.id}，生成于 {snapshot.created}，前一快照 {parent}", f"snapshot {snapshot.id}, created {snapshot.created}, parent {parent}"))  # fmt: skip
    if snapshot.is_demonstration:
        print(say(asked, "演示数据", "demonstration data"))
    for name, resource in snapshot.datasets.items():
        label = catalog.contracts()[name].label(asked.lang)
        facts = say(
            asked,
            f"{name} {label}：{resource.rows:,} 行，完整至 {resource.complete_through}",
            f"{name} {label}: {resource.rows:,} rows, complete through {resource.complete_through}",
        )
        print(facts)
        for source in resource.sources:
            counts = f"{source.rows_in:,} = {source.rows_published:,} + {source.rows_rejected:,}"
            print(f"  {source.title}  {counts}  sha256 {source.sha256[:16]}…")
    if snapshot.missing:
        print(say(asked, f"缺少：{'、'.join(snapshot.missing)}", f"missing: {', '.join(snapshot.missing)}"))
    return DONE


def _diff(asked: argparse.Namespace) -> int:
    from intake import difference

    try:
        pair = difference.pair_of(asked.ids)
    except LookupError as error:
        raise Usage(error.args[0]) from error
    if asked.format == "json":
        print(difference.as_json(pair, asked.dataset))
    else:
        print("\n".join(difference.lines(pair, asked.dataset, asked.lang)))
    return DONE


def _verify(asked: argparse.Namespace) -> int:
    folder = catalog.snapshots_folder()
    ids = [asked.id] if asked.id else catalog.snapshot_ids(folder)
    _refuse_unknown(ids, folder)
    found = [damage for snapshot_id in tqdm(ids, disable=None, leave=False) for damage in _damages(folder, snapshot_id)]
    for damage in found:
        print(f"{damage.snapshot}: {damage.file}: {damage.reason(asked.lang)}")
    if found:
        return FOUND
    print(say(asked, f"{len(ids)} 个快照完好", f"{len(ids)} snapshots are sound"))
    return DONE


def _damages(folder: Path, snapshot_id: str) -> Iterator[catalog.Damage]:
    try:
        yield from catalog.damages(catalog.read_snapshot(folder / snapshot_id))
    except catalog.DamagedSnapshot as error:
        yield error.damage


def _rollback(asked: argparse.Namespace) -> int:
    from intake.publish import Refused, rollback

    folder = catalog.snapshots_folder()
    _refuse_unknown([asked.id], folder)
    try:
        snapshot = rollback(folder, asked.id)
    except Refused as error:
        print(error.message(asked.lang))
        return FOUND
    print(say(asked, f"现行快照：{snapshot.id}", f"in force: {snapshot.id}"))
    return DONE


def _snapshot(asked: argparse.Namespace) -> catalog.Snapshot:
    folder = catalog.snapshots_folder()
    _refuse_unknown([asked.id], folder)
    try:
        return catalog.read_snapshot(folder / asked.id)
    except catalog.DamagedSnapshot as error:
        damage = error.damage
        raise Usage(Label(f"{damage.file} {damage.reason.en}", f"{damage.file}{damage.reason.zh}")) from error


def _refuse_unknown(ids: Sequence[str], folder: Path) -> None:
    known = catalog.snapshot_ids(folder)
    for snapshot_id in ids:
        if snapshot_id not in known:
            raise Usage(
                Label(
                    f"there is no snapshot {snapshot_id}; there are: {', '.join(known) or 'none'}",
                    f"没有快照 {snapshot_id}；现有：{'、'.join(known) or '无'}",
                )
            )


if __name__ == "__main__":
    sys.exit(main())
