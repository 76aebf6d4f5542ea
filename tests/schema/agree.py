#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The schemas for editors and levy's own reader accept and refuse alike.

usage: agree.py PROGRAM [all]      in the repository's root

Every YAML file of rules/ and examples/ fits its schema and names it in its first line. Then, in copies of the files, each
map gets a key that nobody knows, and each kind of map loses each of its keys in turn: where the schema refuses, the reader
must, and where the reader says that a key is unknown or missing, the schema must refuse. `all` does so with every file;
else one file stands for those that have the same maps.
"""
import copy
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import jsonschema
import yaml

PROGRAM = os.path.abspath(sys.argv[1])
ALL = "all" in sys.argv[2:]
ROOT = Path.cwd()
KINDS = ["rule", "cases", "jurisdiction", "sources", "reform", "scenario"]
MARKS = ["rule", "scenario", "jurisdiction", "sources_of", "cases_of", "reform"]  # say what a file is
failures = []


# -- reading as an editor does: YAML 1.2, days are texts --------------------------------------------------------------------

class Text:
    def __init__(self, is_, quoted=False):
        self.is_, self.quoted = is_, quoted

    def data(self):
        if self.quoted:
            return self.is_
        if self.is_ in ("", "~", "null"):
            return None
        if self.is_ in ("true", "false"):
            return self.is_ == "true"
        if re.fullmatch(r"[-+]?[0-9]+", self.is_):
            return int(self.is_)
        if re.fullmatch(r"[-+]?[0-9]*\.[0-9]+", self.is_):
            return float(self.is_)
        return self.is_

    def write(self):
        plain = not self.quoted and not re.search(r"[?,\[\]{}:#\"'\n&*!|>%@`]", self.is_) and self.is_ == self.is_.strip()
        safe = plain or (not self.quoted and re.fullmatch(r"[-0-9_.%/]+", self.is_))
        return self.is_ if safe else json.dumps(self.is_, ensure_ascii=False)


class List:
    def __init__(self, items):
        self.items = items

    def data(self):
        return [item.data() for item in self.items]


class Map:
    def __init__(self, entries):
        self.entries = entries  # [key, node]

    def data(self):
        return {key: node.data() for key, node in self.entries}


def tree(node):
    if isinstance(node, yaml.MappingNode):
        return Map([[key.value, tree(value)] for key, value in node.value])
    if isinstance(node, yaml.SequenceNode):
        return List([tree(item) for item in node.value])
    return Text(node.value, quoted=node.style is not None)


def load(path):
    return tree(yaml.compose(path.read_text(), Loader=yaml.SafeLoader))


def written(root):
    """The file anew, each map on a line of its own; and which map begins on which line."""
    out, at = [], {}
    line = [1]

    def put(node, path):
        if isinstance(node, Text):
            out.append(node.write())
        elif isinstance(node, List):
            out.append("[")
            for i, item in enumerate(node.items):
                out.append(", " if i else "")
                put(item, path + (i,))
            out.append("]")
        else:
            out.append("\n{")
            line[0] += 1
            at[line[0]] = path
            for i, (key, value) in enumerate(node.entries):
                out.append(", " if i else "")
                out.append(Text(key, quoted=not re.fullmatch(r"[\w-]+", key)).write() + ": ")
                put(value, path + (key,))
            out.append("}")

    put(root, ())
    return "".join(out) + "\n", at


def maps(node, path=()):
    if isinstance(node, Map):
        yield path, node
        for key, value in node.entries:
            yield from maps(value, path + (key,))
    elif isinstance(node, List):
        for i, item in enumerate(node.items):
            yield from maps(item, path + (i,))


# -- the schemas ------------------------------------------------------------------------------------------------------------

def linked(node, definitions):
    """References put in place, so that the validator need not look each one up."""
    if isinstance(node, dict):
        for key, value in node.items():
            if isinstance(value, dict) and "$ref" in value:
                node[key] = definitions[value["$ref"].rsplit("/", 1)[1]]
            elif key != "definitions":
                linked(value, definitions)
    elif isinstance(node, list):
        for i, value in enumerate(node):
            if isinstance(value, dict) and "$ref" in value:
                node[i] = definitions[value["$ref"].rsplit("/", 1)[1]]
            else:
                linked(value, definitions)


def schema_of(kind):
    schema = json.loads((ROOT / f"rules/schema/{kind}.schema.json").read_text())
    jsonschema.Draft7Validator.check_schema(schema)
    definitions = schema["definitions"]
    for definition in definitions.values():
        linked(definition, definitions)
    linked(schema, definitions)
    return jsonschema.Draft7Validator(schema)


SCHEMAS = {kind: schema_of(kind) for kind in KINDS}


def complaints(kind, document):
    """Everything that the schema says, also within alternatives: (path, keyword, message)."""
    found = []

    def take(error, base):
        path = base + tuple(error.relative_path)
        found.append((path, error.validator, error.message))
        for inner in error.context or []:
            take(inner, path)

    for error in SCHEMAS[kind].iter_errors(document):
        take(error, ())
    return found


def kind_of(root):
    keys = [key for key, _ in root.entries]
    for key, kind in (("rule", "rule"), ("scenario", "scenario"), ("jurisdiction", "jurisdiction"), ("sources_of", "sources"),
                      ("cases_of", "cases"), ("reform", "reform")):
        if key in keys:
            return kind
    return None


# -- the reader -------------------------------------------------------------------------------------------------------------

class Copies:
    """Copies of files, each in a folder where the reader finds what belongs to it."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="levy-schema-")
        self.paths = []

    def add(self, path, kind, text):
        here = Path(self.folder.name) / str(len(self.paths))
        place = here / path.relative_to(ROOT) if kind in ("rule", "jurisdiction") else here / path.name
        place.parent.mkdir(parents=True)
        if kind in ("rule", "jurisdiction"):
            for beside in path.parent.glob("*.yaml"):
                if beside != path and (kind == "jurisdiction" or beside.name == "sources.yaml"):
                    (place.parent / beside.name).symlink_to(beside)
        elif kind in ("reform", "scenario"):
            for beside in path.parent.glob("*"):
                if beside != path and not beside.name.endswith(".cases.yaml"):
                    (here / beside.name).symlink_to(beside)
        place.write_text(text)
        self.paths.append(str(place))

    def check(self):
        """For each copy its problems: (line, column, code, message, help)."""
        made = {path: [] for path in self.paths}
        for first in range(0, len(self.paths), 500):
            run = subprocess.run([PROGRAM, "check", "--format", "json", "--rules", str(ROOT / "rules"),
                                  *self.paths[first:first + 500]], capture_output=True, text=True)
            if run.returncode > 1:
                sys.exit(f"levy itself went wrong: {run.stderr}")
            for problem in json.loads(run.stdout)["problems"]:
                made.setdefault(problem.get("file", ""), []).append((
                    problem.get("line", 0), problem.get("column", 0), problem["code"], problem["message"], problem.get("help", "")))
        return [made[path] for path in self.paths]


