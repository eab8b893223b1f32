def nbody(steps):
    x, y, vx, vy = 1.0, 0.0, 0.0, 1.0
    dt = 0.0001
    for _ in range(steps):
        r = (x * x + y * y) ** 0.5
        k = -dt / (r * r * r)
        vx += x * k
        vy += y * k
        x += vx * dt
        y += vy * dt
    return x, y


print(nbody(2500000))
