# linecache: files, updates, modules with loaders, lazy entries, damaged sources.
import linecache
import os
import sys
import time

with open("a.py", "w") as file:
    file.write("first\nsecond\n\tthird")
print([linecache.getline("a.py", n) for n in (-1, 0, 1, 2, 3, 4)], linecache.getlines("a.py"))
print(linecache.getline("nope.py", 1), linecache.getlines("nope.py"), linecache.getline("<string>", 1), sorted(linecache.cache))
with open("a.py", "w") as file:
    file.write("changed now\n")
print(linecache.getline("a.py", 1))
linecache.checkcache("a.py")
print(linecache.getline("a.py", 1), linecache.getline("a.py", 2))
os.unlink("a.py")
linecache.checkcache()
print("a.py" in linecache.cache, linecache.getlines("a.py"))
for name, data in (("latin.py", b"# coding: latin-1\nx = '\xe9'\n"), ("bad.py", b"x = '\xff'\n"), ("nocodec.py", b"# coding: nope\nx\n"), ("bom.py", b"\xef\xbb\xbfx\n"), ("empty.py", b""), ("crlf.py", b"a\r\nb\rc")):
    with open(name, "wb") as file:
        file.write(data)
    print(name, ascii(linecache.getlines(name)))


class Loader:
    def __init__(self, source):
        self.source = source

    def get_source(self, name):
        print("get_source", name)
        if isinstance(self.source, Exception):
            raise self.source
        return self.source


for source in ("one\ntwo", None, "", ImportError("no"), OSError("no")):
    linecache.clearcache()
    space = {"__name__": "virtual", "__loader__": Loader(source)}
    print(repr(source), linecache.lazycache("virtual.py", space), linecache.cache.get("virtual.py", "none").__class__.__name__)
    print(linecache.getlines("virtual.py", space), linecache.getline("virtual.py", 2, space))
print(linecache.lazycache("<x>", {"__name__": "n", "__loader__": Loader("")}), linecache.lazycache("x.py", None), linecache.lazycache("x.py", {}), linecache.lazycache("", {"__name__": "a", "__loader__": Loader("")}))
os.mkdir("package")
with open("package/in_path.py", "w") as file:
    file.write("found on the path\n")
sys.path.insert(0, "package")
print(linecache.getline("in_path.py", 1), linecache.updatecache("in_path.py"))
linecache.cache["made.py"] = (10, None, ["made up\n"], "made.py")
linecache.checkcache("made.py")
print(linecache.getline("made.py", 1))
exec(compile("def f():\n  return 1 / 0\n", "made.py", "exec"))
import traceback
try:
    f()
except ZeroDivisionError:
    print(traceback.format_exc())
linecache.clearcache()
print(linecache.cache)
