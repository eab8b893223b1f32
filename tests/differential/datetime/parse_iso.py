# fromisoformat() on texts made from pieces, and on damaged ones.
import random
from datetime import date, datetime, time

random.seed(7)
dates = ['2020-02-29', '20200229', '2020-W05-3', '2020W053', '2020-W05', '2020W05', '2019-02-29', '0000-01-01', '9999-12-31', '2020-W54-1',
         '2020-W53-7', '2021-W53-1', '2020-W05-0', '2020-W05-8', '2020-1-01', '202002', '2020-02', '2020022', '20200229x']
times = ['12', '12:34', '1234', '12:34:56', '123456', '12:34:56.7', '12:34:56,789', '12:34:56.789012', '12:34:56.78901234', '123456.789',
         '12:3456', '1234:56', '12:34:5', '12:', '12:34:', '12:34:56.', '24:00', '12:60', '12:34:60', '12.5', '12:34.5', '1', '', 'T12', '12:34:56:78']
zones = ['', 'Z', '+00:00', '-00:00', '+01:30', '-0130', '+01', '+23:59:59.999999', '+24:00', '-23:59', '+00:00:00.000001', '+01:30:15', 'ZZ',
         '+1', '+01:3', 'z', '+', '-', '+01:30Z', '+-01:00', '+00:60']
seps = ['T', ' ', 't', '-', '\u00e9', '\u20ac', '\U0001f600', '\ud800', '', '1', 'W']

def show(kind, text):
    try:
        print(kind.__name__, ascii(text), repr(kind.fromisoformat(text)))
    except Exception as e:
        print(kind.__name__, ascii(text), type(e).__name__, ascii(str(e)))

for d in dates:
    show(date, d)
    show(datetime, d)
for t in times:
    for z in zones:
        show(time, t + z)
    show(time, 'T' + t)
for i in range(1500):
    show(datetime, random.choice(dates[:11]) + random.choice(seps) + random.choice(times) + random.choice(zones))
alphabet = '0123456789-:.,WTZ+ \u0661\0'
for i in range(1500):
    kind = random.choice([date, datetime, time])
    text = list(random.choice(dates[:8]) + 'T' + random.choice(times) + random.choice(zones) if kind is datetime
                else random.choice(dates) if kind is date else random.choice(times) + random.choice(zones))
    for j in range(random.randrange(1, 4)):
        where = random.randrange(len(text) + 1)
        text[where:where + random.randrange(2)] = random.choice(alphabet)
    show(kind, ''.join(text))
for kind in date, datetime, time:
    class Sub(kind):
        def __new__(cls, *args):
            print('Sub', args)
            return super().__new__(cls, *args)
    Sub.__name__ = 'Sub'
    print(repr(Sub.fromisoformat('12:34:56.5+01:00' if kind is time else '2020-02-29')))
