#!/usr/bin/env python3
"""Counts the sample's public comments again without koe, from the spreadsheets and gold.csv, and checks that the right
answers fit the texts. Run from anywhere; needs only the standard library. Prints the figures that the tests expect as json
and writes them to recount_comments.json beside this file.
"""
import csv
import io
import json
import re
import unicodedata
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "sample-data/comments"
NS = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
CLOSES = 45285  # 2023-12-25 as Excel counts days


def register():
    """Rows of the register by column header."""
    with zipfile.ZipFile(FOLDER / "receipts.xlsx") as book:
        shared = ET.fromstring(book.read("xl/sharedStrings.xml"))
        strings = ["".join(t.text or "" for t in si.iter("{%s}t" % NS["s"])) for si in shared.findall("s:si", NS)]
        sheet = ET.fromstring(book.read("xl/worksheets/sheet1.xml"))
    rows = []
    for row in sheet.iter("{%s}row" % NS["s"]):
        cells = {}
        for cell in row.findall("s:c", NS):
            value = cell.find("s:v", NS)
            if value is not None:
                column = re.sub(r"[0-9]", "", cell.get("r"))
                cells[column] = strings[int(value.text)] if cell.get("t") == "s" else value.text
        rows.append(cells)
    header = next(at for at, row in enumerate(rows) if row.get("A") == "受付番号")
    names = rows[header]
    return [{names[c]: v for c, v in row.items() if c in names} for row in rows[header + 1 :]]


def receipts():
    """All receipts: id, channel, day (as Excel counts), personal columns, text."""
    for row in register():
        person = [row.get(name, "") for name in ("氏名", "住所", "電話番号", "メールアドレス")]
        yield row["受付番号"], row["提出方法"], float(row["受付日"]) > CLOSES, person, row["意見の内容"]
    text = (FOLDER / "web-form.csv").read_bytes().decode("cp932")
    for row in csv.DictReader(io.StringIO(text)):
        person = [row[name] for name in ("お名前", "ご住所", "お電話", "メール")]
        late = row["送信日時"][:10].replace("/", "-") > "2023-12-25"
        yield row["受付ID"], "フォーム", late, person, row["ご意見"]


def folded(value):
    return unicodedata.normalize("NFKC", value).replace(" ", "")


def main():
    gold = list(csv.DictReader(open(FOLDER / "gold.csv", encoding="utf-8")))
    planted = json.loads((FOLDER / "planted.json").read_text(encoding="utf-8"))
    people, first, channels, texts = {}, {}, {}, {}
    late = 0
    for number, (receipt, channel, is_late, person, text) in enumerate(receipts()):
        key = tuple(map(folded, person))
        key = key if any(key) else ("anonymous", number)
        texts[receipt] = text
        people.setdefault(key, []).append(receipt)
        late += is_late
        row = channels.setdefault(channel, {"people": 0, "receipts": 0, "opinions": 0})
        row["people"] += key not in first
        first.setdefault(key, channel)
        row["receipts"] += 1
        row["opinions"] += sum(opinion["receipt"] == receipt for opinion in gold)
    for receipt, text in texts.items():
        # Opinions stand in order and leave nothing out but blanks.
        at = 0
        for opinion in (opinion for opinion in gold if opinion["receipt"] == receipt):
            start, end = int(opinion["start"]), int(opinion["end"])
            assert not text[at:start].strip() and start < end <= len(text), opinion
            at = end
        assert not text[at:].strip(), receipt
    for found in planted["personal"]:
        assert texts[found["receipt"]][found["start"] : found["end"]] == found["text"], found
    for members in planted["exact"].values():
        assert len({texts[member] for member in members}) == 1, members
    for member in planted["template"]["members"]:
        text = texts[member["receipt"]]
        assert "".join(text[a:b] for a, b in member["shared"]) == planted["template"]["text"], member
    codes = {}
    for opinion in gold:
        for code in filter(None, opinion["codes"].split(";")):
            codes[code] = codes.get(code, 0) + 1
    result = {
        "people": len(people),
        "receipts": len(texts),
        "opinions": len(gold),
        "late": late,
        "anonymous": sum(key[0] == "anonymous" for key in people),
        "out_of_scope": sum("out_of_scope" in opinion["fate"] for opinion in gold),
        "withdrawn": sum("withdrawn" in opinion["fate"] for opinion in gold),
        "longest": max(map(len, texts.values())),
        "channels": channels,
        "codes": codes,
    }
    out = json.dumps(result, ensure_ascii=False, indent=2) + "\n"
    (Path(__file__).parent / "recount_comments.json").write_text(out, encoding="utf-8")
    print(out, end="")


main()
