# pyexpat: every handler, buffering, namespaces, entities, encodings, errors.
import pyexpat, xml.parsers.expat as expat, io, gc
from xml.parsers.expat import errors, model
DOC = b'''<?xml version="1.0" encoding="iso-8859-1" standalone="no"?>
<?style a="b"?>
<!DOCTYPE quotations SYSTEM "quotes.dtd" [
<!ELEMENT root (a?, (b|c)*, d+)> <!ELEMENT m (#PCDATA|x)*> <!ELEMENT e EMPTY> <!ELEMENT n ANY>
<!NOTATION note SYSTEM "note.jpg"> <!ENTITY ext SYSTEM "e.ent"> <!ENTITY in "inner &amp; text">
<!ENTITY % pe "x"> <!ENTITY unp SYSTEM "u.gif" NDATA note> <!ATTLIST root k CDATA "dflt" q (a|b) #REQUIRED>
]>
<root q="a" z="\xe9&lt;"><!-- com -- ment --><x:y xmlns:x="uri" x:a="1">text &in; \xe9 &#65;
<![CDATA[<raw>]]></x:y>&skipped;<e/></root>
'''.replace(b'-- ment', b'ment')
NAMES = [n for n in dir(expat.ParserCreate()) if n.endswith('Handler') or n == 'DefaultHandlerExpand']
print(len(NAMES))
def make(**kw):
    p = expat.ParserCreate(**kw)
    for n in NAMES:
        if n.startswith('Default'): continue
        def h(*a, n=n): print(n[:-7], a); return 1
        setattr(p, n, h)
    return p
for kw in ({}, {'namespace_separator': '!'}, {'namespace_separator': ''}, {'intern': {}}):
    p = make(**kw); p.SetBase('/base'); print(sorted(kw), p.GetBase(), p.Parse(DOC, True), sorted(map(str, p.intern)), p.CurrentLineNumber, p.ErrorCode)
p = make(namespace_separator=' '); p.namespace_prefixes = True; p.ordered_attributes = 1; p.specified_attributes = True; p.buffer_text = True; p.StartElementHandler(1, 2) if 0 else None
for i in range(0, len(DOC), 37): p.Parse(DOC[i:i + 37])
print(p.Parse(b'', True), p.buffer_used, p.buffer_size, p.buffer_text)
p = expat.ParserCreate(); p.DefaultHandler = lambda d: print('default', repr(d)); p.Parse('<a x="1">é<b/>&amp;</a>', 1)
p = expat.ParserCreate(); p.buffer_text = True; p.buffer_size = 4; p.CharacterDataHandler = lambda d: print('chars', repr(d)); p.Parse('<a>abcdefghij\nkl<b/>m</a>', True)
def attempt(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e, getattr(e, 'code', ''), getattr(e, 'lineno', ''), getattr(e, 'offset', ''))
for d in (b'', b'<', b'<a>', b'<a></b>', b'<a/><b/>', b'<a x="1" x="2"/>', b'<a>&nope;</a>', b'<a>\x01</a>', b'\xff', b'<a>&#0;</a>', b'<?xml version="1.0" encoding="nope"?><a/>', b'<?xml version="1.0" encoding="euc-jp"?><a/>' if 0 else b'<?xml?>', b' <?xml version="1.0"?><a/>', b'<a xmlns:p="u"><q:b/></a>', b'<!DOCTYPE a [<!ENTITY x "&x;">]><a>&x;</a>', b'<a b=c/>', b'<a><![CDATA[x</a>', '<a>\ud800</a>', 5, None, b'<a' + b'b' * 5000 + b'/'):
    attempt(lambda: expat.ParserCreate().Parse(d, True)); 
for enc in ('koi8-r', 'cp1251', 'utf-8', 'utf-16', 'us-ascii'):
    p = expat.ParserCreate(enc); got = []; p.CharacterDataHandler = got.append; attempt(lambda: p.Parse('<a>жя</a>'.encode(enc, 'xmlcharrefreplace'), True)); print(enc, ''.join(got))
def boom(*a): raise KeyError('boom')
p = expat.ParserCreate(); p.StartElementHandler = boom; attempt(lambda: p.Parse(b'<a><b/></a>', True)); print(p.StartElementHandler)
for f in (lambda: expat.ParserCreate(namespace_separator='too long'), lambda: expat.ParserCreate(intern=5), lambda: expat.ParserCreate(5), lambda: setattr(p, 'buffer_size', 0), lambda: setattr(p, 'buffer_size', 'x'), lambda: setattr(p, 'nope', 1), lambda: delattr(p, 'buffer_text'), lambda: pyexpat.XMLParserType(), lambda: p.ParseFile(5), lambda: expat.ParserCreate().ParseFile(io.StringIO('<a/>')), lambda: expat.ErrorString(3), lambda: expat.ErrorString(999), lambda: setattr(p, 'CurrentLineNumber', 1), lambda: p.ExternalEntityParserCreate(5)): attempt(f)
p = expat.ParserCreate(); print(p.ParseFile(io.BytesIO(b'<a>' + b'<b/>' * 2000 + b'</a>'))); attempt(lambda: p.Parse(b'x', True))
def ext(ctx, base, sysid, pubid): sub = p.ExternalEntityParserCreate(ctx); return sub.Parse(b'<inner>from ' + sysid.encode() + b'</inner>', True)
p = make(); p.ExternalEntityRefHandler = ext; p.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_ALWAYS); p.Parse(b'<!DOCTYPE a [<!ENTITY e SYSTEM "sys">]><a>&e;</a>', True)
p = expat.ParserCreate(); p.StartElementHandler = lambda n, a: print(n, p.CurrentLineNumber, p.CurrentColumnNumber, p.CurrentByteIndex, p.GetInputContext()); p.Parse(b'<a>\n  <b c="1"/></a>', True)
print(errors.codes['syntax error'], errors.messages[7], errors.XML_ERROR_FINISHED, model.XML_CTYPE_SEQ, expat.native_encoding, [n for n, _ in expat.features][:3], expat.error is expat.ExpatError, repr(expat.ExpatError), expat.__name__, pyexpat.errors.__name__)
p = expat.ParserCreate(); p.StartElementHandler = lambda *a: p; del p; print(gc.collect() >= 0)
import xml.etree.ElementTree as ET, xml.dom.minidom as md, xml.sax
t = ET.fromstring('<r xmlns:n="u"><a k="v">t<b/>tail</a><n:c/></r>'); print(ET.tostring(t), [e.tag for e in t.iter()], t.find('a').attrib, t.findtext('a'), t.findall('.//b'), ET.tostring(t, encoding='unicode', short_empty_elements=False)) if 0 else print(ET.tostring(t), [e.tag for e in t.iter()], t.find('a').attrib, t.findtext('a'), len(t.findall('.//b')))
attempt(lambda: ET.fromstring('<r><a></r>')); d = md.parseString('<r a="1"><!--c--><b>x &amp; y</b><?pi z?></r>'); print(d.toxml(), d.documentElement.getAttribute('a'), d.getElementsByTagName('b')[0].firstChild.data, d.toprettyxml(indent=' '))
class H(xml.sax.ContentHandler):
    def startElement(self, n, a): print('sax', n, dict(a.items()))
    def characters(self, c): print('chars', repr(c))
xml.sax.parseString(b'<r k="1">hi<x/></r>', H()); attempt(lambda: xml.sax.parseString(b'<r', H()))
