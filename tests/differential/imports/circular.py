# Modules that import each other, and modules that fail half-way.
import os
import sys
import tempfile

root = tempfile.mkdtemp()
sys.path.insert(0, root)
sys.dont_write_bytecode = True


def write(name, text):
    with open(os.path.join(root, name), 'w') as f:
        f.write(text)


def attempt(name):
    try:
        module = __import__(name)
        print(name, 'ok', sorted(n for n in vars(module) if n[0] != '_'))
    except BaseException as e:
        print(name, type(e).__name__, str(e).replace(root, '<root>'), getattr(e, 'name', None), str(getattr(e, 'path', None)).replace(root, '<root>'))
    print(sorted(n for n in sys.modules if n[:2] == 'm_'))


write('m_a.py', 'import m_b\nx = 1\n')
write('m_b.py', 'import m_a\ntry:\n    m_a.x\nexcept AttributeError as e:\n    print(e)\ny = 2\n')
write('m_c.py', 'from m_d import y\nx = 1\n')
write('m_d.py', 'from m_c import x\ny = 1\n')
write('m_e.py', 'a = 1\nimport m_f\n1/0\n')
write('m_f.py', 'import m_e\nb = m_e.a\n')
write('m_g.py', 'import sys\nsys.modules[__name__] = 5\n')
write('m_h.py', 'import sys\ndel sys.modules[__name__]\n')
write('m_i.py', 'raise SystemExit(3)\n')
write('m_j.py', 'x = (\n')
write('m_k.py', 'import m_k\nprint(m_k.__spec__._initializing)\nme = m_k\n')
write('m_l.py', 'def __getattr__(name):\n    if name == "lazy": return 42\n    raise AttributeError("no " + name)\ndef __dir__(): return ["lazy"]\n')
for name in ('m_a', 'm_c', 'm_e', 'm_h', 'm_i', 'm_k', 'm_l'):
    attempt(name)
try:
    import m_j
except SyntaxError as e:
    print(e.msg, e.filename.replace(root, '<root>'), e.lineno, e.offset, e.text)
import m_g
print(m_g)
import m_l
print(m_l.lazy, dir(m_l))
from m_l import lazy
try:
    from m_l import other
except ImportError as e:
    print(str(e).replace(root, '<root>'))
try:
    m_l.other
except AttributeError as e:
    print(e)
