# Functions of _codecs: utf-7, byte orders that are found, escapes, whole buffers; complete and in pieces.
import _codecs


def attempt(function, *args):
    shown = ascii([bytes(a) if isinstance(a, memoryview) else a for a in args])
    try:
        print(function.__name__, shown, '->', ascii(function(*args)))
    except Exception as error:
        print(function.__name__, shown, '->', type(error).__name__, error)


for text in ('', 'abc', 'a+b', 'é', 'a\u20acb', '\U0001f600', 'é-', 'éA', 'é A', '+é', '\\~', 'tab\t\n\r', '\x00\x7f', '\ud800', 'Hi Mom \u263a!', '\xa3\u2022x', '&%$"[]{}', 'éé\u4e00'):
    attempt(_codecs.utf_7_encode, text)
    assert '\ud800' in text or _codecs.utf_7_decode(_codecs.utf_7_encode(text)[0])[0] == text
for data in (b'', b'abc', b'+-', b'+AOk-', b'+AOk', b'+AOkA', b'+AOk-x', b'+AOkx', b'+IKw-b', b'+2D3eAA-', b'+2D0-', b'+2D0', b'+2D0A-', b'+', b'+!', b'+AA-', b'+AAB-', b'+AOl-', b'\xe9', b'a\xe9b', b'+AOk\xe9', b'+AOk=', b'-', b'+AOkAOk.',
             b'+\xc3', b'a+AOk-+AOk-'):
    attempt(_codecs.utf_7_decode, data)
    attempt(_codecs.utf_7_decode, data, 'replace', True)
    attempt(_codecs.utf_7_decode, data, 'ignore', False)
    attempt(_codecs.utf_7_decode, data, None, True)
for data in (b'', b'\xff\xfea\0', b'\xfe\xff\0a', b'a\0b\0', b'a\0b', b'\xff\xfe', b'\xff', b'\xff\xfe\x3d\xd8', b'\xff\xfe\x3d\xd8\x00\xde'):
    for order in (0, -1, 1):
        for final in (False, True):
            attempt(_codecs.utf_16_ex_decode, data, 'strict', order, final)
for data in (b'', b'\xff\xfe\0\0a\0\0\0', b'\0\0\xfe\xff\0\0\0a', b'a\0\0\0', b'a\0', b'\xff\xfe\0\0', b'\0\0\x11\0'):
    for order in (0, -1, 1):
        attempt(_codecs.utf_32_ex_decode, data, 'strict', order, False)
        attempt(_codecs.utf_32_ex_decode, data, 'replace', order, True)
attempt(_codecs.escape_encode, bytes(range(256)))
attempt(_codecs.escape_encode, b'')
attempt(_codecs.escape_encode, 'x')
attempt(_codecs.escape_decode, _codecs.escape_encode(bytes(range(256)))[0])
for data in (b'ab', 'aé', bytearray(b'x'), memoryview(b'yz'), 5):
    attempt(_codecs.readbuffer_encode, data)
