# argparse, logging, subprocess, signal, time, inspect, contextlib, tempfile, glob, fnmatch, warnings, pprint.
import argparse
import contextlib
import fnmatch
import glob
import inspect
import io
import logging
import os
import pprint
import signal
import subprocess
import sys
import time
import types
import warnings

parser = argparse.ArgumentParser(prog='tool', description='A tool.')
parser.add_argument('files', nargs='+', help='input files')
parser.add_argument('-n', '--number', type=int, default=3, metavar='N')
parser.add_argument('--flag', action='store_true')
parser.add_argument('--kind', choices=['a', 'b'])
print(parser.parse_args(['x', 'y', '-n', '5', '--flag']), parser.format_usage())
print(parser.format_help())
for bad in ([], ['x', '-n', 'z'], ['x', '--kind', 'q'], ['x', '--nope']):
    with contextlib.redirect_stderr(io.StringIO()) as err:
        try:
            parser.parse_args(bad)
        except SystemExit as e:
            print(e.code, err.getvalue().splitlines()[-1])
stream = io.StringIO()
logging.basicConfig(stream=stream, format='%(levelname)s:%(name)s:%(lineno)d:%(message)s', level=logging.INFO)
logging.info('hello %s', 'world'); logging.debug('hidden'); log = logging.getLogger('a.b'); log.warning('warn %d', 5)
try: 1 / 0
except ZeroDivisionError: log.exception('failed')
print(stream.getvalue())
print(subprocess.run(['sh', '-c', 'cat; exit 3'], input=b'in', capture_output=True), subprocess.check_output(['echo', 'x'], text=True))
for f in (lambda: subprocess.check_call(['false']), lambda: subprocess.run(['/nope/x']), lambda: subprocess.run(['sleep', '5'], timeout=0.05)):  # the message holds a measured time
    try: f()
    except Exception as e: print(type(e).__name__, str(e).partition(' after ')[0])
got = []
signal.signal(signal.SIGUSR1, lambda n, f: got.append(signal.Signals(n).name)); os.kill(os.getpid(), signal.SIGUSR1); print(got, signal.getsignal(signal.SIGUSR1) is not None)
def sample(a, /, b: int = 2, *args, c, d='x', **kw) -> str: "doc"
print(inspect.signature(sample), inspect.signature(len), inspect.getdoc(sample), inspect.getfullargspec(sample).kwonlyargs, inspect.signature(sample).bind(1, c=3).arguments, inspect.isgeneratorfunction(sample), inspect.getsource(sample).strip())
for name in ('b.txt', 'a.py', 'c.py'): open(name, 'w').close()
print(sorted(glob.glob('[a-b].*')), fnmatch.filter(['x.py', 'y.txt'], '*.py'), fnmatch.translate('a*[!b]?'))
with warnings.catch_warnings(record=True) as w: warnings.simplefilter('always'); warnings.warn('one', DeprecationWarning); print([(str(x.message), x.category.__name__) for x in w])
pprint.pprint({'key%d' % i: list(range(i * 4)) for i in range(5)}, width=60); print(pprint.pformat([1, 'a' * 100, {'n': (1,)}], width=40), types.SimpleNamespace(a=1, b='x'))
print(time.gmtime(0)[:6], time.strftime('%Y-%m-%d', time.gmtime(86400)), time.mktime(time.gmtime(0)), time.monotonic() > 0, time.strptime('2020', '%Y').tm_year)
