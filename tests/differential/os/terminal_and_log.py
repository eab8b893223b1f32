# termios on a pseudo-terminal and on what is none, syslog's arguments, clocks that cannot be set.
import os
import pty
import syslog
import termios
import time
def t(f,*a,**k):
    try: print(repr(f(*a,**k)))
    except BaseException as e: print(type(e), e)
t(termios.tcgetattr,'a'); t(termios.tcgetattr,-1); t(termios.tcgetattr); r,w=os.pipe(); t(termios.tcgetattr,r); t(termios.tcsetattr,r,0,5); t(termios.tcsetattr,r,0,[1,2,3]); t(termios.tcsetattr,r,0,[0,0,0,0,0,0,5]); t(termios.tcsetattr,r,0,[0,0,0,0,0,0,[b'a']*32]);t(termios.tcsetattr,r,0,[0,0,0,0,0,0,[b'ab']*32]); t(termios.tcsetattr,r,0,['a',0,0,0,0,0,[b'a']*32]);t(termios.tcsetattr,r,0,[0,0,0,0,0,0,[1]*32]);t(termios.tcsetattr,r,0,[0,0,0,0,0,0,['a']*32])
t(termios.tcflush,r,99); t(termios.tcgetwinsize,r); t(termios.tcsetwinsize,r,5); t(termios.tcsetwinsize,r,(1,)); t(termios.tcsetwinsize,r,(1,2)); t(termios.tcsetwinsize,r,('a',2)); t(termios.tcdrain,r); t(termios.tcflow,r,0); t(termios.tcsendbreak,r,0); t(termios.tcsetwinsize,r,(2**70,1)); t(termios.tcsetwinsize,r,(70000,1)); t(termios.tcsetwinsize,r,(-1,1))

m,s=pty.openpty(); a=termios.tcgetattr(s); print(a); t(termios.tcsetattr,s,termios.TCSANOW,a); t(termios.tcgetwinsize,s); t(termios.tcsetwinsize,s,(10,20)); t(termios.tcgetwinsize,s); t(termios.tcflush,s,termios.TCIOFLUSH); t(termios.tcsetattr,s,99,a)
a[3]&=~termios.ICANON; termios.tcsetattr(s,0,a); print(termios.tcgetattr(s)[6][4:7])
t(termios.tcsetattr,s,0,[2**32,0,0,0,0,0,a[6]]);t(termios.tcsetattr,s,0,[2**70,0,0,0,0,0,a[6]]); t(termios.tcsetattr,s,0,[-1,0,0,0,0,0,a[6]]); t(termios.tcsetattr,s,'a',a)
t(syslog.syslog); t(syslog.syslog,5); t(syslog.syslog,1,2); t(syslog.syslog,'a',2); t(syslog.syslog,1,2,3); t(syslog.openlog,5); t(syslog.openlog,'a','b'); t(syslog.openlog,foo=1); t(syslog.openlog,'x',0,0); t(syslog.syslog,'hi'); t(syslog.syslog,syslog.LOG_ERR,'hi'); t(syslog.setlogmask,5); t(syslog.setlogmask,255); t(syslog.LOG_MASK,3); t(syslog.LOG_UPTO,3); t(syslog.LOG_MASK,'a'); t(syslog.closelog); t(syslog.openlog,1,2,3,4); t(syslog.syslog,priority=1); t(syslog.setlogmask); t(syslog.closelog,1)
t(time.clock_settime,time.CLOCK_MONOTONIC,0); t(time.clock_settime,0,'a'); t(time.clock_settime,'a',0); t(time.clock_settime_ns,time.CLOCK_MONOTONIC,0); t(time.clock_settime_ns,0,'a'); t(time.clock_settime_ns,0,1.5); t(time.clock_settime,1,float('nan')); t(time.clock_settime,1,1e300); t(time.clock_settime)
