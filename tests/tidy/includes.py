# The include scanner: folders include only lower layers; each third-party library has its door.
import pathlib
import re
import sys

from source import CPP, ROOT, our_files, read

SHARED = ["shared/base", "shared/domain", "shared/wire", "shared/store", "shared/execute"]
WEB = ["web/sync", "web/model", "web/kit", "web/screens", "web/app", "web/browser"]
SERVER_BASE = ["server/postgres", "server/store", "server/document"]
SERVER_SIDES = ["server/sync", "server/billing", "server/catalogue", "server/providers",
                "server/access"]

# What each layer may include, besides itself.
LAYERS = {
    "shared/base": [],
    "shared/domain": ["shared/base"],
    "shared/wire": ["shared/base", "shared/domain"],
    "shared/store": ["shared/base", "shared/domain"],
    "shared/execute": SHARED,
    "server/postgres": SHARED,
    "server/store": SHARED + ["server/postgres"],
    "server/document": SHARED + ["server/postgres", "server/store"],
    **{side: SHARED + SERVER_BASE for side in SERVER_SIDES},
    "server/http": SHARED + SERVER_BASE + SERVER_SIDES,
    "server/main": SHARED + SERVER_BASE + SERVER_SIDES + ["server/http"],
    **{layer: SHARED + WEB[:place] for place, layer in enumerate(WEB)},
}

SERVER = [*SERVER_BASE, *SERVER_SIDES, "server/http", "server/main"]

# Where a library outside the standard may be included. Tests may include any.
DOORS = [
    (r"nlohmann/", ["shared/wire"]),
    (r"sqlite3\.h", ["shared/store", "web/browser"]),
    (r"(imgui\w*|im\w+)\.h", ["web/kit", "web/screens", "web/app", "web/browser"]),
    (r"httplib\.h", ["server/http"]),
    (r"emscripten(/.*)?\.h|GLES\d/.*", ["web/browser"]),
    (r"tl/expected\.hpp", ["shared/base", "shared/domain"]),
    (r"sodium\.h", ["shared/base", *SERVER]),
    (r"(zlib|zstd|brotli/\w+)\.h", ["server/http", "server/providers"]),
    (r"date/.*", SERVER),
    (r"curl/.*", ["server/providers"]),
    (r"CLI/.*", ["server/main"]),
    (r"pango/.*|cairo.*\.h", ["server/document"]),
    (r"openssl/.*", ["server/http", "server/providers", "server/access"]),
    (r"libpq-fe\.h", ["server/postgres"]),
    (r"(unistd|fcntl|signal|pthread|termios|poll|spawn|netdb)\.h|(sys|netinet|arpa)/.*", SERVER),
]

# The core has no clock, no network and no threads; its domain reads and writes nothing.
THREADS = {"thread", "mutex", "shared_mutex", "condition_variable", "future", "atomic"}
DOMAIN_BANS = THREADS | {"iostream", "fstream", "filesystem", "random", "cstdio", "ctime"}

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(?:"([^"]+)"|<([^>]+)>)', re.M)


def layer_of(path):
    """The layer's folder, or nothing for tests and files outside the layers."""
    return next((layer for layer in LAYERS if path.startswith(layer + "/")), None)


def own_include_problem(path, included):
    layer = layer_of(path)
    if included.startswith("embedded/"):
        return None
    if "/" not in included or included.startswith("."):
        return f'"{included}" must name its folder from the root of the project'
    if not (ROOT / included).is_file():
        return f'"{included}" is no file of the project'
    target = layer_of(included)
    if layer is None or target == layer or target in LAYERS[layer]:
        return None
    return f'{layer} may not include "{included}"'


def outside_include_problem(path, included):
    layer = layer_of(path)
    if layer is None:
        return None
    if "/" not in included and "." not in included:
        if layer.startswith(("shared/", "web/")) and included in THREADS:
            return f"<{included}>: {layer} has one thread"
        if layer == "shared/domain" and included in DOMAIN_BANS:
            return f"<{included}>: the domain is pure"
        return None
    for pattern, folders in DOORS:
        if re.fullmatch(pattern if not pattern.endswith("/") else pattern + ".*", included):
            return None if layer in folders else f"<{included}> belongs to {', '.join(folders)}"
    return f"<{included}> has no door; name its folders in tests/tidy/includes.py"


def clock_problem(path, code):
    if path.startswith("shared/"):
        found = re.search(r"\b(system_clock|steady_clock|std::time|gettimeofday)\b", code)
        if found:
            return f"{found.group()}: instants are given to the core, never asked for"
    return None


def check(source):
    """Every problem of this file as (line, message)."""
    for found in INCLUDE.finditer(source.text):
        own, outside = found.groups()
        if own and layer_of(source.path) is None and "/" not in own:
            beside = (ROOT / source.path).parent.joinpath(own).is_file()
            problem = None if beside else f'"{own}" is no file of the project'
        else:
            problem = (own_include_problem(source.path, own) if own
                       else outside_include_problem(source.path, outside))
        if problem:
            yield source.text.count("\n", 0, found.start()) + 1, problem
    problem = clock_problem(source.path, source.code)
    if problem:
        yield 1, problem


def main():
    paths = [path for path in our_files() if pathlib.PurePosixPath(path).suffix in CPP]
    findings = 0
    for path in paths:
        if path.startswith(("shared/", "web/", "server/")) and layer_of(path) is None:
            print(f"{path}:1: the folder is no layer")
            findings += 1
        for line, message in check(read(path)):
            print(f"{path}:{line}: {message}")
            findings += 1
    print(f"includes: {len(paths)} files, {findings} findings")
    sys.exit(1 if findings else 0)


if __name__ == "__main__":
    main()
