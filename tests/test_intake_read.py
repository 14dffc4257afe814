"""Files of every kind yield the same cells, and files of no kind say what they are."""

import io
import zipfile
from datetime import date

import pytest
import xlsxwriter

from intake import read
from intake.read import Unreadable

TABLE = "申请号,名称,区县\n201710106452.1,一种方法,江阳\n201220746928.0,一种装置,合江\n"
CELLS = [["申请号", "名称", "区县"], ["201710106452.1", "一种方法", "江阳"], ["201220746928.0", "一种装置", "合江"]]


@pytest.fixture
def cells(tmp_path):
    """Write content to a file, read its first sheet."""

    def reader(content, name="delivery.csv"):
        path = tmp_path / name
        path.write_bytes(content)
        file = read.read(path)
        return file.sheet(file.sheet_names[0]).rows

    return reader


def refused(cells, content, name="delivery.csv"):
    """(message, remedy) in Chinese of a file that cannot be read."""
    with pytest.raises(Unreadable) as caught:
        cells(content, name)
    return caught.value.problem.message.zh, caught.value.problem.remedy.zh


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_chinese_text_is_read_in_every_usual_encoding(cells, encoding):
    content = TABLE.encode(encoding)
    assert cells(content) == CELLS


def test_western_text_with_accents_is_read_as_windows_1252(cells):
    content = "name,class\nAnglesey sea salt/Halen Môn,2.6\nAnís Paloma,25\n".encode("cp1252")
    assert cells(content)[1:] == [["Anglesey sea salt/Halen Môn", "2.6"], ["Anís Paloma", "25"]]


