# Accounts, transactions with rollback, an event queue, interest, audits and reports.
from __future__ import annotations

import collections
import contextlib
import dataclasses
import datetime
import decimal
import enum
import heapq
import itertools
import random
import textwrap

Money = decimal.Decimal
CENT = Money('0.01')


class BankError(Exception):
    pass


class InsufficientFunds(BankError):
    def __init__(self, account, amount):
        super().__init__(f'{account.owner} has {account.balance}, needs {amount}')
        self.account, self.amount = account, amount


class Frozen(BankError):
    pass


class Kind(enum.Enum):
    DEPOSIT = 'deposit'
    WITHDRAWAL = 'withdrawal'
    TRANSFER = 'transfer'
    INTEREST = 'interest'
    FEE = 'fee'


@dataclasses.dataclass(frozen=True, order=True)
class Entry:
    number: int
    when: datetime.date
    kind: Kind = dataclasses.field(compare=False)
    amount: Money
    account: str
    note: str = ''

    def __str__(self):
        return f'{self.number:>4} {self.when:%Y-%m-%d} {self.kind.value:<10} {self.amount:>12,.2f} {self.account:<8} {self.note}'.rstrip()


@dataclasses.dataclass
class Account:
    owner: str
    balance: Money = Money(0)
    frozen: bool = False
    limit: Money = Money(0)

    def change(self, amount: Money):
        if self.frozen:
            raise Frozen(f'{self.owner} is frozen')
        if self.balance + amount < -self.limit:
            raise InsufficientFunds(self, -amount)
        self.balance += amount


class Savings(Account):
    rate = Money('0.03')

    def interest(self, days: int) -> Money:
        return (self.balance * self.rate * days / 365).quantize(CENT)


class Checking(Account):
    fee = Money('1.50')


class Ledger:
    def __init__(self):
        self.entries: list[Entry] = []
        self.numbers = itertools.count(1)
        self.hooks = []

    def record(self, when, kind, amount, account, note=''):
        entry = Entry(next(self.numbers), when, kind, amount, account.owner, note)
        self.entries.append(entry)
        for hook in self.hooks:
            hook(entry)
        return entry

    def __iter__(self):
        return iter(self.entries)

    def __len__(self):
        return len(self.entries)

    def __getitem__(self, key):
        match key:
            case int() | slice():
                return self.entries[key]
            case str(name):
                return [e for e in self.entries if e.account == name]
            case Kind() as kind:
                return [e for e in self.entries if e.kind is kind]
            case _:
                raise TypeError(f'cannot index a ledger by {type(key).__name__}')


class Bank:
    def __init__(self, today):
        self.accounts: dict[str, Account] = {}
        self.ledger = Ledger()
        self.today = today
        self.failures = collections.Counter()

    def open(self, cls, owner, **kw):
        if owner in self.accounts:
            raise BankError(f'{owner} has an account')
        self.accounts[owner] = account = cls(owner, **kw)
        return account

    @contextlib.contextmanager
    def transaction(self):
        """All changes or none: balances and the ledger are put back when the block fails."""
        balances = {name: a.balance for name, a in self.accounts.items()}
        length = len(self.ledger)
        try:
            yield self
        except BankError as error:
            for name, balance in balances.items():
                self.accounts[name].balance = balance
            del self.ledger.entries[length:]
            self.failures[type(error).__name__] += 1
            error.add_note(f'rolled back on {self.today}')
            raise

    def deposit(self, owner, amount, note=''):
        if amount <= 0:
            raise BankError('a deposit is positive')
        account = self.accounts[owner]
        account.change(amount)
        return self.ledger.record(self.today, Kind.DEPOSIT, amount, account, note)

    def withdraw(self, owner, amount, note=''):
        account = self.accounts[owner]
        account.change(-amount)
        return self.ledger.record(self.today, Kind.WITHDRAWAL, -amount, account, note)

    def transfer(self, source, target, amount):
        with self.transaction():
            self.ledger.record(self.today, Kind.TRANSFER, -amount, self.accounts[source], f'to {target}')
            self.accounts[source].change(-amount)
            self.accounts[target].change(amount)
            self.ledger.record(self.today, Kind.TRANSFER, amount, self.accounts[target], f'from {source}')

    def month_end(self):
        for account in self.accounts.values():
            match account:
                case Savings(balance=b) if b > 0 and not account.frozen:
                    amount = account.interest(30)
                    account.change(amount)
                    self.ledger.record(self.today, Kind.INTEREST, amount, account)
                case Checking(balance=b, fee=fee) if b >= fee and not account.frozen:
                    account.change(-fee)
                    self.ledger.record(self.today, Kind.FEE, -fee, account)

    def audit(self):
        sums = collections.defaultdict(Money)
        for entry in self.ledger:
            sums[entry.account] += entry.amount
        return [(n, a.balance, sums[n]) for n, a in self.accounts.items() if a.balance != sums[n]]