# -- the tests --------------------------------------------------------------------------------------------------------------

def yaml_files():
    return sorted(path for folder in ("rules", "examples") for path in (ROOT / folder).rglob("*.yaml"))


def check_files():
    for path in yaml_files():
        root = load(path)
        kind = kind_of(root)
        name = path.relative_to(ROOT)
        wanted = "# yaml-language-server: $schema=" + os.path.relpath(ROOT / f"rules/schema/{kind}.schema.json", path.parent)
        first = path.read_text().split("\n", 1)[0]
        if first != wanted:
            failures.append(f"{name}: the first line is {first!r}, and must be\n    {wanted}")
        for where, _, message in complaints(kind, root.data()):
            failures.append(f"{name}: {'.'.join(map(str, where))}: {message}")
    return len(yaml_files())


def check_skeletons():
    """What `levy new` writes fits as well, and finds its schema."""
    with tempfile.TemporaryDirectory(prefix="levy-new-") as folder:
        (Path(folder) / "schema").mkdir()
        for options in ([], ["--currency", "EUR", "--assessed", "payment"]):
            subprocess.run([PROGRAM, "--rules", folder, "new", "rule", f"zz/a{len(options)}", *options], check=True,
                           capture_output=True)
        for path in sorted(Path(folder).rglob("*.yaml")):
            kind = kind_of(load(path))
            if path.read_text().split("\n", 1)[0] != f"# yaml-language-server: $schema=../../schema/{kind}.schema.json":
                failures.append(f"levy new: {path.name} does not name its schema")
            for where, _, message in complaints(kind, load(path).data()):
                failures.append(f"levy new: {path.name}: {'.'.join(map(str, where))}: {message}")


