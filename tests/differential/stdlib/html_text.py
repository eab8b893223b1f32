# html, html.parser, html.entities: escaping and tokenising markup, also broken markup.
import html, html.parser, html.entities
for s in ('<a href="x">\'&amp;', '&lt;&gt;&quot;&#39;&#x27;', '&notit; &not it', '&#0;&#128;&#x110000;&#xD800;&#1;', '&eacute &Eacute;&nosuch;', '&ampx &amp', '&#;&#x;&', '&CounterClockwiseContourIntegral;', '&#38;lt;', 'é€😀', '&#65&#x41', '&Aacute&acE;'): print(repr(html.escape(s)), repr(html.escape(s, quote=False)), repr(html.unescape(s)))
class P(html.parser.HTMLParser):
    def handle_starttag(self, t, a): print('start', t, a, self.getpos(), repr(self.get_starttag_text()))
    def handle_endtag(self, t): print('end', t)
    def handle_startendtag(self, t, a): print('startend', t, a)
    def handle_data(self, d): print('data', repr(d))
    def handle_comment(self, d): print('comment', repr(d))
    def handle_decl(self, d): print('decl', repr(d))
    def handle_pi(self, d): print('pi', repr(d))
    def unknown_decl(self, d): print('unknown', repr(d))
    def handle_entityref(self, n): print('entity', n)
    def handle_charref(self, n): print('char', n)
docs = ['<!DOCTYPE html><p class=a id="b&amp;c" disabled>Hi <b>x</b><br/>\n<!-- c -- d --><?php x ?></p>', '<a b=\'c"d\' e=f/><A HREF=#>', '<script>if (a < b) "</p>";</script><style>a > b {}</style>', '&amp; &#65; &bogus; &', '<div<p>', '< p>', '</>', '</ p>', '<a\n b\n=\nc>', '<!x>', '<![CDATA[ y ]]>', '<!-', '<p', '<a href="unclosed', 'a<b', '<a/b>', '<x:y z:w="1">', '<!--->x-->', '<script>x</script ><textarea><b></textarea>', '<a =b>', '<!ELEMENT br EMPTY>', '<?xml?>', '</p attr>', '<p>&nbsp', 'x<!---->y']
for d in docs:
    for conv in (True, False):
        print('##', conv, repr(d)); p = P(convert_charrefs=conv)
        try: p.feed(d); p.close()
        except Exception as e: print(type(e).__name__, e)
p = P(); 
for c in '<p a="1">x &lt; y</p>': p.feed(c)
p.close(); print(p.rawdata == '', p.getpos()); p.reset(); print(len(html.entities.html5), html.entities.name2codepoint['copy'], html.entities.codepoint2name[169], html.entities.entitydefs['eacute'], html.parser.HTMLParser.CDATA_CONTENT_ELEMENTS)
