class Counter:
    def __init__(self):
        self.n = 0

    def increment(self, by):
        self.n += by
        return self

    def get(self):
        return self.n


c = Counter()
for i in range(3000000):
    c.increment(i)
    c.get()
print(c.n)
