# Judges what the replay read back: against figures computed here from the CSV files alone, in whole
# numbers, and for Northwind also against the figures that are known for it.
import argparse
import collections
import csv
import json
import pathlib
import sys
from fractions import Fraction

# What the import of Northwind must lead to, whatever this program computes. Amounts in cents.
NORTHWIND = {
    "orders": 830,
    "order_items": 2155,
    "gross_minor": 135445859,
    "invoices": 636,
    "invoice_lines": 2985,
    "invoiced_minor": 133073598,
    "goods_minor": 126579329,
    "freight_minor": 6494269,
}
NORTHWIND_CYCLES = 23
NORTHWIND_ACCOUNTS = [65, 59, 63, 75, 29, 43, 45, 56, 29]
NORTHWIND_ORDERS = [690, 641, 659, 771, 361, 473, 491, 628, 384]

LOST_SHARE_MIN = Fraction(20, 100)
AGAIN_SHARE_MIN = Fraction(10, 100)


def rows_of(folder, name):
    with open(folder / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def cents(amount):
    """The amount in cents, rounded half up, away from zero."""
    scaled = abs(amount) * 100
    rounded = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return -rounded if amount < 0 else rounded


def expected_figures(orders, lines):
    """The figures of server and invoices, from the files."""
    gross = goods = 0
    for line in lines:
        price = Fraction(line["unitPrice"]) * int(line["quantity"])
        gross += cents(price)
        goods += cents(price * (1 - Fraction(line["discount"])))
    freights = [cents(Fraction(order["freight"])) for order in orders]
    return {
        "orders": len(orders),
        "order_items": len(lines),
        "orders_minor": goods + sum(freights),
        "gross_minor": gross,
        "invoices": len({invoice_of(order) for order in orders}),
        "invoice_lines": len(lines) + sum(1 for freight in freights if freight),
        "invoiced_minor": goods + sum(freights),
        "goods_minor": goods,
        "freight_minor": sum(freights),
    }


def invoice_of(order):
    """A customer gets one invoice for all orders of a month."""
    return order["customerID"], order["orderDate"][:7]


def expected_devices(orders, employees):
    """What each employee's device holds: all of every customer he ever took an order from."""
    customers = collections.defaultdict(set)
    for order in orders:
        customers[order["employeeID"]].add(order["customerID"])
    expected = []
    for employee in sorted(employee["employeeID"] for employee in employees):
        his = [order for order in orders if order["customerID"] in customers[employee]]
        expected.append({
            "employee": employee,
            "accounts": len(customers[employee]),
            "orders": len(his),
            "invoices": len({invoice_of(order) for order in his}),
        })
    return expected


def cycle_count(orders):
    """Months from the first order's to the last one's, both included."""
    months = [int(order["orderDate"][:4]) * 12 + int(order["orderDate"][5:7]) for order in orders]
    return max(months) - min(months) + 1


class Judge:
    """Compares and remembers what differs."""

    def __init__(self):
        self.checks = 0
        self.problems = []

    def equal(self, what, found, expected):
        self.checks += 1
        if found != expected:
            self.problems.append(f"{what} is {found}; expected {expected}")

    def at_least(self, what, part, whole, share):
        self.checks += 1
        if whole == 0 or Fraction(part, whole) < share:
            self.problems.append(f"{what}: {part} of {whole} is less than {float(share):.0%}")


def judge_figures(judge, report, expected, northwind):
    for source in ("http", "sql", "second_http", "second_sql"):
        for name, value in expected.items():
            judge.equal(f"{source}.{name}", report[source][name], value)
        if northwind:
            for name, value in NORTHWIND.items():
                judge.equal(f"{source}.{name} of Northwind", report[source][name], value)


def judge_devices(judge, report, expected, northwind):
    devices = report["devices"]
    judge.equal("the number of devices", len(devices), len(expected))
    for device, wanted in zip(devices, expected):
        who = f"device of employee {device['employee']}"
        for name, value in wanted.items():
            judge.equal(f"{who}: {name}", device[name], value)
        judge.equal(f"{who}: accounts over HTTP", device["accounts_by_http"], wanted["accounts"])
        judge.equal(f"{who}: orders over HTTP", device["orders_by_http"], wanted["orders"])
        judge.equal(f"{who}: difference", device["difference"], "")
        judge.equal(f"{who}: digest", device["digest"], device["server_digest"])
    if northwind:
        judge.equal("accounts of the devices", [device["accounts"] for device in devices],
                    NORTHWIND_ACCOUNTS)
        judge.equal("orders of the devices", [device["orders"] for device in devices],
                    NORTHWIND_ORDERS)


def judge_way(judge, report, orders, northwind):
    counts, ledger = report["counts"], report["ledger"]
    judge.at_least("replies lost after commit", counts["replies_lost"], counts["exchanges"],
                   LOST_SHARE_MIN)
    judge.at_least("requests sent twice", counts["sent_again"], counts["exchanges"],
                   AGAIN_SHARE_MIN)
    judge.equal("acts of the back office", counts["acts"], 2 * len(orders))
    judge.equal("bill runs", counts["bill_runs"], 2 * cycle_count(orders))
    if northwind:
        judge.equal("cycles of Northwind", cycle_count(orders), NORTHWIND_CYCLES)
    commands = len(orders) + counts["drafts_saved"]
    judge.equal("commands with a verdict", ledger["commands"], commands)
    judge.equal("commands accepted", ledger["commands_accepted"], commands)
    judge.equal("commands in the devices' journals", ledger["device_commands"], commands)
    judge.equal("integrity of the database", ledger["integrity"], "ok")
    judge.equal("gaps in the invoice numbers", ledger["invoice_number_gaps"], 0)
    judge.equal("charges billed twice", ledger["charges_billed_twice"], 0)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--input", required=True, type=pathlib.Path, help="folder of CSV files")
    parser.add_argument("--figures", required=True, type=pathlib.Path, help="figures.json")
    parser.add_argument("--northwind", action="store_true", help="the input is Northwind itself")
    arguments = parser.parse_args()

    orders = rows_of(arguments.input, "orders.csv")
    lines = rows_of(arguments.input, "order_details.csv")
    employees = rows_of(arguments.input, "employees.csv")
    report = json.loads(arguments.figures.read_text(encoding="utf-8"))
    judge = Judge()
    judge_figures(judge, report, expected_figures(orders, lines), arguments.northwind)
    judge_devices(judge, report, expected_devices(orders, employees), arguments.northwind)
    judge_way(judge, report, orders, arguments.northwind)
    for problem in judge.problems:
        print(f"replay: WRONG: {problem}")
    print(f"replay: seed {report['seed']}: {judge.checks} figures checked, "
          f"{len(judge.problems)} wrong")
    sys.exit(1 if judge.problems else 0)


if __name__ == "__main__":
    main()
