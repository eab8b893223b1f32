# The functions and types of _json by themselves.
import _json
import json.encoder


def attempt(function, *args, **keywords):
    try:
        print(ascii(function(*args, **keywords)))
    except Exception as error:
        print(type(error).__name__, error)


for text in ('', 'a', '"', 'é\u20ac\U0001f600\ud800', '\x00\x1f\x7f\x80', 'a\\b/c', 'plain text', '\u2028', 'tab\t', 5, None, b'a'):
    attempt(_json.encode_basestring, text)
    attempt(_json.encode_basestring_ascii, text)
for args in (('a"', 0), ('"a"', 1), ('a\\n"b', 0), ('abc', 0), ('abc', 9), ('abc', -1), ('a\nb"', 0), ('a\nb"', 0, False), (b'a"', 0), ('a"', 'x'), ('\\ud834\\udd20"', 0), ('\\ud834\\u0020"', 0),
             ('\\ud834"', 0), ('\\u0000"', 0), ('\\uD834\\uDD"', 0), ('é\\u00e9"', 0), ('\U0001f600\\n"', 0), ('"', 0), ('', 0), ('\\', 0), ('\\u', 0), ('\\u123', 0), ('\\u1234', 0), ('\\u1234"', 0)):
    attempt(_json.scanstring, *args)
attempt(_json.scanstring)
attempt(_json.scanstring, 'a')
attempt(_json.scanstring, 'a', 1, 2, 3)
attempt(_json.scanstring, s='a')
for args in ((), (1, 2, 3, 4, '', '', 0, 0, 0), ({}, 2, 3, 4, 1, '', 0, 0, 0), ({}, 2, 3, 4, '', None, 0, 0, 0), ({},), (None,) * 10):
    attempt(_json.make_encoder, *args)
encoder = _json.make_encoder(None, lambda o: [str(type(o).__name__)], lambda s: s.upper(), None, ' : ', ' , ', False, True, True)
attempt(encoder, {'a': 'b', (): 1, 2: [object]}, 0)
attempt(encoder)
attempt(encoder, 1)
attempt(encoder, 1, 'x')
attempt(encoder, obj=[1], _current_indent_level=0)
attempt(_json.make_encoder({}, None, lambda s: 5, None, ':', ',', 0, 0, 0), ['a'], 0)
print(encoder.markers, encoder.indent, encoder.key_separator, encoder.item_separator, encoder.sort_keys, encoder.skipkeys)
print(type(encoder), _json.make_scanner, json.encoder.c_make_encoder is _json.make_encoder)


class Context:
    strict = True
    object_hook = object_pairs_hook = None
    parse_float, parse_int, parse_constant = float, int, str


attempt(_json.make_scanner)
attempt(_json.make_scanner, 3)
attempt(_json.make_scanner(Context), '[1, 2.5, NaN, {"a": null}] rest', 0)
attempt(_json.make_scanner(Context), '  1', 0)
