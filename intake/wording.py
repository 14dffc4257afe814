"""The words of every finding, in two languages: what is wrong, and what to do about it.

The only place where intake says it. A rule's name is its key; facts in braces are filled in by `problem`.
"""

import re
from dataclasses import dataclass, replace

from dashboard.catalog import Label

ERROR, WARNING = "error", "warning"


@dataclass(frozen=True)
class Problem:
    """What is wrong with a file, a column or a cell. Errors block publishing; warnings do not."""

    rule: str
    severity: str
    message: Label
    remedy: Label


def problem(rule: str, **facts: object) -> Problem:
    """The problem of that rule with its facts filled in; a fact that is a Label is put in each language."""
    severity, message, remedy = _RULES[rule]
    return Problem(rule, severity, _filled(message, facts), _filled(remedy, facts))


def _filled(words: Label, facts: dict[str, object]) -> Label:
    en, zh = ({k: v(lang) if isinstance(v, Label) else v for k, v in facts.items()} for lang in ("en", "zh"))
    return Label(words.en.format(**en), words.zh.format(**zh))


_FILES = {
    "empty_file": (
        ERROR,
        Label("the file is empty", "文件为空"),
        Label("export it again and check that it has rows", "请重新导出,并确认文件中有数据"),
    ),
    "wrong_file": (
        ERROR,
        Label("the file is {what}, not a workbook or text table", "文件实际是{what},不是工作簿或文本表格"),
        Label(
            "deliver .xlsx, .xls or .csv; renaming a file does not convert it",
            "请提供 .xlsx、.xls 或 .csv 文件;改扩展名不等于转换格式",
        ),
    ),
    "damaged_workbook": (
        ERROR,
        Label("the workbook cannot be read ({reason})", "工作簿无法读取({reason})"),
        Label(
            "open it in Excel or WPS, save it as .xlsx and import that",
            "请用 Excel 或 WPS 打开并另存为 .xlsx 后再导入",
        ),
    ),
    "password": (
        ERROR,
        Label("the workbook is protected by a password", "工作簿设有打开密码"),
        Label("open it, remove the password, save and import again", "请打开文件、取消密码并保存后重新导入"),
    ),
    "vast_sheet": (
        ERROR,
        Label(
            "sheet {sheet} stretches to cell {cell}, {cells} cells, most of them empty",
            "工作表“{sheet}”的数据一直延伸到 {cell}(共 {cells} 个单元格),其中绝大部分为空",
        ),
        Label(
            "delete the stray cell {cell} and the empty columns or rows before it, save and import again",
            "请删除远处的单元格 {cell} 及其前面的空行空列,保存后重新导入",
        ),
    ),
    "mixed_encodings": (
        ERROR,
        Label(
            "the file mixes encodings: line {line} is {other}, while line {first} is {encoding}",
            "文件混用了多种编码:第{line}行是 {other},而第{first}行是 {encoding}",
        ),
        Label(
            "export the file in one go as UTF-8, or convert the pasted part first",
            "请将整个文件一次导出为 UTF-8,或先转换拼接进来的部分",
        ),
    ),
    "unknown_encoding": (
        ERROR,
        Label(
            "line {line} is in no encoding we read (UTF-8, GB18030, UTF-16, Windows-1252)",
            "第{line}行不是可识别的编码(UTF-8、GB18030、UTF-16、Windows-1252)",
        ),
        Label("export the file again as UTF-8", "请重新导出为 UTF-8 编码"),
    ),
    "open_quote": (
        ERROR,
        Label(
            "a quotation mark opened in row {row} is not closed, so the lines after it run together",
            "第{row}行的双引号没有闭合,其后各行被并入同一单元格",
        ),
        Label("close or remove the quotation mark in that row", "请补齐或删除该行的双引号"),
    ),
    "no_such_sheet": (
        ERROR,
        Label("there is no sheet {sheet}; the workbook has: {sheets}", "没有工作表“{sheet}”;工作簿中有:{sheets}"),
        Label("name one of them with --sheet", "请用 --sheet 指定其中之一"),
    ),
    "several_sheets": (
        ERROR,
        Label("several sheets look like {dataset}: {sheets}", "有多个工作表都像“{dataset}”:{sheets}"),
        Label(
            "keep only the right one in the file, or name it with --sheet",
            "请在文件中只保留应报的工作表,或用 --sheet 指定",
        ),
    ),
    "no_header": (
        ERROR,
        Label(
            "no row among the first 30 looks like a header of {dataset} (sheets: {sheets}); expected headers such as {expected}",
            "前30行中找不到“{dataset}”的表头(工作表:{sheets});应有的表头如:{expected}",
        ),
        Label(
            "check that this is the right file and sheet, or name the columns with --map",
            "请确认文件和工作表无误,或用 --map 指定列对应关系",
        ),
    ),
    "no_rows": (
        ERROR,
        Label("there is a header but no row below it", "只有表头,没有数据行"),
        Label("export it again and check that it has rows", "请重新导出,并确认文件中有数据"),
    ),
    "sheets_not_read": (
        WARNING,
        Label("other sheets were not read: {sheets}", "以下工作表未读取:{sheets}"),
        Label("import them one by one with --sheet if they belong here", "如需导入,请用 --sheet 逐个指定"),
    ),
}

