"""An empty Word document in the layout of GB/T 9704: page, grid, styles, page numbers.

Owns measures and typefaces; puts no text of its own into the body.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml import etree

FANGSONG, SONG, HEI, KAI = "仿宋_GB2312", "宋体", "黑体", "楷体_GB2312"
TITLE_SONG = "方正小标宋简体"
_LATIN = "Times New Roman"
# What Word takes where the named font is not on the reader's machine.
_ALTERNATIVES = {FANGSONG: "仿宋", KAI: "楷体", TITLE_SONG: "华文中宋"}
# 28.95 pt × 22 lines fit 225 mm; 29 pt would give 21 lines.
_LINE_PT = 28.95
_GRID_PITCH_TWIPS = "579"
# 28 characters of (16 − 0.25) pt are 441 pt, just under the 156 mm of a line.
_BODY_SPACING_TWIPS = "-5"


@dataclass(frozen=True)
class _Style:
    name: str
    font: str
    size_pt: float
    line_pt: float
    align: WD_ALIGN_PARAGRAPH
    indent_chars: int = 0
    is_body_text: bool = False
    keeps_with_next: bool = False


TITLE, BODY, HEADING, SUBHEADING = "公文标题", "公文正文", "一级标题", "二级标题"
DATE_LINE, SMALL_CELL = "题下日期", "小表文"
FIGURE, CAPTION, NOTE, CELL = "公文图", "图题", "图注", "表文"
_CENTER, _LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT
_STYLES = (
    _Style(TITLE, TITLE_SONG, 22, 33, _CENTER),
    # Justified, LibreOffice tears a line apart before an unbreakable 28.8%、22.4%.
    _Style(BODY, FANGSONG, 16, _LINE_PT, _LEFT, 2, True),
    _Style(HEADING, HEI, 16, _LINE_PT, _LEFT, 2, True, keeps_with_next=True),
    _Style(SUBHEADING, KAI, 16, _LINE_PT, _LEFT, 2, True, keeps_with_next=True),
    _Style(DATE_LINE, KAI, 16, _LINE_PT, _CENTER),
    _Style(CAPTION, HEI, 12, 18, _CENTER, keeps_with_next=True),
    _Style(NOTE, FANGSONG, 10.5, 14, _LEFT),
    _Style(CELL, FANGSONG, 10.5, 14, _LEFT),
    _Style(SMALL_CELL, FANGSONG, 9, 12, _LEFT),
)
# 三号 becomes 二号: what can be read from a lectern.
LARGE = 22 / 16
_LARGE_LINE = 1.3


def gongwen_document(*, is_large_print: bool = False) -> Document:
    """A4, margins 37/28/35/26 mm, 22 lines of 28 characters, page number — 1 —.

    is_large_print: 二号 in place of 三号, and no grid, for a copy to be read aloud.
    """
    document = docx.Document()
    _drop_leftovers(document)
    _set_page(document.sections[0], has_grid=not is_large_print)
    _set_defaults(document)
    for style in _STYLES:
        _add_style(document, _larger(style) if is_large_print else style)
    figure = document.styles.add_style(FIGURE, WD_STYLE_TYPE.PARAGRAPH)
    figure.paragraph_format.alignment = _CENTER
    figure.paragraph_format.line_spacing = 1.0
    figure.paragraph_format.keep_with_next = True
    _leave_grid(figure)
    _number_pages(document)
    _name_alternative_fonts(document)
    return document


def _larger(style: _Style) -> _Style:
    size = round(style.size_pt * LARGE * 2) / 2
    return replace(style, size_pt=size, line_pt=style.line_pt * _LARGE_LINE)


def _drop_leftovers(document: Document) -> None:
    """The template's copy of its styles (now untrue) and its preview picture."""
    for holder in (document.part, document.part.package):
        for name, relation in list(holder.rels.items()):
            if relation.reltype.endswith(("/stylesWithEffects", "/thumbnail")):
                del holder.rels[name]


