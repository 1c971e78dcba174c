"""The core of 投资季析: from a bureau's workbook to facts. Never imports Streamlit."""
