# Gathers what a browser downloads in one folder, lists it for the service worker, measures it.
import argparse
import concurrent.futures
import hashlib
import json
import pathlib
import shutil
import subprocess
import sys

COMPRESSED = {".mjs", ".js", ".wasm", ".html", ".css", ".json", ".webmanifest", ".svg", ".otf"}


def copy(site, folder, files):
    """Copies `files` below `site`/`folder`; returns their names as the page asks for them."""
    target = site / folder
    target.mkdir(parents=True, exist_ok=True)
    names = []
    for file in files:
        shutil.copyfile(file, target / pathlib.Path(file).name)
        names.append((pathlib.Path(folder) / pathlib.Path(file).name).as_posix())
    return names


def compress(path, kept):
    """Writes `path`.br beside `path`; returns its size. What was compressed before is in `kept`."""
    packed = path.with_name(path.name + ".br")
    before = kept / (hashlib.sha256(path.read_bytes()).hexdigest() + ".br")
    if not before.exists():
        subprocess.run(["brotli", "--quality=11", "--lgwin=24", "--force", f"--output={before}",
                        path], check=True)
    shutil.copyfile(before, packed)
    return packed.stat().st_size


def download_size(path, kept):
    """What the browser downloads for this file, in bytes."""
    return compress(path, kept) if path.suffix in COMPRESSED else path.stat().st_size


def write_precache(site, names):
    """Lists every file with its hash; the version changes when any of them does."""
    files = []
    for name in sorted(names):
        content = (site / name).read_bytes()
        files.append({"path": name, "bytes": len(content),
                      "sha256": hashlib.sha256(content).hexdigest()})
    version = hashlib.sha256(json.dumps(files).encode()).hexdigest()[:16]
    listing = {"version": version, "files": files}
    (site / "precache.json").write_text(json.dumps(listing, indent=1) + "\n")


def arguments():
    parser = argparse.ArgumentParser(description="Assembles the folder that satcheld serves.")
    parser.add_argument("--site", required=True, type=pathlib.Path)
    parser.add_argument("--limit-kb", type=int, help="compress and measure; else only gather")
    for group in ("program", "page", "icons", "fonts"):
        parser.add_argument(f"--{group}", nargs="*", default=[])
    return parser.parse_args()


def main():
    given = arguments()
    site = given.site
    shutil.rmtree(site, ignore_errors=True)
    names = copy(site, ".", given.program + given.page) + copy(site, "icons", given.icons)
    fonts = copy(site, "fonts", given.fonts)
    write_precache(site, names + fonts)
    if given.limit_kb is None:
        return

    kept = site.parent / "brotli"
    kept.mkdir(exist_ok=True)
    measured = names + ["precache.json"] + fonts
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        found = pool.map(lambda name: download_size(site / name, kept), measured)
        sizes = dict(zip(measured, found))
    for name in sorted(names, key=lambda name: -sizes[name])[:6]:
        print(f"  {sizes[name] / 1000:8.1f} kB  {name}")
    first_visit = sum(size for name, size in sizes.items() if name not in fonts)
    print(f"First visit: {first_visit / 1000:.1f} kB brotli without fonts "
          f"(limit {given.limit_kb} kB), fonts {sum(sizes[name] for name in fonts) / 1000:.1f} kB")
    if first_visit > given.limit_kb * 1000:
        (site / "precache.json").unlink()
        sys.exit(f"The first visit is larger than {given.limit_kb} kB; find what grew.")


if __name__ == "__main__":
    main()
