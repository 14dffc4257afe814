"""Words about a district's submission, and remedies for somebody who has the file and no command."""

import re
from dataclasses import replace

from dashboard.catalog import Label
from intake.wording.problem import ERROR, WARNING, Problem, Rules

SUBMISSIONS: Rules = {
    "unknown_file": (
        ERROR,
        Label("neither the file's name nor its headers tell which dataset it is", "从文件名和表头都无法判断属于哪个数据集"),
        Label(
            "put the dataset into the file's name, or take the file out of the folder; datasets: {datasets}",
            "请在文件名中写明数据集名称，或将该文件移出报送文件夹；数据集：{datasets}",
        ),
    ),
    "ambiguous_file": (
        ERROR,
        Label("the headers fit several datasets alike: {datasets}", "表头同样符合多个数据集：{datasets}"),
        Label("put one of these names into the file's name", "请在文件名中写明其中一个数据集名称"),
    ),
    "city_dataset": (
        ERROR,
        Label("{dataset} is not kept by district", "“{dataset}”不分区县，由市级统一导入"),
        Label("take the file out of the folder; the city imports it", "请将该文件移出报送文件夹，另交市级导入"),
    ),
    "other_district": (
        ERROR,
        Label("the row is of {other}; this is the submission of {district}",
              "该行属于{other}，而本次报送单位是{district}"),
        Label("correct the district, or remove the row and leave it to {other}", "请更正区县；如确属{other}，请删除该行并由其报送"),
    ),
    "whole_other_district": (
        ERROR,
        Label("all {rows} rows are of {other}; this is the submission of {district}",
              "全部{rows}行都属于{other}，而本次报送单位是{district}"),
        Label("check whether the wrong district was chosen or the wrong file sent",
              "请核对是否选错了报送区县或文件"),
    ),
    "held_elsewhere": (
        ERROR,
        Label("the city's database has this record under {holder}", "总库中该记录归属“{holder}”"),
        Label("compare the number; if it is yours, have the city move the record, then submit again",
              "请核对编号；如确属本区县，请先由市级更正归属后再报送"),
    ),
    "district_supplied": (
        WARNING,
        Label("{rows} rows of {dataset} name no district and count as {district}'s",
              "“{dataset}”有{rows}行未填区县，按{district}计"),
        Label("fill in the district to be sure", "建议补填区县"),
    ),
    "part_shrinks": (
        WARNING,
        Label("{dataset}: {rows} rows replace the {before} that {district} has in the city's database",
              "“{dataset}”：总库中{district}原有{before}行，本次仅{rows}行，将整体替换"),
        Label("check that all of the district's rows are in the files, not only the new ones",
              "请确认报送的是本区县全部记录，而非仅新增部分"),
    ),
    "not_published": (
        ERROR,
        Label("the files are sound by themselves, but {reason}", "各文件本身检查通过，但{reason}"),
        Label("mend what is named and submit again", "请按所述处理后重新报送"),
    ),
}  # fmt: skip

# Who submits files gives no options of a command: what there is to do in the file itself.
_IN_THE_FILE = {
    "several_sheets": Label("keep only the right one in the file", "请在文件中只保留应报的工作表"),
    "sheets_not_read": Label("if they belong here, send each as a file of its own", "如应报送，请各另存为单独的文件一并报送"),
    "no_header": Label("check that this is the right file, with headings as the page About the data lists them",
                       "请确认文件和工作表无误；可用的表头见“关于数据”页"),
    "unknown_column": Label("if it belongs here, rename it as the page About the data lists headings; else nothing to do",
                            "如应报送，请按“关于数据”页所列表头改名；否则无需处理"),
    "two_columns": Label("delete one of the two columns", "请删除其中一列"),
    "date_order": Label("rewrite the dates as 2024-03-05", "请将日期改写为 2024-03-05"),
    "after_as_of": Label("correct the date, or submit again for a later day if the data are newer",
                         "请更正日期；如数据确已更新，请以更晚的数据截至日重新报送"),
}  # fmt: skip
_OPTION = re.compile(r', or use --map ".*?"|，或使用 --map ".*?"')


def in_the_file(told: Problem) -> Problem:
    """The problem with a remedy for somebody who has the file and no command."""
    kept = Label(_OPTION.sub("", told.remedy.en), _OPTION.sub("", told.remedy.zh))
    return replace(told, remedy=_IN_THE_FILE.get(told.rule, kept))
