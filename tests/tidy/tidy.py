# The house rules that no compiler knows: sizes, words, first sentences, exceptions, names.
import ast
import pathlib
import re
import sys

from source import CPP, JS, comments, functions, our_files, parameters, read

COLUMNS = 100
FUNCTION_LINES = 60
FILE_LINES = 400
PARAMETERS = 4
SHELL = re.compile(r"^(scripts/|\.ci/)")
SIZED = CPP | JS | {".py", ".sql", ".cmake", ".css", ".html"}
OWN_RULES = "tests/tidy/"  # These files name the forbidden words.


def is_shell(source):
    return bool(SHELL.match(source.path)) and source.suffix == ""


def is_program_text(source):
    return source.suffix in SIZED or is_shell(source)


def long_lines(source):
    if is_program_text(source):
        for number, line in enumerate(source.lines, 1):
            if len(line) > COLUMNS:
                yield number, f"{len(line)} columns; {COLUMNS} are allowed"


def long_files(source):
    if is_program_text(source) and len(source.lines) > FILE_LINES:
        yield 1, f"{len(source.lines)} lines; split it: {FILE_LINES} are allowed"


def long_functions(source):
    for first, last, name in function_spans(source):
        if last - first + 1 > FUNCTION_LINES:
            yield first, f"{name} has {last - first + 1} lines; {FUNCTION_LINES} are allowed"


def function_spans(source):
    if source.suffix in CPP | JS:
        for first, last, header in functions(source):
            found = re.search(r"([\w:~]+)\s*\(", header)
            yield first, last, found.group(1) if found else "a function"
    elif source.suffix == ".py":
        for node in ast.walk(ast.parse(source.text)):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                yield node.lineno, node.end_lineno, node.name
    elif is_shell(source):
        for found in re.finditer(r"^(\w+)\(\) \{\n.*?^\}", source.text, re.M | re.S):
            first = source.text.count("\n", 0, found.start()) + 1
            yield first, first + found.group().count("\n"), found.group(1)


DECLARATION = re.compile(r"^[ ]{0,2}[\w:<>,&* ]+[ &*]\w+(\([^;{}]*\))[^;{}()]*;", re.M)


def many_parameters(source):
    # SQLite's file system interface fixes the parameters in web/browser.
    if source.suffix not in CPP or source.path.startswith("web/browser/"):
        return
    for first, _, header in functions(source):
        if len(parameters(header)) > PARAMETERS:
            yield first, f"{len(parameters(header))} parameters; name them in a struct"
    if source.suffix == ".h":
        for found in DECLARATION.finditer(source.code):
            count = len(parameters("f" + found.group(1)))
            if count > PARAMETERS:
                yield source.line_of(found.start()), f"{count} parameters; name them in a struct"


def first_sentence(source):
    """Each file begins with a sentence that says what it is."""
    lines = [line for line in source.lines[:6] if not line.startswith("#!")]
    first = lines[0] if lines else ""
    if source.suffix in CPP | JS:
        marker = "// "
    elif source.suffix == ".sql":
        marker = "-- "
    elif source.suffix in {".py", ".cmake"} or is_shell(source) or "CMakeLists" in source.path:
        marker = "# "
    else:
        return
    block = []
    for line in lines:
        if not line.startswith(marker):
            break
        block.append(line)
    if not first.startswith(marker) or "." not in " ".join(block):
        yield 1, f'the file must begin with "{marker}" and a sentence that says what it is'


def pragma_once(source):
    if source.suffix == ".h" and not re.search(r"^#pragma once$", source.text, re.M):
        yield 1, "a header needs #pragma once"


BANNED = [
    (re.compile(r"\b(TODO|FIXME|XXX|HACK)\b"), "do it, or name the limit in the documentation"),
    (re.compile(r"\bnot implemented\b", re.I), "do it, or name the limit in the documentation"),
    (re.compile(r"\bstubs?\b", re.I), "make the real thing"),
    (re.compile(r"(?<!::)\bplaceholder\b(?! *[=:\"'(])", re.I),
     "make the real thing, or call it a hint"),
]
OUTSIDE = [
    (re.compile(r"(^|[^a-z.\w])/(work|farm)/"), "a path of one machine"),
    (re.compile(r"(^|[^\w./])/(root|home/\w+|tmp/satchel)/"), "a path of one machine"),
    (re.compile(r"registry\.npmjs|deb\.debian\.org|nodesource|pypi\.org"), "a registry's host"),
    (re.compile(r'"resolved": *"http'), "a registry's address; see .npmrc"),
    (re.compile(r"https?://[^ \"']*/debian\b"), "a mirror's address"),
    (re.compile(r"\b(Claude|Anthropic|OpenAI|ChatGPT|GPT-\d|Copilot|LLMs?)\b", re.I),
     "a word about how the text was made"),
    (re.compile(r"\b(AI|A\.I\.)(?![\w-])|\bthis session\b|\bby a session\b|\bthe CEO\b"),
     "a word about how the text was made"),
]


