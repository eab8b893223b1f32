"""Escapes are warned of again by the second pass, the one that looks for mistakes; numbers are not."""
import warnings

for s in ('"\\d"; x = = 1', 'x = "\\d" y', 'f("\\d" y "\\e")', '"\\d"\nif x\n  "\\e"', 'x = f"\\d{a b}"', 'f"{1if x else y}" = = 1','"\\d" $ "\\e"', '"\\d"\n"'):
    with warnings.catch_warnings(record=True) as w:
        warnings.simplefilter("always")
        try:
            compile(s, "f", "exec")
        except SyntaxError as e:
            print(s.encode(), e.msg)
    print("   ", [(str(x.message), x.lineno) for x in w])
