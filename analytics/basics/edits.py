"""What a person did to one paragraph of a draft: a frozen value, nothing else."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Edit:
    """One paragraph as a person left it.

    text: None where the product's own words stand. position: its place in the section,
    None for the usual one. figures: fact id and text of each figure, in the text's order.
    """

    paragraph_id: str
    text: str | None = None
    is_on: bool = True
    position: int | None = None
    figures: tuple[tuple[str, str], ...] = ()
