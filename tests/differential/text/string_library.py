# Library modules that lean on re: string, textwrap, shlex, fnmatch, difflib, html.
import difflib
import fnmatch
import html
import html.parser
import shlex
import string
import textwrap

t = string.Template('$who likes ${what}, $$5')
print(t.substitute(who='tim', what='kung pao'), t.safe_substitute(who='x'), string.capwords('a bc  d'), t.get_identifiers(), t.is_valid())
for bad in ('$', '${a', 'x\n $1'):
    try:
        string.Template(bad).substitute()
    except (ValueError, KeyError) as error:
        print(type(error).__name__, error)
print(string.Formatter().format('{0!r:>5}|{a[1]}|{b.real}', 'x', a=[1, 2], b=3j), list(string.Formatter().parse('a{b!c:d}{{e')))
text = 'The quick brown-fox jumped over the lazy dogs; "well-known" things  happen. ' * 2
print(textwrap.fill(text, 30), textwrap.shorten(text, 40), textwrap.wrap('a' * 50, 20), repr(textwrap.dedent('  a\n   b\n\n  c')), repr(textwrap.indent('a\n\nb', '> ')), sep='\n')
print(shlex.split('a "b c" \'d e\' f\\ g # h', comments=True), shlex.quote("it's"), shlex.join(['a b', 'c']), list(shlex.shlex('x=1; y', punctuation_chars=True)))
print([p for p in ('*.py', '[!a]*', 'a?c', '[a-c]x', '**', '[') if fnmatch.fnmatch('abc.py', p)], fnmatch.translate('a*[!b]?.c'), fnmatch.filter(['a.c', 'b.py'], '*.py'))
print(*difflib.unified_diff('a\nb\nc\n'.splitlines(1), 'a\nx\nc\n'.splitlines(1), 'one', 'two'), sep='')
print(difflib.get_close_matches('appel', ['ape', 'apple', 'peach']), list(difflib.ndiff(['abc\n'], ['abd\n'])), difflib.SequenceMatcher(None, 'abxcd', 'abcd').get_opcodes())
print(html.escape('<a href="x">&\'</a>'), html.unescape('&lt;&amp;&eacute;&#233;&#xe9;&notit;&bogus;&#0;'))


class Parser(html.parser.HTMLParser):
    def handle_starttag(self, tag, attrs):
        print('start', tag, attrs)

    def handle_endtag(self, tag):
        print('end', tag)

    def handle_data(self, data):
        print('data', repr(data))

    def handle_comment(self, data):
        print('comment', data)


Parser().feed('<p class="a b" id=x checked>Hi &amp; bye<br/><!-- c --></p><script>a<b</script>')
