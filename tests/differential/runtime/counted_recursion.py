# Operations that count against the recursion limit along with Python calls.
import sys


def deep(make, count=None):
    x = make(None)
    for _ in range(count or sys.getrecursionlimit() + 100):
        x = make(x)
    return x


def attempt(label, f):
    try:
        f()
        print(label, 'went through')
    except RecursionError as e:
        print(label, e)


makers = {'list': lambda x: [x], 'dict': lambda x: {1: x}, 'tuple': lambda x: (x,)}
for name, make in makers.items():
    x, y = deep(make), deep(make)
    attempt(name + ' repr', lambda: repr(x))
    attempt(name + ' str', lambda: str(x))
    attempt(name + ' ==', lambda: x == y)
    attempt(name + ' flat', lambda: repr(deep(make, 100)))
attempt('list <', lambda: deep(makers['list']) < deep(makers['list']))
group = deep(lambda x: ExceptionGroup('g', [x or ValueError()]))
attempt('split', lambda: group.split(TypeError))
attempt('subgroup', lambda: group.subgroup(TypeError))
attempt('isinstance', lambda: isinstance(1, deep(lambda x: (x,) if x else (str,))))
attempt('issubclass', lambda: issubclass(int, deep(lambda x: (x,) if x else (str,))))
sys.setrecursionlimit(120)
attempt('lower limit', lambda: repr(deep(makers['list'], 200)))
attempt('below it', lambda: repr(deep(makers['list'], 50)))