_COLUMNS = {
    "missing_column": (
        ERROR,
        Label(
            "required column {field} is missing; headers in the file: {headers}",
            "缺少必填列“{field}”;文件中的表头:{headers}",
        ),
        Label(
            'add the column, rename its header to one of {accepted}, or use --map "header={name}"',
            '请补充该列,或将表头改为{accepted}之一,或使用 --map "源列={name}"',
        ),
    ),
    "unknown_column": (
        WARNING,
        Label("column {header} is not known to {dataset} and was not imported", "“{dataset}”没有“{header}”这一列,未导入"),
        Label(
            'if it is needed, use --map "{header}=field"; --map "{header}=" says that it is left out on purpose',
            '如需导入,使用 --map "{header}=字段";如有意舍弃,使用 --map "{header}="',
        ),
    ),
    "unnamed_column": (
        WARNING,
        Label("column {letter} has {cells} filled cells but no header and was not imported",
              "{letter}列有{cells}个非空单元格但没有表头,未导入"),
        Label("give the column a header", "请为该列补充表头"),
    ),
    "two_columns": (
        ERROR,
        Label("columns {headers} both mean {field}", "列{headers}都对应“{field}”"),
        Label('leave one out with --map "header="', '请用 --map "表头=" 舍弃其中一列'),
    ),
    "mapped_column_missing": (
        ERROR,
        Label("the mapping names column {header}, which the file does not have; it has: {headers}",
              "对应关系中的列“{header}”在文件中不存在;文件中有:{headers}"),
        Label("correct the name in --map", "请更正 --map 中的列名"),
    ),
    "unit_unknown": (
        ERROR,
        Label("the unit {unit} of column {header} cannot be converted to {expected}",
              "“{header}”列的单位“{unit}”无法换算为{expected}"),
        Label("convert the column and name its unit in the header", "请换算该列数值,并在表头注明单位"),
    ),
    "unit_from_title": (
        WARNING,
        Label("amounts in {header} were multiplied by {factor}, because {cell} above the header says {unit}",
              "表头上方的 {cell} 注明“{unit}”,因此“{header}”列已乘以{factor}"),
        Label("name the unit in the header to be sure", "建议在表头中注明单位"),
    ),
    "fractions_for_percent": (
        ERROR,
        Label("the highest value in {header} is {highest}; percentages seem to be written as fractions",
              "“{header}”列最大值仅为{highest},疑似以小数表示百分数"),
        Label("write 4.35 or 4.35% for 4.35 percent", "4.35%请写作 4.35 或 4.35%"),
    ),
    "date_order": (
        ERROR,
        Label("dates such as {value} can be read in more than one order and nothing in the column decides",
              "“{value}”一类日期有多种读法,列中没有任何值能确定年月日的顺序"),
        Label("rewrite the dates as 2024-03-05, or state the order: --date-order dmy (day first), mdy or ymd; "
              'in a mapping file: date_order = "dmy"',
              "请将日期改写为 2024-03-05,或用 --date-order dmy(日在前)、mdy(月在前)或 ymd 注明顺序;"
              '对应文件中写 date_order = "dmy"'),
    ),
    "date_order_contradicts": (
        ERROR,
        Label("{value} and {other} cannot both be dates in one order", "“{value}”与“{other}”的年月日顺序互相矛盾"),
        Label("rewrite the dates of this column as 2024-03-05", "请将该列日期统一改写为 2024-03-05"),
    ),
    "co_owners_dropped": (
        WARNING,
        Label("several names in {field}; only the first is kept ({rows} rows)",
              "“{field}”有多个名称,只保留第一个(共{rows}行)"),
        Label("nothing to do; the dataset counts the first", "无需处理;统计以第一个为准"),
    ),
}  # fmt: skip

