# Every byte pair and every character of the East Asian encodings: what it becomes, or where the error lies.
import hashlib

CODECS = '''euc_jp shift_jis cp932 euc_jis_2004 euc_jisx0213 shift_jis_2004 shift_jisx0213 euc_kr cp949 johab gb2312 gbk gb18030 hz big5 cp950
big5hkscs iso2022_jp iso2022_jp_1 iso2022_jp_2 iso2022_jp_2004 iso2022_jp_3 iso2022_jp_ext iso2022_kr'''.split()

def decode(data, codec):
    try:
        return ascii(data.decode(codec))
    except UnicodeDecodeError as e:
        return f'{e.encoding} {e.start} {e.end} {e.reason}'

def encode(text, codec):
    try:
        return text.encode(codec).hex()
    except UnicodeEncodeError as e:
        return f'{e.encoding} {e.start} {e.end} {e.reason}'

for codec in CODECS:
    total = hashlib.sha256()
    for lead in range(256):
        lines = [decode(bytes([lead]), codec)]
        lines += [decode(bytes([lead, trail]), codec) for trail in range(256)]
        if codec.startswith('euc_j'):
            lines += [decode(bytes([0x8F, lead, trail]), codec) for trail in range(256)]
        total.update('\n'.join(lines).encode())
        if lead % 32 == 31:
            print(codec, lead, total.hexdigest()[:12])
    for begin in range(0, 0x30000, 0x400):
        chars = [chr(c) for c in range(begin, begin + 0x400) if not 0xD800 <= c < 0xE000]
        text = '\n'.join(encode(c, codec) for c in chars)
        total.update(text.encode())
        if begin % 0x2000 == 0:
            print(codec, hex(begin), total.hexdigest()[:12])
print([decode(n.to_bytes(4, 'big'), 'gb18030') for n in range(0x81308130, 0x81308140)], decode(bytes.fromhex('e3329a35'), 'gb18030'))
total = hashlib.sha256()
for number in range(0, 250000, 7):
    data = bytes([0x81 + number // 12600 % 126, 0x30 + number // 1260 % 10, 0x81 + number // 10 % 126, 0x30 + number % 10])
    total.update(decode(data, 'gb18030').encode())
print(total.hexdigest())
