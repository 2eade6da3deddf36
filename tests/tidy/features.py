# Holds docs/features.md to the tests: every row stands there once, and the
# test that it names exists and bears its id.
import re
import sys

from source import ROOT

ROWS = {"C": 17, "P": 8, "O": 18, "S": 19, "A": 17}
NAME = re.compile(r'TEST_CASE(?:_FIXTURE)?\(\s*(?:\w+,\s*)?"((?:[^"\\]|\\.)*)"')


def main():
    names = set()
    for file in (ROOT / "tests").rglob("*.cpp"):
        names.update(NAME.findall(file.read_text(encoding="utf-8")))
    lines = (ROOT / "docs/features.md").read_text(encoding="utf-8").splitlines()
    found, problems = [], []
    for line in lines:
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        if not re.fullmatch(r"[CPOSA]\d+", cells[0]):
            continue
        found.append(cells[0])
        test = cells[2].strip("`")
        if test not in names:
            problems.append(f"{cells[0]}: there is no test {test!r}")
        elif cells[0] not in test.partition(":")[0].split():
            problems.append(f"{cells[0]}: its test is not named by it: {test!r}")
    for letter, count in ROWS.items():
        for row in (f"{letter}{number}" for number in range(1, count + 1)):
            if found.count(row) != 1:
                problems.append(f"{row}: stands there {found.count(row)} times")
    print("\n".join(problems + [f"features: {len(found)} rows, {len(problems)} problems"]))
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