def words(source):
    if source.path.startswith(OWN_RULES):
        return
    rules = (BANNED if is_program_text(source) else []) + OUTSIDE
    for number, line in enumerate(source.lines, 1):
        for pattern, advice in rules:
            found = pattern.search(line)
            if found:
                yield number, f'"{found.group().strip()}": {advice}'


def commented_out_code(source):
    if source.suffix in CPP | JS:
        for number, text in comments(source):
            if re.search(r"^//\s*([\w:<>*&]+ ){0,2}[\w.:>\[\]-]+(\(.*\)| = .*);$", text):
                yield number, "code in a comment; the history keeps old code"


def banners(source):
    if is_program_text(source) and source.suffix != ".css":
        for number, line in enumerate(source.lines, 1):
            if re.match(r"\s*(//|#|--|/\*)\s*[-=*#/_~]{4,}", line):
                yield number, "a banner; a sentence says more"


def exceptions(source):
    # In web/browser these words are JavaScript's; the browser's compiler refuses C++'s.
    allowed = ("tests/", "server/http/", "web/browser/")
    if source.suffix not in CPP or source.path.startswith(allowed):
        return
    for found in re.finditer(r"\b(throw|try|catch)\b", source.code):
        yield source.line_of(found.start()), f'"{found.group()}": nothing of ours throws'


def defaults(source):
    """A switch over our enums names every enumerator, so that a new one stops the build."""
    if source.suffix not in CPP:
        return
    for found in re.finditer(r"\bswitch\s*\(", source.code):
        body = block_after(source.code, found.end())
        labels = re.findall(r"\bcase\s+([^:]+(?:::[^:]+)*):(?!:)", body)
        ours = [label for label in labels if re.fullmatch(r"\s*(\w+::)*[a-z]\w*\s*", label)]
        if ours and re.search(r"\bdefault\s*:", body):
            line = source.line_of(found.start())
            yield line, "default: in a switch over our enum; name every case"


def block_after(code, start):
    """The text of the next {...} after `start`, without what nested switches hold."""
    at = code.find("{", start)
    depth = 0
    for end in range(at, len(code)):
        depth += (code[end] == "{") - (code[end] == "}")
        if depth == 0:
            return code[at:end]
    return code[at:]


NAMES = [
    (re.compile(r"\b(class|struct)\s+\w*(Manager|Helper|Utils?|Impl)\b"), "say what it does"),
    (re.compile(r"(?<![.>:\w])get_\w+\s*\((?![^;{}]*\boverride\b)"), "a getter is the bare noun"),
]


def names(source):
    if source.suffix in CPP:
        for pattern, advice in NAMES:
            for found in pattern.finditer(source.code):
                yield source.line_of(found.start()), f'"{found.group()}": {advice}'


def unheard(source):
    """What is painted as text is noted for the mirror's check: one file paints it (DESIGN 8)."""
    if not source.path.startswith("web/") or source.path == "web/kit/paint.cpp":
        return
    pattern = r"->AddText\(|\bImGui::(Text\w*|Label\w*|Button|Selectable|Input\w+|RenderText\w*)\("
    for found in re.finditer(pattern, source.code):
        yield source.line_of(found.start()), "not heard; paint text by web/kit/paint.h"


RULES = [long_lines, long_files, long_functions, many_parameters, first_sentence, pragma_once,
         words, commented_out_code, banners, exceptions, defaults, names, unheard]


def check(source):
    """Every finding in this file as (line, rule, message)."""
    for rule in RULES:
        for line, message in rule(source):
            yield line, rule.__name__, message


def main():
    wanted = [str(pathlib.PurePosixPath(name)) for name in sys.argv[1:]]
    paths = [path for path in our_files()
             if not wanted or any(path == name or path.startswith(name + "/") for name in wanted)]
    findings = 0
    for path in paths:
        source = read(path)
        for line, rule, message in check(source) if source else ():
            print(f"{path}:{line}: {rule}: {message}")
            findings += 1
    print(f"tidy: {len(paths)} files, {findings} findings")
    sys.exit(1 if findings else 0)


if __name__ == "__main__":
    main()
