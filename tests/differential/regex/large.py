# Long subjects and deep patterns: no recursion, no exponential time where there is none in the pattern.
import re

big = 'ab' * 200_000
print(re.match(r'(?:a|b)*', big).end(), re.match(r'(?:ab|ba)*', big).end(), re.match(r'(?:(a)|(b))*', big).span(2), re.match(r'(?:a|b)*?$', big).end())
print(re.match(r'(a|b|ab)*$', big).span(1), len(re.findall('ab', big)), len(re.sub('a', 'xx', big)), re.search('b' * 50 + 'c', 'b' * 100_000))
print(re.match(r'(?:[ab]+?)*$', big).end(), re.fullmatch(r'(?:.)*?', big).end(), re.search('abc', big), re.search(r'(?=ab)abb', big))
print(re.match('(?>(?:a|b)*)', big).end(), re.match('(?:a|b)*+', big).end(), re.match('(?:a(?=b)b)*', big).end(), re.match('(?:(?!c).)*', big).end())
deep = '(' * 90 + 'a' + ')' * 90
print(re.match(deep, 'a').groups() == ('a',) * 90, re.match('(?:' * 60 + 'a' + ')*' * 60, 'aaa').end())
many = '|'.join('word%d' % i for i in range(500))
print(re.findall(many, 'word1 word499 word77x word500'), re.match('(?:%s)+$' % many, 'word1word2word3').end())
print(re.match('|'.join('(%s)' % c for c in 'abcdefghijklmnopqrstuvwxyz' * 4), 'z').lastindex)
print(re.match(r'(?:a?){20}a{20}', 'a' * 20).end(), re.match(r'(\w+\s*)+:', 'word ' * 8), re.search(r'(x+x+)+y', 'x' * 14))
print(re.match('a{65535}', 'a' * 65535).end(), re.match('(?:ab){1000}', big).end(), re.match('a{0,70000}b', 'a' * 70000 + 'b').end())
print(len(re.split('(a)', big)), sum(1 for m in re.finditer('', big[:1000])), re.compile('.*', re.S).match(big).end())
for width in ('', 'é', '\u4e00', '\U0001f600'):
    text = ('key=value; ' * 1000) + width
    print(len(re.findall(r'(\w+)=(\w+);', text)), re.search(r'\S+$', text + 'z').group() == width + 'z', re.search('value; ' + width + '$', text).start())
