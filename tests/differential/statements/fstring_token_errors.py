# Mistakes within tokens of an f-string's expression are reported as the tokenizer says them, others with a prefix.
for text in ('3.x', '1__0', '0777', '0b2', '0x', '0o8', '1e+', '1_', '12ab', '1.5abc', '0b1_', '$', '?', 'a $ b', 'a\u00a0b', 'a\u200bb', '\u20ac', '\u00e9\u20ac', '(a', '[1, 2', 'a)', '(a]',
             'a b', '1 +', 'f"{3.x}"', 'f"{a b}"', 'x:{3.x}', 'x:{a b}', '5 5', 'a.1b', "'''a'", '(0777)', '(1 2)', '(?)'):
    for source in (f"f'''{{{text}}}'''", f"f'''\n{{{text}}}''' + 1"):
        try: compile(source, '<f>', 'eval'); print(ascii(source), 'compiles')
        except SyntaxError as e: print(ascii(source), e.msg.encode('ascii', 'backslashreplace').decode())
