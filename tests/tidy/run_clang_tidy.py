# Reads all sources with clang and clang-tidy; what passed is read again only when it changed.
#
# A folder is read as one file that includes all of its sources, since reading the standard headers
# is most of the work. Where that finds something (or two files use one name), each is read alone.
import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys

from source import ROOT

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*"([^"]+)"', re.M)
FOLDERS = ("shared/", "web/", "server/")
GROUP_SIZE_MAX = 10


class Examination:
    """One run of clang-tidy over `names`, which share `flags`."""

    def __init__(self, build, names, flags):
        self.build, self.names, self.flags = build, names, flags

    def passed_mark(self):
        """A file that exists once these sources have passed as they are."""
        seen = set()
        for name in self.names:
            closure(ROOT / name, self.build, seen)
        digest = hashlib.sha256((ROOT / ".clang-tidy").read_bytes() + repr(self.flags).encode())
        for file in sorted(seen):
            digest.update(str(file).encode() + b"\0" + file.read_bytes() + b"\0")
        return self.build / "clang-tidy" / digest.hexdigest()

    def run(self):
        """What clang-tidy says; empty when it has nothing to say."""
        mark = self.passed_mark()
        if mark.exists():
            return ""
        whole = self.build / "clang-tidy" / (self.names[0].replace("/", "_") + ".all.cpp")
        if len(self.names) > 1:
            whole.write_text("".join(f'#include "{name}"\n' for name in self.names))
        file = whole if len(self.names) > 1 else ROOT / self.names[0]
        done = subprocess.run(["clang-tidy", "--quiet", str(file), "--", *self.flags], cwd=ROOT,
                              capture_output=True, text=True)
        if done.returncode == 0:
            mark.touch()
            return ""
        if len(self.names) == 1:
            return done.stdout + done.stderr
        return "".join(Examination(self.build, [name], self.flags).run() for name in self.names)


def closure(path, build, seen):
    """Adds `path` and everything of ours that it includes to `seen`."""
    if path in seen:
        return
    seen.add(path)
    for included in INCLUDE.findall(path.read_text(encoding="utf-8")):
        for folder in (ROOT, build / "generated"):
            if (folder / included).is_file():
                closure(folder / included, build, seen)


def flags_of(command):
    """The flags that decide how the source is read."""
    words = iter(shlex.split(command["command"]))
    flags = []
    for word in words:
        if word in ("-o", "-c", "-MT", "-MF", "-Xclang"):
            next(words)
        elif word == "-isystem":
            flags += [word, next(words)]
        elif re.match(r"-[IDWf]|-std=", word):
            flags.append(word)
    return flags


def examinations(build):
    """All our sources, a folder at a time."""
    groups = {}
    for command in json.loads((build / "compile_commands.json").read_text()):
        name = os.path.relpath(command["file"], ROOT)
        if name.startswith(FOLDERS):
            key = (os.path.dirname(name), tuple(flags_of(command)))
            groups.setdefault(key, []).append(name)
    for (_, flags), names in sorted(groups.items()):
        for start in range(0, len(names), GROUP_SIZE_MAX):
            yield Examination(build, sorted(names)[start:start + GROUP_SIZE_MAX], list(flags))


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    (build / "clang-tidy").mkdir(exist_ok=True)
    # A third argument such as 2/3 asks for the groups of that part only.
    part, parts = (int(word) for word in (sys.argv[2] if len(sys.argv) > 2 else "0/1").split("/"))
    waiting = list(examinations(build))[part % parts::parts]
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for findings in pool.map(Examination.run, waiting):
            if findings:
                print(findings)
                failed += 1
    files = sum(len(examination.names) for examination in waiting)
    print(f"clang-tidy: {files} files in {len(waiting)} groups, {failed} groups with findings")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
