# A text indexer: generated documents, an inverted index, boolean and phrase queries, ranking, snippets.
import bisect
import collections
import heapq
import itertools
import json
import math
import random
import re
import string


WORD = re.compile(r"[^\W\d_]+(?:'[a-z]+)?", re.UNICODE)
STOP = frozenset('the a an of and or to in is it on at by'.split())
SUFFIXES = ('ational', 'ization', 'fulness', 'ingly', 'ness', 'ing', 'edly', 'ed', 'ly', 'es', 's')


def stem(word):
    """Cuts one suffix while enough of the word remains."""
    for suffix in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            return word.removesuffix(suffix)
    return word


def analyse(text):
    """Yields (stem, position, start, end) for the words that count."""
    for position, match in enumerate(WORD.finditer(text)):
        word = match.group().casefold()
        if word not in STOP:
            yield stem(word), position, *match.span()


class Document:
    __slots__ = ('key', 'title', 'text', 'length')

    def __init__(self, key, title, text):
        self.key, self.title, self.text = key, title, text
        self.length = 0

    def __repr__(self):
        return f'<{self.key}: {self.title}>'


class Postings:
    """Documents and positions of one term, kept in order."""

    def __init__(self):
        self.keys = []
        self.positions = {}

    def add(self, key, position):
        if key not in self.positions:
            bisect.insort(self.keys, key)
            self.positions[key] = []
        self.positions[key].append(position)

    def frequency(self, key):
        return len(self.positions.get(key, ()))

    def __len__(self):
        return len(self.keys)


class QueryError(ValueError):
    def __init__(self, message, position):
        super().__init__(f'{message} at {position}')
        self.position = position


class Parser:
    """query := and ('or' and)* ; and := not+ ; not := '-' not | '(' query ')' | '"' phrase '"' | word['*']"""
    TOKEN = re.compile(r'\s*(?:(?P<phrase>"[^"]*")|(?P<open>\()|(?P<close>\))|(?P<minus>-)|(?P<word>[\w\']+\*?)|(?P<bad>\S))')

    def __init__(self, text):
        self.tokens = [(m.lastgroup, m.group(m.lastgroup), m.start(m.lastgroup)) for m in self.TOKEN.finditer(text)]
        self.index = 0
        for kind, value, start in self.tokens:
            if kind == 'bad':
                raise QueryError(f'unexpected {value!r}', start)

    def peek(self):
        return self.tokens[self.index] if self.index < len(self.tokens) else ('end', '', -1)

    def take(self):
        token = self.peek()
        self.index += 1
        return token

    def parse(self):
        tree = self.either()
        kind, value, start = self.peek()
        if kind != 'end':
            raise QueryError(f'unexpected {value!r}', start)
        return tree

    def either(self):
        parts = [self.every()]
        while self.peek()[1].lower() == 'or':
            self.take()
            parts.append(self.every())
        return parts[0] if len(parts) == 1 else ('or', *parts)

    def every(self):
        parts = []
        while self.peek()[0] not in ('end', 'close') and self.peek()[1].lower() != 'or':
            parts.append(self.term())
        if not parts:
            raise QueryError('a term is missing', self.peek()[2])
        return parts[0] if len(parts) == 1 else ('and', *parts)

    def term(self):
        match self.take():
            case ('minus', _, _):
                return ('not', self.term())
            case ('open', _, start):
                tree = self.either()
                if self.take()[0] != 'close':
                    raise QueryError('missing )', start)
                return tree
            case ('phrase', text, _):
                return ('phrase', *(term for term, *_ in analyse(text)))
            case ('word', word, _) if word.endswith('*'):
                return ('prefix', word[:-1].casefold())
            case ('word', word, _):
                return ('word', stem(word.casefold()))
            case (_, value, start):
                raise QueryError(f'unexpected {value!r}', start)