class Simulation:
    def __init__(self, bank, seed):
        self.bank, self.random = bank, random.Random(seed)
        self.queue, self.order = [], itertools.count()

    def at(self, day, action, *args):
        heapq.heappush(self.queue, (day, next(self.order), action, args))

    def run(self, days):
        start = self.bank.today
        while self.queue and self.queue[0][0] <= days:
            day, _, action, args = heapq.heappop(self.queue)
            self.bank.today = start + datetime.timedelta(days=day)
            try:
                action(day, *args)
            except BankError as error:
                if len(self.bank.failures) < 4 and sum(self.bank.failures.values()) < 6:
                    print(f'day {day}: {type(error).__name__}: {error}', getattr(error, '__notes__', []))

    def salary(self, day, owner, amount):
        self.bank.deposit(owner, amount, 'salary')
        self.at(day + 30, self.salary, owner, amount)

    def spend(self, day, owner):
        amount = Money(self.random.randint(100, 60000)) / 100
        others = [n for n in self.bank.accounts if n != owner]
        self.at(day + self.random.randint(1, 5), self.spend, owner)
        if self.random.random() < 0.4:
            self.bank.transfer(owner, self.random.choice(others), amount)
        else:
            with self.bank.transaction():
                self.bank.withdraw(owner, amount, self.random.choice(['rent', 'food', 'books', 'café']))

    def month(self, day):
        self.bank.month_end()
        self.at(day + 30, self.month)

    def freeze(self, day, owner, state):
        self.bank.accounts[owner].frozen = state


def report(bank):
    print('-' * 40)
    for name, account in sorted(bank.accounts.items()):
        print(f'{name:<8} {type(account).__name__:<9} {account.balance:>14,.2f}{" frozen" if account.frozen else ""}')
    for kind in Kind:
        entries = bank.ledger[kind]
        print(f'{kind.name:<11} {len(entries):>5} {sum((e.amount for e in entries), Money(0)):>14,.2f}')
    print('failures', sorted(bank.failures.items()), 'audit', bank.audit())


def main():
    bank = Bank(datetime.date(2024, 1, 1))
    bank.open(Checking, 'ann', limit=Money(500))
    bank.open(Savings, 'bob')
    bank.open(Checking, 'cleo')
    bank.open(Savings, 'dan', limit=Money(100))
    large = []
    bank.ledger.hooks.append(lambda e: abs(e.amount) > 2900 and large.append(e.number))
    simulation = Simulation(bank, 2024)
    for i, (name, pay) in enumerate([('ann', 3100), ('bob', 2800), ('cleo', 3300), ('dan', 1500)]):
        simulation.at(i, simulation.salary, name, Money(pay))
        simulation.at(i + 1, simulation.spend, name)
    simulation.at(30, simulation.month)
    simulation.at(100, simulation.freeze, 'dan', True)
    simulation.at(160, simulation.freeze, 'dan', False)
    simulation.run(365)
    report(bank)
    for entry in bank.ledger[:8] + bank.ledger[-4:]:
        print(entry)
    print(len(bank.ledger), large[:6], bank.ledger['bob'][0] < bank.ledger['bob'][1], max(bank.ledger).number)
    for bad in (lambda: bank.open(Savings, 'ann'), lambda: bank.deposit('bob', Money(-1)), lambda: bank.withdraw('bob', Money(10) ** 9), lambda: bank.ledger[1.5], lambda: bank.deposit('zed', Money(1))):
        try:
            bad()
        except Exception as error:
            print(type(error).__name__, error)
    print(textwrap.fill(' '.join(f'{e.account}:{e.amount}' for e in bank.ledger[Kind.INTEREST]), 90))


main()
