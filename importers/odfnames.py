"""Name the namespaces of OpenDocument."""

SPACE = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE = f"{{{SPACE}office:1.0}}"
STYLE = f"{{{SPACE}style:1.0}}"
TEXT = f"{{{SPACE}text:1.0}}"
TABLE = f"{{{SPACE}table:1.0}}"
DRAW = f"{{{SPACE}drawing:1.0}}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
