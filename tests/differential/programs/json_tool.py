"""A JSON tool written by hand: parser with positions, pretty printer, path queries, diff, patch, schema check; compared with `json`."""
import json
import re
import sys
from collections import OrderedDict, deque
from functools import singledispatch


class JsonError(ValueError):
    def __init__(self, message, text, position):
        self.line = text.count("\n", 0, position) + 1
        self.column = position - text.rfind("\n", 0, position)
        super().__init__(f"{message} at line {self.line} column {self.column}")
        self.add_note(text.splitlines()[self.line - 1] if text else "(empty)")


class Parser:
    TOKEN = re.compile(r"""
        (?P<space>[ \t\r\n]+)
      | (?P<string>"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")
      | (?P<number>-?(?:0|[1-9]\d*)(?P<fraction>\.\d+)?(?P<exponent>[eE][-+]?\d+)?)
      | (?P<word>true|false|null)
      | (?P<mark>[][{}:,])
    """, re.VERBOSE)
    ESCAPES = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
    WORDS = {"true": True, "false": False, "null": None}

    def __init__(self, text):
        self.text = text
        self.tokens = deque(self.scan())

    def scan(self):
        position = 0
        while position < len(self.text):
            match = self.TOKEN.match(self.text, position)
            if match is None:
                raise JsonError(f"unexpected character {self.text[position]!r}", self.text, position)
            if match.lastgroup != "space":
                kind = match.lastgroup if match.lastgroup not in ("fraction", "exponent") else "number"
                yield kind, match, position
            position = match.end()
        yield "end", None, position

    def parse(self):
        value = self.value()
        kind, _, position = self.tokens[0]
        if kind != "end":
            raise JsonError("extra data", self.text, position)
        return value

    def value(self):
        kind, match, position = self.tokens.popleft()
        match kind:
            case "string":
                return self.unescape(match.group()[1:-1])
            case "number":
                text = match.group()
                return float(text) if match["fraction"] or match["exponent"] else int(text)
            case "word":
                return self.WORDS[match.group()]
            case "mark" if match.group() == "[":
                return self.sequence()
            case "mark" if match.group() == "{":
                return self.mapping()
            case "end":
                raise JsonError("unexpected end", self.text, position)
            case _:
                raise JsonError(f"unexpected {match.group()!r}", self.text, position)

    def unescape(self, body):
        def one(match):
            escape = match.group(1)
            if escape[0] == "u":
                return chr(int(escape[1:], 16))
            return self.ESCAPES.get(escape, escape)
        text = re.sub(r"\\(u[0-9a-fA-F]{4}|.)", one, body)
        return re.sub("[\ud800-\udbff][\udc00-\udfff]",
                      lambda m: m.group().encode("utf-16", "surrogatepass").decode("utf-16"), text)

    def mark(self, *wanted):
        kind, match, position = self.tokens.popleft()
        if kind != "mark" or match.group() not in wanted:
            found = "end" if match is None else repr(match.group())
            raise JsonError(f"expected {' or '.join(wanted)}, not {found}", self.text, position)
        return match.group()

    def peekMark(self, text):
        kind, match, _ = self.tokens[0]
        return kind == "mark" and match.group() == text

    def sequence(self):
        items = []
        if self.peekMark("]"):
            self.tokens.popleft()
            return items
        while True:
            items.append(self.value())
            if self.mark(",", "]") == "]":
                return items

    def mapping(self):
        items = OrderedDict()
        if self.peekMark("}"):
            self.tokens.popleft()
            return items
        while True:
            kind, match, position = self.tokens.popleft()
            if kind != "string":
                raise JsonError("expected a key", self.text, position)
            key = self.unescape(match.group()[1:-1])
            if key in items:
                raise JsonError(f"key {key!r} twice", self.text, position)
            self.mark(":")
            items[key] = self.value()
            if self.mark(",", "}") == "}":
                return items


@singledispatch
def render(value, indent=2, level=0):
    raise TypeError(f"no JSON for {type(value).__qualname__}")


@render.register(type(None))
@render.register(bool)
def _(value, indent=2, level=0):
    return {None: "null", True: "true", False: "false"}[value]


@render.register(int)
@render.register(float)
def _(value, indent=2, level=0):
    return repr(value)


@render.register
def _(value: str, indent=2, level=0):
    out = ['"']
    for ch in value:
        if ch in '"\\':
            out.append("\\" + ch)
        elif ch < " ":
            out.append({"\n": "\\n", "\t": "\\t", "\r": "\\r"}.get(ch, f"\\u{ord(ch):04x}"))
        else:
            out.append(ch)
    out.append('"')
    return "".join(out)


def block(parts, brackets, indent, level):
    if not parts:
        return brackets
    inner, outer = "\n" + " " * indent * (level + 1), "\n" + " " * indent * level
    return brackets[0] + inner + ("," + inner).join(parts) + outer + brackets[1]


@render.register(list)
def _(value, indent=2, level=0):
    return block([render(v, indent, level + 1) for v in value], "[]", indent, level)


@render.register(dict)
def _(value, indent=2, level=0):
    parts = [f"{render(k)}: {render(v, indent, level + 1)}" for k, v in value.items()]
    return block(parts, "{}", indent, level)