def set_font(properties: BaseOxmlElement, name: str, latin: str = _LATIN) -> None:
    """Name the font for every script; a theme attribute would win over the name."""
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), "")
    for script in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{script}"), latin)
    fonts.set(qn("w:eastAsia"), name)
    # Curly quotes and dashes take the Chinese font only with this hint.
    fonts.set(qn("w:hint"), "eastAsia")


def _set_page(section: Section, *, has_grid: bool) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance = Mm(15)
    section.footer_distance = Mm(22)  # the page number's top 7 mm below the text
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is None:
        grid = OxmlElement("w:docGrid")
        section._sectPr.append(grid)
    if not has_grid:
        grid.attrib.clear()
        return
    # linesAndChars gives 14 characters a line in LibreOffice.
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), _GRID_PITCH_TWIPS)


def _set_defaults(document: Document) -> None:
    normal = document.styles["Normal"]
    normal.font.size = Pt(16)
    set_font(normal.element.get_or_add_rPr(), FANGSONG)
    defaults = document.styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    set_font(properties, FANGSONG)
    language = properties.find(qn("w:lang"))
    if language is not None:
        language.set(qn("w:eastAsia"), "zh-CN")


def _add_style(document: Document, wanted: _Style) -> None:
    style = document.styles.add_style(wanted.name, WD_STYLE_TYPE.PARAGRAPH)
    style.font.size = Pt(wanted.size_pt)
    style.font.color.rgb = RGBColor(0, 0, 0)
    properties = style.element.get_or_add_rPr()
    set_font(properties, wanted.font)
    if wanted.is_body_text:
        spacing = OxmlElement("w:spacing")
        spacing.set(qn("w:val"), _BODY_SPACING_TWIPS)
        properties.find(qn("w:sz")).addprevious(spacing)
    layout = style.paragraph_format
    layout.alignment = wanted.align
    layout.space_before = layout.space_after = Pt(0)
    layout.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    layout.line_spacing = Pt(wanted.line_pt)
    layout.widow_control = False
    layout.keep_with_next = wanted.keeps_with_next
    if not wanted.is_body_text:
        _leave_grid(style)
    indent = style.element.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:firstLineChars"), str(wanted.indent_chars * 100))
    indent.set(qn("w:firstLine"), str(round(wanted.size_pt * 20 * wanted.indent_chars)))


def _leave_grid(style: ParagraphStyle) -> None:
    """Smaller lines would each be stretched to a whole line of the page's grid."""
    snap = OxmlElement("w:snapToGrid")
    snap.set(qn("w:val"), "0")
    spacing = style.element.get_or_add_pPr().get_or_add_spacing()
    spacing.addprevious(snap)


def _number_pages(document: Document) -> None:
    """Odd pages right, even pages left, one character in from the edge."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    sides = (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT, "right"),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT, "left"),
    )
    for footer, alignment, side in sides:
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.alignment = alignment
        indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
        indent.set(qn(f"w:{side}Chars"), "100")
        indent.set(qn(f"w:{side}"), "280")
        _footer_run(paragraph).text = "— "
        _add_page_field(paragraph)
        _footer_run(paragraph).text = " —"


def _footer_run(paragraph: Paragraph) -> Run:
    run = paragraph.add_run()
    set_font(run._r.get_or_add_rPr(), SONG, SONG)
    run.font.size = Pt(14)
    return run


def _add_page_field(paragraph: Paragraph) -> None:
    for kind in ("begin", "instruction", "separate", "result", "end"):
        run = _footer_run(paragraph)
        if kind == "result":
            run.text = "1"
        elif kind == "instruction":
            instruction = OxmlElement("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = " PAGE "
            run._r.append(instruction)
        else:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)


def _name_alternative_fonts(document: Document) -> None:
    part = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    fonts = etree.fromstring(part.blob)
    for name, alternative in _ALTERNATIVES.items():
        fonts.append(
            parse_xml(
                f'<w:font {nsdecls("w")} w:name="{name}">'
                f'<w:altName w:val="{alternative}"/></w:font>'
            )
        )
    part._blob = etree.tostring(fonts, xml_declaration=True, encoding="UTF-8", standalone=True)
