"""Holds property lists against the rules of `plutil -lint`, where there is no plutil: `plists.py FILE…`.

They are read as strictly as Apple reads them (the document type, known elements, a key before each value), and
two things more are refused that Apple's reader lets pass: a key that comes twice, and an empty key.
"""

import plistlib
import sys
import xml.parsers.expat

DOCTYPE = ("plist", "http://www.apple.com/DTDs/PropertyList-1.0.dtd", "-//Apple//DTD PLIST 1.0//EN")
VALUES = {"dict", "array", "string", "integer", "real", "true", "false", "date", "data"}
WITHOUT_TEXT = {"plist", "dict", "array", "true", "false"}


def faults(path):
    found = []
    doctypes = []
    # For each open element its name and how many elements it holds, and for a dict the keys so far and whether a value is
    # due.
    open_elements = []
    text = []
    parser = xml.parsers.expat.ParserCreate()

    def fault(sentence):
        found.append(f"{path}:{parser.CurrentLineNumber}: {sentence}")

    def start(name, attributes):
        text.clear()
        parent = open_elements[-1] if open_elements else None
        if parent is None:
            if name != "plist" or attributes != {"version": "1.0"}:
                fault('the outermost element must be <plist version="1.0">')
        elif attributes:
            fault(f"<{name}> takes no attributes")
        elif parent["name"] == "dict":
            if (name == "key") == parent["due"]:
                fault(f"<{name}> stands where a {'value' if parent['due'] else 'key'} is due")
            parent["due"] = name == "key"
        elif parent["name"] not in ("plist", "array"):
            fault(f"<{parent['name']}> holds no elements")
        if parent is not None:
            if name not in VALUES | {"key"}:
                fault(f"no property list knows <{name}>")
            parent["holds"] += 1
            if parent["name"] == "plist" and parent["holds"] == 2:
                fault("a property list is one value, and a second one stands here")
        open_elements.append({"name": name, "holds": 0, "keys": set(), "due": False})

    def end(name):
        element = open_elements.pop()
        if name == "plist" and not element["holds"]:
            fault("a property list without a value")
        if name == "dict" and element["due"]:
            fault("the last key has no value")
        if name == "key" and open_elements:
            key, keys = "".join(text), open_elements[-1]["keys"]
            if not key or key in keys:
                fault(f"the key {key} comes twice" if key else "a key is empty")
            keys.add(key)
        text.clear()

    def character_data(data):
        inside = open_elements[-1]["name"]
        if inside in WITHOUT_TEXT and data.strip():
            fault(f"<{inside}> holds no text: {data.strip()}")
        text.append(data)

    parser.StartDoctypeDeclHandler = lambda *declared: doctypes.append(declared[:3])
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = character_data
    try:
        with open(path, "rb") as file:
            parser.ParseFile(file)
        with open(path, "rb") as file:
            plistlib.load(file, fmt=plistlib.FMT_XML)
    except Exception as error:  # whatever it is, the file cannot be read
        return found + [f"{path}: it cannot be read: {error}"]
    if doctypes != [DOCTYPE]:
        found.append(f"{path}: the document type must be Apple's PLIST 1.0")
    return found


if __name__ == "__main__":
    every = [sentence for path in sys.argv[1:] for sentence in faults(path)]
    print("\n".join(every), file=sys.stderr, end="\n" if every else "")
    sys.exit(1 if every else 0)
