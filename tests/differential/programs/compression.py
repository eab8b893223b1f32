"""An archiver: bit streams, canonical Huffman codes, LZ77, move-to-front with Burrows–Wheeler, arithmetic coding on big integers,
an archive format with checksums; every method gives back what it was given."""
import heapq
import io
import operator
import random
import struct
import sys
import zlib
from array import array
from binascii import hexlify
from collections import Counter
from contextlib import suppress
from functools import reduce
from itertools import chain, groupby, islice, pairwise, repeat
from types import MappingProxyType


class BitWriter:
    def __init__(self):
        self.data, self.buffer, self.count = bytearray(), 0, 0

    def write(self, value, width):
        if value >> width:
            raise ValueError(f"{value} needs more than {width} bits")
        self.buffer = self.buffer << width | value
        self.count += width
        while self.count >= 8:
            self.count -= 8
            self.data.append(self.buffer >> self.count)
            self.buffer &= (1 << self.count) - 1

    def gamma(self, value):
        width = value.bit_length()
        self.write(0, width - 1)
        self.write(value, width)

    def finish(self):
        if self.count:
            self.write(0, 8 - self.count)
        return bytes(self.data)


class BitReader:
    def __init__(self, data):
        self.bits, self.left = int.from_bytes(data, "big"), 8 * len(data)

    def read(self, width):
        if width > self.left:
            raise EOFError(f"{width} bits wanted, {self.left} left")
        self.left -= width
        value = self.bits >> self.left & (1 << width) - 1
        return value

    def gamma(self):
        width = 1
        while not self.read(1):
            width += 1
        return 1 << width - 1 | (self.read(width - 1) if width > 1 else 0)


class Method:
    registry = {}

    def __init_subclass__(cls, *, tag, **kwargs):
        super().__init_subclass__(**kwargs)
        if tag in Method.registry:
            raise TypeError(f"tag {tag!r} is taken by {Method.registry[tag].__name__}")
        cls.tag = tag
        Method.registry[tag] = cls

    @classmethod
    def names(cls):
        return MappingProxyType({tag: method.__name__ for tag, method in sorted(cls.registry.items())})

    def encode(self, data):
        raise NotImplementedError

    def decode(self, data):
        raise NotImplementedError


class Stored(Method, tag=b"S"):
    def encode(self, data):
        return data

    decode = encode


class RunLength(Method, tag=b"R"):
    def encode(self, data):
        out = bytearray()
        for byte, group in groupby(data):
            length = sum(1 for _ in group)
            while length:
                part = min(length, 255)
                out += bytes((part, byte))
                length -= part
        return bytes(out)

    def decode(self, data):
        return b"".join(bytes([byte]) * length for length, byte in zip(data[::2], data[1::2]))


class Huffman(Method, tag=b"H"):
    def lengths(self, data):
        heap = [(n, byte, (byte,)) for byte, n in Counter(data).items()]
        depth = dict.fromkeys(set(data), 1 if len(heap) == 1 else 0)
        heapq.heapify(heap)
        while len(heap) > 1:
            (n1, k1, s1), (n2, k2, s2) = heapq.heappop(heap), heapq.heappop(heap)
            for byte in s1 + s2:
                depth[byte] += 1
            heapq.heappush(heap, (n1 + n2, min(k1, k2), s1 + s2))
        return depth

    @staticmethod
    def canonical(depth):
        code, last, table = 0, 0, {}
        for length, byte in sorted((length, byte) for byte, length in depth.items()):
            code <<= length - last
            table[byte] = code, length
            code, last = code + 1, length
        return table

    def encode(self, data):
        depth = self.lengths(data)
        writer = BitWriter()
        for byte, code in (table := self.canonical(depth)).items():
            writer.write(1, 1)
            writer.write(byte, 8)
            writer.write(code[1], 6)
        writer.write(0, 1)
        writer.write(len(data), 32)
        for byte in data:
            writer.write(*table[byte])
        return writer.finish()

    def decode(self, data):
        reader, depth = BitReader(data), {}
        while reader.read(1):
            byte = reader.read(8)
            depth[byte] = reader.read(6)
        inverse = {(length, code): byte for byte, (code, length) in self.canonical(depth).items()}
        out = bytearray()
        for _ in repeat(None, reader.read(32)):
            code = length = 0
            while (symbol := inverse.get((length, code))) is None:
                code, length = code << 1 | reader.read(1), length + 1
            out.append(symbol)
        return bytes(out)


class Lz77(Method, tag=b"L"):
    window, shortest = 4096, 4

    def encode(self, data):
        writer, recent, position = BitWriter(), {}, 0
        writer.gamma(len(data) + 1)
        while position < len(data):
            key = data[position:position + self.shortest]
            best = 0, 0
            for start in reversed(recent.get(key, ())):
                if position - start > self.window:
                    break
                length = self.matching(data, start, position)
                best = max(best, (length, start), key=operator.itemgetter(0))
            length = best[0] if best[0] >= self.shortest else 0
            if length:
                writer.write(1, 1)
                writer.gamma(length)
                writer.gamma(position - best[1])
            else:
                writer.write(data[position], 9)
            for i in range(position, position + (length or 1)):
                recent.setdefault(data[i:i + self.shortest], []).append(i)
            position += length or 1
        return writer.finish()

    @staticmethod
    def matching(data, start, position):
        length = 0
        with suppress(IndexError):
            while data[start + length] == data[position + length]:
                length += 1
        return length

    def decode(self, data):
        reader = BitReader(data)
        size, out = reader.gamma() - 1, bytearray()
        while len(out) < size:
            if reader.read(1):
                length, distance = reader.gamma(), reader.gamma()
                for _ in range(length):
                    out.append(out[-distance])
            else:
                out.append(reader.read(8))
        return bytes(out)


