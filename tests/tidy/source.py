# Reads source files for the tidy rules: which are ours, their bare code, their functions.
import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
CPP = {".h", ".cpp"}
JS = {".mjs", ".js"}


class Source:
    """One file: path from the root, text, and `code`: the text without comments and strings."""

    def __init__(self, path, text):
        self.path = path
        self.text = text
        self.suffix = pathlib.PurePosixPath(path).suffix
        self.lines = text.split("\n")[:-1] if text.endswith("\n") else text.split("\n")
        self.code = blank(text, self.suffix in JS) if self.suffix in CPP | JS else text

    def line_of(self, offset):
        return self.code.count("\n", 0, offset) + 1


def our_files():
    """Every file that is tracked or could be, as paths from the root."""
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT,
                            capture_output=True, text=True, check=True).stdout.split("\n")
    return sorted({name for name in listed if name and (ROOT / name).is_file()})


def read(path):
    """The file as a Source, or nothing when it is not text."""
    try:
        return Source(path, (ROOT / path).read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        return None


CPP_TOKEN = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"(?P<delimiter>[^(\s"]*)\(.*?\)(?P=delimiter)"'
    r'|"(?:\\.|[^"\\\n])*"|(?<![0-9a-fA-F])\'(?:\\.|[^\'\\\n])+\'', re.S)
JS_TOKEN = re.compile(
    r'//[^\n]*|/\*.*?\*/|`(?:\\.|[^`\\])*`|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\''
    r'|(?<=[(,=:\[!&|?{};\n])[ ]*/(?![*/ ])(?:\\.|\[[^\]\n]*\]|[^/\\\n\[])+/', re.S)


def blank(text, is_js):
    """The text with each comment and string replaced by spaces; line breaks stay."""
    token = JS_TOKEN if is_js else CPP_TOKEN
    return token.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), text)


def comments(source):
    """Yields (line number, text) of each // comment outside strings."""
    token = JS_TOKEN if source.suffix in JS else CPP_TOKEN
    for found in token.finditer(source.text):
        if found.group().startswith("//"):
            yield source.text.count("\n", 0, found.start()) + 1, found.group()


SCOPE = re.compile(r"\b(namespace|class|struct|enum|union|extern)\b(?![^(]*\()|\bTEST_SUITE\b")
CONTROL = re.compile(r"^\s*(\}\s*)?(else|if|for|while|switch|do|try|catch|return|case)\b")


def functions(source):
    """Yields (first line, last line, header) of each function that has a body."""
    code = re.sub(r"^[ \t]*#(?:\\\n|[^\n])*", lambda found: re.sub(r"[^\n]", " ", found.group()),
                  source.code, flags=re.M) if source.suffix in CPP else source.code
    is_js = source.suffix in JS
    stack, header_start, depth = [], 0, 0
    for found in re.finditer(r"[(){};]", code):
        mark, at = found.group(), found.start()
        if mark in "()":
            depth += 1 if mark == "(" else -1
        elif mark == ";" and (depth == 0 or is_js):
            header_start = at + 1
        elif mark == "{":
            header = code[header_start:at]
            inside = any(kind == "function" for kind, *_ in stack)
            kind = kind_of_block(header, is_js, inside, depth)
            stack.append((kind, at if is_js else header_start, depth, header))
            if kind != "value":
                header_start, depth = at + 1, 0
        elif mark == "}" and stack:
            kind, start, depth, header = stack.pop()
            if kind == "function":
                first = start if is_js else start + len(header) - len(header.lstrip())
                yield source.line_of(first), source.line_of(at), header.strip()
            if kind != "value":
                header_start = at + 1


def kind_of_block(header, is_js, inside_function, depth):
    """What the brace after `header` opens: function, scope, value or block."""
    if is_js:
        if CONTROL.match(header.split("=>")[0]) and not header.rstrip().endswith("=>"):
            return "block"
        if header.rstrip().endswith("=>") or re.search(r"\bfunction\b[^{]*\)\s*$", header):
            return "function"
        return "function" if re.search(r"\w\s*\([^{}]*\)\s*$", header) else "block"
    if inside_function:
        return "block"
    if depth > 0 or not header[-1:].isspace() or header.rstrip().endswith("="):
        return "value"
    if SCOPE.search(header):
        return "scope"
    return "function" if ")" in header else "scope"


def parameters(header):
    """The parameter texts of a C++ function's header, split at the outermost commas."""
    found = re.search(r"[\w>&*~\])]\s*\((?P<rest>.*)", header, re.S)
    if not found:
        return []
    depth, parts, current = 0, [], ""
    for char in found.group("rest"):
        if char == ")" and depth == 0:
            break
        depth += (char in "(<{[") - (char in ")>}]")
        if char == "," and depth == 0:
            parts.append(current)
            current = ""
        else:
            current += char
    parts.append(current)
    return [part.strip() for part in parts if part.strip()]
