# configparser: reading, interpolation, converters, writing, errors.
import configparser, io
text = '''
[DEFAULT]
home = /h
level: 3
[one]
path = %(home)s/x
multi = a
    b

    c
flag = yes
num = 0x1f
empty =
novalue
; comment
# other
key with space = v ; not stripped
[two]
level = 9
pct = 50%%
ref = ${one:path}
'''
c = configparser.ConfigParser(allow_no_value=True); c.read_string(text)
print(c.sections(), c.defaults(), c.options('one')); print(dict(c['one'])); print(c.get('one', 'path'), c.get('one', 'path', raw=True), c.getboolean('one', 'flag'), c.getint('two', 'level'), c['two'].getfloat('level'), c.get('one', 'nope', fallback='fb'))
print(repr(c['one']['multi']), c['one']['empty'], c['one']['novalue'], c['two']['pct'], 'one' in c, 'x' in c['one'], c.has_option('two', 'home'), c.get('two', 'level', vars={'level': 'v'}))
e = configparser.ConfigParser(interpolation=configparser.ExtendedInterpolation(), allow_no_value=True); e.read_string('[one]\npath=p\n[two]\nref=${one:path}/$$ ${k}\nk=${one:path}'); print(e['two']['ref'])
r = configparser.RawConfigParser(delimiters=(':',), comment_prefixes=('//',), inline_comment_prefixes=('#',), strict=False, empty_lines_in_values=False, default_section='common', converters={'list': lambda v: v.split(',')})
r.optionxform = str; r.read_string('[common]\nZ: 1\n[S]\nA: 1,2 # c\nB=2: x\n// no\n[S]\nA: 3,4\n'); print(dict(r['S']), r['S'].getlist('A'), r.getlist('S', 'A'))
c['three'] = {'A': '1', 'b': 'x\ny'}; c.set('three', 'c', '5'); c.add_section('four'); c.remove_option('one', 'flag'); c.remove_section('two'); out = io.StringIO(); c.write(out); print(out.getvalue()); out = io.StringIO(); c.write(out, space_around_delimiters=False); print(out.getvalue()[:40])
def attempt(f):
    try: print(f())
    except Exception as x: print(type(x).__name__, str(x))
P = configparser.ConfigParser
for t in ('a = 1', '[s]\na=1\na=2', '[s]\n[s]', '[s]\n=1', '[s]\nx', '[s]\na=%(b)s', '[s]\na=%(a)s', '[s]\na=%z', '[s\nx=1', '[s]\n  a=1\n bad', ''):
    def go():
        p = P(); p.read_string(t); return p['s']['a']
    attempt(go)
attempt(lambda: c['nope']); attempt(lambda: c.get('nope', 'x')); attempt(lambda: c.getint('three', 'b')); attempt(lambda: c.getboolean('three', 'b')); attempt(lambda: c.add_section('three')); attempt(lambda: c.add_section('DEFAULT')); attempt(lambda: c.set('three', 'z', 5)); attempt(lambda: c.set('three', 'z', '%')); attempt(lambda: c.read('/nonexistent')); attempt(lambda: P(5).sections()); attempt(lambda: e.read_dict({'one': {'path': '${'}}) or e['one']['path'])
d = P(); d.read_dict({'s': {'k': 1, 'l': 'm'}, 't': {}}); print({s: dict(d[s]) for s in d}, d == P(), len(d), list(d.items('s')), d.popitem()[0]); d.clear(); print(list(d)); print(repr(d['DEFAULT']))
