"""Pictures of curves, as SVG. Floats place lines here, and decide nothing."""

from __future__ import annotations

from fractions import Fraction
from html import escape
from typing import Mapping

#: Points (δ, value) from δ = 0 to δ = 1, with straight lines in between.
Curve = list[tuple[Fraction, Fraction]]

_WIDE, _TALL, _MARGIN = 520, 240, 56
_COLOURS = ("#2277aa", "#aa2222", "#aa7722", "#557755")


def picture(title: str, curves: Mapping[str, Curve]) -> str:
    """Curves over δ in one picture, with a key; each point says what it is, exactly."""
    values = [value for curve in curves.values() for _, value in curve] + [Fraction(0)]
    low, high = min(values), max(values)
    height = (high - low) or Fraction(1)

    def across(delta: Fraction) -> float:
        return _MARGIN + float(delta) * _WIDE

    def down(value: Fraction) -> float:
        return 36 + float((high - value) / height) * _TALL

    bottom = down(low)
    parts = [
        f'<text x="{_MARGIN}" y="18">{escape(title)}</text>',
        f'<path stroke="#888" d="M{_MARGIN} {down(high)}V{bottom}M{_MARGIN} {down(Fraction(0))}H{_MARGIN + _WIDE}"/>',
    ]
    for value in sorted({low, Fraction(0), high}):
        parts.append(f'<text x="{_MARGIN - 6}" y="{down(value) + 4}" text-anchor="end">{float(value):.4g}</text>')
    for delta in (Fraction(quarter, 4) for quarter in range(5)):
        parts.append(f'<text x="{across(delta)}" y="{bottom + 18}" text-anchor="middle">{delta}</text>')
    for place, (name, curve) in enumerate(curves.items()):
        colour = _COLOURS[place % len(_COLOURS)]
        line = " ".join(f"{across(delta):.2f},{down(value):.2f}" for delta, value in curve)
        key = bottom + 40 + 18 * place
        parts.append(f'<polyline stroke="{colour}" points="{line}"/><path stroke="{colour}" d="M{_MARGIN} {key}h30"/>')
        parts.append(f'<text x="{_MARGIN + 38}" y="{key + 4}">{escape(name)}</text>')
        for delta, value in curve:
            point = f'cx="{across(delta):.2f}" cy="{down(value):.2f}"'
            parts.append(f'<circle r="2.5" fill="{colour}" {point}><title>{escape(name)} at {delta}: {value}</title></circle>')
    size = f"{_WIDE + 2 * _MARGIN} {bottom + 40 + 18 * len(curves)}"
    style = "max-width:100%;background:white;font:13px sans-serif"
    return f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {size}" fill="none" stroke-width="1.5" style="{style}">' + (
        f"<title>{escape(title)}</title>" + "\n".join(part.replace("<text ", '<text fill="#222" ') for part in parts) + "</svg>"
    )
