#!/usr/bin/env python3
"""A second, independent count of the sample surveys, with nothing but Python's standard library.

It reads the spreadsheets themselves, applies the cleaning rules in its own words, counts every question, and writes
`recount.json` beside this file. koe is not used: where the two disagree, one of them is wrong. On the way it asserts
 - every marginal against its own copy of the planned percentages (one respondent of tolerance),
 - the planned differences between groups (three points of tolerance),
 - that the defects it meets are exactly those of `sample-data/nishitokyo/planted.json`, cell by cell.
From the definitions it takes labels, column names and limits only. Run: python3 tests/golden/recount.py
"""

import csv
import json
import re
import sys
import tomllib
import unicodedata
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path
from statistics import mean, median

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SAMPLE = ROOT / "sample-data" / "nishitokyo"

# ---------------------------------------------------------------- what the answers were planned to be
# Percent of the people asked, per code in order, and 無回答. Typed from the plan of the survey, not from the generator.
SAT = ([24, 35, 28, 9, 4], 0)
BUSINESS = {
    "F1": ([12, 6, 2, 3, 5, 19, 8, 11, 9, 9, 4, 9], 3), "F2": ([31, 36, 15, 12, 4], 2), "F3": ([12, 12, 22, 16, 35], 3),
    "F4": ([29, 32, 18, 19], 2), "F5": ([27, 9, 58, 4], 2), "F6": ([6, 17, 27, 24, 24], 2),
    "Q1": ([8, 14, 33, 28, 15], 2), "Q2": ([18, 31, 47], 4),
    "Q3": ([38, 44, 29, 17, 22, 18, 14, 13, 9, 9, 4], 3), "Q4": ([13, 55, 10, 6, 10, 4], 2),
    "Q5": ([18, 14, 30, 24, 11], 3), "Q6": ([12, 25, 48, 13], 2),
    "Q7": ([34, 49, 23, 22, 26, 16, 11, 5, 13, 3], 4),
    "Q8A": ([18, 49, 30], 3), "Q8B": ([12, 44, 41], 3), "Q8C": ([7, 41, 49], 3),
    "Q8D": ([4, 31, 62], 3), "Q8E": ([5, 40, 52], 3), "Q8F": ([2, 18, 77], 3),
    "Q9A": SAT, "Q9B": SAT, "Q9C": SAT, "Q9D": SAT, "Q9E": SAT, "Q9F": SAT,
    "Q11": ([19, 33, 37, 8], 3), "Q12": ([11, 40, 34, 12], 3), "Q13": ([26, 48, 19, 17, 23, 21, 0], 2),
    "Q14": ([31, 46, 3, 17], 3), "Q16": ([21, 27, 24, 29, 7, 24, 22], 5), "Q17": ([45, 15, 11, 19, 38], 4),
    "Q18": ([46, 24, 39, 25, 21, 13, 16], 6), "Q19": ([4, 3, 14, 70], 9), "Q20": ([39, 34, 22, 19, 17, 24], 4),
    "Q21": ([34, 43, 8, 12], 3), "Q22": ([42, 36, 25, 17, 38, 30, 13, 20], 5), "Q23": ([41, 22, 27, 25, 14, 23], 3),
    "Q24": ([24, 11, 13, 12, 16, 9, 13], 2), "Q25": ([8, 6, 20, 60], 6),
    "Q26": ([47, 37, 31, 22, 19, 13, 6, 19], 4), "Q27": ([11, 16, 55, 14], 4), "Q28": ([16, 9, 21, 8, 14, 49], 4),
    "Q29": ([14, 32, 44], 10), "Q30": ([7, 26, 36, 20, 7], 4), "Q31": ([28], 72),
    "A1": ([63, 17, 11, 3, 5], 1), "A2": ([17, 38, 31, 11], 3), "A3": ([71, 46, 38, 23, 19, 21, 22], 3),
    "A4": ([37, 29, 38, 14, 11, 10], 0), "A5": ([13, 19, 33, 32], 3),
}
RESIDENT = {
    "F1": ([54, 43, 1], 2), "F2": ([9, 12, 16, 19, 17, 26], 1), "F3": ([30, 31, 17, 20], 2),
    "F4": ([14, 12, 22, 17, 34], 1), "F5": ([20, 29, 24, 19, 4, 3], 1), "F6": ([34, 19, 7, 3, 13, 21, 1], 2),
    "Q1": ([48, 36, 9, 4, 2], 1), "Q2": ([66, 50, 39, 36, 29, 11, 4], 2), "Q3": ([64, 55, 44, 28, 17], 2),
    "Q4": ([19, 31, 22, 17, 9], 2), "Q5": ([46, 31, 52, 11, 9, 2], 2), "Q6": ([47, 28, 24, 17, 32], 4),
    "Q7": ([11, 41, 31, 15], 2), "Q8A": ([9, 36, 53], 2), "Q8B": ([17, 37, 44], 2), "Q8C": ([6, 24, 68], 2),
    "Q8D": ([2, 14, 82], 2), "Q8E": ([1, 11, 86], 2), "Q8F": ([4, 17, 77], 2), "Q9": ([17, 29, 22, 15, 15], 2),
    "Q10": ([42, 47, 27, 18, 51, 29, 13], 2), "Q11": ([23, 20, 18, 14, 19, 25, 21, 13, 11], 3),
    "Q12": ([58, 26, 23, 29, 20, 33, 8], 2), "Q13": ([6, 19, 73], 2), "Q14": ([46, 33, 15, 18, 24], 3),
    "Q15": ([45, 27, 33, 24, 41, 12, 14], 3), "Q16": ([38, 35, 29, 30, 18], 3), "Q17": ([2, 14, 12, 68, 2], 2),
    "Q18": ([53, 36, 34, 30, 18, 17], 2), "Q19": ([60, 36, 32, 24, 27, 10], 3), "Q20": ([9, 24, 59, 6], 2),
    "Q21": ([15, 34, 39, 28, 43, 31, 16], 3), "Q22": ([34, 15, 23, 7, 12, 5], 4),
    "Q23": ([44, 29, 48, 22, 24, 14, 12], 3), "Q24": ([39, 25, 28, 36, 14], 3), "Q25": ([9, 35, 33, 21], 2),
    "Q26A": ([6, 21, 30, 9, 4, 28], 2), "Q26C": ([2, 11, 31, 19, 9, 26], 2), "Q27A": ([36, 41, 14, 4, 1], 4),
    "Q28": ([34], 66),
}
# Where the plan gives a mean only: mean of 2 .. -2 over the answered choices that have a score.
MEANS = {
    "resident": {"Q26A": 0.23, "Q26B": -0.08, "Q26C": -0.31, "Q26D": -0.12, "Q26E": -0.02, "Q26F": -0.15,
                 "Q27A": 1.11, "Q27B": 1.05, "Q27C": 0.98, "Q27D": 0.47, "Q27E": 0.51, "Q27F": 0.33},
}
RANGES = {"business": {f"Q10{k}": (0.3, 1.3) for k in "ABCDEFGH"}}

