# urllib.parse, http.cookies, mimetypes, html form helpers: splitting and joining of URLs.
from urllib.parse import *
import http.cookies, http, mimetypes, urllib.error
urls = ['http://user:pa%20ss@host.com:8080/p/a;x=1?q=1&r#frag', '//host/path', '/abs?x', 'mailto:a@b.c', 'http://[::1]:80/x', '', '#f', '?q', 'HTTP://HOST/', 'ftp://h/a;type=i', 'a:b', 'http:///x', 'http://h:', 'urn:isbn:123', 'http://é.com/ü', 'file:///etc/x', 'x://a?b?c#d#e', 'http://a b/c', '  http://a/ ', 'javascript:alert(1)', 'http://h/%zz']
for u in urls:
    s = urlsplit(u); p = urlparse(u); print(repr(u), tuple(s), p.params, s.hostname, s.username, s.password, s.geturl(), urldefrag(u)[:], urlunsplit(s) == s.geturl())
    try: print(s.port)
    except ValueError as e: print(e)
def attempt(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
for f in (lambda: urlsplit('http://[::1'), lambda: urlsplit('http://h:99999').port, lambda: urlsplit('http://h:x').port, lambda: urlsplit(b'http://h/x'), lambda: urljoin('a', b'b'), lambda: urlsplit('http://a\u2100b'), lambda: quote(5), lambda: quote(b'a', encoding='x'), lambda: unquote(5), lambda: urlencode(5), lambda: urlencode('ab'), lambda: parse_qs('a', strict_parsing=True), lambda: parse_qs('a=1&b=2', max_num_fields=1), lambda: parse_qsl('a;b', separator=''), lambda: urlunsplit(('a', 'b')), lambda: urlsplit(5), lambda: quote_from_bytes('x')): attempt(f)
base = 'http://a/b/c/d;p?q'
for r in ('g:h', 'g', './g', 'g/', '/g', '//g', '?y', 'g?y', '#s', 'g#s', ';x', 'g;x', '', '.', './', '..', '../', '../g', '../..', '../../g', '../../../g', '/./g', '/../g', 'g.', '.g', 'g..', './../g', './g/.', 'g/./h', 'g/../h', 'http:g', 'g?y/../x'): print(r, urljoin(base, r), end=' | ')
print(); 
for s in ('a b/c&d=é~', '', '%', '+', 'x' * 3 + '\n', '/path;p', '日本'): print(quote(s), quote(s, safe=''), quote_plus(s), unquote(quote(s)) == s, unquote_plus(quote_plus(s)) == s, quote(s, encoding='utf-16') if s == '%' else '', unquote_to_bytes(quote(s)))
print(unquote('%e9%C3%A9%zz%4'), unquote('%e9', 'latin-1'), unquote('%ff', errors='strict') if 0 else unquote('%ff'), unquote(b'%41'), unquote('a%2Fb+c'), unquote_plus('a+b'), quote(b'\xff\x00', safe=b'/'), quote('a', 'a'))
for q in ('a=1&b=2&a=3', 'a&b=', '', 'a=%20+x', 'a=1;b=2', '&&a=1&&', '=x', 'a==b', 'é=ü', b'a=1&b=%41'): print(repr(q), parse_qs(q), parse_qsl(q, keep_blank_values=True))
print(parse_qs('a=1;b=2', separator=';'), urlencode({'a b': 'c&d', 'l': [1, 2]}), urlencode({'l': [1, 'é'], 't': (3,)}, doseq=True), urlencode([('k', b'\xff'), ('n', None)]), urlencode({'a': 'b c'}, quote_via=quote), urlencode({'x': '/'}, safe='/'), urlsplit('http://a/b')._replace(query='z').geturl(), urlparse('//x/y', scheme='s'), urlsplit('http://h#f', allow_fragments=False), urlparse('http://h/p').encode(), urlsplit(b'http://h/p').decode(), repr(urlsplit('a://b')), SplitResult('s', 'n', 'p', 'q', 'f').geturl(), urlunparse(('http', 'h', '/p', 'pa', 'q', 'f')))
c = http.cookies.SimpleCookie(); c['a'] = 'v 1'; c['a']['path'] = '/'; c['a']['max-age'] = 5; c['a']['httponly'] = True; c['b'] = 'é"'; print(c, c['a'].OutputString(), c.output(header='X:', sep='|'), repr(c)); c.load('k=v; q="x\\054y"; $Version=1; bad'); print(sorted(c), c.get('q') and c['q'].value, c['a'] == c['a'].copy()); attempt(lambda: c.__setitem__('a b', 1)); attempt(lambda: c['a'].__setitem__('nope', 1)); print(c.js_output()[:30].strip())
print(http.HTTPStatus(404), repr(http.HTTPStatus.OK), http.HTTPStatus.NOT_FOUND.phrase, http.HTTPStatus(200) == 200, http.HTTPMethod.GET, mimetypes.MimeTypes().guess_type('a.html'), mimetypes.MimeTypes().guess_type('x.tar.gz'), mimetypes.MimeTypes().guess_extension('text/plain') in ('.txt', '.bat'), mimetypes.MimeTypes().guess_type('data:text/x,abc'), urllib.error.URLError('why'), urllib.error.HTTPError('u', 404, 'm', {}, None))
