# exits 1: cause, context, notes and suppressed context in one traceback.
def parse(text):
    try:
        return int(text)
    except ValueError as error:
        error.add_note(f'while parsing {text!r}')
        error.add_note('second note\nover two lines')
        raise LookupError('bad entry') from error


def load(entries):
    for entry in entries:
        try:
            yield parse(entry)
        except LookupError:
            raise RuntimeError('load failed')


try:
    try:
        {}['gone']
    except KeyError:
        raise TypeError('hidden context') from None
except TypeError as e:
    print(e.__suppress_context__, repr(e.__context__), e.__cause__)
print(list(load(['1', 'x'])))
