# Runs clang-tidy over our sources; what passed is read again only when it or a header changed.
import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys

from source import ROOT

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*"([^"]+)"', re.M)
FOLDERS = ("shared/", "web/", "server/")


def closure(path, build, seen):
    """Adds `path` and everything of ours that it includes to `seen`."""
    if path in seen:
        return
    seen.add(path)
    for included in INCLUDE.findall(path.read_text(encoding="utf-8")):
        for folder in (ROOT, build / "generated"):
            if (folder / included).is_file():
                closure(folder / included, build, seen)


def fingerprint(path, build, rules):
    """A hash of everything that clang-tidy's answer for this file depends on."""
    seen = set()
    closure(path, build, seen)
    digest = hashlib.sha256(rules)
    for file in sorted(seen):
        digest.update(str(file).encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def examine(path, build):
    """What clang-tidy says about this file; empty when it has nothing to say."""
    done = subprocess.run(["clang-tidy", "--quiet", "-p", str(build), str(path)], cwd=ROOT,
                          capture_output=True, text=True)
    return done.stdout + done.stderr if done.returncode else ""


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    cache = build / "clang-tidy-passed"
    cache.mkdir(exist_ok=True)
    rules = (ROOT / ".clang-tidy").read_bytes()

    commands = json.loads((build / "compile_commands.json").read_text())
    names = sorted({os.path.relpath(command["file"], ROOT) for command in commands})
    prints = {name: fingerprint(ROOT / name, build, rules)
              for name in names if name.startswith(FOLDERS)}
    waiting = [name for name in prints if not (cache / prints[name]).exists()]

    failed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        said = pool.map(lambda name: examine(ROOT / name, build), waiting)
        for name, findings in zip(waiting, said):
            if findings:
                print(findings)
                failed += 1
            else:
                (cache / prints[name]).touch()
    print(f"clang-tidy: {len(prints)} files, {len(waiting)} examined, {failed} with findings")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
