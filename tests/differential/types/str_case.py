# Case mapping, classification predicates, casefold, title, swapcase.
samples = ['', 'hello world', 'HELLO', 'Hello World', 'ß', 'ﬁ', 'İ', 'ŉ', 'ǆ', 'ǅ', 'Σας ΣΑΣ', "they're bill's", '123', '12a', '½', '²', '٣', 'Ⅷ',
           'a_b', '_', '1a', 'é', 'ab c', '\t\n ', '\u2003', 'ａＢ', 'x²', '中文', 'ªº', '𝔘𝔫', '\x1c', 'if', 'ΑΣ', 'aΣ b', 'i̇']
for s in samples:
    print(ascii(s), ascii(s.upper()), ascii(s.lower()), ascii(s.title()), ascii(s.capitalize()), ascii(s.swapcase()), ascii(s.casefold()))
    print('   ', s.isalpha(), s.isdigit(), s.isdecimal(), s.isnumeric(), s.isalnum(), s.isspace(), s.isupper(), s.islower(), s.istitle(), s.isidentifier(), s.isprintable(), s.isascii())
for name in ('upper', 'isalpha', 'title', 'isidentifier'):
    try:
        getattr('a', name)(1)
    except TypeError as e:
        print(e)
    try:
        getattr(str, name)()
    except TypeError as e:
        print(e)
    try:
        getattr(str, name)(5)
    except TypeError as e:
        print(e)
counts = {}
for i in range(0x3000):
    c = chr(i)
    for name in ('isalpha', 'isdigit', 'isspace', 'isupper', 'islower', 'isprintable', 'isidentifier', 'isdecimal', 'isnumeric', 'istitle'):
        if getattr(c, name)():
            counts[name] = counts.get(name, 0) + 1
print(counts)
print(sum(len(chr(i).upper()) * (i + 1) for i in range(0x2fff)), sum(ord(chr(i).lower()[0]) for i in range(0xd7ff)), sum(ord(chr(i).casefold()[-1]) for i in range(0xd7ff)))
print('ß'.casefold() == 'SS'.casefold(), 'ß'.upper(), 'ǆ'.title() == 'ǅ', 'groß'.title())