def general(path):
    """Where a map stands, without the names that authors choose: maps of one kind are tested once."""
    named = {"parameters", "inputs", "types", "tables", "define", "outputs", "readings", "choices", "sources", "carry", "filing",
             "group", "list", "record", "gives", "patches", "steps", "expect", "values", "in_force", "assessed", "overpaid", "roll",
             "given", "give"}
    return tuple("#" if isinstance(step, int) else "*" if i and path[i - 1] in named else step
                 for i, step in enumerate(path))


def subjects():
    """Files whose copies are spoilt. A rule that a reform adds is read with the reform."""
    for path in yaml_files():
        root = load(path)
        kind = kind_of(root)
        if not (kind == "rule" and "examples" in path.parts):
            yield path, kind, root


def at(root, path):
    node = root
    for step in path:
        node = node.items[step] if isinstance(node, List) else dict(node.entries)[step]
    return node


def spoilt(root, changes, change):
    made = copy.deepcopy(root)
    for i, path in changes:
        change(at(made, path), i)
    return made


# Maps whose keys authors name: parameters, facts, outputs that a case expects …
OPEN = re.compile(
    r"(^|\.)(sources|types|parameters|tables|inputs|define|outputs|choices|readings|carry|gives|list|record|steps|give|group|given|"
    r"expect|exchange\.#|round|late|flows\.#|interest|penalties|offsets|charges|default|reason|value|rates|holidays|swaps)"
    r"(\.\*)*$|^cases\.#\.(periods\.#\.)?(expect|given|flows)\.(?!.*consequences$)|^sources_of$")


def unknown_keys():
    """A key that nobody knows, in every map: both refuse it, or the map is one whose keys the author names."""
    batches = {}
    seen = set()
    for path, kind, root in subjects():
        for where, _ in maps(root):
            place = (kind, general(where))
            if not ALL and place in seen:
                continue
            seen.add(place)
            batches.setdefault((path, len(where)), (kind, root, []))[2].append(where)
    singles = []
    count = run_unknown([(p, k, r, list(enumerate(w))) for (p, _), (k, r, w) in batches.items()], singles)
    # What an error beside it may have hidden is asked alone.
    run_unknown([(p, k, r, [change]) for p, k, r, change in singles], None)
    return count


def run_unknown(batches, singles):
    copies, asked = Copies(), []
    for path, kind, root, changes in batches:
        made = spoilt(root, changes, lambda node, i: node.entries.insert(0, [f"zz{i}q", Text("1")]))
        copies.add(path, kind, written(made)[0])
        asked.append((path, kind, root, changes, complaints(kind, made.data())))
    for (path, kind, root, changes, said), problems in zip(asked, copies.check()):
        for i, where in changes:
            name = f"zz{i}q"
            refused = any(name in message and keyword in ("additionalProperties", "propertyNames") for _, keyword, message in said)
            unknown = any(f"there is no key '{name}'" in message for _, _, _, message, _ in problems)
            named = any(name in message for _, _, _, message, _ in problems)
            place = ".".join(map(str, general(where)))
            good = refused == unknown or (refused and named)
            if good and (refused or named or OPEN.search(place)):
                continue
            if singles is not None:
                singles.append((path, kind, root, (i, where)))
            else:
                failures.append(f"{path.relative_to(ROOT)}: an unknown key in {place or 'the file'}: the schema "
                                f"{'refuses' if refused else 'accepts'} it, the reader says {problems[:2]}")
    return sum(len(changes) for _, _, _, changes in batches)


