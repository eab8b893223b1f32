# -b and -bb: str(bytes), comparisons of bytes, str and int, dict and set lookups, and -X dev beside them.
import subprocess
import sys

code = '''
import warnings
def attempt(label, f):
    try: print(label, f())
    except BytesWarning as e: print(label, 'BytesWarning', e)
b, a, s, m = b"x", bytearray(b"x"), "x", memoryview(b"x")
for label, f in dict(str_bytes=lambda: str(b), str_array=lambda: str(a), str_view=lambda: str(m)[:7], repr=lambda: repr(b), format=lambda: format(b), fstring=lambda: f"{b}", percent=lambda: "%s" % b, percent_r=lambda: "%r" % b, str_encoding=lambda: str(b, "ascii"), str_empty=lambda: str(b""), eq=lambda: b == s, ne=lambda: b != s, req=lambda: s == b, array_eq=lambda: a == s, req_array=lambda: s == a, int_eq=lambda: b == 120, rint=lambda: 120 == b, array_int=lambda: a == 120, view=lambda: m == s, lt_none=lambda: b == None, same=lambda: b == a, tuple=lambda: (b,) == (s,), list=lambda: [b].count(s), contains=lambda: s in [b], dict=lambda: {b: 1}.get(s), set=lambda: {b, s} and 2, join=lambda: ",".join(map(str, [b])), print=lambda: print(b), key=lambda: {s: 1, b: 2}[b], true=lambda: b == True, float=lambda: b == 1.0, bytes_str=lambda: bytes.__str__(b), sub=lambda: type("B", (bytes,), {})(b"x") == s, sorted=lambda: sorted([b, b"a"]), min=lambda: min(b, b"a"), hash=lambda: hash(b) == hash(s)).items(): attempt(label, f)
'''
for options in ([], ['-b'], ['-bb'], ['-bb', '-W', 'ignore'], ['-b', '-W', 'error'], ['-W', 'error::BytesWarning'], ['-X', 'dev'], ['-X', 'dev', '-b']):
    r = subprocess.run([sys.executable, *options, '-c', code], capture_output=True, text=True)
    print(options, r.returncode, r.stdout, r.stderr, sep='\n')
