class Node:
    def __init__(self, key):
        self.key = key
        self.left = self.right = None


def insert(root, key):
    while True:
        if key < root.key:
            if root.left is None:
                root.left = Node(key)
                return
            root = root.left
        else:
            if root.right is None:
                root.right = Node(key)
                return
            root = root.right


root, seed = Node(500000), 12345
for i in range(250000):
    seed = seed * 1103515245 + 12345 & 0x7fffffff
    insert(root, seed % 1000000)
stack, total = [root], 0
while stack:
    n = stack.pop()
    if n is not None:
        total += n.key
        stack += (n.left, n.right)
print(total)
