# difflib: matchers, deltas, contexts, HTML, close matches.
import difflib
a = 'one two three four five six'.split(); b = 'zero one tree four six seven'.split()
s = difflib.SequenceMatcher(None, a, b); print(s.ratio(), s.quick_ratio(), s.real_quick_ratio(), s.get_matching_blocks(), s.get_opcodes(), list(s.get_grouped_opcodes(1)), s.find_longest_match(0, 3, 0, 3))
s = difflib.SequenceMatcher(lambda c: c == ' ', 'private Thread currentThread;', 'private volatile Thread currentThread;'); print(round(s.ratio(), 6), s.get_opcodes(), sorted(s.bjunk), s.bpopular); s.set_seq1('Thread'); print(s.find_longest_match()); s.set_seqs('', ''); print(s.ratio())
big = difflib.SequenceMatcher(None, 'b' * 250 + 'xyz', 'a' + 'b' * 250); print(big.bpopular, big.ratio()); print(difflib.SequenceMatcher(None, 'b' * 250, 'a' + 'b' * 250, autojunk=False).ratio())
x = ['def f(a):\n', '    return a\n', '\n', 'x = 1\n', 'tabs\there\n', 'last']; y = ['def f(a, b):\n', '    return a + b\n', '\n', 'new\n', 'x = 1\n', 'tabs    here\n', 'last\n']
print(''.join(difflib.unified_diff(x, y, 'old.py', 'new.py', '2020', '2021'))); print(''.join(difflib.context_diff(x, y, 'o', 'n', n=1))); print(''.join(difflib.ndiff(x, y))); print('\n'.join(difflib.unified_diff(['a'], ['a'], lineterm='')), list(difflib.unified_diff([], ['n'], lineterm='')))
d = list(difflib.Differ(charjunk=difflib.IS_CHARACTER_JUNK).compare(x, y)); print(list(difflib.restore(d, 1)) == x, list(difflib.restore(d, 2)) == y)
print(difflib.get_close_matches('appel', ['ape', 'apple', 'peach', 'puppy']), difflib.get_close_matches('wheel', ['heel', 'while', 'eel'], n=1, cutoff=0.8), difflib.IS_LINE_JUNK('  #  \n'), difflib.IS_CHARACTER_JUNK('\n'))
print(difflib.HtmlDiff(tabsize=4, wrapcolumn=12).make_table(x, y, 'left', 'right', context=True, numlines=1)); h = difflib.HtmlDiff().make_file(x, y, charset='ascii'); print(len(h), h.count('diff_chg'), h.count('diff_add'), h.count('&nbsp;'))
print(list(difflib.diff_bytes(difflib.unified_diff, [b'a\xff\n'], [b'b\xff\n'], b'f1', b'f2')))
for bad in (lambda: list(difflib.unified_diff([b'a'], ['a'])), lambda: difflib.get_close_matches('a', [], n=0), lambda: difflib.get_close_matches('a', [], cutoff=2), lambda: list(difflib.restore([], 3)), lambda: difflib.SequenceMatcher(None, 5, 'a').ratio(), lambda: difflib.SequenceMatcher(None, [[1]], [[1]]), lambda: list(difflib.diff_bytes(difflib.unified_diff, ['x'], []))):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
print(difflib.SequenceMatcher.__class_getitem__(int), difflib.Match(1, 2, 3), difflib.Match(1, 2, 3)._asdict())
import random; r = random.Random(3)
for i in range(6):
    p = [r.choice('abcd') for _ in range(r.randrange(12))]; q = [r.choice('abcd') for _ in range(r.randrange(12))]; m = difflib.SequenceMatcher(None, p, q); out = []
    for tag, i1, i2, j1, j2 in m.get_opcodes(): out += q[j1:j2]
    print(''.join(p), ''.join(q), out == q, round(m.ratio(), 4), list(difflib.ndiff(p, q)))
