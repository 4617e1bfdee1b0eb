"""`python -m tests.carrier.description.extract VERSION`: make the extract again from a version of @twilio/cli-core."""

import json
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from carrier.rest.routes import ACCOUNT, TABLE

HERE = Path(__file__).parent
FILE = "twilio_api_v2010.json"
PACKAGE = "@twilio/cli-core"
INSIDE = f"package/src/services/twilio-api/{FILE}"
PROSE = {"description", "summary", "example", "examples", "tags", "x-twilio", "headers"}
NAMES = {"properties", "schemas"}
"""Below these, keys are somebody's names and not OpenAPI's words."""


def extract(whole: dict[str, Any]) -> dict[str, Any]:
    """The operations of the simulated company's table with the schemas they need."""
    wanted = {(shape(ACCOUNT + path), method.lower()) for method, path, _known, _answer in TABLE}
    paths = {
        path: {method: operation for method, operation in item.items() if (shape(path), method) in wanted}
        for path, item in whole["paths"].items()
    }
    paths = {path: bare(operations) for path, operations in paths.items() if operations}
    schemas = bare(whole["components"]["schemas"], "schemas")
    components = {
        "schemas": {name: schemas[name] for name in sorted(named_in(paths, schemas))},
        "securitySchemes": whole["components"]["securitySchemes"],
    }
    kept = {name: whole[name] for name in ("openapi", "info", "servers", "security")}
    return {**kept, "paths": paths, "components": components}


def shape(path: str) -> str:
    """A path without the names of its parts."""
    return re.sub(r"\{\w+\}", "{}", path)


def bare(node: Any, under: str = "") -> Any:
    """Without explanations and examples; `under` is the key that holds the node."""
    if isinstance(node, list):
        return [bare(item) for item in node]
    if not isinstance(node, dict):
        return node
    if under in NAMES:
        return {name: bare(value) for name, value in node.items()}
    if under == "responses":
        # OpenAPI wants a description of each answer.
        return {status: {"description": "", **bare(answer)} for status, answer in node.items()}
    return {key: bare(value, key) for key, value in node.items() if key not in PROSE}


def named_in(node: Any, schemas: dict[str, Any]) -> set[str]:
    """The schemas that a part of the description refers to, directly or through another."""
    found: set[str] = set()
    left = [node]
    while left:
        names = set(re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(left.pop()))) - found
        found |= names
        left += [schemas[name] for name in names]
    return found


def fetched(version: str, folder: Path) -> tarfile.TarFile:
    """The package as npm fetches it from the registry it is configured for."""
    pack = ["npm", "pack", f"{PACKAGE}@{version}", "--silent", "--pack-destination", str(folder)]
    subprocess.run(pack, check=True, stdout=subprocess.DEVNULL)
    return tarfile.open(next(folder.glob("*.tgz")))


def main(version: str) -> None:
    """Write the extract and the licence of the package beside this file."""
    with tempfile.TemporaryDirectory() as folder, fetched(version, Path(folder)) as package:
        whole = json.loads(read(package, INSIDE))
        (HERE / "LICENSE").write_bytes(read(package, "package/LICENSE"))
    found = {"x-source": f"{PACKAGE} {version}, {INSIDE}", **extract(whole)}
    (HERE / FILE).write_text(json.dumps(found, indent=1) + "\n")


def read(package: tarfile.TarFile, name: str) -> bytes:
    """One file of the package."""
    file = package.extractfile(name)
    assert file is not None
    return file.read()


if __name__ == "__main__":
    main(sys.argv[1])
