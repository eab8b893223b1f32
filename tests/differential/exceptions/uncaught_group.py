# exits 1: an exception group's nested traceback.
def fail(kind, message):
    raise kind(message)


def collect(*pairs):
    errors = []
    for kind, message in pairs:
        try:
            fail(kind, message)
        except Exception as error:
            errors.append(error)
    return errors


errors = collect((ValueError, 'one'), (KeyError, 'two'))
inner = ExceptionGroup('inner', collect((TypeError, 'three'), (OSError, 'four')))
errors[0].add_note('a note on one')
try:
    raise inner
except ExceptionGroup as group:
    inner = group
print(repr(inner))
raise ExceptionGroup('outer', [*errors, inner])
