"""Words about files, their sheets and their columns."""

from dashboard.catalog import Label
from intake.wording.problem import ERROR, WARNING, Rules

FILES: Rules = {
    "empty_file": (
        ERROR,
        Label("the file is empty", "文件为空"),
        Label("export it again and check that it has rows", "请重新导出，并确认文件中有数据"),
    ),
    "wrong_file": (
        ERROR,
        Label("the file is {what}, not a workbook or text table", "文件实际是{what}，不是工作簿或文本表格"),
        Label(
            "deliver .xlsx, .xls or .csv; renaming a file does not convert it",
            "请提供 .xlsx、.xls 或 .csv 文件；改扩展名不等于转换格式",
        ),
    ),
    "damaged_workbook": (
        ERROR,
        Label("the workbook cannot be read ({reason})", "工作簿无法读取（{reason}）"),
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
            "工作表“{sheet}”的数据一直延伸到 {cell}（共 {cells} 个单元格），其中绝大部分为空",
        ),
        Label(
            "delete the stray cell {cell} and the empty columns or rows before it, save and import again",
            "请删除远处的单元格 {cell} 及其前面的空行空列，保存后重新导入",
        ),
    ),
    "mixed_encodings": (
        ERROR,
        Label(
            "the file mixes encodings: line {line} is {other}, while line {first} is {encoding}",
            "文件混用了多种编码：第{line}行是 {other}，而第{first}行是 {encoding}",
        ),
        Label(
            "export the file in one go as UTF-8, or convert the pasted part first",
            "请将整个文件一次导出为 UTF-8，或先转换拼接进来的部分",
        ),
    ),
    "unknown_encoding": (
        ERROR,
        Label(
            "line {line} is in no encoding we read (UTF-8, GB18030, UTF-16, Windows-1252)",
            "第{line}行不是可识别的编码（UTF-8、GB18030、UTF-16、Windows-1252）",
        ),
        Label("export the file again as UTF-8", "请重新导出为 UTF-8 编码"),
    ),
    "open_quote": (
        ERROR,
        Label(
            "a quotation mark opened in row {row} is not closed, so the lines after it run together",
            "第{row}行的双引号没有闭合，其后各行被并入同一单元格",
        ),
        Label("close or remove the quotation mark in that row", "请补齐或删除该行的双引号"),
    ),
    "no_such_sheet": (
        ERROR,
        Label("there is no sheet {sheet}; the workbook has: {sheets}", "没有工作表“{sheet}”；工作簿中有：{sheets}"),
        Label("name one of them with --sheet", "请用 --sheet 指定其中之一"),
    ),
    "several_sheets": (
        ERROR,
        Label("several sheets look like {dataset}: {sheets}", "有多个工作表都像“{dataset}”：{sheets}"),
        Label(
            "keep only the right one in the file, or name it with --sheet",
            "请在文件中只保留应报的工作表，或用 --sheet 指定",
        ),
    ),
    "no_header": (
        ERROR,
        Label(
            "no row among the first 30 looks like a header of {dataset} (sheets: {sheets}); expected headers such as {expected}",
            "前30行中找不到“{dataset}”的表头（工作表：{sheets}）；应有的表头如：{expected}",
        ),
        Label(
            "check that this is the right file and sheet, or name the columns with --map",
            "请确认文件和工作表无误，或用 --map 指定列对应关系",
        ),
    ),
    "no_rows": (
        ERROR,
        Label("there is a header but no row below it", "只有表头，没有数据行"),
        Label("export it again and check that it has rows", "请重新导出，并确认文件中有数据"),
    ),
    "sheets_not_read": (
        WARNING,
        Label("other sheets were not read: {sheets}", "以下工作表未读取：{sheets}"),
        Label("import them one by one with --sheet if they belong here", "如需导入，请用 --sheet 逐个指定"),
    ),
}

COLUMNS: Rules = {
    "missing_column": (
        ERROR,
        Label(
            "required column {field} is missing; headers in the file: {headers}",
            "缺少必填列“{field}”；文件中的表头：{headers}",
        ),
        Label(
            'add the column, rename its header to one of {accepted}, or use --map "header={name}"',
            '请补充该列，或将表头改为{accepted}之一，或使用 --map "源列={name}"',
        ),
    ),
    "unknown_column": (
        WARNING,
        Label("column {header} is not known to {dataset} and was not imported", "“{dataset}”没有“{header}”这一列，未导入"),
        Label(
            'if it is needed, use --map "{header}=field"; --map "{header}=" says that it is left out on purpose',
            '如需导入，使用 --map "{header}=字段"；如有意舍弃，使用 --map "{header}="',
        ),
    ),
    "unnamed_column": (
        WARNING,
        Label("column {letter} has {cells} filled cells but no header and was not imported",
              "{letter}列有{cells}个非空单元格但没有表头，未导入"),
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
              "对应关系中的列“{header}”在文件中不存在；文件中有：{headers}"),
        Label("correct the name in --map", "请更正 --map 中的列名"),
    ),
    "unit_unknown": (
        ERROR,
        Label("the unit {unit} of column {header} cannot be converted to {expected}",
              "“{header}”列的单位“{unit}”无法换算为{expected}"),
        Label("convert the column and name its unit in the header", "请换算该列数值，并在表头注明单位"),
    ),
    "unit_from_title": (
        WARNING,
        Label("amounts in {header} were multiplied by {factor}, because {cell} above the header says {unit}",
              "表头上方的 {cell} 注明“{unit}”，因此“{header}”列已乘以{factor}"),
        Label("name the unit in the header to be sure", "建议在表头中注明单位"),
    ),
    "fractions_for_percent": (
        ERROR,
        Label("the highest value in {header} is {highest}; percentages seem to be written as fractions",
              "“{header}”列最大值仅为{highest}，疑似以小数表示百分数"),
        Label("write 4.35 or 4.35% for 4.35 percent", "4.35%请写作 4.35 或 4.35%"),
    ),
    "date_order": (
        ERROR,
        Label("dates such as {value} can be read in more than one order and nothing in the column decides",
              "“{value}”一类日期有多种读法，列中没有任何值能确定年月日的顺序"),
        Label("rewrite the dates as 2024-03-05, or state the order: --date-order dmy (day first), mdy or ymd; "
              'in a mapping file: date_order = "dmy"',
              "请将日期改写为 2024-03-05，或用 --date-order dmy（日在前）、mdy（月在前）或 ymd 注明顺序；"
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
              "“{field}”有多个名称，只保留第一个（共{rows}行）"),
        Label("nothing to do; the dataset counts the first", "无需处理；统计以第一个为准"),
    ),
}  # fmt: skip
