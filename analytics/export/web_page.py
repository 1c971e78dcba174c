"""The charts as one web page that needs no network: Plotly's program lies in it, once.

Owns the page around the charts; draws none of its own. Fonts are named with fall-backs,
as the screen names them: none is fetched.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from html import escape

from plotly.graph_objects import Figure
from plotly.io import to_html
from plotly.offline import get_plotlyjs

from analytics.charts.kit.theme import CONFIG, FONT, LIGHT

_STYLE = f"""
body {{ margin: 0 auto; max-width: 1180px; padding: 24px; background: {LIGHT.background};
  color: {LIGHT.text}; font-family: {FONT}; }}
h1 {{ font-size: 28px; margin: 0 0 4px; }}
p.saved {{ color: {LIGHT.muted}; margin: 0 0 24px; }}
section {{ border-top: 1px solid {LIGHT.grid}; padding: 20px 0; break-inside: avoid; }}
"""


def charts_html(title: str, figures: Sequence[Figure], saved_at: datetime) -> bytes:
    """Every chart below the other, as it moves and answers on the screen."""
    parts = [
        "<!DOCTYPE html>",
        '<html lang="zh-CN"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        # Not even by mistake: no request leaves the page.
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\';'
        " script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline';"
        ' img-src data: blob:; font-src data:">',
        f"<title>{escape(title)}</title><style>{_STYLE}</style>",
        f"<script>{get_plotlyjs()}</script></head><body>",
        f"<h1>{escape(title)}</h1>",
        f'<p class="saved">取数时间：{saved_at:%Y年%m月%d日 %H:%M}</p>',
    ]
    for number, figure in enumerate(figures, start=1):
        alt = escape((figure.layout.meta or {}).get("alt", ""))
        drawn = to_html(
            figure,
            config=CONFIG | {"responsive": True},
            include_plotlyjs=False,
            full_html=False,
            div_id=f"chart{number}",
        )
        parts.append(f'<section role="img" aria-label="{alt}">{drawn}</section>')
    parts.append("</body></html>\n")
    return "\n".join(parts).encode()
