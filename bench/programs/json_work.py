import json
data = [{'id': i, 'name': f'name {i}', 'tags': ['a', 'b', str(i)], 'score': i / 7, 'ok': i % 2 == 0, 'none': None} for i in range(4000)]
total = 0
for _ in range(50):
    text = json.dumps(data)
    total += len(text) + len(json.loads(text))
total += len(json.dumps(data, indent=1, sort_keys=True))
print(total)
