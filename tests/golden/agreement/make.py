"""Random codings, and their agreement computed straight from the definitions: python3 make.py, run in this folder.

Nothing is shared with the program, and no figure is computed the way the program does it: every expectation is a mean over all
pairs of codings, not a sum over a table of counts. Plain Python, no packages. Writes case-*.csv and expected.json.
"""

import csv
import json
import random
from collections import Counter
from fractions import Fraction
from itertools import combinations, permutations, product

MISSING = None


def masi(a, b):
    """Passonneau (2006), as 1 - J * M."""
    if a == b:
        return Fraction(0)
    if not a & b:
        return Fraction(1)
    m = Fraction(2, 3) if a < b or b < a else Fraction(1, 3)
    return 1 - Fraction(len(a & b), len(a | b)) * m


def jaccard(a, b):
    return Fraction(0) if a == b else 1 - Fraction(len(a & b), len(a | b))


def nominal(a, b):
    return Fraction(int(a != b))


def alpha(units, distance):
    """1 - Do / De; both by running over all pairs."""
    units = [[v for v in unit if v is not MISSING] for unit in units]
    units = [unit for unit in units if len(unit) > 1]
    values = [v for unit in units for v in unit]
    n = len(values)
    if n == 0:
        return None
    observed = sum(sum(distance(a, b) for a, b in permutations(unit, 2)) / (len(unit) - 1) for unit in units) / n
    expected = sum(distance(a, b) for a, b in permutations(values, 2)) / Fraction(n * (n - 1))
    return None if expected == 0 else 1 - observed / expected


def kappa(pairs):
    """Cohen (1960): agreement by chance is that of any coding of A with any coding of B."""
    if not pairs:
        return None
    observed = Fraction(sum(a == b for a, b in pairs), len(pairs))
    chance = Fraction(sum(a == b for (a, _), (_, b) in product(pairs, pairs)), len(pairs) ** 2)
    return None if chance == 1 else (observed - chance) / (1 - chance)


