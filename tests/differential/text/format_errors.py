# Format specifications, the % operator and their error messages.
def show_format(value, spec):
    try:
        print(repr(spec), type(value).__name__, repr(format(value, spec)))
    except Exception as error:
        print(repr(spec), type(value).__name__, type(error).__name__, error)


for value, spec in [("a", "x x"), (1, "x x"), ("a", "+"), ("a", " "), ("a", "#"), ("a", "z"), ("a", "=5"),
                    ("a", "05"), ("a", "d"), ("a", ","), (1, ".3"), (1, "+c"), (-1, "c"), (1, ",x"), (1, ",_"),
                    (1, "."), (1, "5q"), (1234567, "012,"), (1, "<010"), (-0.04, "z.1f"), (123456.0, ".3"),
                    (1.5, "#.0f"), ("abc", "10.2s"), ("\xe9", "*^7")]:
    show_format(value, spec)


def show_percent(template, args):
    try:
        print(repr(template), repr(args), repr(template % args))
    except Exception as error:
        print(repr(template), repr(args), type(error).__name__, error)


for template, args in [("%d", "x"), ("%x", 1.5), ("%c", "ab"), ("%s %s", (1,)), ("%s", (1, 2)), ("%(a)s", 1),
                       ("%(a)s", {}), ("%(a", {}), ("%", 1), ("%y", 1), ("a", 1), ("a", {}), ("%*d", (-5, 1)),
                       ("%.*f", (2, 1.5)), ("%5%", ()), ("%#x", 255), ("%08.5d", -3), ("%.2s", "abc"),
                       ("%r|%a", ("\xe9", "\xe9")), ("%d", 10**30), ("%010.3f", -1.5), ("%5.1f%%", 12.345)]:
    show_percent(template, args)

for template, args in [("{0}{1}", (1, 2)), ("{}{}", (1, 2)), ("{}{0}", (1,)), ("{0}{}", (1,)), ("{", ()), ("}", ()),
                       ("{!x}", (1,)), ("{!r:>6}", ("a",)), ("{0[0]}{0[1]}", ([1, 2],)), ("{:{}}", (1, 5)), ("{a", ()),
                       ("{0.real}", (5,)), ("{0[}", (1,)), ("{2}", (1,)), ("{{}}", ()), ("{0!r", (1,)), ("{0[]}", ([],))]:
    try:
        print(template, template.format(*args))
    except Exception as error:
        print(template, type(error).__name__, error)