# Who is asked, as functions of the cleaned answers of one case (a missing answer is in no set).
def one(question, *codes):
    return lambda case: bool(set(case[question][1]) & set(codes)) if case[question][0] == "answered" else False


def both(a, b):
    return lambda case: a(case) and b(case)


FIRM, FARM = one("FRAME", "1"), one("FRAME", "2")
ASK = {
    "business": {
        **{q: FIRM for q in ["F1", "Q7", "Q11", "Q12", "Q14", "Q16", "Q17", "Q18", "Q19", "Q20", "Q22", "Q24", "Q25"]},
        **{f"Q8{k}": FIRM for k in "ABCDEF"}, **{f"Q10{k}": FIRM for k in "ABCDEFGH"},
        **{f"Q9{k}": both(FIRM, one(f"Q8{k}", "1")) for k in "ABCDEF"},
        "Q6": both(FIRM, one("Q5", "3", "4")), "Q13": both(FIRM, one("Q12", "1", "2")),
        "Q15": both(FIRM, one("Q14", "1")), "Q21": both(FIRM, one("F5", "1")), "Q23": both(FIRM, one("F5", "2", "3")),
        **{f"A{k}": FARM for k in range(1, 7)},
    },
    "resident": {
        "Q5": one("Q4", "1", "2", "3"), "Q6": one("Q4", "3", "4", "5"), "Q10": one("Q9", "4", "5"),
        "Q14": one("Q13", "1", "2"), "Q18": one("Q17", "1", "2", "3"), "Q19": one("Q17", "1", "2", "3"),
    },
}
# Contradictions the definitions declare, again in this script's words.
RULES = {
    "business": {
        "young-owner": lambda c: one("F6", "1")(c) and c["F3"][0] == "answered" and c["F3"][2] > 30,
        "expand-and-close": both(one("Q4", "1"), one("Q5", "4")),
        "close-with-successor": both(one("Q4", "5"), one("Q5", "1")),
        "solo-surplus": both(one("F2", "1"), one("Q14", "3")),
        "shortage-zero": lambda c: c["Q15"][0] == "answered" and c["Q15"][2] == 0,
    },
    "resident": {
        "young-long-stay": both(one("F2", "1"), one("F4", "5")),
        "old-student": both(one("F2", "6"), one("F6", "4")),
        "market-without-produce": both(one("Q4", "4"), one("Q8B", "1")),
        "owner-not-self-employed": both(one("Q17", "5"), one("F6", "4", "5", "6")),
        "weekly-use-no-shop": both(one("Q9", "1", "2"), one("Q13", "1")),
    },
}
# Differences between groups: name, question, codes, group, planned percent, tolerance in points.
EFFECTS = {
    "business": [
        ("successor: alone", "Q5", "34", one("F2", "1"), 68, 3), ("successor: 10+", "Q5", "34", one("F2", "4", "5"), 32, 3),
        ("successor: retail", "Q5", "34", one("F1", "6"), 64, 3),
        ("shortage: care", "Q14", "1", one("F1", "10"), 52, 3), ("shortage: building", "Q14", "1", one("F1", "1"), 48, 3),
        ("shortage: retail", "Q14", "1", one("F1", "6"), 22, 3), ("member: retail", "F5", "1", one("F1", "6"), 48, 3),
        ("member: eating", "F5", "1", one("F1", "8"), 37, 3), ("member: building", "F5", "1", one("F1", "1"), 8, 3),
        ("burden: members", "Q22", "1", one("F5", "1"), 56, 3), ("burden: others", "Q22", "1", one("F5", "2", "3"), 37, 3),
        ("good: eating", "Q1", "12", one("F1", "8"), 20, 3), ("bad: eating", "Q1", "45", one("F1", "8"), 48, 3),
    ],
    "resident": [
        ("weekly: 70+", "Q9", "12", one("F2", "6"), 62, 3), ("weekly: 18-29", "Q9", "12", one("F2", "1"), 29, 3),
        ("weekly: centre", "Q9", "12", one("F3", "2"), 54, 3), ("monthly: 30 years", "Q4", "12", one("F4", "5"), 62, 3),
        ("monthly: north-east", "Q4", "12", one("F3", "1"), 56, 3), ("start: 18-39", "Q17", "2", one("F2", "1", "2"), 24, 3),
        ("start: 60+", "Q17", "2", one("F2", "5", "6"), 7, 3), ("start: men", "Q17", "2", one("F1", "2"), 17, 3),
        ("start: women", "Q17", "2", one("F1", "1"), 12, 3),
        ("8D: women 30-49", "Q8D", "12", both(one("F1", "1"), one("F2", "2", "3")), 24, 3),
    ],
}
CROSSES = {
    "business": [("Q5", "F5"), ("Q3", "F1"), ("Q4", "F1"), ("Q1", "F1"), ("Q14", "F1"), ("Q5", "F2"), ("Q22", "F5"),
                 ("Q24", "FRAME"), ("Q26", "mode"), ("A4", "A6")],
    "resident": [("Q9", "F2"), *[(f"Q27{k}", "F3") for k in "ABCDEF"], ("Q4", "F4"), ("Q17", "F2"), ("Q2", "F1"),
                 ("Q22", "F2"), ("Q10", "F2"), ("Q26C", "mode")],
}

