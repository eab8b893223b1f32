# _sre.compile with code that re._compiler never makes: rejected, whatever it is; and good code by hand.
import _sre

print(_sre.MAGIC, _sre.CODESIZE, _sre.MAXREPEAT, _sre.MAXGROUPS, _sre.getcodesize(), repr(_sre.copyright))


def attempt(code, groups=0, pattern='x', flags=32, groupindex={}, indexgroup=(None,)):
    try:
        compiled = _sre.compile(pattern, flags, code, groups, groupindex, indexgroup)
    except Exception as error:
        print(type(error).__name__, error)
    else:
        print('compiled', [m and m.span() for m in (compiled.match('aab'), compiled.search('ba'), compiled.fullmatch('a'))])


(FAILURE, SUCCESS, ANY, ANY_ALL, ASSERT, ASSERT_NOT, AT, BRANCH, CATEGORY, CHARSET, BIGCHARSET, GROUPREF,
 GROUPREF_EXISTS, IN, INFO, JUMP, LITERAL, MARK, MAX_UNTIL, MIN_UNTIL, NOT_LITERAL, NEGATE, RANGE, REPEAT,
 REPEAT_ONE, SUBPATTERN, MIN_REPEAT_ONE, ATOMIC_GROUP, POSSESSIVE_REPEAT, POSSESSIVE_REPEAT_ONE) = range(30)

for code in ([SUCCESS], [FAILURE], [ANY], [ANY, SUCCESS], [LITERAL, SUCCESS], [LITERAL, 97, SUCCESS],
             [AT, 99, SUCCESS], [AT, 0, SUCCESS], [GROUPREF, 0, SUCCESS], [JUMP, 1, SUCCESS],
             [MAX_UNTIL, SUCCESS], [MIN_UNTIL, SUCCESS], [SUBPATTERN, SUCCESS], [CHARSET] + [0] * 8 + [SUCCESS],
             [99999, SUCCESS], [4294967295, SUCCESS]):
    attempt(code)
