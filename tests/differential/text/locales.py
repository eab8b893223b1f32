import _locale
for n in sorted(dir(_locale)):
    o=getattr(_locale,n)
    if n.startswith('__'): continue
    print(n,type(o).__name__,getattr(o,'__text_signature__',None) if callable(o) else repr(o))
def t(f):
    try: print(ascii(f()))
    except BaseException as e: print(type(e),e)
for f in (lambda:_locale.setlocale(_locale.LC_ALL,'xx'),lambda:_locale.setlocale(99),lambda:_locale.setlocale(99,'C'),lambda:_locale.setlocale(_locale.LC_ALL),lambda:_locale.setlocale(_locale.LC_ALL,'C.UTF-8'),lambda:_locale.setlocale('a'),lambda:_locale.setlocale(0,3),_locale.localeconv,lambda:_locale.strcoll('a','b'),lambda:_locale.strcoll('a\0','b'),lambda:_locale.strxfrm('abc'),lambda:_locale.strxfrm('a\0'),lambda:_locale.strxfrm('é\u20ac'),lambda:_locale.nl_langinfo(_locale.CODESET),lambda:_locale.nl_langinfo(99999),lambda:_locale.nl_langinfo(_locale.DAY_1),_locale.getencoding,lambda:_locale.gettext('a'),lambda:_locale.dgettext('d','a'),lambda:_locale.dgettext(None,'a'),lambda:_locale.dcgettext('d','a',_locale.LC_MESSAGES),lambda:_locale.textdomain(None),lambda:_locale.textdomain('foo'),lambda:_locale.textdomain(None),lambda:_locale.bindtextdomain('foo','/tmp'),lambda:_locale.bindtextdomain('foo',None),lambda:_locale.bindtextdomain('','/tmp'),lambda:_locale.bind_textdomain_codeset('foo',None),lambda:_locale.bind_textdomain_codeset('foo','utf-8'),lambda:_locale.gettext(3),lambda:_locale.strcoll(1,2),lambda:_locale.setlocale(0,None),lambda:_locale.setlocale(_locale.LC_CTYPE,''),lambda:_locale.nl_langinfo(_locale.D_FMT), lambda:[_locale.nl_langinfo(getattr(_locale,n)) for n in sorted(dir(_locale)) if n.isupper() and not n.startswith('LC_') and n!='CHAR_MAX']): t(f)
print(_locale.Error, _locale.Error.__mro__, _locale.__doc__)
