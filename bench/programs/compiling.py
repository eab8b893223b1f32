import os
folder = os.path.dirname(os.__file__)
total = 0
for name in ('argparse', 'ast', 'inspect', 'typing', 'textwrap', 'dataclasses', 'subprocess'):
    with open(f'{folder}/{name}.py') as file:
        source = file.read()
    for _ in range(8):
        code = compile(source, name, 'exec')
    total += len(code.co_code) + len(code.co_names)
print(total)
