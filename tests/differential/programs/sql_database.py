"""A small relational database: tokenizer, recursive-descent parser, planner with hash joins, aggregates, ordering, transactions."""
import itertools
import operator
import re
from collections import defaultdict
from contextlib import contextmanager


class SqlError(Exception):
    pass


class Token(str):
    kind: str

    def __new__(cls, text, kind):
        self = super().__new__(cls, text)
        self.kind = kind
        return self


def tokenize(text):
    pattern = re.compile(r"\s*(?:(?P<number>\d+(?:\.\d+)?)|'(?P<string>(?:[^']|'')*)'|(?P<word>[A-Za-z_][\w.]*)|(?P<mark><=|>=|<>|[-+*/%(),=<>;]))")
    position, text = 0, text.rstrip()
    while position < len(text):
        match = pattern.match(text, position)
        if not match:
            raise SqlError(f"cannot read {text[position:position + 10]!r}")
        kind = match.lastgroup
        yield Token(match[kind].replace("''", "'"), kind)
        position = match.end()


class Expression:
    def columns(self):
        return set()


class Literal(Expression):
    def __init__(self, value):
        self.value = value

    def __call__(self, row):
        return self.value


class Column(Expression):
    def __init__(self, name):
        self.name = name

    def __call__(self, row):
        if self.name in row:
            return row[self.name]
        matches = [key for key in row if key.endswith("." + self.name)]
        if len(matches) != 1:
            raise SqlError(f"{'ambiguous' if matches else 'unknown'} column {self.name}")
        return row[matches[0]]

    def columns(self):
        return {self.name}


class Operation(Expression):
    FUNCTIONS = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "%": operator.mod,
                 "=": operator.eq, "<>": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt,
                 ">=": operator.ge, "and": lambda a, b: a and b, "or": lambda a, b: a or b}

    def __init__(self, name, left, right):
        self.name, self.left, self.right = name, left, right

    def __call__(self, row):
        a, b = self.left(row), self.right(row)
        if (a is None or b is None) and self.name not in ("and", "or"):
            return None
        try:
            return self.FUNCTIONS[self.name](a, b)
        except (TypeError, ZeroDivisionError) as error:
            raise SqlError(f"{a!r} {self.name} {b!r}") from error

    def columns(self):
        return self.left.columns() | self.right.columns()


class Aggregate(Expression):
    FUNCTIONS = {"count": len, "sum": sum, "min": min, "max": max, "avg": lambda v: sum(v) / len(v)}

    def __init__(self, name, argument):
        self.name, self.argument = name, argument

    def over(self, rows):
        values = [1 for _ in rows] if self.argument is None else [v for r in rows if (v := self.argument(r)) is not None]
        return self.FUNCTIONS[self.name](values) if values or self.name == "count" else None

    def __call__(self, row):
        return row[f"@{id(self)}"]


