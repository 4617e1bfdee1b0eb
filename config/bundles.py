"""What a style sheet or a script of ours imports, written into it, so that a page asks for one file and not for forty.

Our own forms and no others, each at the beginning of a line: `@import url("x.css") layer(name);`, `import "./x.js";`,
`import { a, b as c } from "./x.js";`, `export` before `const`, `function`, `async function` or `class`. Another one is
refused: it would work in a checkout and nowhere else.
"""

import posixpath
import re
from collections.abc import Callable

Read = Callable[[str], str]
"""Gives the text of a static file by its name, such as `css/app.css`."""

_SHEET = re.compile(r'^@import url\("([^":]+)"\)(?: layer\((\w+)\))?;\n', re.MULTILINE)
_TAKEN = re.compile(r'^import (?:\{ ([\w, ]+) \} from )?"(\.[^"]+)";$', re.MULTILINE)
_GIVEN = re.compile(r"^export (?=(?:const|function|async function|class) (\w+))", re.MULTILINE)
_FAR = re.compile(r"\burl\((?![\"']?data:)")
ASKS = re.compile(r"^\s*@import\b|^(?:import|export)\b|\bimport\(", re.MULTILINE)
"""What makes a browser ask for another file, or cannot stand inside one."""


class CannotBundle(Exception):
    """A file imports, exports or names another one in a form that would not survive; the text says which file."""


def bundled(name: str, read: Read) -> str:
    """The text of the sheet or script `name` with all that it imports in it; what imports nothing stays as it is.

    Refused (`CannotBundle`): another form than those above, a circle, an address inside an imported sheet.
    """
    text = read(name)
    if name.endswith(".css") and _SHEET.search(text):
        return _sheet(name, read)
    if name.endswith(".js") and _TAKEN.search(text):
        modules: dict[str, str] = {}
        _add_module(name, read, modules, above=())
        return "\n".join(modules.values())
    return text


def _sheet(name: str, read: Read) -> str:
    def stand_in(found: re.Match[str]) -> str:
        inner = _beside(name, found[1])
        text = _sheet(inner, read)
        if _FAR.search(text):  # it is relative to the sheet it stands in, and that is another one now
            raise CannotBundle(f"{inner} names an address with url(): put the rule into {name}.")
        return f"@layer {found[2]} {{\n{text}}}\n" if found[2] else text

    return _sound(name, _SHEET.sub(stand_in, read(name)))


def _add_module(name: str, read: Read, modules: dict[str, str], *, above: tuple[str, ...]) -> None:
    """Add a module after those that it imports: the order in which a browser would run them, each once."""
    if name in above:
        raise CannotBundle(f"{name} imports itself, by way of {', '.join(above)}.")
    source = read(name)
    for _names, path in _TAKEN.findall(source):
        if (inner := _beside(name, path)) not in modules:
            _add_module(inner, read, modules, above=(*above, name))
    given = ", ".join(_GIVEN.findall(source))
    body = _sound(name, _GIVEN.sub("", _TAKEN.sub(lambda found: _received(name, found), source)))
    # A function of its own: names at the top of one module do not meet those of another.
    modules[name] = f"const {_variable(name)} = (() => {{\n{body}return {{ {given} }};\n}})();\n"


def _received(name: str, found: re.Match[str]) -> str:
    if not found[1]:
        return ""
    return f"const {{ {found[1].replace(' as ', ': ')} }} = {_variable(_beside(name, found[2]))};"


def _variable(name: str) -> str:
    return re.sub(r"\W", "_", name)


def _beside(name: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), path))


def _sound(name: str, text: str) -> str:
    if asks := ASKS.search(text):
        line = text[asks.start() :].strip().split("\n")[0]
        raise CannotBundle(f"{name} has a form that config/bundles.py does not know: {line}")
    return text