def fleiss(units):
    """Fleiss (1971): units that all coders coded; chance from any two ratings, drawn with replacement."""
    complete = [unit for unit in units if all(v is not MISSING for v in unit)]
    if not complete:
        return None
    within = [Fraction(sum(a == b for a, b in combinations(unit, 2)), len(unit) * (len(unit) - 1) // 2) for unit in complete]
    ratings = [v for unit in complete for v in unit]
    chance = Fraction(sum(a == b for a, b in product(ratings, ratings)), len(ratings) ** 2)
    return None if chance == 1 else (sum(within) / len(within) - chance) / (1 - chance)


def mean(values):
    values = [v for v in values if v is not None]
    return sum(values) / Fraction(len(values)) if values else None


def item(units, code):
    """A code, chosen or not: means over pairs of coders."""
    marked = [[v if v is MISSING else code in v for v in unit] for unit in units]
    shares, kappas, prevalences = [], [], []
    for i, j in combinations(range(len(units[0])), 2):
        pairs = [(unit[i], unit[j]) for unit in marked if unit[i] is not MISSING and unit[j] is not MISSING]
        if pairs:
            shares.append(Fraction(sum(a == b for a, b in pairs), len(pairs)))
            p = [Fraction(sum(pair[k] for pair in pairs), len(pairs)) for k in (0, 1)]
            prevalences.append((p[0] + p[1]) / 2)
        kappas.append(kappa(pairs))
    share = mean(shares)
    return {
        "agreement": share,
        "kappa": mean(kappas),
        "prevalence": mean(prevalences),
        "pabak": None if share is None else 2 * share - 1,
        "alpha": alpha(marked, nominal),
    }


class SplitMix:
    """The published generator, for the resamples."""

    def __init__(self, seed):
        self.state = seed

    def below(self, end):
        mask = 2**64 - 1
        self.state = (self.state + 0x9E3779B97F4A7C15) & mask
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & mask
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
        z ^= z >> 31
        return z * end >> 64


def fast_kappa(pairs):
    n = len(pairs)
    a, b = Counter(x for x, _ in pairs), Counter(y for _, y in pairs)
    chance = sum(a[k] * b[k] for k in a)
    return None if chance == n * n else (sum(x == y for x, y in pairs) / n - chance / n**2) / (1 - chance / n**2)


def fast_alpha(units):
    values = [v for unit in units for v in unit]
    n = len(values)
    same = sum(c * (c - 1) for c in Counter(values).values())
    if same == n * (n - 1):
        return None
    observed = sum(sum(a != b for a, b in permutations(unit, 2)) / (len(unit) - 1) for unit in units) / n
    return 1 - observed / (1 - same / (n * (n - 1)))


def interval(units, figure):
    draw = SplitMix(20231124)
    found = []
    for _ in range(1000):
        value = figure([units[draw.below(len(units))] for _ in units])
        if value is not None:
            found.append(value)
    if 2 * len(found) < 1000:
        return [None, None]
    found.sort()
    ends = []
    for share in (0.025, 0.975):
        place = share * (len(found) - 1)
        low = int(place)
        high = min(low + 1, len(found) - 1)
        ends.append(found[low] + (place - low) * (found[high] - found[low]))
    return ends


def expected(units):
    said = [[v for v in unit if v is not MISSING] for unit in units]
    shared = [unit for unit in said if len(unit) > 1]
    single = all(len(v) < 2 for unit in said for v in unit)
    coders = len(units[0])
    pairs = [(u[0], u[1]) for u in units if coders == 2 and u[0] is not MISSING and u[1] is not MISSING]
    cohen = kappa(pairs) if coders == 2 and single else None
    nominal_alpha = alpha(units, nominal)
    if cohen is not None:
        of, ends = "kappa", interval(pairs, fast_kappa)
    elif nominal_alpha is not None:
        of, ends = "alpha_nominal", interval(shared, fast_alpha)
    else:
        of, ends = None, [None, None]
    codes = sorted({code for unit in said for v in unit for code in v})
    return {
        "units": len(shared),
        "coders": coders,
        "dropped": len(units) - len(shared),
        "agreement": mean([Fraction(sum(a == b for a, b in combinations(u, 2)), len(u) * (len(u) - 1) // 2) for u in shared]),
        "kappa": cohen,
        "fleiss_kappa": fleiss(units) if single else None,
        "items": {code: item(units, code) for code in codes},
        "alpha_nominal": nominal_alpha,
        "alpha_jaccard": alpha(units, jaccard),
        "alpha_masi": alpha(units, masi),
        "interval": ends,
        "interval_of": of,
    }


def plain(value):
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return float(value) if isinstance(value, Fraction) else value


def coding(rng, truth, codes, several):
    """What a coder says where `truth` is right."""
    given = set(truth)
    for code in codes:
        if rng.random() < 0.12:
            given ^= {code}
    if not several:
        given = {rng.choice(sorted(given))} if given else {rng.choice(codes)}
    return frozenset(given)


def make(rng, coders, count, labels, several, missing, empty):
    codes = [f"c{number}" for number in range(1, labels + 1)]
    units = []
    for _ in range(count):
        size = rng.choice([0, 1, 1, 2, 3]) if several else 1
        truth = rng.sample(codes, min(size, labels))
        unit = [coding(rng, truth, codes, several) for _ in range(coders)]
        if empty:
            unit = [frozenset() if rng.random() < 0.15 else v for v in unit]
        units.append([MISSING if rng.random() < missing else v for v in unit])
    return units


def main():
    rng = random.Random(4)
    cases = []
    for coders in (2, 3, 4, 5):
        for several in (False, True):
            for missing in (0.0, 0.3):
                cases.append(make(rng, coders, rng.randrange(20, 45), rng.randrange(2, 7), several, missing, several))
    cases.append(make(rng, 2, 30, 3, False, 0.1, True))
    # Nothing to tell apart, nobody twice, one label that one coder always gives.
    one, other, none = frozenset({"c1"}), frozenset({"c2"}), frozenset()
    cases.append([[one, one]] * 6)
    cases.append([[one, MISSING], [MISSING, other], [one, MISSING]])
    cases.append([[one, one]] * 4 + [[one, other]] * 3)
    cases.append([[none, none]] * 3 + [[one, none], [one, one], [one | other, one]])
    answers = []
    for number, units in enumerate(cases, 1):
        name = f"case-{number:02}.csv"
        with open(name, "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["no"] + [f"coder{k}" for k in range(1, len(units[0]) + 1)])
            for row, unit in enumerate(units, 1):
                cells = ["" if v is MISSING else ";".join(rng.sample(sorted(v), len(v))) or ";" for v in unit]
                writer.writerow([row] + cells)
        answers.append({"file": name, **plain(expected(units))})
    with open("expected.json", "w", encoding="utf-8") as file:
        json.dump(answers, file, ensure_ascii=False, indent=1)
        file.write("\n")


if __name__ == "__main__":
    main()
