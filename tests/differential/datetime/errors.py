# Error texts and edges of every constructor, method and operator of datetime.
from datetime import *
def t(f,*a,**k):
    try: print(repr(f(*a,**k)))
    except BaseException as e: print(type(e).__name__, e)
t(date); t(date,'a'); t(date,1); t(date,1,2,3,4); t(date,1,2,3,foo=3); t(date,1,2,3,year=3); t(date,year='a'); t(date,2**31,1,1); t(date,2**70,1,1); t(date,1.0,1,1)
t(time,1,2,3,4,None,1); t(time,fold=2); t(time,1,tzinfo=3); t(time,24)
t(datetime,1,2,3,4,5,6,7,None,1); t(datetime); t(datetime,1,1,1,1,foo=2)
t(timedelta,'a'); t(timedelta,1,2,3,4,5,6,7,8); t(timedelta,foo=1); t(timedelta,2**40); t(timedelta,10**9); t(timedelta,float('nan')); t(timedelta,float('inf')); t(timedelta, 2**80, hours=-24*2**80)
t(timezone); t(timezone,3); t(timezone,timedelta(1)); t(timezone,timedelta(0),3); t(timezone, timedelta(0), 'x',3)
t(timezone.utc.__reduce__); t(timezone(timedelta(1,-3600),'x').__reduce__)
t(timezone.utc.tzname,3); t(timezone.utc.fromutc,3); t(timezone.utc.fromutc,datetime(1,1,1))
t(tzinfo().utcoffset,None); t(tzinfo().utcoffset); t(tzinfo().fromutc,3)
t(date.fromisocalendar,2**70,1,1); t(date.fromisocalendar,0,1,1); t(date.fromisocalendar,1,54,1); t(date.fromisocalendar,1,1,8); t(date.fromisocalendar,1); t(date.fromisocalendar,'a',1,1); t(date.fromisocalendar,2000,54,9)
t(date.fromordinal,0); t(date.fromordinal,10**7); t(date.fromordinal,10**9); t(date.fromordinal,2**31-1);t(date.fromordinal,2**40); t(date.fromordinal,1.0); t(date.fromordinal)
t(date.fromisoformat,3); t(date.fromisoformat,'x'); t(date.fromisoformat)
t(datetime.fromisoformat,3); t(time.fromisoformat,3); t(datetime.fromisoformat,'2000-01-01T00:00+00:00:00.000001')
d=datetime(2000,1,1); t(d.isoformat,'ab'); t(d.isoformat,3); t(d.isoformat,'T',3); t(d.isoformat,'T','foo'); t(d.isoformat,foo=3); t(d.isoformat,timespec='a\0b')
t(d.time().isoformat,3); t(d.__format__,3); t(d.strftime,3); t(d.strftime); t(d.__format__); t(format,d,'%Y'); t(d.date().__format__,3)
t(d.replace,1,2,3,4,5,6,7,8); t(d.replace,year=0); t(d.replace,fold=3); t(d.replace,foo=1)
t(d.astimezone,3); t(d.astimezone,3,4); t(d.date); t(datetime.combine); t(datetime.combine,d,3); t(datetime.combine,3,4); t(datetime.combine,d,d.time(),3)
t(datetime.strptime,3,4); t(datetime.strptime,'a'); t(datetime.now,3); t(datetime.fromtimestamp); t(datetime.fromtimestamp,'a'); t(datetime.fromtimestamp,1e20); t(datetime.fromtimestamp,1e15);t(datetime.fromtimestamp,1e12); t(datetime.fromtimestamp,float('nan')); t(datetime.fromtimestamp,2**70); t(date.fromtimestamp,2**70); t(date.fromtimestamp,'a'); t(date.fromtimestamp,1e18)
t(datetime.fromtimestamp,1,3);t(datetime.utcfromtimestamp,'a'); t(d.__reduce_ex__,'a'); t(d.__reduce_ex__,4); t(d.replace(fold=1).__reduce_ex__,3); t(d.replace(fold=1).__reduce_ex__,4);t(d.replace(fold=1).__reduce__)
t(lambda: d<3); t(lambda: d<d.date()); t(lambda: d==d.date()); t(lambda: d.date()<d); t(lambda: d.date()==d);  t(lambda: d-d.date()); t(lambda: d.date()-d); t(lambda: d<d.replace(tzinfo=UTC)); t(lambda: d-d.replace(tzinfo=UTC));t(lambda:d.time()<d.time().replace(tzinfo=UTC))
i=d.isocalendar(); t(lambda: i); t(i.__reduce__); t(type(i)); t(type(i),1,2,3); t(type(i),1,'a',3); t(hash,i)
t(lambda:timedelta(1)/0); t(lambda:timedelta(1)//0); t(lambda:timedelta(1)/timedelta(0)); t(lambda:timedelta(1)%timedelta(0)); t(lambda:timedelta(1)//timedelta(0)); t(lambda:divmod(timedelta(1),timedelta(0))); t(lambda:timedelta(1)/0.0); t(lambda:timedelta(1)*float('nan')); t(lambda:timedelta(1)*1e300); t(lambda:timedelta(1)*2**70);t(lambda:timedelta(1)*2**40); t(lambda: timedelta(1)/1e-300)
t(lambda: -timedelta.min); t(lambda: timedelta.max+timedelta(1)); t(lambda: date.max+timedelta(1)); t(lambda:datetime.max+timedelta(1)); t(lambda:date.min-timedelta(10**8))
t(date, b'\x07\xd0\x01\x01'); t(date, b'\x07\xd0\x0d\x01'); t(date,'\x07\xd0\x01\x01'); t(date,'\u1234\xd0\x01\x01'); t(datetime,b'1'*10); t(datetime,b'\x07\xd0\x01\x01\0\0\0\0\0\0',3); t(time,b'\x81\0\0\0\0\0'); t(time,b'\1\0\0\0\0\0',3); t(datetime,b'\x07\xd0\x81\x01\0\0\0\0\0\0',UTC); t(time,'\u1234'*6)
t(datetime,'\x07\xd0\x01\x01\0\0\0\0\0\u1234'); t(date,b'\0\0\1\0')
class S(datetime): pass
class SD(date): pass
class STD(timedelta): pass
t(S,1,1,1); t(lambda:S(1,1,1)+timedelta(1)); t(lambda:SD(1,1,1)+timedelta(1)); t(STD,1); t(lambda: STD(1)+STD(1)); t(S.now(UTC).__class__); t(lambda: S(1,1,1).replace(day=2)); t(lambda:SD(1,1,1).replace(day=2)); t(lambda:SD(1,1,1).isocalendar())
class T(tzinfo):
    def utcoffset(self,d): return 3
    def tzname(self,d): return 3
    def dst(self,d): return timedelta(2)
x=datetime(1,1,1,tzinfo=T()); t(x.utcoffset); t(x.tzname); t(x.dst); t(str,x); t(x.isoformat); t(x.timetuple)
