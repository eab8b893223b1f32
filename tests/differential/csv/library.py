# The csv module over _csv: readers, writers, dictionaries, dialects, the sniffer.
import csv
import io

out = io.StringIO()
writer = csv.writer(out)
print(writer.writerow(['a', 1, None, 2.5, 'x,y', 'q"q', 'two\nlines']), writer.writerows([[1, 2], ()]), repr(out.getvalue()))
print(list(csv.reader(io.StringIO(out.getvalue(), newline=''))))
reader = csv.DictReader(io.StringIO('name,age\r\nAda,36\r\n\r\nBob\r\nCy,1,2,3\r\n'), restkey='rest', restval='?')
print(reader.fieldnames, list(reader), reader.line_num)
out = io.StringIO()
writer = csv.DictWriter(out, ['a', 'b'], restval='-', extrasaction='ignore')
writer.writeheader()
writer.writerows([{'a': 1}, {'a': 2, 'b': 3, 'c': 4}])
print(repr(out.getvalue()))
try:
    csv.DictWriter(out, ['a']).writerow({'z': 1})
except ValueError as error:
    print(error)


class Bars(csv.Dialect):
    delimiter, quotechar, escapechar, doublequote = '|', "'", '\\', False
    lineterminator, quoting, skipinitialspace = '!\n', csv.QUOTE_ALL, True


csv.register_dialect('bars', Bars)
csv.register_dialect('semi', delimiter=';', quoting=csv.QUOTE_NONNUMERIC)
print(csv.list_dialects())
for name in csv.list_dialects():
    out = io.StringIO()
    csv.writer(out, name).writerow(['a', 'b|c', "d'e", 5, 'f;g', 'h\\i', ''])
    d = csv.get_dialect(name)
    print(name, repr(out.getvalue()), d.delimiter, d.quotechar, d.escapechar, d.doublequote, d.quoting, list(csv.reader([out.getvalue()], name))[:2] if name != 'semi' else '')
print(list(csv.reader(['"a";1.5;2'], 'semi')), list(csv.reader(["'a\\'b'|'c'| d!"], Bars)), csv.reader([], Bars).dialect is csv.reader([], 'bars').dialect)
csv.unregister_dialect('bars')
for bad in (lambda: csv.get_dialect('bars'), lambda: csv.reader([], 'bars'), lambda: list(csv.reader(['"a;1'], 'semi', strict=True)), lambda: list(csv.reader(['x;1'], 'semi')), lambda: csv.reader([], delimiter='xx')):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
sniffer = csv.Sniffer()
for sample in ('a,b,c\n1,2,3\n', "'a';'b'\n'c';'d'\n", 'x\ty\n1\t2\n', 'a:b\nc:d\n', 'name|age\nann|3\nbob|4\n'):
    found = sniffer.sniff(sample)
    print(repr(found.delimiter), found.quotechar, found.skipinitialspace, sniffer.has_header(sample))
import copy, pickle
for operation in (lambda: pickle.dumps(csv.get_dialect('excel')), lambda: copy.copy(csv.get_dialect('excel')), lambda: csv.get_dialect('excel').__reduce__()):
    try:
        print(operation())
    except TypeError as error:
        print(error)
