"""A regular expression engine: parser to a tree, Thompson NFA, lazy DFA, minimisation, derivative matcher; all three agree with `re`."""
from __future__ import annotations

import itertools
import re
import sys
from abc import abstractmethod
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Set
from typing import ClassVar, Generic, Protocol, TypeVar, overload

T = TypeVar("T")
S = TypeVar("S", bound="Node")


class Matcher(Protocol):
    def matches(self, text: str) -> bool: ...


class Cached(type):
    """Equal arguments give the same node: trees become graphs, and `is` compares them."""

    def __call__(cls, *args):
        key = (cls, *args)
        try:
            return Cached.store[key]
        except KeyError:
            return Cached.store.setdefault(key, super().__call__(*args))

    store: dict[tuple, "Node"] = {}


class Node(metaclass=Cached):
    __slots__ = ("__weakref__", "args")
    nullable: ClassVar[bool] = False
    level = 3

    def __init__(self, *args):
        self.args = args

    @abstractmethod
    def derive(self, ch: str) -> Node: ...

    def fragment(self, nfa: Nfa) -> tuple[int, int]:
        raise NotImplementedError(f"{type(self).__name__}.fragment")

    def __str__(self):
        raise NotImplementedError

    def inner(self, child: Node) -> str:
        text = str(child)
        return f"({text})" if child.level < self.level else text

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(map(repr, self.args))})"


class Empty(Node):
    nullable = True

    def derive(self, ch):
        return NOTHING

    def fragment(self, nfa):
        start = nfa.state()
        return start, start

    def __str__(self):
        return "()"


class Nothing(Node):
    def derive(self, ch):
        return self

    def fragment(self, nfa):
        return nfa.state(), nfa.state()

    def __str__(self):
        return "[]"


class Chars(Node):
    def derive(self, ch):
        chars, negated = self.args
        return EMPTY if (ch in chars) is not negated else NOTHING

    def fragment(self, nfa):
        start, end = nfa.state(), nfa.state()
        nfa.moves[start].append((self, end))
        return start, end

    def accepts(self, ch):
        return self.derive(ch) is EMPTY

    def __str__(self):
        chars, negated = self.args
        if len(chars) == 1 and not negated:
            return "".join(chars) if "".join(chars) not in "()[]*+?|.\\" else "\\" + "".join(chars)
        return "." if negated and chars == frozenset("\n") else f"[{'^' * negated}{''.join(sorted(chars))}]"


class Sequence(Node):
    level = 2

    @property
    def nullable(self):
        return all(part.nullable for part in self.args)

    def derive(self, ch):
        first, rest = self.args
        result = sequence(first.derive(ch), rest)
        return choice(result, rest.derive(ch)) if first.nullable else result

    def fragment(self, nfa):
        (start, a), (b, end) = (part.fragment(nfa) for part in self.args)
        nfa.free[a].add(b)
        return start, end

    def __str__(self):
        return "".join(map(self.inner, self.args))


class Choice(Node):
    level = 1

    @property
    def nullable(self):
        return any(part.nullable for part in self.args[0])

    def derive(self, ch):
        return choice(*(part.derive(ch) for part in self.args[0]))

    def fragment(self, nfa):
        start, end = nfa.state(), nfa.state()
        for part in sorted(self.args[0], key=str):
            a, b = part.fragment(nfa)
            nfa.free[start].add(a)
            nfa.free[b].add(end)
        return start, end

    def __str__(self):
        return "|".join(sorted(map(self.inner, self.args[0])))


class Star(Node):
    nullable = True

    def derive(self, ch):
        return sequence(self.args[0].derive(ch), self)

    def fragment(self, nfa):
        a, b = self.args[0].fragment(nfa)
        start = nfa.state()
        nfa.free[start].add(a)
        nfa.free[b].add(start)
        return start, start

    def __str__(self):
        inner = self.args[0]
        return f"({inner})*" if inner.level < 3 or isinstance(inner, Star) else f"{inner}*"


EMPTY, NOTHING = Empty(), Nothing()


def sequence(first: Node, second: Node) -> Node:
    match first, second:
        case (Nothing(), _) | (_, Nothing()):
            return NOTHING
        case Empty(), other:
            return other
        case other, Empty():
            return other
        case Sequence(args=(a, b)), c:
            return sequence(a, sequence(b, c))
    return Sequence(first, second)


def choice(*parts: Node) -> Node:
    flat: set[Node] = set()
    for part in parts:
        if isinstance(part, Choice):
            flat |= part.args[0]
        elif part is not NOTHING:
            flat.add(part)
    if len(flat) <= 1:
        return next(iter(flat), NOTHING)
    return Choice(frozenset(flat))


