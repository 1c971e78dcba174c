"""投资季析: the page list and the page's frame; nothing else."""

from pathlib import Path

import streamlit as st

from pages.parts import navigation

# A picture of our own: a named icon would be fetched from the internet by every viewer.
ICON = Path(__file__).with_name("static") / "icon.png"

st.set_page_config(page_title="投资季析", page_icon=str(ICON), layout="wide")
navigation.run()