def test_rare_characters_beyond_gb2312_are_read(cells):
    assert cells("姓名,地\n朱镕基喆,㐂㙓\n泸州市江阳区,泸县\n".encode("gb18030"))[1] == ["朱镕基喆", "㐂㙓"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_delimiter_is_recognised(cells, delimiter):
    assert cells(TABLE.replace(",", delimiter).encode()) == CELLS


def test_a_decimal_comma_does_not_pass_for_a_delimiter(cells):
    assert cells("编号;金额\nA;1,5\nB;2,5\n".encode())[1] == ["A", "1,5"]


def test_quoted_cells_keep_their_delimiters_and_line_breaks(cells):
    assert cells(b'a,b\n"1,2","x\ny"\n')[1] == ["1,2", "x\ny"]


def test_rows_keep_their_numbers_when_lines_are_empty(cells):
    assert cells(b"a,b\n\n1,2\n") == [["a", "b"], [], ["1", "2"]]


def workbook(*sheets):
    """An .xlsx with sheets given as (name, {cell position: value})."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"default_date_format": "yyyy-mm-dd"}) as book:
        for name, filled in sheets:
            page = book.add_worksheet(name)
            for (row, column), value in filled.items():
                page.write(row, column, value)
    return content.getvalue()


def test_cells_of_a_workbook_keep_their_places(cells):
    content = workbook(("表", {(2, 1): "标题", (4, 1): date(2024, 3, 5), (4, 2): 1.5, (4, 3): True}))
    assert cells(content, "a.xlsx") == [
        [], [], [None, "标题", None, None], [], [None, date(2024, 3, 5), 1.5, "TRUE"],
    ]  # fmt: skip


def test_the_content_tells_the_kind_of_a_file_not_its_name(cells):
    assert cells(workbook(("表", {(0, 0): "申请号"})), "renamed.csv") == [["申请号"]]
    assert cells(TABLE.encode("gb18030"), "renamed.xls") == CELLS


def test_a_workbook_formatted_to_its_last_row_is_read_quickly_and_small(cells):
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["申请号", "名称"])
        page.write_row(1, 0, ["201710106452.1", "一种方法"])
        page.write_blank(1_048_575, 5, None, book.add_format({"bold": True}))
    assert cells(content.getvalue(), "a.xlsx") == [["申请号", "名称"], ["201710106452.1", "一种方法"]]


def test_one_stray_cell_in_the_last_corner_is_refused_before_it_fills_the_memory(cells):
    content = workbook(("表", {(0, 0): "申请号", (1_048_575, 16_383): "x"}))
    assert refused(cells, content, "a.xlsx") == (
        "工作表“表”的数据一直延伸到 XFD1048576（共 17,179,869,184 个单元格），其中绝大部分为空",
        "请删除远处的单元格 XFD1048576 及其前面的空行空列，保存后重新导入",
    )


def test_error_values_of_formulas_are_noticed(tmp_path):
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        page = book.add_worksheet("表")
        page.write_row(0, 0, ["a", "b"])
        page.write_formula(1, 1, "=1/0", None, "#DIV/0!")
    path = tmp_path / "a.xlsx"
    path.write_bytes(content.getvalue())
    assert read.read(path).sheet("表").error_cells == ((1, 1, "#DIV/0!"),)


def test_a_picture_renamed_to_xlsx_is_called_a_picture(cells):
    assert refused(cells, b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(100), "专利.xlsx") == (
        "文件实际是JPEG图片，不是工作簿或文本表格",
        "请提供 .xlsx、.xls 或 .csv 文件；改扩展名不等于转换格式",
    )


def test_a_web_page_saved_as_xls_is_called_a_web_page(cells):
    message, _ = refused(cells, b"<html><table><tr><td>1</td></tr></table></html>", "导出.xls")
    assert message == "文件实际是网页或XML文档，不是工作簿或文本表格"


@pytest.mark.parametrize(("member", "name"), [("word/document.xml", "Word文档"), ("a.txt", "ZIP压缩包")])
def test_other_archives_are_called_what_they_are(cells, member, name):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(member, "x")
    assert refused(cells, content.getvalue(), "a.xlsx")[0] == f"文件实际是{name}，不是工作簿或文本表格"


def test_binary_data_is_not_taken_for_text(cells):
    assert refused(cells, bytes(range(256)) * 8)[0].startswith("文件实际是二进制数据")


@pytest.mark.parametrize("content", [b"", b" \r\n\n", b"\xef\xbb\xbf", "\ufeff\r\n".encode("utf-16-le")])
def test_an_empty_file_is_called_empty(cells, content):
    assert refused(cells, content) == ("文件为空", "请重新导出，并确认文件中有数据")


def test_a_workbook_with_a_password_asks_for_one_without(cells):
    # Excel wraps an encrypted workbook into the container of the old format, with a stream of this name.
    content = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(400)
    assert refused(cells, content, "密.xlsx") == ("工作簿设有打开密码", "请打开文件、取消密码并保存后重新导入")


def test_a_cut_off_workbook_is_called_unreadable(cells):
    content = workbook(("表", {(0, 0): "申请号"}))
    message, remedy = refused(cells, content[: len(content) // 2], "a.xlsx")
    assert message.startswith("工作簿无法读取（")
    assert remedy == "请用 Excel 或 WPS 打开并另存为 .xlsx 后再导入"


def test_two_encodings_in_one_file_are_refused_with_the_line(cells):
    content = "申请号,名称\n1,泸州老窖\n".encode() + "2,郎酒集团\n".encode("gb18030")
    assert refused(cells, content) == (
        "文件混用了多种编码：第3行是 GB18030，而第1行是 UTF-8",
        "请将整个文件一次导出为 UTF-8，或先转换拼接进来的部分",
    )


def test_bytes_of_no_encoding_name_their_line(cells):
    content = "名称,区县\n泸州老窖,江阳\n".encode("gb18030") + b"\xff\xff,x\n"
    assert refused(cells, content)[0] == "第3行不是可识别的编码（UTF-8、GB18030、UTF-16、Windows-1252）"


def test_an_open_quotation_mark_does_not_swallow_the_rest_unnoticed(cells):
    content = 'a,b\n1,"开\n' + "2,x\n" * 100
    assert refused(cells, content.encode())[0] == "第2行的双引号没有闭合，其后各行被并入同一单元格"