class PatternError(ValueError):
    def __init__(self, message: str, position: int) -> None:
        self.position = position
        super().__init__(f"{message} at position {position}")


class Parser:
    CLASSES = {"d": frozenset("0123456789"), "s": frozenset(" \t\n\r\f\v"), "w": frozenset(map(chr, range(128))) & frozenset(
        c for c in map(chr, range(128)) if c.isalnum() or c == "_")}

    def __init__(self, text: str):
        self.text, self.position = text, 0

    def parse(self) -> Node:
        node = self.alternatives()
        if self.position < len(self.text):
            raise PatternError("unbalanced parenthesis", self.position)
        return node

    def peek(self) -> str:
        return self.text[self.position:self.position + 1]

    def take(self) -> str:
        if not (ch := self.peek()):
            raise PatternError("unexpected end", self.position)
        self.position += 1
        return ch

    def alternatives(self) -> Node:
        parts = [self.series()]
        while self.peek() == "|":
            self.take()
            parts.append(self.series())
        return choice(*parts)

    def series(self) -> Node:
        node: Node = EMPTY
        while (ch := self.peek()) and ch not in "|)":
            node = sequence(node, self.repeated())
        return node

    def repeated(self) -> Node:
        node = self.atom()
        while (sign := self.peek()) and sign in "*+?{":
            start = self.position
            self.take()
            match sign:
                case "*":
                    node = self.star(node)
                case "+":
                    node = sequence(node, self.star(node))
                case "?":
                    node = choice(EMPTY, node)
                case "{":
                    low, high = self.bounds(start)
                    tail = self.star(node) if high is None else EMPTY
                    for _ in range((high or low) - low):
                        tail = choice(EMPTY, sequence(node, tail))
                    for _ in range(low):
                        tail = sequence(node, tail)
                    node = tail
        return node

    def star(self, node: Node) -> Node:
        return node if isinstance(node, (Star, Empty)) else Star(node)

    def bounds(self, start: int) -> tuple[int, int | None]:
        body = "".join(iter(self.take, "}"))
        low, comma, high = body.partition(",")
        try:
            result = int(low or 0), (int(high) if high else None) if comma else int(low)
        except ValueError:
            raise PatternError("bad repeat {%s}" % body, start) from None
        if result[1] is not None and result[1] < result[0]:
            raise PatternError("min repeat greater than max repeat", start + 1)
        return result

    def atom(self) -> Node:
        start, ch = self.position, self.take()
        if ch == "(":
            node = self.alternatives()
            if self.peek() != ")":
                raise PatternError("missing ), unterminated subpattern", start)
            self.take()
            return node
        if ch == "[":
            return self.charset(start)
        if ch == ".":
            return Chars(frozenset("\n"), True)
        if ch in "*+?":
            raise PatternError("nothing to repeat", start)
        return Chars(self.escape() if ch == "\\" else frozenset(ch), False)

    def escape(self) -> frozenset[str]:
        ch = self.take()
        return self.CLASSES.get(ch) or frozenset({"n": "\n", "t": "\t"}.get(ch, ch))

    def charset(self, start: int) -> Node:
        negated = self.peek() == "^" and bool(self.take())
        chars: set[str] = set()
        while not chars or self.peek() != "]":
            if not self.peek():
                raise PatternError("unterminated character set", start)
            low = self.escape() if (ch := self.take()) == "\\" else frozenset(ch)
            if self.peek() == "-" and self.text[self.position + 1:self.position + 2] not in ("]", ""):
                self.take()
                high = self.take()
                low = frozenset(map(chr, range(ord(min(low)), ord(high) + 1)))
                if not low:
                    raise PatternError(f"bad character range {ch}-{high}", self.position - 3)
            chars |= low
        self.take()
        return Chars(frozenset(chars), negated)


class Nfa:
    def __init__(self, node: Node) -> None:
        self.counter = itertools.count()
        self.moves: defaultdict[int, list[tuple[Chars, int]]] = defaultdict(list)
        self.free: defaultdict[int, set[int]] = defaultdict(set)
        self.start, self.end = node.fragment(self)

    def state(self) -> int:
        return next(self.counter)

    def closure(self, states: Iterable[int]) -> frozenset[int]:
        seen, todo = set(), list(states)
        while todo:
            if (state := todo.pop()) not in seen:
                seen.add(state)
                todo += self.free.get(state, ())
        return frozenset(seen)

    def step(self, states: Set[int], ch: str) -> frozenset[int]:
        return self.closure(target for s in states for chars, target in self.moves.get(s, ()) if chars.accepts(ch))

    def matches(self, text: str) -> bool:
        states = self.closure([self.start])
        for ch in text:
            states = self.step(states, ch)
        return self.end in states


