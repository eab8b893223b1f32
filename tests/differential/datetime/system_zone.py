# The system's time zone: folds, gaps, timestamp(), astimezone(), fromtimestamp() in zones with daylight saving.
import os
import time
from datetime import UTC, date, datetime, timedelta, timezone

for zone in ['EST+05EDT,M3.2.0,M11.1.0', 'CET-1CEST,M3.5.0,M10.5.0/3', 'UTC0', 'XXX-12:30', 'LHT-10:30LHD-11,M10.1.0,M4.1.0', 'Africa/Cairo']:
    os.environ['TZ'] = zone
    time.tzset()
    print(zone)
    for start in [datetime(2021, 3, 14, 0), datetime(2021, 11, 7, 0), datetime(2021, 3, 28), datetime(2021, 10, 31), datetime(2021, 4, 3, 23),
                  datetime(2021, 10, 2, 23)]:
        for step in range(0, 300, 15):
            for fold in 0, 1:
                t = (start + timedelta(minutes=step)).replace(fold=fold)
                aware = t.astimezone()
                print(t, fold, t.timestamp(), repr(aware), aware.fold, t.astimezone(UTC).time())
        base = int(start.timestamp())
        for step in range(-7200, 14400, 1800):
            got = datetime.fromtimestamp(base + step + 0.25)
            print(repr(got), got.fold, date.fromtimestamp(base + step), datetime.utcfromtimestamp(base + step))
    print(repr(datetime(2021, 1, 1, tzinfo=UTC).astimezone()), datetime.fromtimestamp(0, timezone(timedelta(hours=-3))))
    print(datetime(1, 1, 1, tzinfo=UTC).timestamp(), datetime(2021, 7, 1).astimezone().tzname())
for stamp in [0.9999995, 0.9999994, -0.5, -1e-7, 1.0000005, 1.0000015, 1e9 + 0.1234565, -62135596800, 253402300799, 253402300800, -62135596801]:
    for make in datetime.utcfromtimestamp, datetime.fromtimestamp, date.fromtimestamp, lambda s: datetime.fromtimestamp(s, UTC):
        try:
            print(stamp, repr(make(stamp)))
        except Exception as e:
            print(stamp, type(e).__name__, e)
