# bisect and heapq: with keys, bounds, wrong types, merges, hostile comparisons.
import bisect, heapq, random
a = [1, 3, 3, 5, 7, 7, 7, 9]
for x in range(0, 11): print(x, bisect.bisect_left(a, x), bisect.bisect_right(a, x), bisect.bisect(a, x, 2), bisect.bisect_left(a, x, lo=1, hi=5), end='; ')
print()
for x in (7, 0, 10, 4): b = a[:]; bisect.insort(b, x); c = a[:]; bisect.insort_left(c, x, 1); print(b, c)
rows = [('a', 1), ('b', 5), ('c', 9)]
print(bisect.bisect_left(rows, 5, key=lambda r: r[1]), bisect.bisect_right(rows, 5, key=lambda r: r[1])); bisect.insort(rows, ('z', 6), key=lambda r: r[1]); print(rows)
for call in (lambda: bisect.bisect(a, 'x'), lambda: bisect.bisect(5, 1), lambda: bisect.bisect(a, 1, -1), lambda: bisect.insort(a, 1, lo=-5), lambda: bisect.bisect_left(a), lambda: bisect.bisect(a, 1, 0, 99),
             lambda: heapq.heappop([]), lambda: heapq.heapreplace([], 1), lambda: heapq.heappush((), 1), lambda: heapq.heapify(5), lambda: heapq.heappush([1], 'a'), lambda: heapq.nsmallest('x', [1]), lambda: heapq._heappop_max([])):
    try: print(call())
    except Exception as e: print(type(e).__name__, e)
r = random.Random(4); data = [r.randrange(100) for _ in range(40)]
h = data[:]; heapq.heapify(h); print(h); out = []
for v in (5, 55, 100, -1): out += [heapq.heappushpop(h, v), heapq.heapreplace(h, v)]
print(out, h[:8]); print([heapq.heappop(h) for _ in range(len(h))])
print(heapq.heappushpop([], 3), heapq.nlargest(5, data), heapq.nsmallest(5, data, key=lambda x: -x % 17), heapq.nlargest(1, data), heapq.nsmallest(100, [3, 1]), heapq.nlargest(0, data))
print(list(heapq.merge([1, 4, 9], [2, 4], [], (0, 10))), list(heapq.merge('acz', 'ABZ', key=str.lower)), list(heapq.merge([9, 4], [8, 1], reverse=True)))
m = data[:]; heapq._heapify_max(m); print(m[:6], heapq._heappop_max(m), heapq._heapreplace_max(m, 3), m[:6])
class K:
    def __init__(self, v): self.v = v
    def __lt__(self, o): log.append((self.v, o.v)); return self.v < o.v
    def __repr__(self): return 'K%d' % self.v
log = []; ks = [K(v) for v in (5, 2, 8, 1)]; heapq.heapify(ks); print(ks, log)
class Evil:
    def __lt__(self, o): heap.clear(); return False
heap = [Evil() for _ in range(10)]
for f in (lambda: heapq.heappop(heap), lambda: heapq.heappush(heap, Evil()), lambda: heapq.heapify(heap), lambda: heapq.heapreplace(heap, Evil())):
    heap[:] = [Evil() for _ in range(10)]
    try: f(); print('fine', len(heap))
    except Exception as e: print(type(e).__name__, e)
class Raises:
    def __lt__(self, o): raise ZeroDivisionError('lt')
try: bisect.insort([Raises(), Raises()], Raises())
except ZeroDivisionError as e: print(e)
class Seq:
    def __len__(self): return 5
    def __getitem__(self, i): return i * i
    def insert(self, i, x): print('insert', i, x)
print(bisect.bisect(Seq(), 8)); bisect.insort(Seq(), 8)
def sorted_by_heap(it):
    h = []
    for i, x in enumerate(it): heapq.heappush(h, (x, i))
    return [heapq.heappop(h) for _ in range(len(h))]
print(sorted_by_heap('mississippi'))
