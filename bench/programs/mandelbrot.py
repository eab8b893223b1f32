def mandelbrot(size, limit):
    inside = 0
    for i in range(size):
        ci = 2.0 * i / size - 1.0
        for j in range(size):
            cr = 3.0 * j / size - 2.0
            zr = zi = 0.0
            for _ in range(limit):
                zr, zi = zr * zr - zi * zi + cr, 2.0 * zr * zi + ci
                if zr * zr + zi * zi > 4.0:
                    break
            else:
                inside += 1
    return inside


print(mandelbrot(500, 80))
