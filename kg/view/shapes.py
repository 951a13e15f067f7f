"""The outlines of the node shapes as SVG, for the legend of the page and for the picture."""

from __future__ import annotations

from math import cos, pi, sin

Corners = list[tuple[float, float]]


def outline(shape: str, x: float, y: float, size: float, color: str) -> str:
    """One SVG element: the shape around a centre.

    Args:
        shape: One of `kg.view.style.SHAPES`.
        x: Centre, pixels.
        y: Centre, pixels downwards.
        size: Half of the width, pixels.
        color: Fill, hexadecimal.
    """
    paint = f'fill="{color}"'
    if shape == "dot":
        return f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(size)}" {paint}/>'
    corners = " ".join(f"{_n(x + size * dx)},{_n(y + size * dy)}" for dx, dy in _CORNERS[shape])
    return f'<polygon points="{corners}" {paint}/>'


def _ring(
    count: int, *, first: float = -pi / 2, inner: float | None = None
) -> list[tuple[float, float]]:
    """Corners on a circle; with an inner radius every second one lies on that."""
    total = count * 2 if inner else count
    corners = []
    for place in range(total):
        radius = inner if inner and place % 2 else 1.0
        angle = first + 2 * pi * place / total
        corners.append((radius * cos(angle), radius * sin(angle)))
    return corners


_CORNERS: dict[str, Corners] = {
    "square": [(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)],
    "diamond": _ring(4),
    "triangle": _ring(3),
    "triangleDown": _ring(3, first=pi / 2),
    "star": _ring(5, inner=0.45),
    "hexagon": _ring(6, first=0.0),
}


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
