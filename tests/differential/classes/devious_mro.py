# Metaclasses whose mro() lies, bases assigned during a lookup, classes extended before they are complete.
def attempt(label, f):
    try:
        print(label, f())
    except Exception as e:
        print(label, type(e).__name__, e)


def made(order, bases=(object,)):
    class Meta(type):
        def mro(cls):
            return order(cls)
    return Meta('Made', bases, {})


attempt('reversed', lambda: made(lambda cls: type.mro(cls)[::-1]).__mro__)
attempt('dict', lambda: made(lambda cls: [cls, dict, object]))
attempt('int under list', lambda: made(lambda cls: [cls, int, object], (list,)))
attempt('list below', lambda: made(lambda cls: [cls, object], (list,)).__mro__)
attempt('no class', lambda: made(lambda cls: [1]))
attempt('no list', lambda: made(lambda cls: 5))


class Unfinished(type):
    def mro(cls):
        if cls.__mro__ is None and cls.__name__ == 'First':
            attempt('extending', lambda: Unfinished('Second', (cls,), {}))
        return type.mro(cls)


print(Unfinished('First', (), {}).__mro__)


class Key:
    def __hash__(self):
        return hash('attribute')

    def __eq__(self, other):
        Child.__bases__ = (Other,)
        return False


class Parent:
    attribute = 'from Parent'


class Other:
    attribute = 'from Other'


Child = type('Child', (Parent,), {Key(): 5})
print(Child.attribute, Child.__mro__)
