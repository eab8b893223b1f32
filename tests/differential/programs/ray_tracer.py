"""A ray tracer: spheres, planes and boxes, reflections, refraction, soft shading, anti-aliasing; prints ASCII art and sums."""
import math
from dataclasses import dataclass, field
from enum import Enum
from typing import Iterator, NamedTuple, Optional


class Vec(NamedTuple):
    x: float
    y: float
    z: float

    def __add__(self, other):
        return Vec(self.x + other.x, self.y + other.y, self.z + other.z)

    def __sub__(self, other):
        return Vec(self.x - other.x, self.y - other.y, self.z - other.z)

    def __mul__(self, k):
        if isinstance(k, Vec):
            return Vec(self.x * k.x, self.y * k.y, self.z * k.z)
        return Vec(self.x * k, self.y * k, self.z * k)

    __rmul__ = __mul__

    def __truediv__(self, k):
        return self * (1.0 / k)

    def __neg__(self):
        return Vec(-self.x, -self.y, -self.z)

    def __matmul__(self, other):
        return self.x * other.x + self.y * other.y + self.z * other.z

    def __abs__(self):
        return math.sqrt(self @ self)

    def cross(self, other):
        return Vec(self.y * other.z - self.z * other.y, self.z * other.x - self.x * other.z,
                   self.x * other.y - self.y * other.x)

    def unit(self):
        length = abs(self)
        if not length:
            raise ZeroDivisionError("the zero vector has no direction")
        return self / length

    def reflect(self, normal):
        return self - normal * (2.0 * (self @ normal))


BLACK = Vec(0.0, 0.0, 0.0)
WHITE = Vec(1.0, 1.0, 1.0)


class Finish(Enum):
    MATT = (0.9, 0.0, 0.0)
    MIRROR = (0.2, 0.8, 0.0)
    GLASS = (0.1, 0.1, 0.8)

    def __init__(self, diffuse, mirror, glass):
        self.diffuse = diffuse
        self.mirror = mirror
        self.glass = glass


@dataclass(frozen=True)
class Material:
    colour: Vec = WHITE
    finish: Finish = Finish.MATT
    shininess: float = 16.0
    checker: Optional[Vec] = None

    def colourAt(self, point):
        if self.checker is None:
            return self.colour
        odd = (math.floor(point.x) + math.floor(point.z)) & 1
        return self.checker if odd else self.colour


@dataclass
class Ray:
    origin: Vec
    direction: Vec

    def at(self, t):
        return self.origin + self.direction * t


@dataclass(order=True)
class Hit:
    distance: float
    point: Vec = field(compare=False)
    normal: Vec = field(compare=False)
    material: Material = field(compare=False)
    inside: bool = field(default=False, compare=False)


class Shape:
    registry = {}

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        Shape.registry[cls.__name__.lower()] = cls

    def intersections(self, ray) -> Iterator[Hit]:
        raise NotImplementedError(type(self).__name__)

    def hit(self, ray):
        return min((h for h in self.intersections(ray) if h.distance > 1e-6), default=None)


class Sphere(Shape):
    def __init__(self, centre, radius, material):
        self.centre, self.radius, self.material = centre, radius, material

    def intersections(self, ray):
        offset = ray.origin - self.centre
        b = offset @ ray.direction
        c = offset @ offset - self.radius ** 2
        square = b * b - c
        if square < 0:
            return
        root = math.sqrt(square)
        for t, inside in ((-b - root, False), (-b + root, True)):
            point = ray.at(t)
            normal = (point - self.centre) / self.radius
            yield Hit(t, point, -normal if inside else normal, self.material, inside)


class Plane(Shape):
    def __init__(self, normal, height, material):
        self.normal, self.height, self.material = normal.unit(), height, material

    def intersections(self, ray):
        slope = ray.direction @ self.normal
        if abs(slope) > 1e-9:
            t = (self.height - ray.origin @ self.normal) / slope
            yield Hit(t, ray.at(t), self.normal if slope < 0 else -self.normal, self.material)


class Box(Shape):
    AXES = (Vec(1.0, 0.0, 0.0), Vec(0.0, 1.0, 0.0), Vec(0.0, 0.0, 1.0))

    def __init__(self, low, high, material):
        self.low, self.high, self.material = low, high, material

    def intersections(self, ray):
        near, far, axis = -math.inf, math.inf, 0
        for i in range(3):
            d = ray.direction[i]
            if d == 0.0:
                if not self.low[i] <= ray.origin[i] <= self.high[i]:
                    return
                continue
            t1, t2 = sorted(((self.low[i] - ray.origin[i]) / d, (self.high[i] - ray.origin[i]) / d))
            if t1 > near:
                near, axis = t1, i
            far = min(far, t2)
        if near <= far:
            normal = self.AXES[axis] * (-1.0 if ray.direction[axis] > 0 else 1.0)
            yield Hit(near, ray.at(near), normal, self.material)


