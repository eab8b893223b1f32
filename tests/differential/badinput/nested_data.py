# Nested data: comparison, repr, copies, pickles, JSON.
import sys, copy, json, pickle, ast, marshal

def attempt(label, function, *args, **kw):
    try:
        result = function(*args, **kw)
        print(label, 'ok', type(result).__name__)
    except RecursionError as e:
        print(label, 'RecursionError', str(e)[:32])
    except Exception as e:
        print(label, type(e).__name__, str(e)[:90])

def nest(make, n=100000):
    x = make(None)
    for _ in range(n): x = make(x)
    return x
L, L2 = nest(lambda x: [x]), nest(lambda x: [x])
T = nest(lambda x: (x,)); D = nest(lambda x: {1: x})
attempt('repr list', repr, L); attempt('str tuple', str, T); attempt('repr dict', repr, D)
attempt('eq list', lambda: L == L2); attempt('lt list', lambda: L < L2); attempt('hash tuple', hash, T); attempt('eq tuple', lambda: T == nest(lambda x: (x,))); attempt('eq dict', lambda: D == nest(lambda x: {1: x}))
attempt('deepcopy', copy.deepcopy, L); attempt('json', json.dumps, L); attempt('json dict', json.dumps, D); attempt('pickle', pickle.dumps, L); attempt('pickle py', pickle._dumps, L); attempt('marshal', marshal.dumps, L)
attempt('json loads', json.loads, '[' * 100000); attempt('json loads2', json.loads, '{"a":' * 100000)
attempt('eval', eval, '[' * 100000); attempt('eval2', eval, '(' * 150 + ')' * 150); attempt('eval3', eval, '-' * 100000 + '1'); attempt('compile', compile, 'x = ' + '(' * 5000 + ')' * 5000, 'f', 'exec')
attempt('plus', lambda: len(ast.dump(ast.parse('+'.join(['1'] * 500)))))
attempt('attr', compile, 'a' + '.b' * 100000, 'f', 'eval'); attempt('call', compile, 'a' + '()' * 100000, 'f', 'eval')
attempt('literal', ast.literal_eval, '[' * 90 + ']' * 90); attempt('literal2', ast.literal_eval, '(' * 100000)
attempt('if', compile, ''.join('  ' * i + 'if 1:\n' for i in range(120)), 'f', 'exec'); attempt('blocks', compile, ''.join(' ' * i + 'while 1:\n' for i in range(30)) + ' ' * 30 + 'pass\n', 'f', 'exec')
attempt('isinstance', isinstance, 1, nest(lambda x: (x,))); attempt('issubclass', issubclass, int, nest(lambda x: (x,))); 
x = []
x.append(x)
print(x); attempt('eq self', lambda: x == [x]); y = []; y.append(y); attempt('eq cyc', lambda: x == y)
d = {}; d[1] = d; print(d); attempt('json cyc', json.dumps, d); attempt('deepcopy cyc', copy.deepcopy, d); attempt('pickle cyc', pickle.dumps, x)
e = None
for i in range(100000):
    n = ValueError(i); n.__cause__ = e; e = n
del e, n
s = 'x'
for i in range(100000): s = [s, s]
del s
def chain():
    class Node: pass
    head = None
    for i in range(200000):
        node = Node(); node.next = head; head = node
    return head
h = chain(); del h; print('freed')
print('end')
