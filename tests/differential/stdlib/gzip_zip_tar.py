# gzip, zipfile, tarfile, bz2, lzma: archives in memory and on disk.
import gzip, zipfile, tarfile, bz2, lzma, io, os, tempfile, zlib, struct, time
os.chdir(tempfile.mkdtemp()); data = b'The quick brown fox. ' * 500
z = gzip.compress(data, mtime=0); print(z[:10], gzip.decompress(z) == data, len(gzip.compress(data, 1, mtime=0)) > 0, gzip.decompress(z + gzip.compress(b'more', mtime=5))[-6:])
with gzip.open('f.gz', 'wt', encoding='utf-8', newline='\n') as f: f.write('líne1\nline2\n'); print(f.mode if hasattr(f, 'mode') else '')
with gzip.open('f.gz', 'rt', encoding='utf-8') as f: print(f.readlines())
with gzip.GzipFile('x', 'wb', fileobj=(b := io.BytesIO()), mtime=1) as g: print(g.write(b'abc'), g.tell(), g.seek(10), g.writable(), g.readable(), g.name)
g = gzip.GzipFile(fileobj=io.BytesIO(b.getvalue())); print(g.read(2), g.peek(1)[:1], g.tell(), g.seek(1), g.read(), g.mtime, g.seek(-1) if 0 else '', g.rewind())
def attempt(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
for f in (lambda: gzip.decompress(b'xx'), lambda: gzip.decompress(b'\x1f\x8bxx'), lambda: gzip.decompress(z[:-3]), lambda: gzip.decompress(z[:-8] + b'\0' * 8), lambda: gzip.decompress(z[:50]), lambda: gzip.open('f.gz', 'rwb'), lambda: gzip.open('f.gz', 'rb', encoding='x'), lambda: gzip.GzipFile('f.gz').write(b'x'), lambda: gzip.decompress(b''), lambda: gzip.open(5.5), lambda: zipfile.ZipFile('f.gz'), lambda: tarfile.open('f.gz', 'r:'), lambda: tarfile.open('nope.tar'), lambda: bz2.decompress(b'x'), lambda: lzma.decompress(b'x'), lambda: tarfile.open('x', 'odd')): attempt(f)
with zipfile.ZipFile('a.zip', 'w', zipfile.ZIP_DEFLATED) as zf:
    i = zipfile.ZipInfo('dir/a.txt', (2020, 1, 2, 3, 4, 6)); i.external_attr = 0o644 << 16; i.comment = b'hi'; zf.writestr(i, data); zf.writestr(zipfile.ZipInfo('é.bin'), b'\0\1', compress_type=zipfile.ZIP_STORED); zf.writestr(zipfile.ZipInfo('d2/'), b''); zf.comment = b'archive'
    with zf.open('s.txt', 'w') as s: s.write(b'stream'); attempt(lambda: zf.open('t', 'w'))
    zf.writestr(zipfile.ZipInfo('b.bz'), data, zipfile.ZIP_BZIP2); zf.writestr(zipfile.ZipInfo('l.xz'), data, zipfile.ZIP_LZMA)
with zipfile.ZipFile('a.zip') as zf:
    for i in zf.infolist(): print(i.filename, i.file_size, i.compress_type, i.CRC, i.is_dir(), i.flag_bits, oct(i.external_attr >> 16)) if i.filename != 's.txt' else print(i.filename, i.file_size)
    print(zf.namelist(), zf.testzip(), zf.comment, zf.read('é.bin'), repr(zf.getinfo('dir/a.txt'))); f = zf.open('dir/a.txt'); print(f.read(5), f.tell(), f.seek(3), f.read1(4)[:4], f.readline()[:3], f.seekable()); zf.extractall('out'); print(sorted(os.listdir('out')), open('out/dir/a.txt', 'rb').read() == data); attempt(lambda: zf.read('nope')); attempt(lambda: zf.writestr('q', b'')); attempt(lambda: zf.open('s.txt', 'x')); attempt(lambda: zf.read('s.txt', pwd=5))
    p = zipfile.Path(zf); print([c.name for c in p.iterdir()], (p / 'dir' / 'a.txt').read_bytes()[:4], (p / 'dir').is_dir(), (p / 'nope').exists(), p.joinpath('s.txt').read_text('utf-8'), str(p / 'dir'))
attempt(lambda: zf.read('s.txt')); bad = bytearray(open('a.zip', 'rb').read()); k = bad.find(b'stream'); attempt(lambda: zipfile.ZipFile(io.BytesIO(bytes(bad[:-30])))); print(zipfile.is_zipfile('a.zip'), zipfile.is_zipfile(io.BytesIO(b'x')))
c = bytearray(io.BytesIO(open('a.zip', 'rb').read()).getvalue()); pos = c.find(b'\0\1'); n = c.find('é.bin'.encode()); c[n + len('é.bin'.encode())] ^= 1; attempt(lambda: zipfile.ZipFile(io.BytesIO(bytes(c))).read('é.bin')); attempt(lambda: zipfile.ZipInfo('x', (1970, 1, 1, 0, 0, 0))); attempt(lambda: zipfile.ZipFile('a.zip', 'q')); attempt(lambda: zipfile.ZipFile('n.zip', 'w', 99))
with zipfile.ZipFile('a.zip', 'a') as zf: zf.write('f.gz', 'in/f.gz'); zf.mkdir('newdir'); zf.printdir() if 0 else print(len(zf.namelist()), zf.namelist()[-2:])
for mode in ('', 'gz', 'bz2', 'xz'):
    with tarfile.open('t.tar', 'w:' + mode) as t:
        i = tarfile.TarInfo('long/' + 'n' * 120); i.size = 3; i.mtime = 1e9; i.uname = 'ü'; t.addfile(i, io.BytesIO(b'abc')); l = tarfile.TarInfo('ln'); l.type = tarfile.SYMTYPE; l.linkname = 'target'; t.addfile(l); d = tarfile.TarInfo('dd'); d.type = tarfile.DIRTYPE; d.mode = 0o755; t.addfile(d); t.add('f.gz', 'renamed', filter=lambda i: setattr(i, 'mtime', 5) or i)
    with tarfile.open('t.tar') as t: print([(m.name[-8:], m.size, m.type, m.linkname, oct(m.mode), m.isdir(), m.issym()) for m in t], t.extractfile(t.getnames()[0]).read(), t.getmember('ln').pax_headers, t.format); attempt(lambda: t.getmember('zz')); attempt(lambda: t.extractfile('ln')); t.extract('renamed', 'ex', set_attrs=False); print(os.path.getsize('ex/renamed') == os.path.getsize('f.gz'))
with tarfile.open(fileobj=io.BytesIO(open('t.tar', 'rb').read()), mode='r|*') as t: print([m.name[:4] for m in t]); 
print(tarfile.is_tarfile('t.tar'), tarfile.is_tarfile('f.gz'), repr(tarfile.TarInfo('q')).split(' at ')[0], tarfile.TarInfo('q').tobuf(tarfile.USTAR_FORMAT)[:10]); attempt(lambda: tarfile.TarInfo('x' * 300).tobuf(tarfile.USTAR_FORMAT)); attempt(lambda: tarfile.TarInfo.frombuf(b'x' * 512, 'utf8', 'strict')); attempt(lambda: tarfile.open(fileobj=io.BytesIO(b'\1' * 600)))
c = bz2.compress(data); print(bz2.decompress(c + bz2.compress(b'2'))[-2:], lzma.decompress(lzma.compress(data, format=lzma.FORMAT_ALONE))[:3], bz2.open(io.BytesIO(c), 'rt').readline()[:9], lzma.open(io.BytesIO(lzma.compress(b'l1\nl2'))).readlines())
