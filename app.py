"""Router and frame: the snapshot in force, the menu, the page's title, the page, the drawer behind its numbers."""

import streamlit as st

from dashboard import ui
from dashboard.catalog import Label
from dashboard.text import say

# A new page is one script under pages/ and one line here: its path, its address, its title.
PAGES = {
    "overview/overview": ("", Label("Overview", "总览")),
    "patents/patents": ("patents", Label("Patents", "专利")),
    "trademarks/trademarks": ("trademarks", Label("Trademarks and GIs", "商标与地标")),
    "preexamination/preexamination": ("preexamination", Label("Pre-examination", "专利预审")),
    "cultivation/cultivation": ("cultivation", Label("Cultivation", "培育")),
    "commercialisation/commercialisation": ("commercialisation", Label("Commercialisation", "转化运用")),
    "matching/matching": ("matching", Label("Matching", "供需匹配")),
    "industries/industries": ("industries", Label("Industry navigation", "产业导航")),
    "financing/financing": ("financing", Label("IP financing", "知识产权金融")),
    "expo/expo": ("expo", Label("GI expo", "地博会")),
    "protection/protection": ("protection", Label("Protection", "保护")),
    "services/services": ("services", Label("Services and cooperation", "服务与协作")),
    "stations/stations": ("stations", Label("Service stations", "服务站点")),
    "presenting/decks": ("decks", Label("Decks", "汇报材料")),
    "presenting/meeting": ("meeting", Label("Meeting", "会议模式")),
    "presenting/wall": ("wall", Label("Wall", "大屏")),
    "analysis/explorer": ("explorer", Label("Explorer", "自助分析")),
    "analysis/why": ("why", Label("Why it moved", "变动归因")),
    "analysis/compare": ("compare", Label("Compare", "对比")),
    "analysis/changes": ("changes", Label("What changed between snapshots", "快照对比")),
    "analysis/sql": ("sql", Label("SQL workspace", "SQL 工作台")),
    "data/figures": ("figures", Label("Figures and sources", "数据核对")),
    "data/quality": ("quality", Label("Data quality", "数据质量")),
    "data/about": ("about", Label("About the data", "关于数据")),
    "profiles/organisation": ("organisation", Label("Organisation", "单位")),
    "profiles/lender": ("lender", Label("Lender", "贷款机构")),
    "profiles/station": ("station", Label("Station", "站点")),
    "profiles/indication": ("indication", Label("Geographical indication", "地理标志")),
    "profiles/district": ("district", Label("District", "区县")),
}

language = ui.begin()
st.set_page_config(page_title=say("Luzhou IP dashboard", language), page_icon=ui.ICON, layout="wide")
page = ui.menu(PAGES)
ui.follow_citation()
ui.escape(ui.clear)
ui.page_title(page.title, *([ui.ask] if page.url_path in ui.ASKED_ON else []), ui.basket, ui.take_page)
page.run()
ui.show_drawer()
