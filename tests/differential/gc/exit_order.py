# Objects that live until the end die with their module, in the order of its names.
class D:
    def __init__(s,n): s.n=n
    def __del__(s): print("del", s.n, D)
a=D(1); b=D(2); b.b=b; _c=D(3)
def f(): return D
f.d = D(4)
print("end")
