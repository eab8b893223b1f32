# Where each mode says that text is wrong: positions, line shown, message.
for mode in ("eval","single","exec"):
  for s in ("1 +","","(",")","a b","1 + \n", "x =", "f(", "if x:", "def f():\n  x +", "'abc", "a b\n", "x = 1 +\n# c", "1 + # c", "  x", "x\n  y", "x!", "1 2 3", "f(a for b in c, d)", "é + ", "a\nb", "", "\n", "#", "(a,\n b c)", "a = 1\n", "lambda", "lambda:", "x if y", "not","[1,2", "x := 3","yield","f'{a b}'","f'{'", "f'{}'"):
    try: compile(s,'<s>',mode); print(mode, repr(s), "ok")
    except SyntaxError as e: print(mode, repr(s), e.lineno,e.offset,e.end_lineno,e.end_offset,repr(e.text),e.msg)