_ROWS = {
    "footer_row": (
        WARNING,
        Label(
            "the row holds nothing but this cell, as footers do; it was not imported",
            "该行只有这一个单元格有内容,按表尾说明处理,未导入",
        ),
        Label("if it is a record, fill in its other columns", "如确为记录,请补全其他列"),
    ),
    "lone_cell": (
        WARNING,
        Label("the row is empty but for this cell", "该行除这一单元格外均为空"),
        Label("check whether it is a record", "请核对该行是否为有效记录"),
    ),
    "total_row": (
        WARNING,
        Label("the row is a total, not a record; it was not imported", "该行是合计行而非记录,未导入"),
        Label("nothing to do; totals are computed", "无需处理;合计由系统计算"),
    ),
    "required": (
        ERROR,
        Label("{field} is missing", "“{field}”缺失"),
        Label("fill it in or remove the row", "请补全,或删除该行"),
    ),
    "duplicate_key": (
        ERROR,
        Label("the same {key} as {other}", "{key}与{other}重复"),
        Label("keep one of the two rows", "两行只保留一行"),
    ),
    "required_with": (
        ERROR,
        Label("{field} is missing although {other} is given", "填写了“{other}”,但缺少“{field}”"),
        Label("fill in {field}", "请补全“{field}”"),
    ),
    "not_before": (
        ERROR,
        Label("{field} lies before {other} ({value_of_other})", "“{field}”早于“{other}”({value_of_other})"),
        Label("correct one of the two dates", "请更正其中一个日期"),
    ),
    "type_contradicts_number": (
        ERROR,
        Label("the file says {said}, the application number says {told}", "文件写的是“{said}”,而申请号表明是“{told}”"),
        Label("correct the type or the number", "请更正专利类型或申请号"),
    ),
    "no_lookup_value": (
        WARNING,
        Label("the lookup has no {field} for {rows} rows", "对照表中没有对应的“{field}”,共{rows}行"),
        Label("add these names to the lookup file", "请在对照表中补充这些名称"),
    ),
    "lookup_contradicts": (
        ERROR,
        Label("the lookup gives {value} more than one {field}", "对照表中“{value}”对应多个“{field}”"),
        Label("keep one line for each name", "每个名称只保留一行"),
    ),
}