# ---------------------------------------------------------------- readers: each gives rows of texts
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def plain(number):
    value = float(number)
    return str(int(value)) if value == int(value) else repr(value)


def column_index(letters):
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def column_letters(index):
    letters = ""
    while index >= 0:
        letters = chr(65 + index % 26) + letters
        index = index // 26 - 1
    return letters


def read_xlsx(path, sheet=None):
    with zipfile.ZipFile(path) as z:
        shared = []
        if "xl/sharedStrings.xml" in z.namelist():
            for item in ET.fromstring(z.read("xl/sharedStrings.xml")).iter(S + "si"):
                shared.append("".join(t.text or "" for t in item.iter(S + "t")))
        book = ET.fromstring(z.read("xl/workbook.xml"))
        links = {r.get("Id"): r.get("Target") for r in ET.fromstring(z.read("xl/_rels/workbook.xml.rels"))}
        sheets = {s.get("name"): links[s.get(R + "id")] for s in book.iter(S + "sheet")}
        target = sheets[sheet] if sheet else next(iter(sheets.values()))
        rows = []
        for row in ET.fromstring(z.read("xl/" + target)).iter(S + "row"):
            cells = {}
            for c in row.iter(S + "c"):
                v = c.find(S + "v")
                kind = c.get("t")
                if kind == "s":
                    text = shared[int(v.text)]
                elif kind == "inlineStr":
                    text = "".join(t.text or "" for t in c.iter(S + "t"))
                elif v is None:
                    continue
                else:
                    text = v.text if kind == "str" else plain(v.text)
                cells[column_index(re.match(r"[A-Z]+", c.get("r")).group())] = text
            line = int(row.get("r"))
            while len(rows) < line - 1:
                rows.append([])
            rows.append([cells.get(i, "") for i in range(max(cells, default=-1) + 1)])
        return rows


