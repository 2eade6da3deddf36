#!/usr/bin/python3
# Bill runs beside their floor, in one run: time, work of the processor, memory, and the ratios.
"""usage: bench.py BUILD FOLDER [ACCOUNTS ...]

BUILD holds bench_bill_run and bill_run_floor. Each size is billed and posted by the product, and
written by the floor into a copy of the same store."""
import os
import pathlib
import shutil
import subprocess
import sys
import time


def measured(command):
    """Runs the command; returns its seconds, its processor seconds and its peak memory in MB."""
    began = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    said = child.stdout.read().strip()
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.monotonic() - began
    if status != 0:
        sys.exit(f"{' '.join(map(str, command))}: ended with {status}: {said}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, said


def main():
    build, folder = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    print("| accounts | what | seconds | processor s | peak MB | to the floor | processor |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for accounts in [int(size) for size in sys.argv[3:]] or [10_000, 100_000]:
        ours, floor = folder / "ours.db", folder / "floor.db"
        for file in folder.glob("*.db*"):
            file.unlink()
        subprocess.run([build / "bench_bill_run", "fill", ours, str(accounts)], check=True)
        shutil.copy(ours, floor)
        bare = measured([build / "bill_run_floor", floor])
        billed = measured([build / "bench_bill_run", "run", ours])
        if not billed[3].startswith(f"{accounts} invoices") or bare[3] != f"{accounts} invoices":
            sys.exit(f"{accounts} accounts, but: {billed[3]}; the floor: {bare[3]}")
        for what, (seconds, work, memory, _) in (("floor", bare), ("run and posting", billed)):
            print(f"| {accounts} | {what} | {seconds:.2f} | {work:.2f} | {memory:.0f} |"
                  f" {seconds / bare[0]:.2f} | {work / bare[1]:.2f} |", flush=True)


main()
