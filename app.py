"""投资季析: the page list and the page's frame; nothing else."""

import streamlit as st

from pages.parts import navigation

st.set_page_config(page_title="投资季析", page_icon=":material/stacked_line_chart:", layout="wide")
navigation.run()
