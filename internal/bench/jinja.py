"""Fills a template with the rows of a table: jinja.py TEMPLATE TABLE FOLDER."""

import csv
import ctypes
import os
import sys

import jinja2

template_name, table_name, folder = sys.argv[1:]
environment = jinja2.Environment(newline_sequence="\r\n", keep_trailing_newline=True, undefined=jinja2.StrictUndefined)
with open(template_name, encoding="utf-8", newline="") as file:
    template = environment.from_string(file.read())
with open(table_name, encoding="utf-8", newline="") as table:
    for row in csv.DictReader(table):
        name = os.path.join(folder, row["mac"] + ".cfg")
        with open(name + ".tmp", "w", encoding="utf-8", newline="", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
            file.write(template.render(row))
        os.rename(name + ".tmp", name)
descriptor = os.open(folder, os.O_RDONLY)
if ctypes.CDLL(None).syncfs(descriptor) != 0:
    sys.exit("syncfs failed")