class Parser:
    LEVELS = [("or",), ("and",), ("=", "<>", "<", "<=", ">", ">="), ("+", "-"), ("*", "/", "%")]

    def __init__(self, text):
        self.tokens, self.at = list(tokenize(text)), 0

    def peek(self):
        return self.tokens[self.at].lower() if self.at < len(self.tokens) else ""

    def take(self, *wanted):
        token = self.peek()
        if wanted and token not in wanted:
            raise SqlError(f"expected {' or '.join(wanted)}, found {token or 'end'}")
        if self.at >= len(self.tokens):
            raise SqlError("unexpected end")
        self.at += 1
        return self.tokens[self.at - 1]

    def accept(self, *words):
        if self.peek() in words and self.tokens[self.at].kind != "string":
            return self.take()
        return None

    def listOf(self, item):
        items = [item()]
        while self.accept(","):
            items.append(item())
        return items

    def expression(self, level=0):
        if level == len(self.LEVELS):
            return self.primary()
        left = self.expression(level + 1)
        while name := self.accept(*self.LEVELS[level]):
            left = Operation(name.lower(), left, self.expression(level + 1))
        return left

    def primary(self):
        if self.accept("("):
            inner = self.expression()
            self.take(")")
            return inner
        if self.accept("-"):
            return Operation("-", Literal(0), self.primary())
        token = self.take()
        match token.kind:
            case "number":
                return Literal(float(token) if "." in token else int(token))
            case "string":
                return Literal(str(token))
            case "word" if token.lower() == "null":
                return Literal(None)
            case "word" if token.lower() in Aggregate.FUNCTIONS and self.peek() == "(":
                self.take("(")
                argument = None if self.accept("*") else self.expression()
                self.take(")")
                return Aggregate(token.lower(), argument)
            case "word":
                return Column(str(token))
        raise SqlError(f"unexpected {token!s}")

    def statement(self):
        verb = self.take("select", "insert", "create", "update", "delete").lower()
        return getattr(self, "parse" + verb.title())()

    def parseCreate(self):
        self.take("table")
        name = str(self.take())
        self.take("(")
        columns = self.listOf(lambda: (str(self.take()), self.take("int", "text", "real").lower()))
        self.take(")")
        return lambda db: db.create(name, columns)

    def parseInsert(self):
        self.take("into")
        name = str(self.take())
        self.take("values")

        def row():
            self.take("(")
            values = self.listOf(self.expression)
            self.take(")")
            return [value({}) for value in values]
        rows = self.listOf(row)
        return lambda db: db.insert(name, rows)

    def where(self):
        return self.expression() if self.accept("where") else Literal(True)

    def parseUpdate(self):
        name = str(self.take())
        self.take("set")

        def assignment():
            column = str(self.take())
            self.take("=")
            return column, self.expression()
        changes = self.listOf(assignment)
        condition = self.where()
        return lambda db: db.update(name, dict(changes), condition)

    def parseDelete(self):
        self.take("from")
        name = str(self.take())
        condition = self.where()
        return lambda db: db.delete(name, condition)

    def parseSelect(self):
        distinct = bool(self.accept("distinct"))
        items = None if self.accept("*") else self.listOf(self.selectItem)
        self.take("from")
        tables = [(self.tableName(), None)]
        while self.accept("join"):
            name = self.tableName()
            self.take("on")
            tables.append((name, self.expression()))
        query = dict(items=items, tables=tables, where=self.where(), distinct=distinct, group=[], order=[], limit=None)
        if self.accept("group"):
            self.take("by")
            query["group"] = self.listOf(self.expression)
        query["having"] = self.expression() if self.accept("having") else Literal(True)
        if self.accept("order"):
            self.take("by")
            query["order"] = self.listOf(lambda: (self.expression(), bool(self.accept("desc"))))
        if self.accept("limit"):
            query["limit"] = int(self.take())
        return lambda db: db.select(**query)

    def tableName(self):
        name = str(self.take())
        alias = str(self.take()) if self.accept("as") else name
        return name, alias

    def selectItem(self):
        start = self.at
        value = self.expression()
        label = str(self.take()) if self.accept("as") else " ".join(self.tokens[start:self.at])
        return label, value


def aggregates(expression):
    match expression:
        case Aggregate():
            yield expression
        case Operation(left=left, right=right):
            yield from aggregates(left)
            yield from aggregates(right)


