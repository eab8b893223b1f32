"""Each f-string within another marks its own mistakes."""
for text in ('f"{f\'{\'}"', 'f"{f\'{a b}\'}"', 'f"{f\'{}\'}"', 'f"{f\'}\'}"', "f'{a!x}'", 'f"{f\'{a!x}\'}"', 'f"{f\'{a:{b:{c}}}\'}"', 'f"{(a}"', 'f"{f\'{a)}\'}"', "f'{a $ b}'", 'f\'\'\'{f"{f\'{a b}\'}"}\'\'\'', "f'{1 +}'", "f'{lambda x: 1}'", "f'{0x}'", 'f"{f\'{"""}\'}"'):
    try:
        compile(text, "f", "eval")
    except SyntaxError as e:
        print(text, "|", e.msg, e.lineno, e.offset, e.end_offset, repr(e.text))
