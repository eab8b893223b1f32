# exits 1: an uncaught exception with carets through several frames.
class Shop:
    def __init__(self, prices):
        self.prices = prices

    def price(self, name):
        return self.prices[name]['net'] * (1 + self.prices[name]['tax'])

    def total(self, names):
        return sum(self.price(name)
                   for name in names)


def outer(shop):
    value = shop.total(['apple', 'pear'])
    return value + 1


def middle(shop): return outer(shop)


shop = Shop({'apple': {'net': 2, 'tax': 0.1}, 'pear': {'net': 3}})
print('before')
print(middle(shop) +
      5)
