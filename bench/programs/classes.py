class Base:
    kind = 'base'

    def __init__(self, v):
        self.v = v

    def area(self):
        return self.v

    @property
    def double(self):
        return self.v * 2

    def __add__(self, other):
        return type(self)(self.v + other.v)

    def __eq__(self, other):
        return self.v == other.v


class Derived(Base):
    def __init__(self, v):
        super().__init__(v)
        self.extra = v + 1

    def area(self):
        return super().area() + self.extra


total = 0
for i in range(600000):
    d = Derived(i)
    total += d.area() + d.double
    total += (d + d).v + (d == d) + isinstance(d, Base)
print(total)
