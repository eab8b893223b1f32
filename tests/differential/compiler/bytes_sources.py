# Source as bytes: encodings declared and not, where mistakes are then shown (bytes or characters), files and their names.
import os
import subprocess
import sys

for source in (b'x = "\xc3\xa9\xc3\xa9" + = 2\n', b'# coding: utf-8\nx = "\xc3\xa9\xc3\xa9" + = 2\n', b'\xef\xbb\xbfx = "\xc3\xa9\xc3\xa9" + = 2\n', b"# coding: latin-1\nx = '\xe9\xe9' + = 2\n", b"#!x\n# -*- coding: latin-1 -*-\nx = '\xe9' 1", b"\n\n# coding: latin-1\nx = 1",
               b"# coding: ascii\nx = '\xe9'", b"# coding: nope\nx", b"# coding: utf-8\n# coding: latin-1\nx = '\xc3\xa9'\n)", b"x = '\xc3\xa9'; y = (", b"\xc3\xa9 \xc3\xa9", b"f(\xc3\xa9=1, 2)", b"'\xc3\xa9\\N{nope}'", b"'\xc3\xa9' b''", b"x = '\xc3\xa9", b"\xc2\xa0x", b"\xe2\x82\xac = 1",
               b"if \xc3\xa9:\npass", b"def f(\xc3\xa9, \xc3\xa9): pass", b"\xc3\xa9: int = 1; global \xc3\xa9", b"\xc3\xa9\r\n\xc3\xa9\r= 1", b"\xef\xbb\xbf# coding: latin-1\nx", b"# vim: set fileencoding=utf-8 :\n\xc3\xa9 = ", b"x = 1\x00", b"", b"\xef\xbb\xbf", b"# coding: utf8\n\xc3\xa9 +", b"# coding: UTF-8-sig\nx", b"'\xc3\xa9'(1 2)"):
    for kind in (bytes, bytearray, memoryview, lambda s: s.decode("utf-8", "replace")):
        for mode in ("exec", "eval"):
            try:
                compile(kind(source), "<s>", mode)
                print(source, mode, "ok")
            except (SyntaxError, ValueError) as error:
                print(source, mode, type(error).__name__, error, *(getattr(error, n, "-") for n in ("offset", "end_lineno", "end_offset")), ascii(getattr(error, "text", "-")))
for number, source in enumerate((b'x = "\xc3\xa9\xc3\xa9" + = 2\n', b'# coding: utf-8\nx = "\xc3\xa9\xc3\xa9" + = 2\n', b"# coding: latin-1\nx = '\xe9\xe9' + = 2\n", b"# coding: latin-1\nprint(ascii('\xe9'))\n")):
    name = f"source{number}.py"
    with open(name, "wb") as file:
        file.write(source)
    result = subprocess.run([sys.executable, name], capture_output=True)
    print(name, result.returncode, result.stdout, result.stderr.replace(os.getcwd().encode(), b""))
    try:
        __import__(name[:-3])
    except SyntaxError as error:
        print(error.msg, error.lineno, error.offset, error.end_offset, ascii(error.text))