def read_ods(path):
    t = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
    o = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
    x = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
    with zipfile.ZipFile(path) as z:
        assert z.infolist()[0].filename == "mimetype" and z.infolist()[0].compress_type == zipfile.ZIP_STORED
        root = ET.fromstring(z.read("content.xml"))
    rows = []
    for row in root.iter(t + "table-row"):
        cells = []
        for c in row.iter(t + "table-cell"):
            if c.get(o + "value-type") == "float":
                cells.append(plain(c.get(o + "value")))
            else:
                cells.append("\n".join("".join(p.itertext()) for p in c.iter(x + "p")))
        rows.append(cells)
    return rows


def read_rows(source, path):
    if path.suffix == ".xlsx":
        return read_xlsx(path, source.get("sheet"))
    if path.suffix == ".ods":
        return read_ods(path)
    return list(csv.reader(path.read_bytes().decode("cp932").splitlines(keepends=True)))


def header(rows, depth):
    """One name per column: the header texts joined by `_`, upper cells that are blank filled from the left."""
    width = max(len(r) for r in rows[:depth])
    lines = [r + [""] * (width - len(r)) for r in rows[:depth]]
    for upper in lines[:-1]:
        for i in range(1, width):
            upper[i] = upper[i] or upper[i - 1]
    return ["_".join(x for x in column if x) for column in zip(*lines)]


# ---------------------------------------------------------------- cleaning
def fold(text):
    return unicodedata.normalize("NFKC", text).strip()


def flatten(definition):
    """Questions with matrix items as questions of their own."""
    for q in definition["question"]:
        if q["kind"] != "matrix":
            yield q["id"], q
            continue
        for item in q["items"]:
            yield item["id"], {**q, "kind": "single", "id": item["id"], "column": item["column"]}


class Source:
    def __init__(self, definition, source):
        self.path = (ROOT / "surveys" / source["file"]).resolve()
        self.mode = source["mode"]
        depth = source["header_rows"]
        rows = read_rows(source, self.path)
        self.names = header(rows, depth)
        self.at = {name: i for i, name in enumerate(self.names)}
        assert len(self.at) == len(self.names), "two columns of one name"
        self.id = self.at[source["id"]]
        self.personal = [self.at[p] for p in source.get("personal", [])]
        self.changed = source.get("columns", {})
        self.questions = {}
        for qid, q in flatten(definition):
            own = self.changed.get(qid, {})
            own = {"column": own} if isinstance(own, str) else own
            columns = own.get("columns") or ([own["column"]] if "column" in own else q.get("columns") or [q["column"]])
            layout = own.get("layout", q.get("layout"))
            others = [(c["code"], self.at[c["other"]]) for c in q.get("choices", []) if "other" in c]
            self.questions[qid] = ([self.at[c] for c in columns], layout, own.get("separator", q.get("separator")), others)
        self.rows = []
        self.summary = []
        for line, row in enumerate(rows[depth:], depth + 1):
            row = row + [""] * (len(self.names) - len(row))
            first = next((c for c in row if c.strip()), "")
            if first == "合計":
                self.summary.append(line)
            elif first:
                self.rows.append((line, row))