class Index:
    def __init__(self):
        self.documents = {}
        self.terms = collections.defaultdict(Postings)
        self.vocabulary = []

    def add(self, document):
        self.documents[document.key] = document
        for term, position, _, _ in analyse(document.title + '. ' + document.text):
            if term not in self.terms:
                bisect.insort(self.vocabulary, term)
            self.terms[term].add(document.key, position)
            document.length += 1

    def lookup(self, term):
        return self.terms[term] if term in self.terms else Postings()

    def prefixed(self, prefix):
        low = bisect.bisect_left(self.vocabulary, prefix)
        return list(itertools.takewhile(lambda t: t.startswith(prefix), self.vocabulary[low:]))

    def phrase(self, terms):
        if not terms:
            return set()
        first, *rest = (self.lookup(t) for t in terms)
        found = set()
        for key, starts in first.positions.items():
            if all(key in p.positions for p in rest):
                others = [set(p.positions[key]) for p in rest]
                if any(all(s + i in o for i, o in enumerate(others, 1)) for s in starts):
                    found.add(key)
        return found

    def evaluate(self, tree):
        match tree:
            case ('word', term):
                return set(self.lookup(term).keys)
            case ('prefix', prefix):
                return set().union(*(self.terms[t].keys for t in self.prefixed(prefix)))
            case ('phrase', *terms):
                return self.phrase(terms)
            case ('not', inner):
                return self.documents.keys() - self.evaluate(inner)
            case ('and', *parts):
                return set.intersection(*(set(self.evaluate(p)) for p in parts))
            case ('or', *parts):
                return set().union(*map(self.evaluate, parts))
            case _:
                raise TypeError(tree)

    def weights(self, tree):
        match tree:
            case ('word', term):
                yield term
            case ('prefix', prefix):
                yield from self.prefixed(prefix)
            case ('phrase', *terms):
                yield from terms
            case ('and' | 'or', *parts):
                for part in parts:
                    yield from self.weights(part)

    def score(self, key, terms, k=1.2, b=0.75):
        mean = sum(d.length for d in self.documents.values()) / len(self.documents)
        total = 0.0
        for term in terms:
            postings = self.lookup(term)
            if f := postings.frequency(key):
                idf = math.log(1 + (len(self.documents) - len(postings) + 0.5) / (len(postings) + 0.5))
                total += idf * f * (k + 1) / (f + k * (1 - b + b * self.documents[key].length / mean))
        return total

    def search(self, query, limit=4):
        tree = Parser(query).parse()
        terms = sorted(set(self.weights(tree)))
        keys = self.evaluate(tree)
        ranked = heapq.nsmallest(limit, ((-self.score(key, terms), key) for key in keys))
        return tree, len(keys), [(round(-s, 4), self.documents[key]) for s, key in ranked], terms

    def snippet(self, document, terms, width=46):
        for term, _, start, end in analyse(document.text):
            if term in terms:
                left = max(0, start - width // 3)
                return document.text[left:start] + '[' + document.text[start:end] + ']' + document.text[end:left + width]
        return document.text[:width]


def generate(count, seed=7):
    """Documents from a fixed random walk over a small vocabulary."""
    source = random.Random(seed)
    nouns = 'snake parser engine garden river planet café forest machine letter memory stack'.split()
    verbs = 'walks jumped running compiles glows sleeping counted loops returns yielding'.split()
    adjectives = 'quick lazy bright hidden naïve golden silent broken endless tiny'.split()
    for key in range(count):
        sentences = []
        for _ in range(source.randint(3, 8)):
            words = ['the', source.choice(adjectives), source.choice(nouns), source.choice(verbs), 'by the', source.choice(nouns)]
            if source.random() < 0.3:
                words += ['and', source.choice(verbs), 'in a', source.choice(adjectives), source.choice(nouns)]
            sentences.append(' '.join(words).capitalize() + source.choice('.!?'))
        yield Document(key, string.capwords(f'{source.choice(adjectives)} {source.choice(nouns)}'), ' '.join(sentences))


def main():
    index = Index()
    for document in generate(200):
        index.add(document)
    print(len(index.documents), len(index.vocabulary), index.vocabulary[:12])
    print(sum(len(p) for p in index.terms.values()), max(index.terms, key=lambda t: (len(index.terms[t]), t)))
    for query in ('snake', 'snake parser', 'snake -river', '"quick snake"', '"golden café" or "naïve forest"', 'mem*', '(walks or jumped) tiny planet', '-(snake or parser or engine)', 'yield* "silent machine"', 'nothinglikeit', '"the"', 'SNAKES Running'):
        tree, total, results, terms = index.search(query)
        print(f'{query!r}: {total} of {len(index.documents)} {tree}')
        for score, document in results:
            print(f'    {score:>8.4f} {document} {index.snippet(document, terms)}')
    for bad in ('', '(snake', 'snake )', 'or', 'a & b', '-', '"open'):
        try:
            print(bad, index.search(bad)[1])
        except QueryError as error:
            print(f'{bad!r}: {error} ({error.position})')
    dump = json.dumps({t: p.keys for t, p in sorted(index.terms.items())[:3]}, ensure_ascii=False)
    print(len(dump), dump[:150], {len(stem(w)) for w in index.vocabulary} >= {3, 4})
    print(collections.Counter(d.length // 10 * 10 for d in index.documents.values()).most_common(3))


main()
