"""A compiler for a small language: lexer, Pratt parser, type inference by unification, optimiser, stack machine, and a second
back end that writes Python source and runs it; both must agree."""
import enum
import functools
import io
import itertools
import sys
import textwrap
from collections import ChainMap
from contextlib import redirect_stdout
from dataclasses import dataclass, field, fields, is_dataclass, replace


class Kind(enum.Enum):
    NUMBER = enum.auto()
    STRING = enum.auto()
    NAME = enum.auto()
    KEYWORD = enum.auto()
    SIGN = enum.auto()
    END = enum.auto()

    def __repr__(self):
        return self.name.lower()


KEYWORDS = frozenset("let fun if then else while do end print return true false and or not".split())
SIGNS = sorted(["+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">=", "=", "(", ")", ",", ";", "++"], key=len, reverse=True)


@dataclass(frozen=True, slots=True)
class Token:
    kind: Kind
    text: str
    line: int


class LanguageError(Exception):
    def __init__(self, message, line):
        super().__init__(message, line)

    def __str__(self):
        return "line {1}: {0}".format(*self.args)


def lex(source):
    line, i = 1, 0
    while i < len(source):
        ch = source[i]
        if ch.isspace():
            line += ch == "\n"
            i += 1
        elif ch == "#":
            while i < len(source) and source[i] != "\n":
                i += 1
        elif ch.isdigit():
            text = "".join(itertools.takewhile(str.isdigit, source[i:]))
            yield Token(Kind.NUMBER, text, line)
            i += len(text)
        elif ch.isidentifier():
            text = "".join(itertools.takewhile(lambda c: c.isidentifier() or c.isdigit(), source[i:]))
            yield Token(Kind.KEYWORD if text in KEYWORDS else Kind.NAME, text, line)
            i += len(text)
        elif ch == '"':
            stop = source.find('"', i + 1)
            if stop < 0:
                raise LanguageError("string without end", line)
            yield Token(Kind.STRING, source[i + 1:stop], line)
            i = stop + 1
        else:
            sign = next((s for s in SIGNS if source.startswith(s, i)), None)
            if sign is None:
                raise LanguageError(f"strange character {ch!r}", line)
            yield Token(Kind.SIGN, sign, line)
            i += len(sign)
    yield Token(Kind.END, "", line)


@dataclass
class Node:
    line: int = field(default=0, kw_only=True, compare=False, repr=False)


@dataclass
class Constant(Node):
    value: object


@dataclass
class Name(Node):
    text: str


@dataclass
class Unary(Node):
    sign: str
    operand: Node


@dataclass
class Binary(Node):
    sign: str
    left: Node
    right: Node


@dataclass
class Call(Node):
    function: str
    arguments: list


@dataclass
class Choice(Node):
    condition: Node
    yes: Node
    no: Node


@dataclass
class Let(Node):
    name: str
    value: Node
    fresh: bool = True


@dataclass
class Print(Node):
    value: Node


@dataclass
class While(Node):
    condition: Node
    body: list


@dataclass
class Return(Node):
    value: Node


@dataclass
class Function(Node):
    name: str
    parameters: list
    body: list


class Parser:
    POWER = {"or": 1, "and": 2, "==": 3, "!=": 3, "<": 4, "<=": 4, ">": 4, ">=": 4, "++": 5, "+": 6, "-": 6, "*": 7, "/": 7, "%": 7}

    def __init__(self, source):
        self.tokens = list(lex(source))
        self.position = 0

    @property
    def token(self):
        return self.tokens[self.position]

    def advance(self):
        self.position += 1
        return self.tokens[self.position - 1]

    def accept(self, text):
        if self.token.text == text and self.token.kind in (Kind.SIGN, Kind.KEYWORD):
            return self.advance()

    def expect(self, text):
        return self.accept(text) or self.fail(f"expected {text!r}")

    def fail(self, message):
        raise LanguageError(f"{message}, found {self.token.text or 'the end'!r}", self.token.line)

    def name(self):
        return self.advance().text if self.token.kind is Kind.NAME else self.fail("expected a name")

    def program(self, *stops):
        body = []
        while self.token.kind is not Kind.END and self.token.text not in stops:
            body.append(self.statement())
        return body

    def statement(self):
        line = self.token.line
        if self.accept("fun"):
            name = self.name()
            self.expect("(")
            parameters = []
            while not self.accept(")"):
                parameters.append(self.name())
                if self.token.text != ")":
                    self.expect(",")
            body = self.program("end")
            self.expect("end")
            return Function(name, parameters, body, line=line)
        if self.accept("while"):
            condition = self.expression()
            self.expect("do")
            body = self.program("end")
            self.expect("end")
            return While(condition, body, line=line)
        if self.accept("print"):
            node = Print(self.expression(), line=line)
        elif self.accept("return"):
            node = Return(self.expression(), line=line)
        else:
            fresh = bool(self.accept("let"))
            name = self.name()
            self.expect("=")
            node = Let(name, self.expression(), fresh, line=line)
        self.expect(";")
        return node

    def expression(self, limit=0):
        left = self.prefix()
        while (power := self.POWER.get(self.token.text, 0)) > limit:
            sign = self.advance()
            left = Binary(sign.text, left, self.expression(power), line=sign.line)
        return left

    def prefix(self):
        token = self.advance()
        match token:
            case Token(Kind.NUMBER, text):
                return Constant(int(text), line=token.line)
            case Token(Kind.STRING, text):
                return Constant(text, line=token.line)
            case Token(Kind.KEYWORD, "true" | "false"):
                return Constant(token.text == "true", line=token.line)
            case Token(_, "-" | "not"):
                return Unary(token.text, self.expression(8 if token.text == "-" else 2), line=token.line)
            case Token(_, "("):
                inner = self.expression()
                self.expect(")")
                return inner
            case Token(_, "if"):
                condition = self.expression()
                self.expect("then")
                yes = self.expression()
                self.expect("else")
                return Choice(condition, yes, self.expression(), line=token.line)
            case Token(Kind.NAME, text):
                if not self.accept("("):
                    return Name(text, line=token.line)
                arguments = []
                while not self.accept(")"):
                    arguments.append(self.expression())
                    if self.token.text != ")":
                        self.expect(",")
                return Call(text, arguments, line=token.line)
        self.position -= 1
        return self.fail("expected an expression")


class Type:
    pass


@dataclass(frozen=True)
class Base(Type):
    name: str

    def __str__(self):
        return self.name


class Variable(Type):
    counter = itertools.count()

    def __init__(self):
        self.number, self.link = next(self.counter), None

    def __str__(self):
        return f"t{self.number}" if self.link is None else str(self.link)


@dataclass(frozen=True)
class Arrow(Type):
    parameters: tuple
    result: Type

    def __str__(self):
        return f"({', '.join(map(str, self.parameters))}) -> {self.result}"


INT, TEXT, BOOL = map(Base, ("int", "text", "bool"))


def resolve(kind):
    while isinstance(kind, Variable) and kind.link is not None:
        kind = kind.link
    return kind


def unify(a, b, line):
    a, b = resolve(a), resolve(b)
    match a, b:
        case _ if a is b or a == b:
            pass
        case Variable(), _:
            a.link = b
        case _, Variable():
            b.link = a
        case Arrow(), Arrow() if len(a.parameters) == len(b.parameters):
            for x, y in zip((*a.parameters, a.result), (*b.parameters, b.result)):
                unify(x, y, line)
        case _:
            raise LanguageError(f"{a} is not {b}", line)


class Checker:
    SIGNATURES = ({s: (INT, INT) for s in "+-*/%"} | {s: (INT, BOOL) for s in ("<", "<=", ">", ">=")}
                  | {s: (BOOL, BOOL) for s in ("and", "or")} | {"++": (TEXT, TEXT)})

    def __init__(self):
        self.scope = ChainMap()
        self.result = None

    def check(self, node):
        return getattr(self, "check" + type(node).__name__)(node)

    def block(self, body):
        for node in body:
            self.check(node)

    def checkConstant(self, node):
        return {int: INT, str: TEXT, bool: BOOL}[type(node.value)]

    def lookup(self, name, line):
        try:
            return self.scope[name]
        except KeyError:
            raise LanguageError(f"unknown name {name}", line) from None

    def checkName(self, node):
        return self.lookup(node.text, node.line)

    def checkUnary(self, node):
        kind = INT if node.sign == "-" else BOOL
        unify(self.check(node.operand), kind, node.line)
        return kind

    def checkBinary(self, node):
        left, right = self.check(node.left), self.check(node.right)
        if node.sign in ("==", "!="):
            unify(left, right, node.line)
            return BOOL
        operand, result = self.SIGNATURES[node.sign]
        unify(left, operand, node.line)
        unify(right, operand, node.line)
        return result

    def checkCall(self, node):
        result = Variable()
        wanted = Arrow(tuple(map(self.check, node.arguments)), result)
        unify(self.lookup(node.function, node.line), wanted, node.line)
        return result

    def checkChoice(self, node):
        unify(self.check(node.condition), BOOL, node.line)
        yes = self.check(node.yes)
        unify(yes, self.check(node.no), node.line)
        return yes

    def checkLet(self, node):
        kind = self.check(node.value)
        if node.fresh:
            self.scope[node.name] = kind
        else:
            unify(self.lookup(node.name, node.line), kind, node.line)

    def checkPrint(self, node):
        self.check(node.value)

    def checkWhile(self, node):
        unify(self.check(node.condition), BOOL, node.line)
        self.block(node.body)

    def checkReturn(self, node):
        if self.result is None:
            raise LanguageError("return outside a function", node.line)
        unify(self.check(node.value), self.result, node.line)

    def checkFunction(self, node):
        parameters, result = [Variable() for _ in node.parameters], Variable()
        self.scope[node.name] = kind = Arrow(tuple(parameters), result)
        saved, self.result = self.result, result
        self.scope = self.scope.new_child(dict(zip(node.parameters, parameters)))
        try:
            self.block(node.body)
        finally:
            self.scope, self.result = self.scope.parents, saved
        return kind


ARITHMETIC = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b, "/": lambda a, b: a // b,
              "%": lambda a, b: a % b, "==": lambda a, b: a == b, "!=": lambda a, b: a != b, "<": lambda a, b: a < b,
              "<=": lambda a, b: a <= b, ">": lambda a, b: a > b, ">=": lambda a, b: a >= b, "++": lambda a, b: a + b}


@functools.singledispatch
def fold(node):
    changes = {f.name: foldValue(getattr(node, f.name)) for f in fields(node) if f.name != "line"}
    return replace(node, **changes)


def foldValue(value):
    if isinstance(value, list):
        return [foldValue(v) for v in value]
    return fold(value) if is_dataclass(value) and isinstance(value, Node) else value


@fold.register
def _(node: Binary):
    left, right = fold(node.left), fold(node.right)
    match left, right:
        case Constant(a), Constant(b) if node.sign in ARITHMETIC and not (node.sign in "/%" and b == 0):
            return Constant(ARITHMETIC[node.sign](a, b), line=node.line)
        case Constant(0), other if node.sign == "+":
            return other
        case other, Constant(1) if node.sign == "*" and not isinstance(other, Constant):
            return other
    return Binary(node.sign, left, right, line=node.line)


@fold.register
def _(node: Choice):
    match fold(node.condition):
        case Constant(True):
            return fold(node.yes)
        case Constant(False):
            return fold(node.no)
        case condition:
            return Choice(condition, fold(node.yes), fold(node.no), line=node.line)


class Assembler:
    def __init__(self):
        self.code, self.functions = [], {}

    def emit(self, *instruction):
        self.code.append(list(instruction))
        return len(self.code) - 1

    def compile(self, node):
        match node:
            case Constant(value):
                self.emit("push", value)
            case Name(text):
                self.emit("load", text)
            case Unary(sign, operand):
                self.compile(operand)
                self.emit("negate" if sign == "-" else "not")
            case Binary("and" | "or" as sign, left, right):
                self.compile(left)
                jump = self.emit(f"jump if {'false' if sign == 'and' else 'true'} or pop", None)
                self.compile(right)
                self.code[jump][1] = len(self.code)
            case Binary(sign, left, right):
                self.compile(left)
                self.compile(right)
                self.emit("binary", sign)
            case Call(name, arguments):
                for argument in arguments:
                    self.compile(argument)
                self.emit("call", name, len(arguments))
            case Choice(condition, yes, no):
                self.compile(condition)
                skip = self.emit("jump if false", None)
                self.compile(yes)
                end = self.emit("jump", None)
                self.code[skip][1] = len(self.code)
                self.compile(no)
                self.code[end][1] = len(self.code)
            case Let(name, value):
                self.compile(value)
                self.emit("store", name)
            case Print(value):
                self.compile(value)
                self.emit("print")
            case Return(value):
                self.compile(value)
                self.emit("return")
            case While(condition, body):
                start = len(self.code)
                self.compile(condition)
                end = self.emit("jump if false", None)
                for child in body:
                    self.compile(child)
                self.emit("jump", start)
                self.code[end][1] = len(self.code)
            case Function(name, parameters, body):
                inner = Assembler()
                inner.functions = self.functions
                self.functions[name] = (parameters, inner.code)
                for child in body:
                    inner.compile(child)
                inner.emit("push", None)
                inner.emit("return")


def execute(code, functions, steps=1_000_000):
    frames = [[code, 0, {}, []]]
    globals_ = frames[0][2]
    while frames:
        frame = frames[-1]
        code, pc, scope, stack = frame
        if pc >= len(code):
            break
        if (steps := steps - 1) < 0:
            raise LanguageError("too many steps", 0)
        frame[1] += 1
        match code[pc]:
            case ["push", value]:
                stack.append(value)
            case ["load", name]:
                stack.append(scope[name] if name in scope else globals_[name])
            case ["store", name]:
                (scope if name in scope or name not in globals_ else globals_)[name] = stack.pop()
            case ["negate"]:
                stack[-1] = -stack[-1]
            case ["not"]:
                stack[-1] = not stack[-1]
            case ["binary", sign]:
                right = stack.pop()
                stack[-1] = ARITHMETIC[sign](stack[-1], right)
            case ["jump", target]:
                frame[1] = target
            case ["jump if false", target]:
                if not stack.pop():
                    frame[1] = target
            case ["jump if false or pop" | "jump if true or pop" as kind, target]:
                if bool(stack[-1]) is ("true" in kind):
                    frame[1] = target
                else:
                    stack.pop()
            case ["call", name, count]:
                parameters, body = functions[name]
                arguments = stack[len(stack) - count:]
                del stack[len(stack) - count:]
                frames.append([body, 0, dict(zip(parameters, arguments)), []])
            case ["return"]:
                frames.pop()
                frames[-1][3].append(stack.pop())
            case ["print"]:
                print(str(stack.pop()).lower())


def toPython(node):
    match node:
        case Constant(value):
            return repr(value)
        case Name(text):
            return text + "_"
        case Unary(sign, operand):
            return f"({'-' if sign == '-' else 'not '}{toPython(operand)})"
        case Binary(sign, left, right):
            return f"({toPython(left)} {({'/': '//', '++': '+'}).get(sign, sign)} {toPython(right)})"
        case Call(name, arguments):
            return f"{name}_({', '.join(map(toPython, arguments))})"
        case Choice(condition, yes, no):
            return f"({toPython(yes)} if {toPython(condition)} else {toPython(no)})"
        case Let(name, value):
            return f"{name}_ = {toPython(value)}"
        case Print(value):
            return f"print(str({toPython(value)}).lower())"
        case Return(value):
            return f"return {toPython(value)}"
        case While(condition, body):
            return f"while {toPython(condition)}:\n" + indented(body)
        case Function(name, parameters, body):
            return f"def {name}_({', '.join(p + '_' for p in parameters)}):\n" + indented(body)


def indented(body):
    return textwrap.indent("\n".join(map(toPython, body)) or "pass", "    ")


PROGRAMS = {
    "arithmetic": 'print 1 + 2 * 3 - -4; print (7 / 2) * 2 + 7 % 2; print 1 < 2 and not (3 >= 4) or false; print "a" ++ "b" ++ "c";',
    "loop": "let n = 27; let steps = 0;\nwhile n != 1 do\n  n = if n % 2 == 0 then n / 2 else 3 * n + 1;\n  steps = steps + 1;\nend\nprint steps;",
    "recursion": "fun fib(n) return if n < 2 then n else fib(n - 1) + fib(n - 2); end\nfun apply(n) let s = 0; while n > 0 do s = s + fib(n); n = n - 1; end return s; end\nprint apply(14);",
    "text": 'fun repeat(s, n) return if n == 0 then "" else s ++ repeat(s, n - 1); end\nlet i = 1;\nwhile i <= 4 do print repeat("*", i); i = i + 1; end',
    "folding": "print 2 * 3 + 4; let x = 0 + 5; print x * 1; print if 1 == 1 then x else 0 - 1;",
}
WRONG = ["print 1 + ;", "print x;", 'print 1 + "a";', "let a = 1; a = true;", "fun f(x) return x + 1; end print f(true);", "return 1;",
         "while 1 do end", 'print "open', "let $ = 1;", "fun f(x) return x; end print f(1, 2);", "print if true then 1 else false;", "print 1"]


def build(source):
    tree = Parser(source).program()
    checker = Checker()
    checker.block(tree)
    return tree, checker


def main():
    for title, source in PROGRAMS.items():
        tree, checker = build(source)
        folded = foldValue(tree)
        print("==", title, {name: str(kind).translate({ord(d): None for d in "0123456789"}) for name, kind in checker.scope.items()})
        outputs = []
        for program in (tree, folded):
            assembler = Assembler()
            for node in program:
                assembler.compile(node)
            with redirect_stdout(io.StringIO()) as stream:
                execute(assembler.code, assembler.functions)
            outputs.append(stream.getvalue())
            print(len(assembler.code), "instructions", sum(len(c) for _, c in assembler.functions.values()), "in functions")
        python = "\n".join(map(toPython, folded))
        with redirect_stdout(io.StringIO()) as stream:
            exec(compile(python, f"<{title}>", "exec"), {})
        outputs.append(stream.getvalue())
        assert len(set(outputs)) == 1, outputs
        print(outputs[0], end="")
    print(python)
    print(Parser("print -a * (b + 1);").program())
    for source in WRONG:
        try:
            build(source)
        except LanguageError as error:
            print(f"{source!r}: {error}")
    try:
        tree, _ = build("while true do let x = 1; end")
        assembler = Assembler()
        for node in tree:
            assembler.compile(node)
        execute(assembler.code, {}, steps=1000)
    except LanguageError as error:
        print(error, repr(error), file=sys.stderr)


main()