class Database:
    TYPES = {"int": int, "text": str, "real": (int, float)}

    def __init__(self):
        self.tables, self.schemas, self.log = {}, {}, []

    def execute(self, text):
        parser = Parser(text)
        action = parser.statement()
        parser.accept(";")
        if parser.peek():
            raise SqlError(f"unexpected {parser.peek()}")
        return action(self)

    def table(self, name):
        try:
            return self.tables[name]
        except KeyError:
            raise SqlError(f"no table {name}") from None

    def create(self, name, columns):
        if name in self.tables:
            raise SqlError(f"table {name} exists")
        self.tables[name], self.schemas[name] = [], dict(columns)
        return 0

    def insert(self, name, rows):
        table, schema = self.table(name), self.schemas[name]
        for row in rows:
            if len(row) != len(schema):
                raise SqlError(f"{len(row)} values for {len(schema)} columns")
            for value, (column, kind) in zip(row, schema.items()):
                if value is not None and not isinstance(value, self.TYPES[kind]):
                    raise SqlError(f"{column} is {kind}, not {value!r}")
            table.append(dict(zip(schema, row)))
        return len(rows)

    def update(self, name, changes, condition):
        rows = [row for row in self.table(name) if condition(row)]
        for row in rows:
            row.update({column: value(row) for column, value in changes.items()})
        return len(rows)

    def delete(self, name, condition):
        table = self.table(name)
        keep = [row for row in table if not condition(row)]
        removed = len(table) - len(keep)
        table[:] = keep
        return removed

    def scan(self, name, alias):
        return [{f"{alias}.{k}": v for k, v in row.items()} for row in self.table(name)]

    def join(self, left, right, condition):
        match condition:
            case Operation(name="=", left=Column() as a, right=Column() as b) if left and right:
                if any(k == a.name for k in right[0]):
                    a, b = b, a
                index = defaultdict(list)
                for row in right:
                    index[b(row)].append(row)
                self.log.append("hash join")
                return [l | r for l in left for r in index.get(a(l), ())]
            case _:
                self.log.append("nested loop")
                return [row for l, r in itertools.product(left, right) if condition(row := l | r)]

    def select(self, items, tables, where, distinct, group, having, order, limit):
        (first, alias), _ = tables[0]
        rows = self.scan(first, alias)
        for (name, alias), condition in tables[1:]:
            rows = self.join(rows, self.scan(name, alias), condition)
        rows = [row for row in rows if where(row)]
        if items is None:
            items = [(key, Column(key)) for key in (rows[0] if rows else {})]
        labels = dict(items)
        order = [(labels.get(key.name, key) if isinstance(key, Column) else key, down) for key, down in order]
        wanted = [a for e in [*(v for _, v in items), having, *(o for o, _ in order)] for a in aggregates(e)]
        if group or wanted:
            rows = list(self.grouped(rows, group, wanted))
        rows = [row for row in rows if having(row)]
        for key, descending in reversed(order):
            rows.sort(key=lambda row: ((v := key(row)) is not None, v), reverse=descending)
        result = [tuple(value(row) for _, value in items) for row in rows]
        if distinct:
            result = list(dict.fromkeys(result))
        return [tuple(label for label, _ in items), *result[:limit]]

    def grouped(self, rows, group, wanted):
        groups = {}
        for row in rows:
            groups.setdefault(tuple(key(row) for key in group), []).append(row)
        if not group and not groups:
            groups[()] = []
        for members in groups.values():
            base = dict(members[0]) if members else {}
            for aggregate in wanted:
                base[f"@{id(aggregate)}"] = aggregate.over(members)
            yield base

    @contextmanager
    def transaction(self):
        saved = {name: [dict(row) for row in rows] for name, rows in self.tables.items()}
        try:
            yield self
        except BaseException:
            self.tables = saved
            raise


def show(result):
    if isinstance(result, int):
        print(f"{result} rows")
        return
    widths = [max(len(str(row[i])) for row in result) for i in range(len(result[0]))]
    for row in result:
        print(" | ".join(f"{str(v):<{w}}" for v, w in zip(row, widths)).rstrip())


SCRIPT = """
create table people (id int, name text, town text, age int);
create table orders (id int, person int, item text, price real);
insert into people values (1, 'Ada', 'London', 36), (2, 'Linus', 'Helsinki', 21), (3, 'Grace', 'New York', 85), (4, 'O''Neil', null, 50);
insert into orders values (1, 1, 'engine', 120.5), (2, 1, 'cards', 3), (3, 3, 'compiler', 99), (4, 2, 'kernel', 0.5), (5, 3, 'nanosecond', 1);
select * from people;
select name, age + 1 as older from people where age > 30 and town <> 'Paris' order by age desc;
select town, count(*) as n from people group by town order by n desc, town;
select p.name, sum(o.price) as total, count(*) from people as p join orders as o on p.id = o.person group by p.id having sum(o.price) > 1 order by total desc;
select count(*), min(age), max(age), avg(age) from people;
select a.name, b.name from people as a join people as b on a.age < b.age order by a.name, b.name limit 4;
update orders set price = price * 2 where item <> 'engine';
select item, price from orders order by price limit 3;
delete from orders where price < 5;
select distinct person from orders;
select count(*) from orders where 1 = 2;
"""
ERRORS = ["select", "select * form people", "select x from people", "insert into people values (1, 2)", "select id from nobody",
          "insert into people values ('a', 'b', 'c', 1)", "create table people (x int)", "select name + 1 from people",
          "select age / 0 from people", "select ~ from people", "select id from people as a join orders as b on a.id = b.person",
          "delete from people where age > 3 4"]


def main():
    db = Database()
    for text in filter(None, map(str.strip, SCRIPT.split(";\n"))):
        print(">", text)
        show(db.execute(text))
    for text in ERRORS:
        try:
            show(db.execute(text))
        except SqlError as error:
            print(f"{text}: {error}" + (f" <- {error.__cause__!r}" if error.__cause__ else ""))
    try:
        with db.transaction():
            print(db.execute("delete from people"), len(db.tables["people"]))
            raise KeyError("rollback")
    except KeyError as error:
        print("rolled back", error, len(db.tables["people"]))
    print(db.log)


main()
