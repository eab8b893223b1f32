# Source files with null bytes, wrong encodings, BOMs, cookies, odd line ends and huge literals.
import os
import subprocess
import sys

files = {
    'nul': b'x = 1\0\nprint(x)\n',
    'latin': b'print("\xe9")\n',
    'cookie': b'# -*- coding: latin-1 -*-\nprint(ascii("\xe9"))\n',
    'bom': b'\xef\xbb\xbfprint("bom")\n',
    'bomcookie': b'\xef\xbb\xbf# coding: latin-1\nprint(1)\n',
    'badcookie': b'# coding: nosuch\nprint(1)\n',
    'crlf': b'if 1:\r\n    print("crlf")\r\nx = """a\r\nb"""\r\nprint(repr(x))\r\n',
    'cr': b'print(1)\rprint(2)\r',
    'noeol': b'print("no eol")',
    'empty': b'',
    'tabs': b'if 1:\n\tprint(1)\n        print(2)\n',
    'ff': b'\x0cprint("form feed")\n',
    'ctrlz': b'print(1)\n\x1a',
    'badutf': b'# \xff\nprint(1)\n',
    'cont': b'x = 1 + \\\n  2\nprint(x)\n',
    'badcont': b'x = 1 \\ \nprint(x)\n',
    'eofcont': b'x = 1 \\',
    'nested': b'(' * 250 + b')' * 250, 'indent': b''.join(b' ' * i + b'if 1:\n' for i in range(110)),
    'bighex': b'print(len(hex(0x' + b'f' * 5000 + b')))\n',
    'surrogate': b'print("\xed\xa0\x80")\n',
    'ident': 'é = 1; ﬁ = 2; print(é, fi)\n'.encode(),
    'badident': 'a€ = 1\n'.encode(),
    'nbsp': 'x\u00a0= 1\n'.encode(),
    'quotes': 'print(“hi”)\n'.encode(),
    'deepexpr': b'x = ' + b'-' * 7000 + b'1\n',
    'deepadd': b'x = ' + b'1+' * 3000 + b'1\nprint(x)\n',
    'manyargs': b'print(sum((' + b','.join(b'%d' % i for i in range(3000)) + b')))\n',
    'dedent': b'if 1:\n    x\n  y\n',
    'unexp': b'x = 1\n  y = 2\n',
    'cookie3': b'\n\n# coding: nosuch\nprint("third line")\n',
    'utf16': 'print(1)'.encode('utf-16'),
}
for name, data in files.items():
    with open(name + '.py', 'wb') as file:
        file.write(data)
    result = subprocess.run([sys.executable, name + '.py'], capture_output=True)
    print(name, result.returncode, result.stdout[:200], result.stderr[:600].replace(os.getcwd().encode(), b'<cwd>').decode('utf-8',
    'backslashreplace'))
