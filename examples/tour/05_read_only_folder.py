# A folder that cannot be written is passed over in silence: the program runs, without a cache.
import os
import subprocess
import sys

os.mkdir('locked')
with open('locked/quiet.py', 'w') as file:
    file.write('message = "no cache, no complaint"\n')
# A plain file in the place of the folder __pycache__ stops even root, who may write to read-only folders.
with open('locked/__pycache__', 'w') as file:
    file.write('in the way')
os.chmod('locked', 0o555)
result = subprocess.run([sys.executable, '-c', 'import sys; sys.path.insert(0, "locked"); import quiet; print(quiet.message)'],
                        capture_output=True, text=True)
print(result.stdout.strip(), repr(result.stderr), result.returncode)
os.chmod('locked', 0o755)
print(sorted(os.listdir('locked')))