class Cleaner:
    """Turns the cells of one case into (state, codes, number): state is answered, NA, INV or UNK before ask_if."""

    def __init__(self, survey, found):
        self.survey, self.found = survey, found

    def note(self, rule, source, line, column, qid):
        self.found.add((rule, self.survey, source.path.name, f"{column_letters(column)}{line}", qid))

    def clean(self, q, source, line, row):
        qid = q["id"]
        columns, layout, separator, others = source.questions[qid]
        cells = [fold(row[c]) for c in columns]
        for c in columns:
            # Full-width digits in a cell that should hold a plain number; texts and labels are another matter.
            if re.fullmatch(r"[０-９]+", row[c].strip()):
                self.note("full_width", source, line, c, qid)
        choices = {fold(c["code"]): c["code"] for c in q.get("choices", [])}
        words = {}
        for c in q.get("choices", []):
            for word in [c["label"], *c.get("aliases", [])]:
                words.setdefault(fold(word), c["code"])
        marked_by_text = [(code, c) for code, c in others if row[c].strip()]

        def code_of(text):
            return choices.get(text) or words.get(text)

        if q["kind"] == "text":
            return ("answered", ["1"], row[columns[0]]) if row[columns[0]].strip() else ("NA", [], None)
        if q["kind"] == "numeric":
            return self.number(q, source, line, cells[0], columns[0])
        if q["kind"] == "rank":
            places = [code_of(c) for c in cells if c]
            assert all(places) and len(set(places)) == len(places), (qid, cells)
            return ("answered", places, None) if places else ("NA", [], None)
        if q["kind"] == "single":
            return self.single(q, source, line, cells[0], columns[0], code_of, marked_by_text)
        if layout == "flags":
            codes = [c["code"] for c, cell in zip(q["choices"], cells) if cell not in ("", "0")]
            assert all(cell in ("", "0", "1") for cell in cells), (qid, cells)
        else:
            parts = [p.strip() for p in cells[0].split(separator)]
            codes = [code_of(p) for p in parts if p]
            assert all(codes), (qid, cells)
            codes = [c["code"] for c in q["choices"] if c["code"] in codes]
        for code, c in marked_by_text:
            if code not in codes:
                self.note("other_unmarked", source, line, c, qid)
                codes.append(code)
        if not codes:
            return ("NA", [], None)
        if len(codes) > q.get("max", len(q["choices"])):
            self.note("over_limit", source, line, columns[0], qid)
            return ("INV", codes, None)
        return ("answered", codes, None)

    def single(self, q, source, line, cell, column, code_of, marked_by_text):
        missing = q.get("missing", {"NA": [""]})["NA"]
        code = code_of(cell)
        if code:
            if cell in missing:
                self.note("code_clash", source, line, column, q["id"])
            return ("answered", [code], None)
        if cell == "" or cell in missing:
            if cell == "" and marked_by_text:
                code, c = marked_by_text[0]
                self.note("other_unmarked", source, line, c, q["id"])
                return ("answered", [code], None)
            return ("NA", [], None)
        if cell == "-9999":
            self.note("invalid_code", source, line, column, q["id"])
            return ("INV", [], None)
        if cell == "●":
            self.note("unreadable", source, line, column, q["id"])
            return ("UNK", [], None)
        parts = [code_of(p.strip()) for p in re.split("[,;、]", cell)]
        assert len(parts) > 1 and all(parts), (q["id"], cell)
        self.note("double_mark", source, line, column, q["id"])
        return ("INV", parts, None)

    def number(self, q, source, line, cell, column):
        if cell == "":
            return ("NA", [], None)
        if not re.fullmatch(r"\d+", cell):
            self.note("number_words", source, line, column, q["id"])
        bare = cell.removeprefix("約").removesuffix(fold(q["unit"]))
        # After folding, ～ is ~; a span counts as its middle.
        ends = [float(x) for x in re.split(r"[~～]", bare)]
        value = sum(ends) / len(ends)
        low, high = q["range"]
        assert low <= value <= high, (q["id"], cell)
        band = [i for i, b in enumerate(q["bands"], 1) if b.get("from", value) <= value <= b.get("to", value)]
        assert len(band) == 1, (q["id"], cell)
        return ("answered", [str(band[0])], value)


