# argparse: positional and optional arguments, subparsers, help and error texts.
import argparse, sys
p = argparse.ArgumentParser(prog='tool', description='A tool that does things to files, described at a length that wraps.',
                            epilog='See also: nothing.')
p.add_argument('files', nargs='*', help='files to read')
p.add_argument('-n', '--number', type=int, default=3, metavar='N', help='how many (default: %(default)s)')
p.add_argument('-v', '--verbose', action='count', default=0)
p.add_argument('--mode', choices=['fast', 'slow'], default='fast', help='one of %(choices)s')
p.add_argument('--flag', action=argparse.BooleanOptionalAction, default=True, help='a flag')
p.add_argument('-D', action='append', dest='defines', metavar='K=V')
g = p.add_mutually_exclusive_group()
g.add_argument('--a', action='store_true'); g.add_argument('--b', action='store_const', const=7)
grp = p.add_argument_group('extras', 'more of them')
grp.add_argument('--pair', nargs=2, type=float); grp.add_argument('--rest', nargs='+')
print(p.format_help()); print(p.format_usage())
for argv in ([], ['x', 'y', '-n', '5', '-vvv'], ['--mode=slow', '--no-flag', '-DA=1', '-D', 'B=2'], ['--b', '--pair', '1', '2.5', '--', '-z'],
             ['--num', '9', '--rest', 'p', 'q'], ['-n7', '-vv']):
    print(sorted(vars(p.parse_args(argv)).items()))
def attempt(parser, argv):
    try: print(parser.parse_args(argv))
    except SystemExit as e: sys.stdout.flush(); print('exit', e.code, flush=True)
for argv in (['-n', 'x'], ['--mode', 'odd'], ['--a', '--b'], ['--pair', '1'], ['--unknown'], ['--m', 'fast', '--f'], ['-n'], ['--verbose=3']):
    attempt(p, argv)
q = argparse.ArgumentParser(prog='git', allow_abbrev=False)
q.add_argument('--version', action='version', version='%(prog)s 1.2')
subs = q.add_subparsers(dest='command', required=True, title='commands', help='what to do')
add = subs.add_parser('add', help='adds', aliases=['a']); add.add_argument('path'); add.add_argument('--force', '-f', action='store_true')
log = subs.add_parser('log', help='logs'); log.add_argument('--since', type=lambda s: s.upper())
log.set_defaults(func=print)
for argv in (['add', 'p', '-f'], ['a', 'z'], ['log', '--since', 'abc'], [], ['nope'], ['add'], ['--version'], ['add', '-h'], ['log', '--sin', 'x']):
    attempt(q, argv)
print(p.parse_known_args(['a', '--zzz', '3', '-n', '4']))
class Upper(argparse.Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, (option_string, values.upper()))
r = argparse.ArgumentParser(prog='r', formatter_class=argparse.RawDescriptionHelpFormatter, description='one\n  two', fromfile_prefix_chars='@',
                            argument_default=argparse.SUPPRESS)
r.add_argument('--up', action=Upper); r.add_argument('n', nargs='?'); r.add_argument('tail', nargs=argparse.REMAINDER)
print(r.parse_args(['--up', 'abc', '4', 'x', '--y'])); print(r.parse_args([])); print(r.format_help())
try: argparse.ArgumentParser(exit_on_error=False).parse_args(['--x']) 
except SystemExit as e: print('exit', e.code, flush=True)
try: p.add_argument('-n')
except argparse.ArgumentError as e: print(e)
print(repr(argparse.Namespace(a=1, **{'b c': 2})), argparse.Namespace(a=1) == argparse.Namespace(a=1), 'a' in argparse.Namespace(a=1))
