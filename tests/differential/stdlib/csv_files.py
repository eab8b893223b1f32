# csv through files: DictReader, DictWriter, dialects, the sniffer, odd quoting.
import csv, io
rows = [['a', 'b,c', 'd"e'], ['', None, 1.5], ['line\nbreak', "q'q", '\\'], [' pad ', '\t', 'é'], [], ['']]
for kw in ({}, {'quoting': csv.QUOTE_ALL}, {'quoting': csv.QUOTE_NONNUMERIC}, {'delimiter': ';', 'quotechar': "'"}, {'quoting': csv.QUOTE_NONE, 'escapechar': '\\'}, {'doublequote': False, 'escapechar': '^'}, {'dialect': 'excel-tab'}, {'dialect': 'unix'}, {'lineterminator': '|'}):
    f = io.StringIO(); w = csv.writer(f, **kw)
    for r in rows:
        try: w.writerow(r)
        except csv.Error as e: print('error', e)
    print(kw, repr(f.getvalue()))
    kw2 = {k: v for k, v in kw.items() if k != 'lineterminator'}
    try: print(list(csv.reader(io.StringIO(f.getvalue(), newline=''), **kw2)))
    except (csv.Error, ValueError) as e: print(type(e).__name__, e)
text = 'name,age,city\nAnn,30,"New, York"\nBob\n\nCy,40,X,extra,more\n'
r = csv.DictReader(io.StringIO(text), restkey='rest', restval='none'); print(r.fieldnames, list(r), r.line_num)
print(list(csv.DictReader(['1,2', '3'], fieldnames=['x', 'y'])))
f = io.StringIO(); w = csv.DictWriter(f, ['x', 'y'], restval='-', extrasaction='ignore', lineterminator='\n'); print(w.writeheader()); w.writerows([{'x': 1}, {'y': 2, 'z': 3}]); print(f.getvalue())
for bad in (lambda: csv.DictWriter(f, ['x']).writerow({'q': 1}), lambda: csv.DictWriter(f, ['x'], extrasaction='odd'), lambda: csv.reader(5), lambda: csv.writer(5), lambda: csv.writer(f).writerow(5), lambda: csv.reader([], delimiter='ab'), lambda: csv.reader([], quotechar=5), lambda: csv.get_dialect('nope'), lambda: list(csv.reader(['a"b'], strict=True, quotechar='"')), lambda: list(csv.reader(['"a"b'], strict=True)), lambda: list(csv.reader(['"a'], strict=True)), lambda: list(csv.reader([b'x'])), lambda: csv.writer(f, quoting=csv.QUOTE_NONE).writerow([',']), lambda: list(csv.reader(['a\0b'])), lambda: csv.reader([], nope=1), lambda: list(csv.reader(['x,1'], quoting=csv.QUOTE_NONNUMERIC)), lambda: csv.Sniffer().sniff('abc'), lambda: csv.register_dialect(5)):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
class Semi(csv.Dialect): delimiter = ';'; quotechar = '"'; lineterminator = '\n'; quoting = csv.QUOTE_MINIMAL; skipinitialspace = True
csv.register_dialect('semi', Semi); csv.register_dialect('pipe', delimiter='|'); print(sorted(csv.list_dialects()), csv.get_dialect('semi').skipinitialspace, list(csv.reader(['a; b; "c d"'], 'semi'))); csv.unregister_dialect('semi')
for sample in ('a;b;c\n1;2;3\n4;5;6\n', "'x'|'y z'|3\n'p'|'q'|4\n", 'a\tb\n1\t2\n', 'name, age\n"A, B", 3\n"C", 4\n'):
    d = csv.Sniffer().sniff(sample); print(repr(d.delimiter), repr(d.quotechar), d.skipinitialspace, d.doublequote, csv.Sniffer().has_header(sample))
print(csv.field_size_limit(), csv.field_size_limit(10), csv.field_size_limit())
try: list(csv.reader(['x' * 11]))
except csv.Error as e: print(e)
csv.field_size_limit(131072)
def gen(): yield 'a,b'; yield '"multi'; yield 'line",c'; raise KeyError('stop')
rd = csv.reader(gen()); print(next(rd), next(rd), rd.line_num)
try: next(rd)
except KeyError as e: print('KeyError', e)
