"""The text that an error shows is the file's, where a file of that name exists; columns count in what is shown."""
import os
import tempfile

NAME = os.path.join(tempfile.mkdtemp(), "x.py")


def check(name, data, src=None):
    with open(NAME, "wb") as file:
        file.write(data)
    try:
        compile(data if src is None else src, NAME, "exec")
    except SyntaxError as e:
        print(name, type(e).__name__, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset, ascii(e.text))


for tail in (b"", b"\n", b"\n\n", b"\r\n", b"\r"):
    check("plain", b"x = = 1"+tail)
    check("ret", b"return"+tail)
    check("fut", b"from __future__ import foo"+tail)
    check("nonlocal", b"x = 1\nnonlocal y"+tail)
check("bom", b"\xef\xbb\xbfx = = 1\n")
check("bomret", b"\xef\xbb\xbfreturn\n")
check("latin", b"# coding: latin-1\nx = '\xe9' = = 1\n")
check("latin1", b"# coding: latin-1\n\xe9 = '\xe9' = = 1\n")
check("latinret", b"# coding: latin-1\n'\xe9'; return\n")
check("utf8", "x = 'é' = = 1\n".encode())
check("utf8s", "x = 'é' = = 1\n".encode(), "x = 'é' = = 1\n")
check("utf8c", "# coding: utf-8\nx = 'é' = = 1\n".encode())
check("utf8ret", "'é'; return\n".encode())
check("other", b"completely different\nand more\n", "x = = 1")
check("other", b"completely different", "x = = 1")
check("other2", b"a\n", "x\n\n\ny = = 1")
check("otherret", b"a\n", "x\n\n\nreturn")
check("long", b"x = '" + b"a"*2000 + b"' = = 1\n")
check("long2", b"x = '" + b"a"*994 + b"' = = 1\n")
check("longret", b"x = '" + b"a"*2000 + b"'; return\n")
check("joined", b"x = \\\n  1 = = \\\n 2\n")
check("joined2", "x = 'é' + \\\n  é = = \\\n 2\n".encode())
check("string", "x = '''é\nabc''' = = 1\n".encode())
check("string", "x = '''é\nabc''' = = 1\n".encode(), "x = '''é\nabc''' = = 1\n")
check("unclosed", b"x = (1,\n2\ny = 3\n")
check("unterminated", b"x = 'abc\ny = 3\n")
check("triple", b"x = '''abc\ny = 3\n")
check("cont", b"x = 1 + \\ 2\n")
check("conteof", b"x = 1 + \\")
check("indent", b"if x:\n    y\n  z\n")
check("indent2", b"if x:\ny\n")
check("indent3", b"  y\n")
check("tab", b"if x:\n        y\n\tz\n")
os.remove(NAME)
os.rmdir(os.path.dirname(NAME))
