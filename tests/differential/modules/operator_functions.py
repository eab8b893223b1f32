# operator: functions, getters and their errors.
import _operator as o
print(o.add(1,2), o.concat([1],[2]), o.itemgetter(1,0)("ab"), o.attrgetter("real.imag","imag")(3), o.methodcaller("split", sep=",")("a,b"))
print(repr(o.itemgetter(1,'a')), o.methodcaller("x",1,k=2), o.indexOf([1,2,3],3), o.countOf("aab","a"), o.index(True))
print(o.call(max,1,5,key=lambda x:-x), o._compare_digest(b"ab","ab".encode()), o._compare_digest("a","b"), o.length_hint([1,2]), o.attrgetter("a").__reduce__())
for f in (lambda:o.itemgetter(), lambda:o.attrgetter(1), lambda:o.concat(1,2), lambda:o.indexOf(1,2), lambda:o.indexOf([],2), lambda:o._compare_digest(1,2), lambda:o.add(1), lambda:o.methodcaller(), lambda:o.itemgetter(1)(), lambda:o.length_hint(1,"a"), lambda:o.attrgetter("x.y")(1)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
