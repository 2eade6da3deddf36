# Shows that each tidy rule can fail, and that it lets good text pass.
import sys

import includes
import tidy
from source import Source, functions, parameters

HEADER = "// A thing of the tests.\n"
LONG_BODY = "  a();\n" * 60

# (rule, path, bad text, good text)
CASES = [
    ("long_lines", "shared/base/a.cpp", "x" * 101 + "\n", "x" * 100 + "\n"),
    ("long_lines", "scripts/a", "# " + "x" * 100 + "\n", "# x\n"),
    ("long_files", "web/page/a.mjs", "a();\n" * 401, "a();\n" * 400),
    ("long_functions", "shared/base/a.cpp", "int f(int a) {\n" + LONG_BODY + "}\n",
     "int f(int a) {\n" + LONG_BODY[7:7 * 59] + "}\n"),
    ("long_functions", "shared/base/a.cpp",
     "A::A(int a)\n    : a_{a}, b_(a) {\n" + LONG_BODY + "}\n",
     "namespace a {\n" + "int f() { return 1; }\n" * 70 + "}\n"),
    ("long_functions", "tests/web/a.cpp", "TEST_CASE(\"a\") {\n" + LONG_BODY + "}\n",
     "TEST_SUITE(\"a\") {\n" + "TEST_CASE(\"b\") {\n}\n" * 40 + "}\n"),
    ("long_functions", "web/page/a.mjs", "on(x, () => {\n" + LONG_BODY + "});\n",
     "class A {\n" + "  f(a) { return a; }\n" * 70 + "}\n"),
    ("long_functions", "tests/tidy/a.py", "def f():\n" + "    a()\n" * 60, "def f():\n    a()\n"),
    ("long_functions", "scripts/a", "f() {\n" + LONG_BODY + "}\n", "f() {\n  a\n}\n"),
    ("many_parameters", "shared/base/a.cpp", "int f(int a, int b, int c, int d, int e) {\n}\n",
     "int f(std::map<int, int> a, int b, F<void(int, int)> c, int d) {\n}\n"),
    ("many_parameters", "shared/base/a.h", "int f(int a, int b,\n      int c, int d, int e);\n",
     "int f(int a, int b, int c, int d);\n"),
    ("first_sentence", "shared/base/a.h", "#pragma once\n", HEADER),
    ("first_sentence", "shared/store/schema/001_a.sql", "CREATE TABLE a;\n", "-- Tables.\n"),
    ("first_sentence", "scripts/a", "#!/bin/sh\necho\n", "#!/bin/sh\n# Echoes.\n"),
    ("pragma_once", "shared/base/a.h", HEADER, HEADER + "#pragma once\n"),
    ("words", "shared/base/a.cpp", "// TODO: more\n", "// The toad is done.\n"),
    ("words", "web/page/a.mjs", "// A stub.\n", "// A stubborn input.placeholder = text.\n"),
    ("words", "server/http/a.cpp", '"not implemented"\n', '"implemented"\n'),
    ("words", "docs/a.md", "Run it in /wor" + "k/main.\n", "Run it in docs/work/main.\n"),
    ("words", "package-lock.json", '"resolved": "' + 'https://x"\n', '"integrity": "sha512-x"\n'),
    ("words", "README.md", "Fetched from deb." + "debian.org.\n", "Fetched from Debian.\n"),
    ("words", "docs/a.md", "Written by an A" + "I.\n", "Said to everyone in the login session.\n"),
    ("commented_out_code", "shared/base/a.cpp", "// total = sum(lines);\n",
     "// The sum (of lines);\n"),
    ("banners", "shared/base/a.cpp", "// ---- helpers ----\n", "// Helpers -- all of them.\n"),
    ("exceptions", "shared/base/a.cpp", "void f() { throw 1; }\n", "// We never throw.\n"),
    ("exceptions", "server/sync/a.cpp", "try {\n} catch (...) {\n}\n", 'auto a = "try";\n'),
    ("defaults", "shared/base/a.cpp",
     "switch (a) {\n  case State::draft:\n    return 1;\n  default:\n    return 2;\n}\n",
     "switch (c) {\n  case 'a':\n    return 1;\n  default:\n    return 2;\n}\n"),
    ("defaults", "shared/base/a.cpp",
     "switch (a) {\n  case draft: return 1;\n  default: return 2;\n}\n",
     "switch (a) {\n  case draft: return 1;\n  case placed: return 2;\n}\n"),
    ("unheard", "web/kit/a.cpp", "list->AddText(at, ink, text);\n", "paint_text(style, at);\n"),
    ("unheard", "web/screens/a.cpp", "ImGui::TextUnformatted(a);\n", "ImGui::GetIO();\n"),
    ("names", "web/kit/a.h", "class TableManager {\n};\n", "class Table {\n};\n"),
    ("names", "web/kit/a.h", "int get_total();\n", "auto* a = std::get_if<int>(&b);\n"),
    ("names", "web/kit/a.h", "int get_a(int b);\n", "void get_a(int b) const override;\n"),
]