# sets
attempt([IN, 4, LITERAL, 97, FAILURE, SUCCESS])
attempt([IN, 5, LITERAL, 97, FAILURE, SUCCESS])
attempt([IN, 3, LITERAL, 97, FAILURE, SUCCESS])
attempt([IN, 4294967295, LITERAL, 97, FAILURE, SUCCESS])
attempt([IN, 4, CATEGORY, 40, FAILURE, SUCCESS])
attempt([IN, 5, RANGE, 97, 98, FAILURE, SUCCESS])
attempt([IN, 6, CHARSET, 0, 0, 0, FAILURE, SUCCESS])
attempt([IN, 10 + 1, CHARSET] + [0, 0, 0, 2, 0, 0, 0, 0] + [FAILURE, SUCCESS])
attempt([IN, 68, BIGCHARSET, 0] + [0] * 64 + [FAILURE, SUCCESS])
attempt([IN, 3 + 65 + 8, BIGCHARSET, 1] + [0] * 64 + [0, 0, 0, 2, 0, 0, 0, 0] + [FAILURE, SUCCESS])
attempt([IN, 3 + 65 + 8, BIGCHARSET, 1] + [1] * 64 + [0, 0, 0, 2, 0, 0, 0, 0] + [FAILURE, SUCCESS])
# info
attempt([INFO, 4, 0, 1, 1, LITERAL, 97, SUCCESS])
attempt([INFO, 40, 0, 1, 1, LITERAL, 97, SUCCESS])
attempt([INFO, 3, 0, 1, LITERAL, 97, SUCCESS])
attempt([INFO, 8, 1, 1, 1, 1, 1, 97, 0, LITERAL, 97, SUCCESS])
attempt([INFO, 8, 1, 1, 1, 1, 1, 97, 7, LITERAL, 97, SUCCESS])
attempt([INFO, 4, 8, 1, 1, LITERAL, 97, SUCCESS])
attempt([INFO, 4, 2, 1, 1, LITERAL, 97, SUCCESS])
# branches
attempt([BRANCH, 5, LITERAL, 97, JUMP, 7, 5, LITERAL, 98, JUMP, 2, 0, SUCCESS])
attempt([BRANCH, 5, LITERAL, 97, JUMP, 6, 5, LITERAL, 98, JUMP, 2, 0, SUCCESS])
attempt([BRANCH, 50, LITERAL, 97, JUMP, 7, 5, LITERAL, 98, JUMP, 2, 0, SUCCESS])
attempt([BRANCH, 5, LITERAL, 97, LITERAL, 7, 0, SUCCESS])
# repeats
attempt([REPEAT_ONE, 6, 0, 5, LITERAL, 97, SUCCESS, SUCCESS])
attempt([REPEAT_ONE, 6, 6, 5, LITERAL, 97, SUCCESS, SUCCESS])
attempt([REPEAT_ONE, 6, 0, 5, LITERAL, 97, FAILURE, SUCCESS])
attempt([REPEAT_ONE, 60, 0, 5, LITERAL, 97, SUCCESS, SUCCESS])
attempt([MIN_REPEAT_ONE, 6, 1, 5, LITERAL, 97, SUCCESS, SUCCESS])
attempt([POSSESSIVE_REPEAT_ONE, 6, 1, 5, LITERAL, 97, SUCCESS, SUCCESS])
attempt([REPEAT, 5, 0, 5, LITERAL, 97, MAX_UNTIL, SUCCESS])
attempt([REPEAT, 5, 0, 5, LITERAL, 97, MIN_UNTIL, SUCCESS])
attempt([REPEAT, 5, 0, 5, LITERAL, 97, SUCCESS, SUCCESS])
attempt([REPEAT, 5, 0, 5, LITERAL, 97, SUCCESS])
attempt([POSSESSIVE_REPEAT, 5, 0, 5, LITERAL, 97, SUCCESS, SUCCESS])
attempt([POSSESSIVE_REPEAT, 5, 0, 5, LITERAL, 97, MAX_UNTIL, SUCCESS])
# assertions, groups, conditions
attempt([ASSERT, 5, 0, LITERAL, 97, SUCCESS, SUCCESS])
attempt([ASSERT, 5, 0xFFFFFFFF, LITERAL, 97, SUCCESS, SUCCESS])
attempt([ASSERT_NOT, 5, 0, LITERAL, 97, FAILURE, SUCCESS])
attempt([ATOMIC_GROUP, 4, LITERAL, 97, SUCCESS, SUCCESS])
attempt([ATOMIC_GROUP, 4, LITERAL, 97, FAILURE, SUCCESS])
attempt([MARK, 0, LITERAL, 97, MARK, 1, SUCCESS], 1, indexgroup=(None, None))
attempt([MARK, 0, LITERAL, 97, MARK, 9, SUCCESS], 1, indexgroup=(None, None))
attempt([MARK, 0, LITERAL, 97, MARK, 1, GROUPREF, 0, SUCCESS], 1, indexgroup=(None, None))
attempt([MARK, 0, LITERAL, 97, MARK, 1, GROUPREF_EXISTS, 0, 4, LITERAL, 97, SUCCESS], 1, indexgroup=(None, None))
attempt([GROUPREF_EXISTS, 3, 4, LITERAL, 97, SUCCESS], 1, indexgroup=(None, None))
attempt([GROUPREF_EXISTS, 0, 400, LITERAL, 97, SUCCESS], 1, indexgroup=(None, None))
# arguments
attempt([SUCCESS], -1)
attempt([-1])
attempt(['x'])
attempt([SUCCESS], groupindex=None)
attempt([1 << 40])
attempt((SUCCESS,))
attempt([SUCCESS], pattern=3)
attempt([SUCCESS], indexgroup=[])
try:
    _sre.compile()
except TypeError as error:
    print(error)
for c in (65, 97, 0xe9, 0xc9, 0x130, 0x17f, 0x10ffff, 48):
    print(c, _sre.ascii_iscased(c), _sre.unicode_iscased(c), _sre.ascii_tolower(c), _sre.unicode_tolower(c))
