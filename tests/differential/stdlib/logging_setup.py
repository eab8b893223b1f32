# logging: levels, handlers, filters, formatters, configuration, exceptions.
import logging, logging.config, logging.handlers, io, sys, os, tempfile, warnings
out = io.StringIO(); h = logging.StreamHandler(out); h.setFormatter(logging.Formatter('%(levelname)s:%(name)s:%(message)s|%(funcName)s|%(lineno)d|%(module)s|%(threadName)s'))
log = logging.getLogger('a.b'); log.addHandler(h); log.setLevel(logging.INFO); log.propagate = False
def go(): log.debug('no'); log.info('yes %s %d', 'x', 5); log.warning('%(k)s', {'k': 'dict'}); log.error('e', exc_info=False); log.log(35, 'custom'); log.critical('c', stacklevel=2)
go()
try: 1 / 0
except ZeroDivisionError: log.exception('failed %s', 'here'); log.info('stack', exc_info=True)
print(out.getvalue().replace(__file__, 'FILE')); out.seek(0); out.truncate()
print(log, log.parent, log.getEffectiveLevel(), log.isEnabledFor(10), log.hasHandlers(), logging.getLevelName(30), logging.getLevelName('INFO'), logging.getLevelName(77), log.getChild('c').name, logging.getLogger() is logging.root, repr(h)[:15], log.manager.disable)
logging.addLevelName(35, 'NOTICE'); log.log(35, 'n'); f = logging.Filter('a.b'); print(f.filter(logging.makeLogRecord({'name': 'a.b.c'})), f.filter(logging.makeLogRecord({'name': 'a.bc'}))); log.addFilter(lambda r: 'skip' not in r.getMessage()); log.info('skip me'); log.info('keep'); log.filters.clear()
for style, fmt in (('{', '{levelname:>8}|{message}|{extra1}'), ('$', '$levelname $$ ${message} ${extra1}')): h.setFormatter(logging.Formatter(fmt, style=style)); log.info('s', extra={'extra1': 'E'})
h.setFormatter(logging.Formatter('%(asctime)s %(message)s', datefmt='D', defaults={'q': 1})); log.info('dated'); print(out.getvalue()); out.seek(0); out.truncate()
def attempt(g):
    try: print(g())
    except Exception as e: print(type(e).__name__, e)
for g in (lambda: logging.Formatter('%(x', style='%'), lambda: logging.Formatter('{x', style='{'), lambda: logging.Formatter('x', style='!'), lambda: log.setLevel('NOPE'), lambda: log.setLevel(5.5), lambda: log.log('x', 'm'), lambda: logging.getLogger(5), lambda: log.info('x', extra={'message': 1}), lambda: logging.Formatter('plain'), lambda: logging.basicConfig(stream=out, filename='x'), lambda: logging.basicConfig(nope=1), lambda: h.setLevel('DEBUG'), lambda: logging.config.dictConfig({}), lambda: logging.config.dictConfig({'version': 2}), lambda: logging.config.dictConfig({'version': 1, 'handlers': {'h': {'class': 'nope.X'}}}), lambda: logging.config.fileConfig('/nonexistent.ini'), lambda: logging.Handler().emit(1), lambda: logging.setLoggerClass(int)): attempt(g)
log.info('bad args %d', 'x') if 0 else None
err = io.StringIO(); old, sys.stderr = sys.stderr, err; log.info('bad %d', 'x'); log.info('many', 1); sys.stderr = old; print([l for l in err.getvalue().splitlines() if l.startswith(('---', 'TypeError', 'Message', 'Arguments'))])
cfg = {'version': 1, 'disable_existing_loggers': False, 'formatters': {'f': {'format': '%(name)s-%(message)s'}}, 'filters': {'flt': {'()': lambda: (lambda r: 'drop' not in r.msg)}}, 'handlers': {'con': {'class': 'logging.StreamHandler', 'formatter': 'f', 'stream': out, 'level': 'WARNING', 'filters': ['flt']}}, 'loggers': {'conf': {'handlers': ['con'], 'level': 'DEBUG', 'propagate': False}}, 'root': {'level': 'ERROR', 'handlers': []}}
logging.config.dictConfig(cfg); c = logging.getLogger('conf'); c.info('i'); c.warning('w'); c.error('drop it'); print(out.getvalue(), c.handlers[0].level, logging.root.level); out.seek(0); out.truncate()
d = tempfile.mkdtemp(); p = os.path.join(d, 'log'); r = logging.handlers.RotatingFileHandler(p, maxBytes=40, backupCount=2, encoding='utf-8'); r.setFormatter(logging.Formatter('%(message)s')); lr = logging.getLogger('rot'); lr.addHandler(r); lr.setLevel(10); lr.propagate = False
for i in range(8): lr.debug('message number %d é', i)
r.close(); print(sorted(os.listdir(d)), [open(os.path.join(d, n), encoding='utf-8').read() for n in sorted(os.listdir(d))])
m = logging.handlers.MemoryHandler(3, target=h); h.setFormatter(logging.Formatter('M %(message)s')); lm = logging.getLogger('mem'); lm.addHandler(m); lm.setLevel(1); lm.propagate = False; lm.info('1'); lm.info('2'); print(repr(out.getvalue())); lm.info('3'); print(repr(out.getvalue())); lm.error('now'); m.close()
ad = logging.LoggerAdapter(log, {'extra1': 'ad'}); h.setFormatter(logging.Formatter('%(extra1)s %(message)s')); ad.info('adapted'); print(out.getvalue().splitlines()[-1], repr(ad)); logging.disable(logging.CRITICAL); log.critical('off'); logging.disable(logging.NOTSET); logging.captureWarnings(True); w = logging.getLogger('py.warnings'); w.addHandler(h); h.setFormatter(logging.Formatter('W %(message).30s')); w.propagate = False; warnings.warn_explicit('careful', UserWarning, 'f.py', 3); logging.captureWarnings(False); print(out.getvalue().splitlines()[-2:]); rec = logging.LogRecord('n', 20, '/p/file.py', 7, 'm %s', ('a',), None); print(rec, rec.getMessage(), rec.filename, rec.module, rec.levelname); q = __import__('queue').Queue(); lq = logging.handlers.QueueListener(q, h); qh = logging.handlers.QueueHandler(q); qh.emit(rec); print(q.get().msg)
try: from logging import NullHandler; NullHandler().handle(rec); logging.lastResort.level and print(logging.lastResort)
finally: logging.shutdown()
