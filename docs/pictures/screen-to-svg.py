#!/usr/bin/env python3
"""Turns a captured terminal screen (with colour codes) on standard input into an SVG on standard output.

    tmux capture-pane -e -p -t NAME | python3 docs/pictures/screen-to-svg.py > docs/pictures/table.svg
"""
import re
import sys
import unicodedata
from html import escape

CELL, LINE, SIZE = 8.4, 18, 14
COLOURS = ["#1d1f21", "#c0392b", "#2e8b57", "#b8860b", "#3b6ea5", "#8e5aa5", "#2f8f8f", "#d0d0d0",
           "#7f7f7f", "#e06c75", "#98c379", "#e5c07b", "#61afef", "#c678dd", "#56b6c2", "#ffffff"]
BACK, FORE = "#1d1f21", "#d0d0d0"


def colour(codes, index, default):
    if index < len(codes) and codes[index] == 5 and index + 1 < len(codes):
        value = codes[index + 1]
        if value < 16:
            return COLOURS[value], index + 2
        if value >= 232:
            grey = 8 + (value - 232) * 10
            return f"#{grey:02x}{grey:02x}{grey:02x}", index + 2
        value -= 16
        level = lambda part: 0 if part == 0 else 55 + part * 40
        return "#%02x%02x%02x" % (level(value // 36), level(value // 6 % 6), level(value % 6)), index + 2
    if index < len(codes) and codes[index] == 2:
        return "#%02x%02x%02x" % tuple(codes[index + 1:index + 4]), index + 4
    return default, index + 1


def apply(style, codes):
    index = 0
    while index < len(codes):
        code = codes[index]
        index += 1
        if code == 0:
            style.clear()
        elif code == 1:
            style["bold"] = True
        elif code == 2:
            style["dim"] = True
        elif code == 7:
            style["reverse"] = True
        elif code == 27:
            style.pop("reverse", None)
        elif code == 22:
            style.pop("bold", None)
            style.pop("dim", None)
        elif 30 <= code <= 37:
            style["fore"] = COLOURS[code - 30]
        elif 90 <= code <= 97:
            style["fore"] = COLOURS[code - 82]
        elif 40 <= code <= 47:
            style["back"] = COLOURS[code - 40]
        elif 100 <= code <= 107:
            style["back"] = COLOURS[code - 92]
        elif code == 38:
            style["fore"], index = colour(codes, index, FORE)
        elif code == 48:
            style["back"], index = colour(codes, index, BACK)
        elif code == 39:
            style.pop("fore", None)
        elif code == 49:
            style.pop("back", None)


def cells(character):
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def main():
    lines = sys.stdin.read().rstrip("\n").split("\n")
    style, shapes, texts, widest = {}, [], [], 0
    for row, line in enumerate(lines):
        column = 0
        for part in re.split(r"(\x1b\[[0-9;]*m)", line):
            if part.startswith("\x1b["):
                apply(style, [int(code or 0) for code in part[2:-1].split(";")])
                continue
            for character in re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|[\x0e\x0f]", "", part):
                fore, back = style.get("fore", FORE), style.get("back", BACK)
                if style.get("reverse"):
                    fore, back = back, fore
                width = cells(character)
                x, y = column * CELL, row * LINE
                if back != BACK:
                    shapes.append(f'<rect x="{x:.1f}" y="{y}" width="{width * CELL + 0.3:.1f}" height="{LINE}" fill="{back}"/>')
                if character.strip():
                    extra = ' font-weight="bold"' if style.get("bold") else ""
                    extra += ' opacity="0.6"' if style.get("dim") else ""
                    texts.append(f'<text x="{x:.1f}" y="{y + 14}" textLength="{width * CELL:.1f}" '
                                 f'lengthAdjust="spacingAndGlyphs" fill="{fore}"{extra}>{escape(character)}</text>')
                column += width
        widest = max(widest, column)
    width, height = widest * CELL, len(lines) * LINE
    print(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-8 -8 {width + 16:.0f} {height + 16}" '
          f'font-family="\'BIZ UDGothic\',\'MS Gothic\',\'Noto Sans Mono CJK JP\',monospace" font-size="{SIZE}">')
    print(f'<rect x="-8" y="-8" width="{width + 16:.0f}" height="{height + 16}" rx="6" fill="{BACK}"/>')
    print("\n".join(shapes + texts))
    print("</svg>")


main()
