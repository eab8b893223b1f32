class Point:
    def __init__(self, x, y, z):
        self.x, self.y, self.z = x, y, z


class Slotted:
    __slots__ = ('a', 'b')


p, s = Point(1, 2, 3), Slotted()
s.a = s.b = 1
for i in range(3000000):
    p.x = p.y + p.z
    p.y = p.x - p.z
    s.a = s.b + p.z
    s.b = s.a - p.z
print(p.x, p.y, s.a)
