words = [f'word{i}' for i in range(1000)]
total = 0
for _ in range(1000):
    text = ' '.join(words)
    parts = text.upper().split()
    for w in parts:
        if w.startswith('WORD9') and w.endswith('9'):
            total += 1
        total += len(w.replace('O', '00')) + w.find('R')
    for i in range(0, len(text), 3):
        total += text[i] == 'w'
print(total)