def missing_keys():
    """Each kind of map without each of its keys; but for `levy` and the key that says what a file is."""
    batches = {}
    seen = set()
    for path, kind, root in subjects():
        for where, node in maps(root):
            for i, (key, _) in enumerate(node.entries):
                place = (kind, general(where), general(where + (key,))[-1])
                if (not where and i < 2) or place in seen or OPEN.search(".".join(map(str, general(where)))):
                    continue
                seen.add(place)
                batches.setdefault((path, len(where), i), (kind, root, []))[2].append((key, where))
    singles = []
    count = run_missing([(p, k, r, w) for (p, _, _), (k, r, w) in batches.items()], singles)
    run_missing([(p, k, r, [change]) for p, k, r, change in singles], None)
    return count


def run_missing(batches, singles):
    copies, asked = Copies(), []
    for path, kind, root, changes in batches:
        def drop(node, key):
            node.entries = [entry for entry in node.entries if entry[0] != key]
        made = spoilt(root, changes, drop)
        text, lines = written(made)
        copies.add(path, kind, text)
        asked.append((path, kind, root, changes, complaints(kind, made.data()), lines))
    for (path, kind, root, changes, said, lines), problems in zip(asked, copies.check()):
        for key, where in changes:
            refused = any(f"'{key}' is a required property" in message and place == where for place, _, message in said)
            missing = any(lines.get(line) == where and (f"'{key}' is missing in" in message or
                                                        (key == "source" and message == "this has no source"))
                          for line, _, _, message, _ in problems)
            if refused == missing or (singles is None and refused and problems):
                continue
            if singles is not None:
                singles.append((path, kind, root, (key, where)))
            else:
                failures.append(f"{path.relative_to(ROOT)}: {'.'.join(map(str, where))} without '{key}': the schema "
                                f"{'refuses' if refused else 'accepts'} it, the reader says {problems[:2]}")
    return sum(len(changes) for _, _, _, changes in batches)


def misspelt(key):
    """A slip of the hand: two neighbours change places."""
    for i in reversed(range(len(key) - 1)):
        if key[i] != key[i + 1]:
            return key[:i] + key[i + 1] + key[i] + key[i + 2:]
    return key + key[-1]


def misspelt_keys():
    """Each key of each kind of map, misspelt: both refuse it, and the reader offers the key that was meant."""
    batches, seen = {}, set()
    for path, kind, root in subjects():
        for where, node in maps(root):
            for i, (key, _) in enumerate(node.entries):
                place = (kind, general(where), key)
                if place in seen or (not where and key in MARKS) or not re.fullmatch("[a-z_]+", key) or own_name(where):
                    continue
                seen.add(place)
                batches.setdefault((path, len(where), i), (kind, root, []))[2].append((key, where))
    singles = []
    count = run_misspelt([(p, k, r, w) for (p, _, _), (k, r, w) in batches.items()], singles)
    run_misspelt([(p, k, r, [change]) for p, k, r, change in singles], None)
    return count


def own_name(where):
    """Whether the keys of a map are names of the author's own, or mark what kind of value stands there."""
    place = ".".join(map(str, general(where)))
    return OPEN.search(place) or place.startswith("patches.")


