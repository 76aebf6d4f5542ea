#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What a page prints is what the program prints today, and what it quotes stands in the file that it names.

usage: readme.py PROGRAM PAGE…      in the repository's root; LEVY_UPDATE_GOLDEN=1 writes the answers anew

A block ```console holds commands after `$ ` and their answers; … stands for any text. A line `# FILE: this → that` before a
command is done first, in a copy that lasts for one command. A block ```yaml FILE holds lines of that file, one after the
other; a line … leaves some out.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PROGRAM = Path(sys.argv[1]).resolve()
UPDATE = "LEVY_UPDATE_GOLDEN" in os.environ
ROOT = Path.cwd()
failures = []


def fits(wanted, got):
    """Whether an answer is the one wanted, line by line."""
    pattern = ""
    for line in wanted.split("\n"):
        pattern += r"(?:.*\n)*?" if line.strip() == "…" else re.escape(line).replace("…", ".*") + "\n"
    return re.fullmatch(pattern, got + "\n") is not None


def answer(command, edits):
    """What a command prints, in a copy of the rules and examples where `edits` are done."""
    with tempfile.TemporaryDirectory(prefix="levy-readme-") as folder:
        for name in ("rules", "examples"):
            shutil.copytree(ROOT / name, Path(folder) / name)
        for file, this, that in edits:
            path = Path(folder) / file
            text = path.read_text()
            if this not in text:
                return f"'{this}' does not stand in {file}"
            path.write_text(text.replace(this, that, 1))
        run = subprocess.run(["bash", "-c", command], cwd=folder, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                             env={**os.environ, "PATH": f"{PROGRAM.parent}:{os.environ['PATH']}"})
        return run.stdout.rstrip("\n")


def console(page, block):
    """One block of commands, as it should be printed."""
    made, edits, i, count = [], [], 0, 0
    while i < len(block):
        line = block[i]
        i += 1
        made.append(line)
        if edit := re.fullmatch(r"# (\S+): (.*) → (.*)", line):
            edits.append(edit.groups())
        if not line.startswith("$ "):
            continue
        wanted = []
        while i < len(block) and not block[i].startswith(("$ ", "# ")):
            wanted.append(block[i])
            i += 1
        got = answer(line[2:], edits)
        edits, count = [], count + 1
        if fits("\n".join(wanted), got):
            made += wanted
            continue
        made += got.split("\n")
        if not UPDATE:
            failures.append(f"{page} says of: {line[2:]}\n" + "\n".join("  < " + w for w in wanted) + "\n" +
                            "\n".join("  > " + g for g in got.split("\n")))
    return made, count


def excerpt(page, file, block):
    path = ROOT / file
    text = "\n" + path.read_text() if path.is_file() else ""
    at = 0
    for part in "\n".join(block).split("\n…\n"):
        found = text.find("\n" + part + "\n", at)
        if found < 0:
            failures.append(f"{page} quotes what does not stand in {file}:\n  {part.replace(chr(10), chr(10) + '  ')}")
            return
        at = found + len(part)


for page in sys.argv[2:]:
    lines, made, i, commands, quotes = (ROOT / page).read_text().split("\n"), [], 0, 0, 0
    while i < len(lines):
        opening = lines[i]
        made.append(opening)
        i += 1
        quoted = re.fullmatch(r"```yaml (\S+)", opening)
        if opening != "```console" and not quoted:
            continue
        end = lines.index("```", i)
        block = lines[i:end]
        i = end
        if quoted:
            excerpt(page, quoted[1], block)
            quotes += 1
        else:
            block, count = console(page, block)
            commands += count
        made += block
    if UPDATE:
        (ROOT / page).write_text("\n".join(made))
    print(f"{commands} commands and {quotes} quotations of {page} checked")
    if commands == 0:
        failures.append(f"{page} has no command")
print("\n".join(failures))
sys.exit(1 if failures else 0)
