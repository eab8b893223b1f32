"""Memory maps: items, slices, methods, sizes, access, closing, views; every error text."""
import mmap
import tempfile

file = tempfile.TemporaryFile()
file.write(b"hello world\nsecond\n")
file.flush()
m = mmap.mmap(file.fileno(), 0)


def show(*expressions):
    for text in expressions:
        try:
            print(text, "->", eval(text))
        except Exception as error:
            print(text, "!!", type(error).__name__, error)


show("m", "len(m)", "m[0]", "m[0:5]", "m[-1]", "m[100]", "m['a']", "m[::2]", "m[5:2]", "m.find(b'o')", "m.find(b'o', 5)",
     "m.rfind(b'o')", "m.find(b'zz')", "m.find(b'h', -100, 3)")
show("m.read(3)", "m.tell()", "m.readline()", "m.read_byte()", "m.read()", "m.read(5)", "m.read_byte()", "m.seek(0)", "m.seek(100)",
     "m.seek(-1, 2)", "m.seek(0, 9)", "m.size()", "m.write(b'too long')", "m.seek(0)", "m.write(b'HE')", "m.write_byte(65)",
     "m.write_byte(300)", "m.write_byte(-1)", "m.move(0, 6, 5)", "m[:]", "m.move(0, 100, 5)")
show("m.flush()", "m.flush(0, 19)", "m.flush(5, 1)", "m.flush(0, 100)", "m.madvise(mmap.MADV_NORMAL)", "m.madvise(99999)",
     "m.madvise(mmap.MADV_NORMAL, 100)", "m.resize(8192)", "len(m)", "m.closed", "memoryview(m)[:3].tobytes()", "bytes(m[:4])",
     "list(m)[:3]", "b'w' in m", "119 in m", "next(iter(m))")
show("mmap.mmap(-1, 0)", "mmap.mmap(-1, -5)", "mmap.mmap(-1, 10, access=9)", "mmap.mmap(-1, 10, flags=2, access=1)",
     "mmap.mmap(9999, 10)", "mmap.mmap(file.fileno(), 100000)", "mmap.mmap(file.fileno(), 0, offset=-1)",
     "mmap.mmap(file.fileno(), 0, offset=1000000)", "mmap.mmap('a', 1)", "mmap.mmap(-1, 10, prot=mmap.PROT_READ)")
show("m.__setitem__(0, 66)", "m.__setitem__(slice(0, 2), b'xy')", "m.__setitem__(slice(0, 2), b'xyz')", "m.__setitem__(0, 300)",
     "m.__setitem__(slice(0, 6, 2), b'123')", "m[:8]", "m.__setitem__(0, b'a')", "m.__delitem__(0)")
view = memoryview(m)
show("m.close()", "m.resize(10)")
view.release()
show("m.close()", "m.closed", "len(m)", "m.read()", "m", "m.close()", "m[0]", "m.find(b'a')")
r = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
show("r", "r[0]", "r.write(b'a')", "r.__setitem__(0, 1)", "r.resize(3)", "r.move(0, 1, 1)", "r.write_byte(3)", "memoryview(r).readonly",
     "r.flush()")
c = mmap.mmap(file.fileno(), 5, access=mmap.ACCESS_COPY)
c[0] = 90
show("c", "c[:]", "r[:1]", "c.resize(7)")
n = mmap.mmap(-1, 5)
show("n", "n.size()", "n[:]")
with n:
    n[1:3] = b"ab"
    print(n[:])
show("n.closed")
