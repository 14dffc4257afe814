"""Words about rows and cells."""

from dashboard.catalog import Label
from intake.wording.problem import ERROR, WARNING, Rules

ROWS: Rules = {
    "footer_row": (
        WARNING,
        Label(
            "the row holds nothing but this cell, as footers do; it was not imported",
            "该行只有这一个单元格有内容，按表尾说明处理，未导入",
        ),
        Label("if it is a record, fill in its other columns", "如确为记录，请补全其他列"),
    ),
    "lone_cell": (
        WARNING,
        Label("the row is empty but for this cell", "该行除这一单元格外均为空"),
        Label("check whether it is a record", "请核对该行是否为有效记录"),
    ),
    "total_row": (
        WARNING,
        Label("the row is a total, not a record; it was not imported", "该行是合计行而非记录，未导入"),
        Label("nothing to do; totals are computed", "无需处理；合计由系统计算"),
    ),
    "required": (
        ERROR,
        Label("{field} is missing", "“{field}”缺失"),
        Label("fill it in or remove the row", "请补全，或删除该行"),
    ),
    "duplicate_key": (
        ERROR,
        Label("the same {key} as {other}", "{key}与{other}重复"),
        Label("keep one of the two rows", "两行只保留一行"),
    ),
    "required_with": (
        ERROR,
        Label("{field} is missing although {other} is given", "填写了“{other}”，但缺少“{field}”"),
        Label("fill in {field}", "请补全“{field}”"),
    ),
    "not_before": (
        ERROR,
        Label("{field} lies before {other} ({value_of_other})", "“{field}”早于“{other}”（{value_of_other}）"),
        Label("correct one of the two dates", "请更正其中一个日期"),
    ),
    "type_contradicts_number": (
        ERROR,
        Label("the file says {said}, the application number says {told}", "文件写的是“{said}”，而申请号表明是“{told}”"),
        Label("correct the type or the number", "请更正专利类型或申请号"),
    ),
    "no_lookup_value": (
        WARNING,
        Label("the lookup has no {field} for {rows} rows", "对照表中没有对应的“{field}”，共{rows}行"),
        Label("add these names to the lookup file", "请在对照表中补充这些名称"),
    ),
    "lookup_contradicts": (
        ERROR,
        Label("the lookup gives {value} more than one {field}", "对照表中“{value}”对应多个“{field}”"),
        Label("keep one line for each name", "每个名称只保留一行"),
    ),
}

CELLS: Rules = {
    "not_a_date": (
        ERROR,
        Label("this is not a date", "不是有效日期"),
        Label("write it as 2024-03-05", "请写作 2024-03-05"),
    ),
    "day_missing": (
        ERROR,
        Label("the day is missing", "只有年月，缺少日"),
        Label("write the whole date as 2024-03-05", "请写出完整日期，如 2024-03-05"),
    ),
    "excel_zero": (
        ERROR,
        Label("this is Excel's date for an empty or zero cell (1899/1900)", "这是 Excel 对空值或 0 显示的日期（1899/1900年）"),
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
        Label("correct the date, or --as-of if the delivery is newer", "请更正日期；如数据更新，请更正 --as-of"),
    ),
    "too_far": (
        ERROR,
        Label("the date lies more than 30 years after the delivery's date", "日期晚于数据截至日30年以上"),
        Label("correct the date", "请更正日期"),
    ),
    "not_an_hour": (
        ERROR,
        Label("this is not an hour of the day", "不是有效的小时"),
        Label("write 0 to 23, or 09:00", "请写作 0—23，或 09:00"),
    ),
    "not_a_number": (
        ERROR,
        Label("this is not a number", "不是有效数字"),
        Label("write digits only, such as 1234.5", "请只写数字，如 1234.5"),
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
        Label("Excel has kept this long number as a figure and lost its last digits", "Excel 将这一长编号按数值保存，末尾数字已丢失"),
        Label("format the column as text and enter the number again", "请将该列设为文本格式后重新填写"),
    ),
    "not_a_boolean": (
        ERROR,
        Label("this is neither yes nor no", "不是“是”或“否”"),
        Label("write 是 or 否", "请填写“是”或“否”"),
    ),
    "not_a_code": (
        ERROR,
        Label("unknown value for {field}; accepted: {accepted}", "“{field}”取值无法识别；可接受：{accepted}"),
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
        Label("characters were lost before this file reached us (�)", "文件送达前已有字符丢失（�）"),
        Label("ask for the original and correct the cell", "请向提供方索取原文并更正"),
    ),
    "several_symbols": (
        WARNING,
        Label("several classification symbols; the first is kept", "有多个分类号，只保留第一个"),
        Label("nothing to do; the first is the main symbol", "无需处理；第一个为主分类号"),
    ),
    "locarno_class": (
        WARNING,
        Label("a Locarno class of designs, not an IPC symbol; left missing", "这是外观设计的洛迦诺分类号而非IPC分类号，按缺失处理"),
        Label("nothing to do; designs have no IPC symbol", "无需处理；外观设计没有IPC分类号"),
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
        Label("the cell holds Excel's error value; it counts as missing", "单元格是 Excel 错误值，按缺失处理"),
        Label("correct the formula or enter the value", "请修正公式或填写数值"),
    ),
    "number_form": (
        ERROR,
        Label("this is not a national application number", "不是国家知识产权局申请号"),
        Label("write 8 digits, 8 digits with check digit or 12 digits with check digit, such as 201710106452.1",
              "应为8位数字、8位数字加校验位或12位数字加校验位，如 201710106452.1"),
    ),
    "check_digit_missing": (
        ERROR,
        Label("the check digit of the application number is missing", "申请号缺少校验位"),
        Label("write the whole number, such as 201710106452.1, in a column formatted as text (as a figure, .0 gets lost)",
              "请将该列设为文本格式并写出完整申请号，如 201710106452.1（按数值保存会丢失“.0”）"),
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