_CELLS = {
    "not_a_date": (
        ERROR,
        Label("this is not a date", "不是有效日期"),
        Label("write it as 2024-03-05", "请写作 2024-03-05"),
    ),
    "day_missing": (
        ERROR,
        Label("the day is missing", "只有年月,缺少日"),
        Label("write the whole date as 2024-03-05", "请写出完整日期,如 2024-03-05"),
    ),
    "excel_zero": (
        ERROR,
        Label("this is Excel's date for an empty or zero cell (1899/1900)", "这是 Excel 对空值或 0 显示的日期(1899/1900年)"),
        Label("clear the cell or enter the real date", "请清空该单元格或填写真实日期"),
    ),
    "too_early": (
        ERROR,
        Label("the date lies before {limit}{reason}", "日期早于{limit}{reason}"),
        Label("correct the date", "请更正日期"),
    ),
    "after_as_of": (
        ERROR,
        Label("the date lies after the delivery's date {limit}", "日期晚于数据截至日{limit}"),
        Label("correct the date, or --as-of if the delivery is newer", "请更正日期;如数据更新,请更正 --as-of"),
    ),
    "too_far": (
        ERROR,
        Label("the date lies more than 30 years after the delivery's date", "日期晚于数据截至日30年以上"),
        Label("correct the date", "请更正日期"),
    ),
    "not_an_hour": (
        ERROR,
        Label("this is not an hour of the day", "不是有效的小时"),
        Label("write 0 to 23, or 09:00", "请写作 0—23,或 09:00"),
    ),
    "not_a_number": (
        ERROR,
        Label("this is not a number", "不是有效数字"),
        Label("write digits only, such as 1234.5", "请只写数字,如 1234.5"),
    ),
    "not_whole": (
        ERROR,
        Label("this must be a whole number", "应为整数"),
        Label("correct the number", "请更正数字"),
    ),
    "percent_sign": (
        ERROR,
        Label("a percentage does not belong in this column", "该列不应出现百分数"),
        Label("write the number itself", "请填写数值本身"),
    ),
    "wrong_unit": (
        ERROR,
        Label("the unit {unit} in the cell cannot be converted to {expected}", "单元格中的单位“{unit}”无法换算为{expected}"),
        Label("convert the value", "请换算后填写"),
    ),
    "digits_lost": (
        ERROR,
        Label("Excel has kept this long number as a figure and lost its last digits", "Excel 将这一长编号按数值保存,末尾数字已丢失"),
        Label("format the column as text and enter the number again", "请将该列设为文本格式后重新填写"),
    ),
    "not_a_boolean": (
        ERROR,
        Label("this is neither yes nor no", "不是“是”或“否”"),
        Label("write 是 or 否", "请填写“是”或“否”"),
    ),
    "not_a_code": (
        ERROR,
        Label("unknown value for {field}; accepted: {accepted}", "“{field}”取值无法识别;可接受:{accepted}"),
        Label("use an accepted value", "请改为可接受的取值"),
    ),
    "below_min": (
        ERROR,
        Label("the value lies below {limit}{reason}", "数值小于{limit}{reason}"),
        Label("correct the value", "请更正数值"),
    ),
    "above_max": (
        ERROR,
        Label("the value lies above {limit}{reason}", "数值大于{limit}{reason}"),
        Label("correct the value", "请更正数值"),
    ),
    "pattern": (
        ERROR,
        Label("this is not a valid {field}", "不是有效的“{field}”"),
        Label("correct the cell", "请更正该单元格"),
    ),
    "characters_lost": (
        WARNING,
        Label("characters were lost before this file reached us (�)", "文件送达前已有字符丢失(�)"),
        Label("ask for the original and correct the cell", "请向提供方索取原文并更正"),
    ),
    "several_symbols": (
        WARNING,
        Label("several classification symbols; the first is kept", "有多个分类号,只保留第一个"),
        Label("nothing to do; the first is the main symbol", "无需处理;第一个为主分类号"),
    ),
    "locarno_class": (
        WARNING,
        Label("a Locarno class of designs, not an IPC symbol; left missing", "这是外观设计的洛迦诺分类号而非IPC分类号,按缺失处理"),
        Label("nothing to do; designs have no IPC symbol", "无需处理;外观设计没有IPC分类号"),
    ),
    "withheld": (
        WARNING,
        Label(
            "the source withholds the number; the row is kept and the gap is shown, never as 0",
            "来源不予公开该数值；保留该行并标明缺口，绝不按0计",
        ),
        Label("nothing to do; ask for the number if it may be told", "无需处理；如可公开，请向提供方索取"),
    ),
    "illegible": (
        WARNING,
        Label(
            "the number cannot be read in the source; the row is kept and the gap is shown, never as 0",
            "原文数值无法辨认；保留该行并标明缺口，绝不按0计",
        ),
        Label("compare with the original and enter the number", "请对照原件补录数值"),
    ),
    "error_value": (
        WARNING,
        Label("the cell holds Excel's error value; it counts as missing", "单元格是 Excel 错误值,按缺失处理"),
        Label("correct the formula or enter the value", "请修正公式或填写数值"),
    ),
    "number_form": (
        ERROR,
        Label("this is not a national application number", "不是国家知识产权局申请号"),
        Label("write 8 digits, 8 digits with check digit or 12 digits with check digit, such as 201710106452.1",
              "应为8位数字、8位数字加校验位或12位数字加校验位,如 201710106452.1"),
    ),
    "check_digit_missing": (
        ERROR,
        Label("the check digit of the application number is missing", "申请号缺少校验位"),
        Label("write the whole number, such as 201710106452.1, in a column formatted as text (as a figure, .0 gets lost)",
              "请将该列设为文本格式并写出完整申请号,如 201710106452.1(按数值保存会丢失“.0”)"),
    ),
    "check_digit": (
        ERROR,
        Label("the check digit of the application number should be {expected}", "申请号校验位应为 {expected}"),
        Label("compare the number with the certificate or the register", "请对照证书或登记簿核对申请号"),
    ),
    "number_type": (
        ERROR,
        Label("digit {digit} of the application number stands for no type of patent", "申请号中的“{digit}”不表示任何专利类型"),
        Label("compare the number with the certificate or the register", "请对照证书或登记簿核对申请号"),
    ),
    "number_year": (
        ERROR,
        Label("the application number begins with an impossible year", "申请号的年份不可能"),
        Label("compare the number with the certificate or the register", "请对照证书或登记簿核对申请号"),
    ),
}  # fmt: skip