def load(survey):
    definition = tomllib.loads((ROOT / "surveys" / f"{survey}.toml").read_text(encoding="utf-8"))
    questions = dict(flatten(definition))
    found = set()
    cleaner = Cleaner(survey, found)
    cases, excluded, read = [], {"blank": 0, "duplicate": 0, "out_of_scope": 0}, 0
    seen = set()
    for source in (Source(definition, s) for s in definition["source"]):
        for line in source.summary:
            found.add(("summary_row", survey, source.path.name, f"A{line}", None))
        used = {c for columns, _, _, others in source.questions.values() for c in [*columns, *(c for _, c in others)]}
        for line, row in source.rows:
            read += 1
            def leave(rule):
                excluded[rule] += 1
                found.add((rule, survey, source.path.name, f"A{line}", None))
            if not any(row[c].strip() for c in used):
                leave("blank")
                continue
            keys = {("id", row[source.id])} | {("mail", row[p]) for p in source.personal}
            keys = {k for k in keys if k[1] not in ("", "anonymous")}
            again = bool(keys & seen)
            seen |= keys
            if again:
                leave("duplicate")
                continue
            # Notes of a case that turns out not to count are dropped with it.
            before = set(found)
            case = {"mode": ("answered", [source.mode], None)}
            for qid, q in questions.items():
                case[qid] = cleaner.clean(q, source, line, row)
            if case["STATUS"][1] != ["1"]:
                found.clear()
                found.update(before)
                leave("out_of_scope")
                continue
            # In the order of the questionnaire, so that whoever does not get a filter does not get its followers.
            for qid, q in questions.items():
                if qid in ASK[survey] and not ASK[survey][qid](case):
                    for entry in [e for e in found if e[4] == qid and e[3].endswith(str(line)) and e[2] == source.path.name]:
                        if re.fullmatch(r"[A-Z]+" + str(line), entry[3]) and entry[0] != "full_width":
                            found.discard(entry)
                    if case[qid][0] != "NA":
                        cleaner.note("not_asked", source, line, source.questions[qid][0][0], qid)
                    case[qid] = ("NAP", [], None)
                elif q.get("attribute") and case[qid][0] == "NA":
                    cleaner.note("attribute_missing", source, line, source.questions[qid][0][0], qid)
            cases.append(case)
    return definition, questions, cases, excluded, read, found


# ---------------------------------------------------------------- counting
def count(q, answers):
    """Counts of one question over the given answers."""
    state = lambda s: sum(a[0] == s for a in answers)
    codes = [c["code"] for c in q.get("choices", [])] or [str(i) for i in range(1, len(q.get("bands", [])) + 1)]
    answered = [a for a in answers if a[0] == "answered"]
    result = {"n": len(answers) - state("NAP"), "all": len(answers), "answered": len(answered)}
    result.update({s: state(s) for s in ("NA", "NAP", "INV", "UNK")})
    result["options"] = {c: sum(c in a[1] for a in answered) for c in codes}
    if q["kind"] == "rank":
        result["ranks"] = {c: [sum(len(a[1]) > r and a[1][r] == c for a in answered) for r in range(q["top"])] for c in codes}
        points = [sum(a[1][r] == c and q["top"] - r for r in range(len(a[1]))) for c in codes for a in answered]
        result["score_sum"] = sum(points)
    if q["kind"] == "numeric" and answered:
        values = [a[2] for a in answered]
        result["numbers"] = {"mean": mean(values), "median": median(values), "min": min(values), "max": max(values), "sum": sum(values)}
    scores = {c["code"]: c["score"] for c in q.get("choices", []) if "score" in c}
    if scores and q["kind"] == "single":
        values = [scores[a[1][0]] for a in answered if a[1][0] in scores]
        result["score"] = {"n": len(values), "mean": mean(values) if values else None}
    return result


