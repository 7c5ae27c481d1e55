"""`python -m manual`: write the generated parts of the guide anew.

`python -m manual --check` names the pages that are stale and changes none. `python -m manual pictures` takes the
guide's pictures and the README's moving one from the real window. `python -m manual desk` draws the sample photo of 12
megapixels.
"""

import argparse
import sys

from manual.blocks import GUIDE, renewed


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m manual", description="Write the generated parts of the guide.")
    parser.add_argument("what", nargs="?", choices=("pages", "pictures", "desk"), default="pages")
    parser.add_argument("--check", action="store_true", help="name the pages that are stale, and change none")
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME", help="of the pictures, these alone")
    args = parser.parse_args(argv)
    if args.what == "pictures":
        from manual.pictures import take_pictures  # noqa: PLC0415 (Qt)

        return take_pictures(args.only)
    if args.what == "desk":
        from manual.desk.taking import take_photo  # noqa: PLC0415 (minutes)

        take_photo()
        return 0
    stale = {page: text for page in sorted(GUIDE.glob("*.md")) if (text := renewed(page)) is not None}
    for page, text in stale.items():
        print(f"{page.name} {'is stale' if args.check else 'written'}")
        if not args.check:
            page.write_text(text, encoding="utf-8")
    return int(args.check and bool(stale))


if __name__ == "__main__":
    sys.exit(main())