class BurrowsWheeler(Method, tag=b"B"):
    def encode(self, data):
        doubled = data + data
        order = sorted(range(len(data)), key=lambda i: doubled[i:i + len(data)])
        last = bytes(data[i - 1] for i in order)
        table, moved = list(range(256)), bytearray()
        for byte in last:
            index = table.index(byte)
            moved.append(index)
            table.insert(0, table.pop(index))
        return struct.pack(">I", order.index(0) if order else 0) + Huffman().encode(bytes(moved))

    def decode(self, data):
        (row,), moved = struct.unpack_from(">I", data), Huffman().decode(data[4:])
        table, last = list(range(256)), array("B")
        for index in moved:
            last.append(table[index])
            table.insert(0, table.pop(index))
        following = sorted(range(len(last)), key=last.__getitem__)
        out = bytearray()
        for _ in last:
            row = following[row]
            out.append(last[row])
        return bytes(out)


class Arithmetic(Method, tag=b"A"):
    """The whole message as one big fraction."""

    def encode(self, data):
        counts = Counter(data)
        low, spread = 0, 1
        total = len(data)
        starts = self.starts(counts)
        for byte in data:
            low = low * total + starts[byte] * spread
            spread *= counts[byte]
        header = struct.pack(">IH", total, len(counts)) + b"".join(struct.pack(">BI", b, n) for b, n in sorted(counts.items()))
        shift = spread.bit_length() - 1
        number = -(-low >> shift)
        body = number.to_bytes((number.bit_length() + 7) // 8, "big")
        return header + struct.pack(">I", shift) + body

    @staticmethod
    def starts(counts):
        starts, at = {}, 0
        for byte, n in sorted(counts.items()):
            starts[byte] = at
            at += n
        return starts

    def decode(self, data):
        total, kinds = struct.unpack_from(">IH", data)
        counts = dict(struct.iter_unpack(">BI", data[6:6 + 5 * kinds]))
        (shift,) = struct.unpack_from(">I", data, 6 + 5 * kinds)
        code = int.from_bytes(data[10 + 5 * kinds:], "big") << shift
        starts = self.starts(counts)
        owner = list(chain.from_iterable(repeat(b, n) for b, n in sorted(counts.items())))
        width, out = total ** total, bytearray()
        for _ in range(total):
            part = width // total
            byte = owner[code // part]
            out.append(byte)
            code -= starts[byte] * part
            width = part * counts[byte]
        return bytes(out)


class Archive:
    HEAD = struct.Struct(">4scHII")

    def __init__(self, stream):
        self.stream = stream

    def add(self, name, data, method):
        encoded = name.encode()
        body = method.encode(data)
        self.stream.write(self.HEAD.pack(b"ARC1", method.tag, len(encoded), len(body), zlib.crc32(data)) + encoded + body)
        return len(body)

    def __iter__(self):
        self.stream.seek(0)
        while head := self.stream.read(self.HEAD.size):
            magic, tag, nameSize, size, checksum = self.HEAD.unpack(head)
            if magic != b"ARC1":
                raise ValueError(f"bad magic {magic!r} at {self.stream.tell() - self.HEAD.size}")
            name = self.stream.read(nameSize).decode()
            data = Method.registry[tag]().decode(self.stream.read(size))
            if zlib.crc32(data) != checksum:
                raise ValueError(f"{name}: checksum {zlib.crc32(data):#010x}, expected {checksum:#010x}")
            yield name, data


def samples():
    random.seed(7)
    words = "the quick brown fox jumps over the lazy dog while seven wizards boil a cauldron".split()
    yield "empty", b""
    yield "one", b"x"
    yield "run", b"a" * 1000 + b"b" * 300
    yield "text", " ".join(random.choice(words) for _ in range(400)).encode()
    yield "noise", random.randbytes(600)
    yield "code", "".join(f"{a:02x}-{b}\n" for a, b in pairwise(range(150))).encode("utf-16-le")


def main():
    print(Method.names())
    archive = Archive(io.BytesIO())
    originals = {}
    methods = list(Method.registry.values())
    for title, data in samples():
        sizes = []
        for method in methods:
            name = f"{title}.{method.tag.decode()}"
            originals[name] = data
            sizes.append(archive.add(name, data, method()))
        print(f"{title:8}{len(data):6}", *(f"{m.tag.decode()}={s}" for m, s in zip(methods, sizes)))
    for name, data in archive:
        assert data == originals[name], name
    content = archive.stream.getvalue()
    print(len(content), hexlify(content[:24], "-").decode(), zlib.crc32(content), reduce(operator.xor, content))
    encoded = Arithmetic().encode(b"abracadabra" * 20)
    print("arithmetic", len(encoded), hexlify(encoded[-12:]).decode())
    broken = bytearray(content)
    broken[len(content) // 2] ^= 0x40
    try:
        for name, _ in Archive(io.BytesIO(broken)):
            pass
        print("not noticed")
    except (ValueError, KeyError, EOFError, IndexError, UnicodeDecodeError) as error:
        print(type(error).__name__, error)
    with suppress(ValueError):
        BitWriter().write(4, 2)
    try:
        type("Twice", (Method,), {}, tag=b"S")
    except TypeError as error:
        print(error)
    try:
        BitReader(b"\x00").gamma()
    except EOFError as error:
        print(error)
    print(list(islice(Method.names(), 3)), sys.getsizeof(bytearray()) > 0)


main()
