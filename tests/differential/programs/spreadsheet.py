"""A spreadsheet: formulas with precedence, ranges, functions, dependency order, cycles, copying with relative references, CSV."""
import csv
import io
import math
import operator
import re
import string
from collections import defaultdict, deque
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property, lru_cache, partial, reduce


class CellError(Exception):
    codes = {}

    def __init_subclass__(cls, code):
        cls.code = code
        CellError.codes[code] = cls

    def __str__(self):
        return self.code


class DivisionError(CellError, code="#DIV/0!"):
    pass


class NameFault(CellError, code="#NAME?"):
    pass


class ValueFault(CellError, code="#VALUE!"):
    pass


class CycleError(CellError, code="#CYCLE!"):
    pass


class ReferenceFault(CellError, code="#REF!"):
    pass


@lru_cache(maxsize=None)
def columnNumber(letters):
    return reduce(lambda n, ch: n * 26 + string.ascii_uppercase.index(ch) + 1, letters, 0)


@lru_cache(maxsize=None)
def columnName(number):
    name = ""
    while number:
        number, digit = divmod(number - 1, 26)
        name = string.ascii_uppercase[digit] + name
    return name


class Reference:
    __slots__ = ("column", "row", "fixedColumn", "fixedRow")
    PATTERN = re.compile(r"(\$?)([A-Z]+)(\$?)(\d+)")

    def __init__(self, column, row, fixedColumn=False, fixedRow=False):
        if column < 1 or row < 1:
            raise ReferenceFault
        self.column, self.row, self.fixedColumn, self.fixedRow = column, row, fixedColumn, fixedRow

    @classmethod
    def parse(cls, text):
        match = cls.PATTERN.fullmatch(text)
        if match is None:
            raise ReferenceFault(text)
        return cls(columnNumber(match[2]), int(match[4]), bool(match[1]), bool(match[3]))

    def moved(self, columns, rows):
        return Reference(self.column + (0 if self.fixedColumn else columns), self.row + (0 if self.fixedRow else rows),
                         self.fixedColumn, self.fixedRow)

    @property
    def key(self):
        return self.column, self.row

    def __eq__(self, other):
        return isinstance(other, Reference) and self.key == other.key

    def __hash__(self):
        return hash(self.key)

    def __str__(self):
        return f"{'$' * self.fixedColumn}{columnName(self.column)}{'$' * self.fixedRow}{self.row}"


class Formula:
    TOKEN = re.compile(r"\s*(?:(\d+\.?\d*(?:E[-+]?\d+)?)|\"((?:[^\"]|\"\")*)\"|(\$?[A-Z]+\$?\d+)|([A-Z]+)(?=\()|(<>|<=|>=|[-+*/^&=<>(),:%]))")
    BINARY = [{"=": operator.eq, "<>": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge},
              {"&": None}, {"+": operator.add, "-": operator.sub}, {"*": operator.mul, "/": operator.truediv}, {"^": operator.pow}]

    def __init__(self, text):
        self.text = text
        self.references = []
        self.tokens = deque(self.tokenize(text))
        self.evaluate = self.level(0)
        if self.tokens:
            raise ValueFault(text)

    def tokenize(self, text):
        position = 0
        while position < len(text):
            match = self.TOKEN.match(text, position)
            if match is None:
                raise ValueFault(text[position:])
            kind = ("number", "text", "reference", "function", "sign")[match.lastindex - 1]
            yield kind, match[match.lastindex]
            position = match.end()

    def peek(self):
        return self.tokens[0] if self.tokens else ("end", "")

    def level(self, depth):
        if depth == len(self.BINARY):
            return self.unary()
        left = self.level(depth + 1)
        while (token := self.peek())[0] == "sign" and token[1] in self.BINARY[depth]:
            sign = self.tokens.popleft()[1]
            left = partial(self.binary, sign, self.BINARY[depth][sign], left, self.level(depth + 1))
        return left

    @staticmethod
    def binary(sign, function, left, right, sheet):
        a, b = left(sheet), right(sheet)
        if sign == "&":
            return show(a) + show(b)
        if sign in "= <> <= >=".split():
            return function(a, b) if type(a) is type(b) or isinstance(a, (int, float)) and isinstance(b, (int, float)) else sign == "<>"
        try:
            result = function(number(a), number(b))
        except ZeroDivisionError:
            raise DivisionError from None
        except OverflowError as error:
            raise ValueFault(str(error)) from error
        if isinstance(result, complex):
            raise ValueFault("complex")
        return result

    def unary(self):
        kind, text = self.peek()
        if (kind, text) == ("sign", "-"):
            self.tokens.popleft()
            operand = self.unary()
            return lambda sheet: -number(operand(sheet))
        value = self.primary()
        while self.peek() == ("sign", "%"):
            self.tokens.popleft()
            value = (lambda inner: lambda sheet: number(inner(sheet)) / 100)(value)
        return value

    def primary(self):
        kind, text = self.tokens.popleft() if self.tokens else ("end", "")
        match kind, text:
            case "number", _:
                value = float(text) if "." in text or "E" in text else int(text)
                return lambda sheet: value
            case "text", _:
                unquoted = text.replace('""', '"')
                return lambda sheet: unquoted
            case "sign", "(":
                inner = self.level(0)
                self.expect(")")
                return inner
            case "reference", _:
                first = Reference.parse(text)
                if self.peek() == ("sign", ":"):
                    self.tokens.popleft()
                    return self.area(first, Reference.parse(self.tokens.popleft()[1]))
                self.references.append(first)
                return lambda sheet: sheet.value(first)
            case "function", _:
                return self.function(text)
        raise ValueFault(self.text)

    def expect(self, sign):
        if self.peek() != ("sign", sign):
            raise ValueFault(self.text)
        self.tokens.popleft()

    def area(self, first, last):
        cells = [Reference(c, r) for r in range(first.row, last.row + 1) for c in range(first.column, last.column + 1)]
        self.references.extend(cells)
        return lambda sheet: [sheet.value(cell) for cell in cells]

    def function(self, name):
        if name not in FUNCTIONS:
            raise NameFault(name)
        self.expect("(")
        arguments = []
        if self.peek() != ("sign", ")"):
            arguments.append(self.level(0))
            while self.peek() == ("sign", ","):
                self.tokens.popleft()
                arguments.append(self.level(0))
        self.expect(")")
        function = FUNCTIONS[name]
        if getattr(function, "lazy", False):
            return lambda sheet: function(sheet, *arguments)
        return lambda sheet: function(*(a(sheet) for a in arguments))

    def moved(self, columns, rows):
        def one(match):
            try:
                return str(Reference.parse(match.group()).moved(columns, rows))
            except ReferenceFault:
                return "#REF!"
        return Reference.PATTERN.sub(one, self.text)


