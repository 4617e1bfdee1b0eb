"""What a file imports stands in it; a form that is not ours is refused before a browser meets it."""

import pytest

from config.bundles import ASKS, CannotBundle, bundled

STYLES = {
    "css/app.css": '@layer base, pages;\n@import url("base/page.css") layer(base);\n@import url("../desk/desk.css");\n',
    "css/base/page.css": "body { margin: 0; }\n",
    "desk/desk.css": "@layer pages { .desk { gap: 0; } }\n",
}
SCRIPTS = {
    "desk/desk.js": 'import "../js/app.js";\nimport { fill, show as tell } from "./parts.js";\nfill(tell);\n',
    "js/app.js": 'import "./clock.js";\nimport "./keys.js";\n',
    "js/clock.js": "export const now = () => 1;\ntick();\n",
    "js/keys.js": 'import { now } from "./clock.js";\nnow();\n',
    "desk/parts.js": "export function fill() {}\nexport async function show() {}\nexport class Part {}\n",
}


def of(files, name):
    return bundled(name, files.__getitem__)


def test_an_imported_sheet_stands_in_its_layer_and_one_without_stands_as_it_is():
    assert of(STYLES, "css/app.css") == (
        "@layer base, pages;\n@layer base {\nbody { margin: 0; }\n}\n@layer pages { .desk { gap: 0; } }\n"
    )


def test_a_script_comes_after_what_it_imports_and_each_runs_once():
    text = of(SCRIPTS, "desk/desk.js")
    places = [text.index(f"const {name} = ") for name in ("js_clock_js", "js_keys_js", "js_app_js")]
    assert places == sorted(places)
    assert text.count("tick();") == 1
    assert "const { fill, show: tell } = desk_parts_js;" in text
    assert "return { fill, show, Part };" in text


@pytest.mark.parametrize("name", ["css/app.css", "js/app.js", "desk/desk.js"])
def test_nothing_is_left_to_be_asked_for(name):
    assert not ASKS.search(of(STYLES | SCRIPTS, name))


@pytest.mark.parametrize("text", ["/* as it was */", "export const as = 1;\n"])
@pytest.mark.parametrize("name", ["css/base/page.css", "js/clock.js"])
def test_what_imports_nothing_stays_as_it_is(name, text):
    assert of({name: text}, name) == text


@pytest.mark.parametrize(
    ("files", "named"),
    [
        ({"a.css": '@import url("b.css");\n', "b.css": '@import "c.css";\n'}, "b.css"),
        ({"a.css": '@import url("b.css");\n', "b.css": "i { background: url(i.svg); }"}, "b.css"),
        ({"a.js": 'import "./b.js";\n', "b.js": 'import * as c from "./c.js";\n'}, "b.js"),
        ({"a.js": 'import "./b.js";\n', "b.js": "export default 1;\n"}, "b.js"),
        ({"a.js": 'import "./b.js";\n', "b.js": "export let now = 1;\n"}, "b.js"),
        ({"a.js": 'import "./b.js";\n', "b.js": 'import "./a.js";\n'}, "a.js"),
        ({"a.js": 'import "./b.js";\n', "b.js": 'import("./c.js");\n'}, "b.js"),
    ],
)
def test_another_form_is_refused_by_the_name_of_the_file(files, named):
    with pytest.raises(CannotBundle, match=named):
        of(files, "a.css" if "a.css" in files else "a.js")
