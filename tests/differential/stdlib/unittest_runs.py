# unittest: runner output, assertions, skips, subtests, mocks, loaders.
import unittest, io, re, sys, asyncio, warnings
from unittest import mock
class T(unittest.TestCase):
    @classmethod
    def setUpClass(cls): cls.log = []
    def setUp(self): self.addCleanup(lambda: self.log.append('clean ' + self._testMethodName))
    def test_pass(self): "a doc line"; self.assertEqual(1, 1)
    def test_fail(self): self.assertEqual({'a': [1, 2, 3], 'b': 'x' * 50}, {'a': [1, 2, 4], 'b': 'x' * 50})
    def test_error(self): raise KeyError('k')
    @unittest.skip('why')
    def test_skip(self): pass
    @unittest.expectedFailure
    def test_expected(self): self.fail('as planned')
    @unittest.expectedFailure
    def test_unexpected(self): pass
    def test_sub(self):
        for i in range(4):
            with self.subTest('msg', i=i, k='v'): self.assertNotEqual(i % 2, 1)
    def test_raises(self):
        with self.assertRaises(ValueError) as c: int('x')
        self.assertIn('invalid', str(c.exception))
        with self.assertRaisesRegex(ValueError, 'literal'): int('y')
        with self.assertWarns(UserWarning): warnings.warn('w')
        with self.assertLogs('lg', 'INFO') as l: __import__('logging').getLogger('lg').info('hello')
        self.assertEqual(l.output, ['INFO:lg:hello'])
    def test_skip_inside(self): self.skipTest('inside')
class A(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self): self.v = 1
    async def test_async(self): await asyncio.sleep(0); self.assertEqual(self.v, 1)
def run(*cases, **kw):
    s = unittest.TestSuite(unittest.defaultTestLoader.loadTestsFromTestCase(c) for c in cases); o = io.StringIO(); r = unittest.TextTestRunner(o, **kw).run(s); print(re.sub(r'in [\d.]+s', 'in Xs', o.getvalue()).replace(__file__, 'FILE')); return r
r = run(T, A, verbosity=2); print(r, r.testsRun, len(r.failures), len(r.errors), len(r.skipped), r.wasSuccessful()); run(T, failfast=True, verbosity=0); print(T.log[-3:])
class Q(unittest.TestCase):
    def runTest(self): pass
q = Q()
for name, args in (('assertEqual', (1, 2)), ('assertEqual', ('a\nb\n', 'a\nc\n')), ('assertEqual', ([1, 2], [1, 3, 4])), ('assertEqual', ((1,), (2,))), ('assertEqual', ({1}, {2})), ('assertEqual', ({1: 2}, {1: 3})), ('assertTrue', (0,)), ('assertIs', (1, 2)), ('assertIsNot', (q, q)), ('assertIsNone', (5,)), ('assertIn', (1, [])), ('assertNotIn', (1, [1])), ('assertIsInstance', (1, str)), ('assertAlmostEqual', (1, 1.1)), ('assertAlmostEqual', (1, 2, None, 'm', 0.5)), ('assertNotAlmostEqual', (1, 1)), ('assertGreater', (1, 2)), ('assertLessEqual', (2, 1)), ('assertRegex', ('abc', 'x')), ('assertNotRegex', ('abc', 'b')), ('assertCountEqual', ([1, 1, 2], [2, 2, 1])), ('assertMultiLineEqual', ('a', 'b')), ('assertSequenceEqual', ([1], (2,))), ('assertDictEqual', ({}, {1: 1})), ('assertRaises', (ValueError, int, '1')), ('assertFalse', ([1], 'custom msg')), ('fail', ()), ('assertListEqual', ((), [])), ('assertNotIsInstance', (1, int)), ('assertSetEqual', ({1, 2}, {2, 3}))):
    try: getattr(q, name)(*args); print(name, 'passed')
    except Exception as e: print(name, type(e).__name__, str(e))
m = mock.Mock(return_value=3, side_effect=[1, 2, ValueError('s')]); print(m(1, k=2), m(), m.call_count, m.call_args_list, m.mock_calls, m.called)
for f in (m, lambda: m.assert_called_once(), lambda: m.assert_called_with(5), lambda: m.assert_any_call(7), lambda: m.assert_not_called(), lambda: mock.Mock(spec=['a']).b, lambda: mock.create_autospec(lambda a, b: 0)(1), lambda: mock.patch('nope.x').start(), lambda: mock.patch('os.nope').start(), lambda: m.assert_has_calls([mock.call(9)]), lambda: mock.Mock().assret_called(), lambda: mock.sentinel.thing, lambda: mock.Mock(name='nm'), lambda: mock.call(1, a=2).foo(3)):
    try: print(re.sub(r"id='\d+'", 'ID', repr(f())))
    except Exception as e: print(type(e).__name__, re.sub(r"id='\d+'", 'ID', str(e)))
mm = mock.MagicMock(); mm.__getitem__.return_value = 'item'; mm.a.b.c(1); print(mm['k'], len(mm), int(mm), mm.a.mock_calls, mock.ANY == 5, list(mm), mm.__str__ and 1)
with mock.patch.object(sys, 'platform', 'zz'), mock.patch.dict('os.environ', {'QQ': '1'}), mock.patch('builtins.open', mock.mock_open(read_data='data')) as o: import os; print(sys.platform, os.environ['QQ'], open('f').read(), o.mock_calls[:2])
@mock.patch('os.getcwd', return_value='/mocked')
def patched(g): return os.getcwd(), g.called
print(patched(), 'QQ' in os.environ, isinstance(mock.Mock(spec=int), int), mock.seal(mm)); pm = mock.PropertyMock(return_value=4); C = type('C', (), {'p': pm}); print(C().p, pm.mock_calls); am = mock.AsyncMock(return_value=5); print(asyncio.run(am()), am.await_count); unittest.main(argv=['prog', 'Q', '-q'], exit=False) if 0 else None
ld = unittest.TestLoader(); print(ld.getTestCaseNames(T)[:3], str(ld.loadTestsFromName('__main__.T.test_pass')), ld.errors); n = ld.loadTestsFromName('__main__.Nope'); print(n.countTestCases()) ; print(T('test_pass').id(), str(T('test_pass')), repr(T('test_pass')), T('test_pass').shortDescription(), T('test_pass') == T('test_pass'), T('test_pass').countTestCases())