def number(value):
    if value is None:
        return 0
    if isinstance(value, str):
        try:
            return float(value)
        except ValueError:
            raise ValueFault(value) from None
    return value


def show(value):
    match value:
        case None:
            return ""
        case bool():
            return str(value).upper()
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case float():
            return f"{value:.10g}"
    return str(value)


def flat(arguments):
    for argument in arguments:
        if isinstance(argument, list):
            yield from flat(argument)
        elif argument is not None:
            yield argument


def numbers(arguments):
    return [v for v in flat(arguments) if isinstance(v, (int, float)) and not isinstance(v, bool)]


def lazy(function):
    function.lazy = True
    return function


def average(*arguments):
    values = numbers(arguments)
    if not values:
        raise DivisionError
    return math.fsum(values) / len(values)


@lazy
def choose(sheet, condition, yes, no=lambda sheet: False):
    return yes(sheet) if condition(sheet) else no(sheet)


@lazy
def ifError(sheet, value, other):
    try:
        return value(sheet)
    except CellError:
        return other(sheet)


def money(value, places=2):
    unit = Decimal(1).scaleb(-int(places))
    return f"{Decimal(repr(number(value))).quantize(unit, ROUND_HALF_UP):,}"


def lookup(key, keys, values):
    for k, v in zip(keys, values):
        if k == key:
            return v
    raise ReferenceFault(key)


FUNCTIONS = {
    "SUM": lambda *a: math.fsum(numbers(a)), "AVERAGE": average, "COUNT": lambda *a: len(numbers(a)), "IF": choose,
    "MIN": lambda *a: min(numbers(a), default=0), "MAX": lambda *a: max(numbers(a), default=0), "IFERROR": ifError,
    "ROUND": lambda v, n=0: round(number(v), int(n)), "LEN": lambda v: len(show(v)), "UPPER": lambda v: show(v).upper(),
    "JOIN": lambda sep, *a: sep.join(map(show, flat(a))), "SQRT": lambda v: math.sqrt(v) if v >= 0 else FUNCTIONS["FAIL"](),
    "FAIL": lambda: (_ for _ in ()).throw(ValueFault()), "MONEY": money, "LOOKUP": lookup,
    "AND": lambda *a: all(flat(a)), "OR": lambda *a: any(flat(a)), "NOT": lambda v: not v,
}


