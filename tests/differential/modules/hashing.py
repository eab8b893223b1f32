# _hashlib, _md5 … _sha3, _blake2: digests of every algorithm, copies, keyed and tree hashing, key derivation, errors.
import _blake2
import _hashlib
import _md5
import _sha1
import _sha256
import _sha3
import _sha512


def attempt(f, *args, **kw):
    try:
        print(getattr(f, '__name__', f), args, kw, f(*args, **kw))
    except BaseException as e:
        print(getattr(f, '__name__', f), args, kw, type(e).__name__, e)


LONG = bytes(range(256)) * 20
for f in (_md5.md5, _sha1.sha1, _sha256.sha224, _sha256.sha256, _sha512.sha384, _sha512.sha512, _sha3.sha3_224, _sha3.sha3_256,
          _sha3.sha3_384, _sha3.sha3_512, _blake2.blake2b, _blake2.blake2s):
    h = f(b'abc')
    print(h.name, h.digest_size, h.block_size, h.hexdigest(), type(h))
    copy = h.copy()
    copy.update(LONG)
    h.update(bytearray(LONG[:100]))
    h.update(memoryview(LONG)[100:])
    print(copy.digest() == h.digest(), h.hexdigest() == f(b'abc' + LONG, usedforsecurity=False).digest().hex(), f().hexdigest())
    for args in (('a',), (5,), (b'a', b'b')):
        attempt(f, *args)
    attempt(f, foo=1)
    attempt(h.update, 'a')
for f in (_sha3.shake_128, _sha3.shake_256):
    h = f(b'abc')
    print(h.name, h.digest_size, h.block_size, h.digest(10), h.hexdigest(40), h.digest(0), h._capacity_bits, h._rate_bits, h._suffix)
    attempt(h.digest, -1)
    attempt(h.digest, 2 ** 29)
    attempt(h.digest, 'a')
attempt(type(_md5.md5()))
print(_sha3.implementation, _sha3.sha3_224()._capacity_bits, _sha3.sha3_224()._suffix)
TREE = dict(salt=b'ab', person=b'cd', key=b'ef', fanout=2, depth=3, leaf_size=4, node_offset=5, node_depth=1, inner_size=7,
            last_node=True, digest_size=20)
for B in (_blake2.blake2b, _blake2.blake2s):
    print(B.SALT_SIZE, B.PERSON_SIZE, B.MAX_KEY_SIZE, B.MAX_DIGEST_SIZE)
    for kw in (TREE, dict(key=b'k' * 32), dict(digest_size=1), dict(last_node=True), dict(salt=b'12345678'), dict(fanout=0, depth=255),
               dict(node_offset=2 ** 40)):
        print(B(LONG, **kw).hexdigest())
    for kw in (dict(digest_size=0), dict(digest_size=65), dict(key=b'a' * 65), dict(salt=b'a' * 17), dict(person=b'a' * 17),
               dict(fanout=256), dict(fanout=-1), dict(depth=0), dict(depth=256), dict(leaf_size=-1), dict(leaf_size=2 ** 32),
               dict(node_offset=-1), dict(node_offset=2 ** 64), dict(node_depth=-1), dict(node_depth=256), dict(inner_size=-1),
               dict(inner_size=65), dict(key='a'), dict(digest_size='a')):
        attempt(lambda **kw: B(**kw).name, **kw)
    for size in (0, 1, 63, 64, 65, 127, 128, 129, 255, 256, 257):
        print(B(LONG[:size], digest_size=8).hexdigest(), end=' ')
    print()
attempt(_blake2.blake2s, node_offset=2 ** 48)
for name in ('md5', 'MD5', 'sha1', 'sha224', 'SHA256', 'SHA2-256', 'sha512_256', 'sha3_512', 'blake2b', 'blake2s', 'blake2b512',
             'ripemd160', 'sm3'):
    h = _hashlib.new(name, b'abc')
    print(name, h.name, h.digest_size, h.block_size, h.hexdigest())
attempt(_hashlib.new, 'nosuch')
attempt(_hashlib.new, 5)
attempt(_hashlib.new, 'md5', 'a')
attempt(_hashlib.HASH)
print(repr(_hashlib.openssl_sha256()).split(' object')[0], repr(_hashlib.openssl_shake_128()).split(' object')[0])
print(sorted(_hashlib.openssl_md_meth_names), sorted(_hashlib._constructors.values()), type(_hashlib._constructors))
s = _hashlib.openssl_shake_256(b'abc')
print(s.name, s.digest_size, s.digest(length=5), s.hexdigest(3), type(s).__mro__)
attempt(s.digest)
for args in ((b'k',), (b'k', b'm', 'nosuch'), (b'k', b'm', len), ('k', b'm', 'md5'), (b'k', b'', 5), (b'k', b'', 'shake_128')):
    attempt(_hashlib.hmac_new, *args)
for key in (b'', b'k', b'k' * 64, b'k' * 65, b'k' * 200):
    for name in ('md5', 'sha384', 'sha3_256', 'blake2s'):
        x = _hashlib.hmac_new(key, LONG, name)
        print(x.name, x.digest_size, x.block_size, x.hexdigest(), x.copy().digest() == _hashlib.hmac_digest(key, LONG, name))
x.update(msg=b'a')
print(x.hexdigest(), repr(x).split(' @')[0])
attempt(x.update, 'a')
attempt(_hashlib.hmac_digest, b'k', b'm', _hashlib.openssl_sha1)
P, S = _hashlib.pbkdf2_hmac, _hashlib.scrypt
for args in (('sha1', b'p', b's', 1), ('sha256', b'p', b's', 1000, 50), ('sha1', b'p', b's', 0), ('sha1', b'p', b's', 1, 0),
             ('nosuch', b'p', b's', 1), ('sha1', 'p', b's', 1), (5, b'', b'', 1)):
    attempt(P, *args)
for kw in ({}, dict(salt=b's'), dict(salt=b's', n=3, r=1, p=1), dict(salt=b's', n=2, r=8, p=1, dklen=10), dict(salt=b's', n=2, r=0, p=1),
           dict(salt=b's', n=2 ** 20, r=8, p=1), dict(salt=b's', n=2, r=8, p=1, dklen=0), dict(salt=b's', n=2, r=8, p=1, maxmem=-1),
           dict(salt=b's', n=-2, r=8, p=1), dict(salt=b's', n='a', r=8, p=1), dict(salt=b's', n=1024, r=8, p=2)):
    attempt(S, b'password', **kw)
attempt(_hashlib.compare_digest, 'a', 'a')
attempt(_hashlib.compare_digest, b'a', 'a')
attempt(_hashlib.get_fips_mode)
