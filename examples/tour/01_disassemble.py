# A function and a method, disassembled: the bytecode is CPython 3.11's, opcode by opcode.
import dis


def greet(name, punctuation='!'):
    text = f'Hello, {name}{punctuation}'
    print(text)
    return len(text)


class Account:
    def __init__(self, owner, balance=0):
        self.owner = owner
        self.balance = balance

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError('a deposit is positive')
        self.balance += amount
        return self.balance


greet('world')
print('--- greet')
dis.dis(greet)
print('--- Account.deposit')
dis.dis(Account.deposit)
print('--- code object')
dis.show_code(Account.deposit)
print(greet.__code__.co_code.hex())
