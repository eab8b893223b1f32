# Names with two leading underscores inside a class body are stored with the class's name in front.
import dis


class Base:
    def __init__(self):
        self.__secret = 'base'

    def reveal(self):
        return self.__secret

    def __private(self):
        return 'Base.__private'

    def call(self):
        return self.__private()


class _Derived(Base):
    def __init__(self):
        super().__init__()
        self.__secret = 'derived'

    def both(self):
        return self.__secret, self.reveal()

    def __private(self):
        return 'Derived.__private'


d = _Derived()
print(sorted(d.__dict__), d.both(), d.call(), d._Base__private(), d._Derived__private())
try:
    d.__secret
except AttributeError as error:
    print(error)
dis.dis(_Derived.both)