def main():
    failures, out = [], {}
    planted = json.loads((SAMPLE / "planted.json").read_text(encoding="utf-8"))
    for survey, targets in (("business", BUSINESS), ("resident", RESIDENT)):
        definition, questions, cases, excluded, read, found = load(survey)
        table = {qid: count(q, [c[qid] for c in cases]) for qid, q in questions.items()}
        for qid, (percent, missing) in targets.items():
            t = table[qid]
            first = [r[0] for r in t["ranks"].values()] if "ranks" in t else list(t["options"].values())
            if questions[qid]["kind"] == "text":
                first = [t["answered"]]
            for code, p, got in [*zip(range(1, 99), percent, first), ("NA", missing, t["NA"])]:
                if abs(100 * got - p * t["n"]) > 100:
                    failures.append(f"{survey} {qid}={code}: {got}, planned {p * t['n'] / 100:.2f} of {t['n']}")
        for qid, target in MEANS.get(survey, {}).items():
            if abs(table[qid]["score"]["mean"] - target) > 0.01:
                failures.append(f"{survey} {qid}: mean {table[qid]['score']['mean']:.4f}, planned {target}")
        for qid, (low, high) in RANGES.get(survey, {}).items():
            if not low <= table[qid]["score"]["mean"] <= high:
                failures.append(f"{survey} {qid}: mean {table[qid]['score']['mean']:.4f} out of {low}..{high}")
        effects = {}
        for name, qid, codes, group, planned, tolerance in EFFECTS[survey]:
            base = [c for c in cases if group(c) and c[qid][0] != "NAP"]
            got = 100 * sum(bool(set(c[qid][1]) & set(codes)) and c[qid][0] == "answered" for c in base) / len(base)
            effects[name] = {"n": len(base), "percent": round(got, 2), "planned": planned}
            if abs(got - planned) > tolerance:
                failures.append(f"{survey} effect {name}: {got:.1f}, planned {planned}")
        here = {(e["rule"], survey, e["file"].rsplit("/", 1)[-1], e["cell"], e["question"])
                for e in planted["planted"] + planted["states"]
                if e["survey"] == survey and e["cell"] and e["rule"] not in ("encoding", "header_rows")}
        for extra in sorted(map(str, found - here)):
            failures.append(f"{survey}: not in planted.json: {extra}")
        for absent in sorted(map(str, here - found)):
            failures.append(f"{survey}: planted but not met: {absent}")
        counts = {"read": read, "valid": len(cases), "excluded": excluded}
        if counts != {k: planted["cases"][survey][k] for k in counts}:
            failures.append(f"{survey}: cases {counts}")
        crosses = {}
        for qid, by in CROSSES[survey]:
            groups = sorted({c[by][1][0] for c in cases if c[by][0] == "answered"}, key=lambda g: (len(g), g))
            crosses[f"{qid} by {by}"] = {
                g: count(questions[qid], [c[qid] for c in cases if c[by][0] == "answered" and g in c[by][1]]) for g in groups}
        out[survey] = {
            "cases": counts, "questions": table, "crosses": crosses, "effects": effects,
            "rules": {name: sum(rule(c) for c in cases) for name, rule in RULES[survey].items()},
        }
        if "-v" in sys.argv:
            modes(survey, questions, cases)
    for problem in failures:
        print(problem, file=sys.stderr)
    (HERE / "recount.json").write_text(dump(out), encoding="utf-8")
    return 1 if failures else 0


def modes(survey, questions, cases):
    """Prints 無回答 by mode along the questionnaire, to look at."""
    for qid in questions:
        parts = []
        for m in ("paper", "web"):
            base = [c for c in cases if c["mode"][1] == [m] and c[qid][0] != "NAP"]
            parts.append(f"{m} {100 * sum(c[qid][0] == 'NA' for c in base) / max(1, len(base)):.1f}")
        print(survey, qid, *parts)


def dump(value, depth=0):
    """JSON with one line per question or group."""
    if depth >= 4 or not isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    inner = ",\n".join("  " * (depth + 1) + json.dumps(k, ensure_ascii=False) + ": " + dump(v, depth + (1 if depth < 2 else 2)) for k, v in value.items())
    return "{\n" + inner + "\n" + "  " * depth + "}" + ("\n" if depth == 0 else "")


if __name__ == "__main__":
    sys.exit(main())