class Sheet:
    def __init__(self):
        self.cells, self.values, self.users, self.recalculated = {}, {}, defaultdict(set), 0

    def __setitem__(self, place, text):
        reference = Reference.parse(place)
        key = reference.key
        for target in self.uses(key):
            self.users[target].discard(key)
        self.cells[key] = self.read(text)
        for target in self.uses(key):
            self.users[target].add(key)
        self.recalculate(key)

    def read(self, text):
        if text.startswith("="):
            try:
                return Formula(text[1:])
            except CellError as error:
                return error
        for kind in (int, float):
            try:
                return kind(text)
            except ValueError:
                pass
        return {"TRUE": True, "FALSE": False, "": None}.get(text, text)

    def uses(self, key):
        cell = self.cells.get(key)
        return [r.key for r in cell.references] if isinstance(cell, Formula) else []

    def affected(self, key):
        order, state = [], {}

        def visit(start):
            stack = [(start, iter(sorted(self.users[start])))]
            state[start] = "open"
            while stack:
                node, users = stack[-1]
                for user in users:
                    if state.get(user) == "open":
                        yield from (entry[0] for entry in stack)
                    elif user not in state:
                        state[user] = "open"
                        stack.append((user, iter(sorted(self.users[user]))))
                        break
                else:
                    state[node] = "done"
                    order.append(node)
                    stack.pop()

        cyclic = set(visit(key))
        return order[::-1], cyclic

    def recalculate(self, key):
        order, cyclic = self.affected(key)
        for node in order:
            self.recalculated += 1
            cell = self.cells.get(node)
            if node in cyclic:
                self.values[node] = CycleError()
            elif isinstance(cell, Formula):
                try:
                    self.values[node] = cell.evaluate(self)
                except CellError as error:
                    self.values[node] = error
                except (TypeError, ValueError) as error:
                    self.values[node] = ValueFault(str(error))
            else:
                self.values[node] = cell

    def value(self, reference):
        value = self.values.get(reference.key)
        if isinstance(value, CellError):
            raise value
        return value

    def __getitem__(self, place):
        return self.values.get(Reference.parse(place).key)

    def copy(self, source, *targets):
        start = Reference.parse(source)
        cell = self.cells[start.key]
        for place in targets:
            end = Reference.parse(place)
            if isinstance(cell, Formula):
                self[place] = "=" + cell.moved(end.column - start.column, end.row - start.row)
            else:
                self[place] = show(cell)

    @property
    def size(self):
        return tuple(max((key[i] for key in self.cells), default=0) for i in (0, 1))

    def rows(self):
        width, height = self.size
        for row in range(1, height + 1):
            yield [show(self.values.get((column, row))) for column in range(1, width + 1)]

    def __str__(self):
        rows = [["", *map(columnName, range(1, self.size[0] + 1))], *([str(i), *r] for i, r in enumerate(self.rows(), 1))]
        widths = [max(map(len, column)) for column in zip(*rows)]
        return "\n".join("  ".join(v.rjust(w) for v, w in zip(row, widths)).rstrip() for row in rows)


class Report:
    def __init__(self, sheet):
        self.sheet = sheet

    @cached_property
    def csv(self):
        stream = io.StringIO(newline="")
        csv.writer(stream, lineterminator="\n").writerows(self.sheet.rows())
        return stream.getvalue()


BUDGET = '''item,price,count,total,share
desk,199.5,3,=B2*C2,=D2/$D$6
"chair, ""blue""",49.99,12,,
lamp,15,30,,
cable,0.333,7,,
sum,,=SUM(C2:C5),=SUM(D2:D5),"=IF(ROUND(SUM(E2:E5),6)=1,""ok"",""bad"")"
'''


def main():
    sheet = Sheet()
    for r, row in enumerate(csv.reader(io.StringIO(BUDGET)), 1):
        for c, text in enumerate(row, 1):
            sheet[f"{columnName(c)}{r}"] = text
    sheet.copy("D2", "D3", "D4", "D5")
    sheet.copy("E2", "E3", "E4", "E5")
    print(sheet, sheet.recalculated, sep="\n")
    sheet["B4"] = "17.25"
    print(Report(sheet).csv, end="")
    for i, text in enumerate(['=1/0', '=A1+1', '=NOPE(1)', '=G5', '=G4+1', '=-2^2', '=2^-1', '="a"&"b""c"&1.50', '=1=1.0', '="1"=1', '=50%*4',
                              '=IFERROR(1/0,"none")', '=(1', '=SQRT(-1)', '=10^400', '=MONEY(1234567.895)', '=LOOKUP("lamp",A2:A5,B2:B5)',
                              '=LOOKUP("x",A2:A5,B2:B5)', '=JOIN("-",A2:A5)', '=AVERAGE(A2:A5)', '=MAX(B2:B5)-MIN(B2:B5)', '=AND(1<2,NOT(2<=1))',
                              '=UPPER("straße")', '=COUNT(A1:E6)'], 1):
        sheet[f"G{i}"] = text
        print(f"G{i:<3}{text:32} {show(sheet[f'G{i}'])}")
    sheet["H1"] = "1"
    for i in range(2, 60):
        sheet[f"H{i}"] = f"=H{i - 1}+{i}"
    before = sheet.recalculated
    sheet["H1"] = "100"
    print(sheet["H59"], sheet.recalculated - before)
    sheet.copy("H2", "A1")
    print(sheet["A1"], sheet.cells[(1, 1)], [columnName(n) for n in (1, 26, 27, 702, 703)], columnNumber("XFD"))
    print(sorted(CellError.codes), columnName.cache_info().misses > 0)


main()