class Table(dict, Generic[T]):
    def __init__(self, make: Callable[..., T]):
        self.make, self.misses = make, 0

    def __missing__(self, key) -> T:
        self.misses += 1
        self[key] = value = self.make(*key)
        return value


class Dfa:
    def __init__(self, nfa: Nfa) -> None:
        self.nfa = nfa
        self.table: Table[frozenset[int]] = Table(nfa.step)

    def matches(self, text: str) -> bool:
        states = self.nfa.closure([self.nfa.start])
        for ch in text:
            states = self.table[states, ch]
        return self.nfa.end in states

    def minimal(self, alphabet: str) -> int:
        """Number of states after Moore's refinement."""
        start = self.nfa.closure([self.nfa.start])
        states, todo = {start}, [start]
        while todo:
            state = todo.pop()
            for ch in alphabet:
                if (target := self.table[state, ch]) not in states:
                    states.add(target)
                    todo.append(target)
        classes = {s: int(self.nfa.end in s) for s in states}
        while True:
            signatures = {s: (classes[s], *(classes[self.table[s, ch]] for ch in alphabet)) for s in states}
            names = {sig: i for i, sig in enumerate(sorted(set(signatures.values())))}
            refined = {s: names[signatures[s]] for s in states}
            if len(names) == len(set(classes.values())):
                return len(names)
            classes = refined


class Derivatives:
    def __init__(self, node: Node) -> None:
        self.node = node

    def matches(self, text: str) -> bool:
        node = self.node
        for ch in text:
            node = node.derive(ch)
        return node.nullable


def language(node: Node, alphabet: str) -> Iterator[str]:
    level = [("", node)]
    while level:
        yield from (text for text, rest in level if rest.nullable)
        level = [(text + ch, after) for text, rest in level for ch in alphabet if (after := rest.derive(ch)) is not NOTHING]


PATTERNS = ["", "a", "abc", "a|b|", "(ab)*", "a*b+c?", "(a|b)*abb", "[a-c]x[^a-c]", "a{2}b{1,2}", "(a*)*b", "(a|aa)*", "(ab|ba){2,}", r"\d+(,\d+)*",
            ".*b.*", "((a|b)(a|b))*", r"[\d_]x|\w-", "a??b", "[]a]", "(|a)(|b)(|c)"]
TEXTS = ["".join(p) for n in range(5) for p in itertools.product("abc", repeat=n)] + ["1,22,3", "1,", "ax1", "a-", "_x", "bxz", "]", "\n", "bx\n", "aab", "aabbb"]
WRONG = ["(", "a)", "[a", "*a", "a{x}", "a{3,2}", "[z-a]", "a\\", "a{2", "(a|(b)"]


def main() -> None:
    for pattern in PATTERNS:
        node = Parser(pattern).parse()
        nfa = Nfa(node)
        dfa = Dfa(nfa)
        expected = [t for t in TEXTS if re.fullmatch(pattern.replace("??", "?"), t)]
        for matcher in (nfa, dfa, Derivatives(node)):
            found = [t for t in TEXTS if matcher.matches(t)]
            assert found == expected, (pattern, type(matcher), set(found) ^ set(expected))
        sample = list(itertools.islice(language(node, "abc1,x"), 5)) if node.nullable or expected else []
        print(f"{pattern!r:18} {str(node):34} {next(nfa.counter):3} nfa {dfa.minimal('abc1,x'):3} dfa {dfa.table.misses:4} {len(expected):3} {sample}")
    for pattern in WRONG:
        ours = theirs = None
        try:
            Parser(pattern).parse()
        except PatternError as error:
            ours = str(error), error.position
        try:
            re.compile(pattern)
        except re.error as error:
            theirs = str(error)
        print(f"{pattern!r:10} {ours} / {theirs}")
    evil = "a?" * 24 + "a" * 24
    print(Dfa(Nfa(Parser(evil).parse())).matches("a" * 24), Derivatives(Parser("(a|a)*b").parse()).matches("a" * 200))
    print(type(Parser("ab|c").parse()).__name__, sorted(map(repr, Parser("ab|c").parse().args[0])), Parser("a(bc)").parse() is Parser("(ab)c").parse(), len(Cached.store) > 100)
    print(Node.derive.__annotations__, Nfa.step.__annotations__["return"], file=sys.stderr)
    try:
        Node().fragment(None)
    except NotImplementedError as error:
        print(repr(error))


main()
