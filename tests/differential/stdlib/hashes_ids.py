# hashlib, hmac, secrets, uuid, zlib checksums.
import hashlib, hmac, uuid, zlib, secrets, binascii, random
for n in ('md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'sha3_224', 'sha3_256', 'sha3_384', 'sha3_512', 'blake2b', 'blake2s'):
    h = hashlib.new(n); h.update(b'abc'); c = h.copy(); c.update(b'd' * 200); print(n, h.name, h.digest_size, h.block_size, h.hexdigest(), c.hexdigest()[:16], getattr(hashlib, n)(b'').hexdigest()[:12], hmac.new(b'k' * 200, b'm', n).hexdigest()[:16])
for n in ('shake_128', 'shake_256'): h = hashlib.new(n, b'x'); print(n, h.hexdigest(10), h.digest(3), h.digest_size)
print(hashlib.blake2b(b'm', digest_size=8, key=b'k', salt=b's', person=b'p').hexdigest(), hashlib.blake2s(b'm', fanout=2, depth=2, leaf_size=3, node_offset=4, node_depth=1, inner_size=8, last_node=True).hexdigest(), hashlib.blake2b.MAX_KEY_SIZE, hashlib.blake2s.SALT_SIZE)
print(hashlib.pbkdf2_hmac('sha256', b'pw', b'salt', 1000).hex(), hashlib.pbkdf2_hmac('sha1', b'pw', b'salt', 1, 5).hex(), hashlib.scrypt(b'pw', salt=b's', n=16, r=8, p=1, dklen=16).hex())
def attempt(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
for f in (lambda: hashlib.new('nope'), lambda: hashlib.md5('str'), lambda: hashlib.md5(5), lambda: hashlib.shake_128(b'').hexdigest(), lambda: hashlib.blake2b(digest_size=65), lambda: hashlib.blake2b(key=b'k' * 65), lambda: hashlib.blake2s(salt=b'x' * 9), lambda: hmac.new(b'k', b'm'), lambda: hmac.new('k', b'm', 'md5'), lambda: hmac.compare_digest('é', 'é'), lambda: hmac.compare_digest('a', b'a'), lambda: hashlib.pbkdf2_hmac('sha1', b'', b'', 0), lambda: hashlib.sha256(b'x', usedforsecurity=False).hexdigest()[:5], lambda: hashlib.md5(b'a').update(None), lambda: hashlib.shake_128(b'').digest(-1), lambda: hashlib.sha1(string=b'z').hexdigest()[:5]): attempt(f)
h = hmac.new(b'key', digestmod=hashlib.sha256); h.update(b'a'); c = h.copy(); c.update(b'b'); print(h.name, h.hexdigest() == hmac.digest(b'key', b'a', 'sha256').hex(), c.hexdigest()[:10], h.digest_size, h.block_size, hmac.compare_digest(b'a', b'a'), hmac.compare_digest('a', 'b'))
print(sorted(hashlib.algorithms_guaranteed), hashlib.file_digest(__import__('io').BytesIO(b'data'), 'sha1').hexdigest())
u = uuid.UUID('12345678-1234-5678-1234-567812345678'); print(u, repr(u), u.int, u.bytes, u.bytes_le, u.fields, u.hex, u.urn, u.variant, u.version, u.time, u.clock_seq, u.node, hash(u) == hash(u.int), u < uuid.UUID(int=1), u == uuid.UUID(bytes=u.bytes) == uuid.UUID(fields=u.fields) == uuid.UUID(bytes_le=u.bytes_le) == uuid.UUID('{' + str(u) + '}') == uuid.UUID('urn:uuid:' + u.hex), int(u) == u.int, u.is_safe)
print(uuid.uuid3(uuid.NAMESPACE_DNS, 'python.org'), uuid.uuid5(uuid.NAMESPACE_URL, 'x'), uuid.uuid4().version, uuid.uuid1(0x123456789abc, 5).node, uuid.uuid1().variant, uuid.UUID(int=5, version=4), len({uuid.uuid4() for _ in range(50)}))
for f in (lambda: uuid.UUID('x'), lambda: uuid.UUID(), lambda: uuid.UUID(int=-1), lambda: uuid.UUID(bytes=b'x'), lambda: uuid.UUID(int=1, version=9), lambda: setattr(u, 'int', 1), lambda: uuid.UUID(fields=(1,)), lambda: u < 5, lambda: uuid.UUID(int=1, hex='a')): attempt(f)
print(zlib.crc32(b'abc'), zlib.adler32(b'abc'), zlib.crc32(b'c', zlib.crc32(b'ab')), binascii.crc_hqx(b'abc', 0), zlib.crc32(b''), len(secrets.token_bytes(5)), len(secrets.token_hex(4)), secrets.randbelow(1), secrets.choice([7]), secrets.compare_digest(b'a', b'a')); attempt(lambda: secrets.randbelow(0))
r = random.Random(b'seed'); print(uuid.UUID(int=r.getrandbits(128), version=4), hashlib.sha256(r.randbytes(100)).hexdigest())