def query(value, path):
    """Yields (place, value) for a path such as `a.b[*].c` or `..name`."""
    steps = re.findall(r"\.\.(\w+)|\.?(\w+)|\[(\*|-?\d+)\]", path)
    found = [("$", value)]
    for deep, key, index in steps:
        found = list(step(found, deep, key, index))
    return found


def step(found, deep, key, index):
    for place, value in found:
        if deep:
            yield from descend(place, value, deep)
        elif key and isinstance(value, dict) and key in value:
            yield f"{place}.{key}", value[key]
        elif index == "*" and isinstance(value, list):
            yield from ((f"{place}[{i}]", v) for i, v in enumerate(value))
        elif index and index != "*" and isinstance(value, list):
            if -len(value) <= int(index) < len(value):
                yield f"{place}[{int(index)}]", value[int(index)]


def descend(place, value, key):
    if isinstance(value, dict):
        if key in value:
            yield f"{place}.{key}", value[key]
        for name, child in value.items():
            yield from descend(f"{place}.{name}", child, key)
    elif isinstance(value, list):
        for i, child in enumerate(value):
            yield from descend(f"{place}[{i}]", child, key)


def diff(old, new, path=()):
    match old, new:
        case dict(), dict():
            for key in old.keys() | new.keys():
                where = (*path, key)
                if key not in new:
                    yield "remove", where, old[key]
                elif key not in old:
                    yield "add", where, new[key]
                else:
                    yield from diff(old[key], new[key], where)
        case list(), list() if len(old) == len(new):
            for i, (a, b) in enumerate(zip(old, new, strict=True)):
                yield from diff(a, b, (*path, i))
        case _ if old != new or type(old) is not type(new):
            yield "replace", path, new


def patch(document, changes):
    result = json.loads(json.dumps(document))
    for kind, path, value in changes:
        target = result
        *parents, last = path
        for key in parents:
            target = target[key]
        if kind == "remove":
            del target[last]
        else:
            target[last] = value
    return result


def check(value, schema, place="$"):
    kinds = {"object": dict, "array": list, "string": str, "integer": int, "number": (int, float), "null": type(None)}
    if (kind := schema.get("type")) and (not isinstance(value, kinds[kind]) or isinstance(value, bool)):
        yield f"{place}: {type(value).__name__} is no {kind}"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{place}: {value!r} is none of {schema['enum']}"
    for name in schema.get("required", ()):
        if name not in value:
            yield f"{place}: {name} is missing"
    for name, sub in schema.get("properties", {}).items():
        if name in value:
            yield from check(value[name], sub, f"{place}.{name}")
    if "items" in schema:
        for i, item in enumerate(value):
            yield from check(item, schema["items"], f"{place}[{i}]")
    if isinstance(value, (int, float)):
        if value < schema.get("minimum", value):
            yield f"{place}: {value} is below {schema['minimum']}"


SAMPLE = r'''
{"name": "caf\u00e9 \ud83d\ude00", "tags": ["a", "b\n", "\"q\"", ""], "size": {"w": 10, "h": -2.5e3, "deep": {"name": "x"}},
 "items": [{"id": 1, "name": "one", "on": true}, {"id": 2, "name": "two", "on": false, "note": null}], "empty": [{}, []]}
'''
BROKEN = ["", "[1, 2", "[1 2]", '{"a" 1}', "{1: 2}", '{"a": 1, "a": 2}', "[1,]", "tru", '"\x01"', "[01]", "nul\n", '\n\n  [1, @]']
SCHEMA = {"type": "object", "required": ["name", "owner"], "properties": {
    "name": {"type": "integer"}, "size": {"properties": {"w": {"minimum": 11}}},
    "items": {"type": "array", "items": {"required": ["note"], "properties": {"id": {"enum": [1, 3]}, "on": {"type": "integer"}}}}}}


def main():
    document = Parser(SAMPLE).parse()
    assert document == json.loads(SAMPLE)
    text = render(document)
    print(text)
    assert json.loads(text) == document and text == json.dumps(document, indent=2, ensure_ascii=False)
    for broken in BROKEN:
        try:
            print(Parser(broken).parse())
        except JsonError as error:
            print(f"{broken!r}: {error} | {error.__notes__}")
    for path in ("items[*].name", "..name", "tags[-1]", "tags[7]", "size.deep.name", "empty[0]"):
        print(path, query(document, path))
    changed = json.loads(SAMPLE)
    changed["size"]["w"] = 10.0
    changed["items"][1]["note"] = "new"
    changed["extra"] = [1]
    del changed["tags"], changed["empty"]
    changes = sorted(diff(document, changed), key=str)
    for change in changes:
        print(change)
    assert patch(document, changes) == changed
    print(*check(document, SCHEMA), sep="\n")
    for bad in ({1, 2}, [object], b"x"):
        try:
            render(bad)
        except TypeError as error:
            print(error)
    nested = "[" * 200 + "]" * 200
    print(render(Parser(nested).parse(), indent=0).count("["), sys.getrecursionlimit())


main()
