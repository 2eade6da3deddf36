# Holds the answers of `satchel simulate` to the expected figures of tests/golden/billing.
"""A case of shape timeline, rating or dates must be right when it is universal or says all of its
settings, and has invoices, dates or points to compare. Every other case stands in `excused`, each
with its reason.
"""

import json
import pathlib
import subprocess
import sys
from decimal import Decimal

CASES = pathlib.Path(__file__).parent / "billing" / "billing_cases.json"

UNKNOWN_TAX = "its invoices hold a tax whose rate no event gives"
excused = {
    "kb-gen-retroactive-repair": "the correction of history is told in words",
    "lago-advance-leading-tax20-and-cancel": UNKNOWN_TAX,
    "lago-cancel-arrears-plan": UNKNOWN_TAX,
    "meteroid-upgrade-two-components": "the two components of its plans are told in words",
}


def is_asked(case):
    if case["shape"] not in ("timeline", "rating", "dates"):
        return False
    if not (case["universal"] or case["settings_complete"]):
        return False
    if case["shape"] == "rating":
        return "points" in case
    return "expected_invoices" in case or "expected_dates" in case


def is_like(line, candidate):
    named = ("kind", "start", "end", "sub")
    alike = all(line.get(name) in (None, candidate.get(name)) for name in named)
    return alike and Decimal(line["amount"]) == Decimal(candidate["amount"])


def holds(wanted, lines):
    """Whether each wanted line is there, and what is left; an absent field is not compared."""
    left = list(lines)
    for line in wanted:
        found = next((each for each in left if is_like(line, each)), None)
        if found is None:
            return False, left
        left.remove(found)
    return True, left


def check_invoice(wanted, invoices):
    dated = [each for each in invoices if wanted.get("date") in (None, each["date"])]
    for invoice in dated:
        found, left = holds(wanted["lines"], invoice["lines"])
        if not found:
            continue
        if wanted.get("change_only"):
            total = sum(Decimal(line["amount"]) for line in wanted["lines"])
            if total == Decimal(wanted["total"]):
                return None
        elif not left and Decimal(invoice["total"]) == Decimal(wanted["total"]):
            return None
    return f"no invoice like {json.dumps(wanted)}"


def check_timeline(case, answer):
    wanted = case["expected_invoices"]
    invoices = answer["invoices"]
    if case.get("cumulative"):
        lines = [line for invoice in invoices for line in invoice["lines"]]
        for each in wanted:
            found, left = holds(each["lines"], lines)
            total = sum(Decimal(line["amount"]) for line in lines)
            if not found or left or total != Decimal(each["total"]):
                return f"lines {json.dumps(lines)}"
        return None
    for each in wanted:
        problem = check_invoice(each, invoices)
        if problem:
            return problem
    partial = any(each.get("change_only") or each.get("credit_note") for each in wanted)
    if not partial and len(invoices) != len(wanted):
        return f"{len(invoices)} invoices instead of {len(wanted)}"
    return None


def check(case, answer):
    if "unsupported" in answer:
        return f"unsupported: {answer['unsupported']}"
    if case["shape"] == "timeline":
        return check_timeline(case, answer)
    if case["shape"] == "dates":
        missing = [day for day in case["expected_dates"] if day not in answer["dates"]]
        return f"missing {missing}" if missing else None
    for wanted, point in zip(case["points"], answer["points"], strict=True):
        for name in ("amount", "true_up"):
            if name in wanted and Decimal(wanted[name]) != Decimal(point[name]):
                return f"{point} instead of {wanted}"
    return None


def main():
    satchel = sys.argv[1]
    cases = json.loads(CASES.read_text())["cases"]
    inputs = [
        {name: value for name, value in case.items() if not name.startswith("expected")}
        for case in cases
    ]
    run = subprocess.run(
        [satchel, "simulate", "/dev/stdin"],
        input=json.dumps({"cases": inputs}),
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode not in (0, 3):
        sys.exit(f"satchel simulate ended with {run.returncode}: {run.stderr}")
    answers = json.loads(run.stdout)["cases"]
    right = wrong = 0
    for case, answer in zip(cases, answers, strict=True):
        if not is_asked(case) or case["id"] in excused:
            continue
        problem = check(case, answer)
        if problem is None:
            right += 1
        else:
            wrong += 1
            print(f"{case['id']}: {problem}")
    print(f"billing cases: {right} right, {wrong} wrong, {len(excused)} excused")
    sys.exit(1 if wrong else 0)


main()