def run_misspelt(batches, singles):
    copies, asked = Copies(), []
    for path, kind, root, changes in batches:
        made = spoilt(root, [(key, where) for key, where in changes], lambda node, key: rename(node, key, misspelt(key)))
        text, _ = written(made)
        copies.add(path, kind, text)
        asked.append((path, kind, root, changes, complaints(kind, made.data()), text.split("\n")))
    for (path, kind, root, changes, said, lines), problems in zip(asked, copies.check()):
        for key, where in changes:
            wrong = misspelt(key)
            refused = any(f"'{wrong}'" in message and keyword == "additionalProperties" and place == where
                          for place, keyword, message in said)
            told = [help for line, column, _, message, help in problems
                    if message.startswith((f"there is no key '{wrong}' in ", f"'{wrong}' is no party")) and lines[line - 1][column - 1:].startswith(wrong)]
            alone = singles is None
            if refused and f"did you mean '{key}'?" in told and (not alone or len(problems) == 1):
                continue
            if not alone:
                singles.append((path, kind, root, (key, where)))
            else:
                failures.append(f"{path.relative_to(ROOT)}: {'.'.join(map(str, where))} with '{wrong}' for '{key}': the schema "
                                f"{'refuses' if refused else 'accepts'} it, the reader says {problems[:3]}")
    return sum(len(changes) for _, _, _, changes in batches)


def rename(node, key, wrong):
    for entry in node.entries:
        if entry[0] == key:
            entry[0] = wrong


def wrong_shapes():
    """A list where a map stands: where the schema refuses it the reader does, at the list; of what a case expects, its run."""
    batches, seen = {}, set()
    for path, kind, root in subjects():
        for where, _ in maps(root):
            place = (kind, general(where))
            if not where or place in seen:
                continue
            seen.add(place)
            batches.setdefault((path, len(where)), (kind, root, []))[2].append(where)
    singles = []
    count = run_shapes([(p, k, r, list(enumerate(w))) for (p, _), (k, r, w) in batches.items()], singles)
    run_shapes([(p, k, r, [change]) for p, k, r, change in singles], None)
    return count


def run_shapes(batches, singles):
    copies, asked = Copies(), []
    for path, kind, root, changes in batches:
        made = copy.deepcopy(root)
        for i, where in changes:
            replace(at(made, where[:-1]), where[-1], List([Text(f"zz{i}q")]))
        text, _ = written(made)
        copies.add(path, kind, text)
        asked.append((path, kind, root, changes, complaints(kind, made.data()), text.split("\n")))
    for (path, kind, root, changes, said, lines), problems in zip(asked, copies.check()):
        for i, where in changes:
            refused = any(place[:len(where)] == where for place, _, _ in said)
            told = any(re.match(rf"\[?zz{i}q\b", lines[line - 1][column - 1:]) and help
                       for line, column, _, _, help in problems)
            if told or (kind == "cases" and "expect" in where) or (not refused and (singles is None or OPEN.search(".".join(map(str, general(where)))))):
                continue
            if singles is not None:
                singles.append((path, kind, root, (i, where)))
            else:
                failures.append(f"{path.relative_to(ROOT)}: a list at {'.'.join(map(str, where))}: the schema "
                                f"refuses it, the reader says {problems[:3]}")
    return sum(len(changes) for _, _, _, changes in batches)


def replace(parent, step, by):
    if isinstance(parent, List):
        parent.items[step] = by
    else:
        next(entry for entry in parent.entries if entry[0] == step)[1] = by


files = check_files()
check_skeletons()
unknown = unknown_keys()
missing = missing_keys()
wrong = misspelt_keys()
lists = wrong_shapes()
for failure in failures[:40]:
    print(failure)
print(f"{files} files fit their schemas; an unknown key in {unknown} maps, {missing} keys left out, {wrong} misspelt, {lists} lists for maps: "
      + ("schema and reader agree" if not failures else f"{len(failures)} disagreements"))
sys.exit(1 if failures else 0)
