# When objects die: del order on return, exceptions, containers, loops and interpreter exit.
class D:
    def __init__(self, name): self.name = name
    def __del__(self): print('del', self.name)


def scope():
    a, b = D('a'), D('b')
    print('leaving scope')


def returned():
    x = D('x')
    return 'value'


def raised():
    y = D('y')
    raise ValueError('with y')


scope()
print(returned())
try:
    raised()
except ValueError as error:
    print('handling', error)
print('after handling')
for i in range(2):
    loop = D(f'loop{i}')
print('loop over')
del loop
lst = [D('l0'), D('l1')]
lst[0] = None
print('replaced')
lst = None
d = {'k': D('dv')}
d['k'] = 1
t = (D('t'),)
del t
def gen():
    g = D('gen local')
    yield 1
    print('never reached')
x = gen(); next(x); del x
print('generator gone')
D('temporary'); print('statement after temporary')
def args(a): print('in args'); a = None; print('rebound')
args(D('argument'))
(lambda v: print('lambda', v.name))(D('lambda argument'))
swap1, swap2 = D('s1'), D('s2'); swap1, swap2 = swap2, swap1; del swap1; print('s2 gone')
class Holder: pass
h = Holder(); h.child = D('child'); h = None
with open(__file__) as f: pass
print(f.closed)
module_level = D('module level, at exit')
