# A small Scheme: reader, macro-free evaluator with tail calls, closures, and a library in Scheme.
import math
import operator


class SchemeError(Exception):
    """Anything that goes wrong in a Scheme program."""


class Symbol(str):
    table = {}

    def __new__(cls, name):
        if name not in cls.table:
            cls.table[name] = super().__new__(cls, name)
        return cls.table[name]

    def __repr__(self):
        return f'Symbol({str(self)})'


class Pair:
    __slots__ = ('car', 'cdr')

    def __init__(self, car, cdr):
        self.car = car
        self.cdr = cdr

    def __iter__(self):
        node = self
        while isinstance(node, Pair):
            yield node.car
            node = node.cdr
        if node is not NIL:
            raise SchemeError('improper list')


class Nil:
    def __iter__(self):
        return iter(())

    def __repr__(self):
        return '()'


NIL = Nil()


def toList(items, tail=NIL):
    for item in reversed(items):
        tail = Pair(item, tail)
    return tail


def show(value):
    match value:
        case True:
            return '#t'
        case False:
            return '#f'
        case None:
            return '<unspecified>'
        case Symbol():
            return str(value)
        case str():
            return '"' + value.replace('\\', '\\\\').replace('"', '\\"') + '"'
        case Pair():
            parts = []
            while isinstance(value, Pair):
                parts.append(show(value.car))
                value = value.cdr
            if value is not NIL:
                parts += ['.', show(value)]
            return '(' + ' '.join(parts) + ')'
        case Procedure():
            return f'<procedure {value.name}>'
        case _ if callable(value):
            return f'<builtin {getattr(value, "__name__", "?")}>'
        case _:
            return repr(value)


def tokenize(text):
    position = 0
    while position < len(text):
        char = text[position]
        if char.isspace():
            position += 1
        elif char == ';':
            while position < len(text) and text[position] != '\n':
                position += 1
        elif char in "()'":
            yield char
            position += 1
        elif char == '"':
            end = position + 1
            while end < len(text) and text[end] != '"':
                end += 2 if text[end] == '\\' else 1
            if end >= len(text):
                raise SchemeError('unterminated string')
            yield text[position:end + 1]
            position = end + 1
        else:
            end = position
            while end < len(text) and not text[end].isspace() and text[end] not in "()';":
                end += 1
            yield text[position:end]
            position = end


class Reader:
    def __init__(self, text):
        self.tokens = list(tokenize(text))
        self.position = 0

    def __iter__(self):
        while self.position < len(self.tokens):
            yield self.read()

    def next(self):
        if self.position >= len(self.tokens):
            raise SchemeError('unexpected end of input')
        self.position += 1
        return self.tokens[self.position - 1]

    def read(self):
        token = self.next()
        if token == '(':
            items, tail = [], NIL
            while self.tokens[self.position:self.position + 1] != [')']:
                item = self.read()
                if item is Symbol('.'):
                    tail = self.read()
                else:
                    items.append(item)
            self.next()
            return toList(items, tail)
        if token == ')':
            raise SchemeError('unexpected )')
        if token == "'":
            return toList([Symbol('quote'), self.read()])
        return atom(token)


def atom(token):
    if token in ('#t', '#f'):
        return token == '#t'
    if token[0] == '"':
        return token[1:-1].replace('\\"', '"').replace('\\n', '\n')
    for kind in (int, float):
        try:
            return kind(token)
        except ValueError:
            continue
    return Symbol(token)


class Environment(dict):
    def __init__(self, names=(), values=(), outer=None):
        super().__init__(zip(names, values))
        self.outer = outer

    def find(self, name):
        scope = self
        while scope is not None:
            if name in scope:
                return scope
            scope = scope.outer
        raise SchemeError(f'unbound variable: {name}')


class Procedure:
    def __init__(self, params, body, env, name='lambda'):
        self.rest = None
        self.params = []
        while isinstance(params, Pair):
            self.params.append(params.car)
            params = params.cdr
        if params is not NIL:
            self.rest = params
        self.body, self.env, self.name = body, env, name

    def bind(self, args):
        if len(args) < len(self.params) or (len(args) > len(self.params) and self.rest is None):
            raise SchemeError(f'{self.name}: expected {len(self.params)} arguments, got {len(args)}')
        env = Environment(self.params, args, self.env)
        if self.rest is not None:
            env[self.rest] = toList(args[len(self.params):])
        return env


def evaluate(x, env):
    while True:
        if isinstance(x, Symbol):
            return env.find(x)[x]
        if not isinstance(x, Pair):
            return x
        head = x.car
        if head == 'quote':
            return x.cdr.car
        if head == 'if':
            test, *branches = x.cdr
            if evaluate(test, env) is not False:
                x = branches[0]
            elif len(branches) > 1:
                x = branches[1]
            else:
                return None
        elif head == 'define':
            target = x.cdr.car
            if isinstance(target, Pair):
                env[target.car] = Procedure(target.cdr, x.cdr.cdr, env, target.car)
            else:
                env[target] = evaluate(x.cdr.cdr.car, env)
            return None
        elif head == 'set!':
            env.find(x.cdr.car)[x.cdr.car] = evaluate(x.cdr.cdr.car, env)
            return None
        elif head == 'lambda':
            return Procedure(x.cdr.car, x.cdr.cdr, env)
        elif head == 'let':
            bindings = list(x.cdr.car)
            env = Environment([b.car for b in bindings], [evaluate(b.cdr.car, env) for b in bindings], env)
            x = Pair(Symbol('begin'), x.cdr.cdr)
        elif head == 'cond':
            for clause in x.cdr:
                if clause.car == 'else' or evaluate(clause.car, env) is not False:
                    x = Pair(Symbol('begin'), clause.cdr)
                    break
            else:
                return None
        elif head == 'begin':
            body = x.cdr
            while body.cdr is not NIL:
                evaluate(body.car, env)
                body = body.cdr
            x = body.car
        else:
            function = evaluate(head, env)
            args = [evaluate(a, env) for a in x.cdr]
            if isinstance(function, Procedure):
                env = function.bind(args)
                x = Pair(Symbol('begin'), function.body)
            elif callable(function):
                return function(*args)
            else:
                raise SchemeError(f'not a procedure: {show(function)}')


