import re
text = ' '.join(f'user{i}@example{i % 7}.org, tel. {i:05d}-{i * 7 % 1000:03d}; key_{i}="value {i}"' for i in range(3000))
mail = re.compile(r'(\w+)@(\w+)\.(?:org|com)')
phone = re.compile(r'\b\d{5}-\d{3}\b')
pair = re.compile(r'(?P<key>[a-z_]+\d+)\s*=\s*"([^"]*)"')
total = 0
for _ in range(32):
    total += len(mail.findall(text)) + len(phone.findall(text))
    total += sum(len(m.group('key')) for m in pair.finditer(text))
    total += len(re.sub(r'\s+', ' ', text)) + len(re.split(r'[;,]', text))
print(total)
