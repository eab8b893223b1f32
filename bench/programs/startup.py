import subprocess
import sys
for _ in range(60):
    subprocess.run([sys.executable, '-c', 'pass'], check=True)
print('done')