def fold(f):
    def folded(first, *rest):
        for value in rest:
            first = f(first, value)
        return first
    folded.__name__ = f.__name__
    return folded


def car(pair):
    if not isinstance(pair, Pair):
        raise SchemeError(f'car: not a pair: {show(pair)}')
    return pair.car


def cdr(pair):
    if not isinstance(pair, Pair):
        raise SchemeError(f'cdr: not a pair: {show(pair)}')
    return pair.cdr


def standard():
    env = Environment()
    env.update({
        Symbol('+'): lambda *a: sum(a), Symbol('*'): lambda *a: math.prod(a), Symbol('-'): lambda a, *r: a - sum(r) if r else -a,
        Symbol('/'): fold(operator.truediv), Symbol('='): operator.eq, Symbol('<'): operator.lt, Symbol('>'): operator.gt,
        Symbol('car'): car, Symbol('cdr'): cdr, Symbol('cons'): Pair, Symbol('list'): lambda *a: toList(a),
        Symbol('null?'): lambda v: v is NIL, Symbol('pair?'): lambda v: isinstance(v, Pair), Symbol('not'): lambda v: v is False,
        Symbol('eq?'): lambda a, b: a is b or a == b, Symbol('modulo'): operator.mod, Symbol('quotient'): operator.floordiv,
        Symbol('display'): lambda v: print(v if isinstance(v, str) else show(v), end=''), Symbol('newline'): lambda: print(),
        Symbol('sqrt'): math.sqrt, Symbol('string-append'): lambda *s: ''.join(s), Symbol('length'): lambda l: len(list(l)),
    })
    return env


LIBRARY = '''
(define (map f l) (if (null? l) '() (cons (f (car l)) (map f (cdr l)))))
(define (filter p l) (cond ((null? l) '()) ((p (car l)) (cons (car l) (filter p (cdr l)))) (else (filter p (cdr l)))))
(define (fold-left f acc l) (if (null? l) acc (fold-left f (f acc (car l)) (cdr l))))
(define (range a b) (if (< a b) (cons a (range (+ a 1) b)) '()))
(define (append a b) (if (null? a) b (cons (car a) (append (cdr a) b))))
(define (reverse l) (fold-left (lambda (acc x) (cons x acc)) '() l))
(define (compose . fs) (if (null? fs) (lambda (x) x) (lambda (x) ((car fs) ((apply-compose (cdr fs)) x)))))
(define (apply-compose fs) (if (null? fs) (lambda (x) x) (lambda (x) ((car fs) ((apply-compose (cdr fs)) x)))))
'''
PROGRAMS = [
    '(+ 1 2 (* 3 4) (- 5))', "(car '(1 2 . 3))", "'(a (b . c) \"d\\\"e\" 1.5 #t)", '(define x 10) (set! x (+ x 1)) x',
    '(define (fact n) (if (< n 2) 1 (* n (fact (- n 1))))) (fact 30)',
    '(define (loop i acc) (if (= i 0) acc (loop (- i 1) (+ acc i)))) (loop 20000 0)',
    '(define (counter) (let ((n 0)) (lambda () (set! n (+ n 1)) n))) (define c (counter)) (c) (c) (c)',
    "(map (lambda (x) (* x x)) (filter (lambda (x) (= 0 (modulo x 3))) (range 0 20)))", "(reverse (append '(1 2) '(3)))",
    '((compose (lambda (x) (+ x 1)) (lambda (x) (* x 2))) 5)', '(define (f a . rest) (list a rest)) (f 1 2 3)',
    '(define (sort l) (if (null? l) l (let ((p (car l)) (r (cdr l))) (append (sort (filter (lambda (x) (< x p)) r)) (cons p (sort (filter (lambda (x) (not (< x p))) r))))))) (sort (list 3 1 4 1 5 9 2 6))',
    '(display "hi ") (display (list 1 "two")) (newline)', '(undefined-thing)', '(1 2)', '(car 5)', '((lambda (x) x))', '(', ')', '"abc', '(/ 1 0)', 'car', '(lambda (x) x)', '(sqrt 2)',
    '(define (even? n) (if (= n 0) #t (odd? (- n 1)))) (define (odd? n) (if (= n 0) #f (even? (- n 1)))) (even? 5001)', '(cond ((< 2 1) 1) ((= 1 1) (display "second ") 2) (else 3))', '(fold-left + 0 (range 0 101))',
]


def main():
    env = standard()
    for form in Reader(LIBRARY):
        evaluate(form, env)
    for source in PROGRAMS:
        try:
            result = None
            for form in Reader(source):
                result = evaluate(form, env)
            print(source, '=>', show(result))
        except (SchemeError, ZeroDivisionError) as error:
            print(source, '=> error:', type(error).__name__, error)
    print(len(Symbol.table), len(env))


main()