# (path, bad include, good include)
INCLUDES = [
    ("shared/base/a.cpp", '"shared/domain/command.h"', '"shared/base/result.h"'),
    ("shared/wire/a.cpp", '"shared/store/database.h"', '"shared/domain/command.h"'),
    ("web/app/a.cpp", '"server/main/satcheld.cpp"', '"shared/base/result.h"'),
    ("web/kit/a.cpp", '"result.h"', '"embedded/device_schema.h"'),
    ("server/http/a.cpp", '"shared/base/no_such_file.h"', "<httplib.h>"),
    ("server/sync/a.cpp", "<nlohmann/json.hpp>", "<string>"),
    ("web/screens/a.cpp", "<sqlite3.h>", "<imgui.h>"),
    ("web/app/a.cpp", "<emscripten/html5.h>", "<vector>"),
    ("shared/domain/order/a.cpp", "<fstream>", "<optional>"),
    ("shared/store/a.cpp", "<mutex>", "<sqlite3.h>"),
    ("server/main/a.cpp", "<boost/any.hpp>", "<CLI/CLI.hpp>"),
]


def failures_of_rules():
    for number, (name, path, bad, good) in enumerate(CASES, 1):
        rule = getattr(tidy, name)
        if not list(rule(Source(path, bad))):
            yield f"case {number}: {name} lets pass: {bad[:70]!r}"
        for line, message in rule(Source(path, good)):
            yield f"case {number}: {name} refuses good text at line {line}: {message}"


def failures_of_includes():
    for path, bad, good in INCLUDES:
        if not list(includes.check(Source(path, f"#include {bad}\n"))):
            yield f"{path} may include {bad}"
        for _, message in includes.check(Source(path, f"#include {good}\n")):
            yield f"{path} may not include {good}: {message}"
    clock = Source("shared/base/a.cpp", "auto t = std::chrono::system_clock::now();")
    if not list(includes.check(clock)):
        yield "shared/base may ask for the time"


def failures_of_reading():
    code = ("namespace {\nconst char* a = R\"sql(\n{ ( \" )sql\";\nint f(char c) {\n"
            "  if (c == '{') {\n    return 1'000;\n  }\n  return 0;\n}\n}  // namespace\n")
    spans = [(first, last) for first, last, _ in functions(Source("a.cpp", code))]
    if spans != [(4, 9)]:
        yield f"functions: found {spans}"
    if len(parameters("Result<void> Order::f(const A<B, C>& a, std::span<int> b) const")) != 2:
        yield "parameters: miscounted"


def main():
    failures = [*failures_of_rules(), *failures_of_includes(), *failures_of_reading()]
    for failure in failures:
        print("ERROR: " + failure)
    count = len(CASES) + len(INCLUDES) + 3
    print(f"tidy_test: {count} checks, {len(failures)} failures")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