_SUBMISSIONS = {
    "unknown_file": (
        ERROR,
        Label("neither the file's name nor its headers tell which dataset it is", "从文件名和表头都无法判断属于哪个数据集"),
        Label(
            "put the dataset into the file's name, or take the file out of the folder; datasets: {datasets}",
            "请在文件名中写明数据集名称,或将该文件移出报送文件夹;数据集:{datasets}",
        ),
    ),
    "ambiguous_file": (
        ERROR,
        Label("the headers fit several datasets alike: {datasets}", "表头同样符合多个数据集:{datasets}"),
        Label("put one of these names into the file's name", "请在文件名中写明其中一个数据集名称"),
    ),
    "city_dataset": (
        ERROR,
        Label("{dataset} is not kept by district", "“{dataset}”不分区县,由市级统一导入"),
        Label("take the file out of the folder; the city imports it", "请将该文件移出报送文件夹,另交市级导入"),
    ),
    "other_district": (
        ERROR,
        Label("the row is of {other}; this is the submission of {district}",
              "该行属于{other},而本次报送单位是{district}"),
        Label("correct the district, or remove the row and leave it to {other}", "请更正区县;如确属{other},请删除该行并由其报送"),
    ),
    "whole_other_district": (
        ERROR,
        Label("all {rows} rows are of {other}; this is the submission of {district}",
              "全部{rows}行都属于{other},而本次报送单位是{district}"),
        Label("check whether the wrong district was chosen or the wrong file sent",
              "请核对是否选错了报送区县或文件"),
    ),
    "held_elsewhere": (
        ERROR,
        Label("the city's database has this record under {holder}", "总库中该记录归属“{holder}”"),
        Label("compare the number; if it is yours, have the city move the record, then submit again",
              "请核对编号;如确属本区县,请先由市级更正归属后再报送"),
    ),
    "district_supplied": (
        WARNING,
        Label("{rows} rows of {dataset} name no district and count as {district}'s",
              "“{dataset}”有{rows}行未填区县,按{district}计"),
        Label("fill in the district to be sure", "建议补填区县"),
    ),
    "part_shrinks": (
        WARNING,
        Label("{dataset}: {rows} rows replace the {before} that {district} has in the city's database",
              "“{dataset}”:总库中{district}原有{before}行,本次仅{rows}行,将整体替换"),
        Label("check that all of the district's rows are in the files, not only the new ones",
              "请确认报送的是本区县全部记录,而非仅新增部分"),
    ),
    "not_published": (
        ERROR,
        Label("the files are sound by themselves, but {reason}", "各文件本身检查通过,但{reason}"),
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
_OPTION = re.compile(r', or use --map ".*?"|,或使用 --map ".*?"')


def in_the_file(told: Problem) -> Problem:
    """The problem with a remedy for somebody who has the file and no command."""
    kept = Label(_OPTION.sub("", told.remedy.en), _OPTION.sub("", told.remedy.zh))
    return replace(told, remedy=_IN_THE_FILE.get(told.rule, kept))


_RULES = {**_FILES, **_COLUMNS, **_ROWS, **_CELLS, **_SUBMISSIONS}