class Scene:
    def __init__(self, shapes, lights, depth=4):
        self.shapes, self.lights, self.depth = list(shapes), list(lights), depth
        self.counters = dict.fromkeys(("rays", "shadow", "reflected", "refracted", "total reflections"), 0)

    def nearest(self, ray):
        best = None
        for shape in self.shapes:
            hit = shape.hit(ray)
            if hit and (best is None or hit < best):
                best = hit
        return best

    def background(self, direction):
        k = 0.5 * (direction.y + 1.0)
        return WHITE * (1.0 - k) + Vec(0.3, 0.5, 0.9) * k

    def trace(self, ray, depth=0):
        self.counters["rays"] += 1
        hit = self.nearest(ray)
        if hit is None:
            return self.background(ray.direction)
        finish = hit.material.finish
        colour = self.shade(hit, ray) * finish.diffuse
        if depth >= self.depth:
            return colour
        if finish.mirror:
            self.counters["reflected"] += 1
            bounced = Ray(hit.point, ray.direction.reflect(hit.normal))
            colour += self.trace(bounced, depth + 1) * finish.mirror
        if finish.glass:
            colour += self.refract(hit, ray, depth) * finish.glass
        return colour

    def refract(self, hit, ray, depth):
        ratio = 1.5 if hit.inside else 1.0 / 1.5
        cosine = -(ray.direction @ hit.normal)
        k = 1.0 - ratio * ratio * (1.0 - cosine * cosine)
        if k < 0:
            self.counters["total reflections"] += 1
            return BLACK
        self.counters["refracted"] += 1
        bent = ray.direction * ratio + hit.normal * (ratio * cosine - math.sqrt(k))
        return self.trace(Ray(hit.point, bent.unit()), depth + 1)

    def shade(self, hit, ray):
        base = hit.material.colourAt(hit.point)
        total = base * 0.1
        for position, power in self.lights:
            to_light = position - hit.point
            distance = abs(to_light)
            direction = to_light / distance
            self.counters["shadow"] += 1
            blocker = self.nearest(Ray(hit.point, direction))
            if blocker and blocker.distance < distance:
                continue
            lambert = max(0.0, direction @ hit.normal)
            highlight = max(0.0, ray.direction.reflect(hit.normal) @ direction) ** hit.material.shininess
            total += (base * lambert + WHITE * (0.3 * highlight)) * power
        return total


class Camera:
    def __init__(self, eye, target, up=Vec(0.0, 1.0, 0.0), angle=60.0):
        self.eye = eye
        self.forward = (target - eye).unit()
        self.right = self.forward.cross(up).unit()
        self.up = self.right.cross(self.forward)
        self.scale = math.tan(math.radians(angle) / 2)

    def rays(self, width, height, samples):
        step = 1.0 / samples
        for row in range(height):
            for column in range(width):
                bundle = []
                for i in range(samples):
                    for j in range(samples):
                        u = (2 * (column + (i + 0.5) * step) / width - 1) * self.scale
                        v = (1 - 2 * (row + (j + 0.5) * step) / height) * self.scale * height / width * 2
                        bundle.append(Ray(self.eye, (self.forward + self.right * u + self.up * v).unit()))
                yield row, column, bundle


def render(scene, camera, width, height, samples=1):
    image = [[BLACK] * width for _ in range(height)]
    for row, column, bundle in camera.rays(width, height, samples):
        colours = [scene.trace(ray) for ray in bundle]
        image[row][column] = sum(colours[1:], start=colours[0]) / len(colours)
    return image


def luminance(colour):
    return min(1.0, 0.2126 * colour.x + 0.7152 * colour.y + 0.0722 * colour.z)


def show(image, ramp=" .:-=+*#%@"):
    for line in image:
        print("".join(ramp[min(len(ramp) - 1, int(luminance(c) * len(ramp)))] for c in line).rstrip())


def main():
    shapes = [
        Sphere(Vec(0.0, 1.0, 5.0), 1.0, Material(Vec(0.9, 0.2, 0.2), Finish.MIRROR, 50.0)),
        Sphere(Vec(-2.0, 0.7, 4.0), 0.7, Material(Vec(0.2, 0.9, 0.3))),
        Sphere(Vec(1.2, 0.5, 2.6), 0.5, Material(WHITE, Finish.GLASS, 80.0)),
        Box(Vec(1.6, 0.0, 4.4), Vec(2.8, 1.4, 5.6), Material(Vec(0.2, 0.3, 0.9))),
        Plane(Vec(0.0, 1.0, 0.0), 0.0, Material(WHITE, checker=Vec(0.15, 0.15, 0.15))),
    ]
    print(sorted(Shape.registry), [f.name for f in Finish])
    scene = Scene(shapes, [(Vec(-4.0, 6.0, 0.0), 0.8), (Vec(5.0, 5.0, -2.0), 0.4)])
    image = render(scene, Camera(Vec(0.0, 1.5, -1.5), Vec(0.0, 0.8, 4.0)), 64, 22)
    show(image)
    total = sum((c for line in image for c in line), start=BLACK)
    print("sum", *(f"{v:.6f}" for v in total))
    print(scene.counters)
    small = render(scene, Camera(Vec(3.0, 2.0, 0.0), Vec(0.0, 0.8, 4.0), angle=45), 24, 10, samples=2)
    show(small, ramp=" '`^,:;Il!i~+?][}{1)(|/tfjrxnuvczXYUJCLQ0OZmwqpdbkhao*#MW&8%B@$")
    print(hash(Vec(1.0, 2.0, 3.0)) == hash((1.0, 2.0, 3.0)), Vec(1, 2, 3)._asdict(), Material())
    try:
        BLACK.unit()
    except ZeroDivisionError as error:
        print("error:", error)
    try:
        Shape().hit(Ray(BLACK, WHITE))
    except NotImplementedError as error:
        print(type(error).__name__, error)


if __name__ == "__main__":
    main()
