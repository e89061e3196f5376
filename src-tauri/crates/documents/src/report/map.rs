//! Degrees on their way to paper: at the middle latitude of what is shown, a degree east is as long as the cosine
//! of that latitude says.

use domain::report::Map;
use serde::Serialize;

/// Points of outlines are set on a grid of so many steps for the width of the map. Neighbours share the points of
/// their border, so that it stays one line.
const GRID: f64 = 2000.0;
/// What a map around a single place shows, in degrees.
const SMALLEST: f64 = 0.2;

/// A map in units of its width, from its upper left corner.
#[derive(Debug, PartialEq, Serialize)]
pub(super) struct Projected {
    /// Its height.
    height: f64,
    outlines: Vec<Vec<Vec<(f64, f64)>>>,
    /// Where each circle is, and what part of the largest its surface is.
    circles: Vec<(f64, f64, f64)>,
    /// How much the largest counts, and how many there are.
    most: u32,
    /// Whether there is anything to see.
    pub(super) empty: bool,
}

/// The outlines and circles of the map; what is at no place on Earth is left out.
pub(super) fn projected(map: &Map) -> Projected {
    let known = |(longitude, latitude): &(f64, f64)| longitude.abs() <= 360.0 && latitude.abs() < 90.0;
    let rings = |area: &'_ domain::report::Area| -> Vec<Vec<(f64, f64)>> {
        area.rings.iter().map(|ring| ring.iter().copied().filter(known).collect()).collect()
    };
    let areas: Vec<Vec<Vec<(f64, f64)>>> = map.areas.iter().map(rings).collect();
    let points: Vec<(f64, f64, u32)> = map
        .points
        .iter()
        .filter(|point| point.count > 0 && known(&(point.longitude, point.latitude)))
        .map(|point| (point.longitude, point.latitude, point.count))
        .collect();
    let places = areas.iter().flatten().flatten().copied().chain(points.iter().map(|(x, y, _)| (*x, *y)));
    let frame = Frame::around(places);
    let outline = |rings: &Vec<Vec<(f64, f64)>>| -> Vec<Vec<(f64, f64)>> {
        rings.iter().map(|ring| frame.ring(ring)).filter(|ring| ring.len() > 2).collect()
    };
    let most = points.iter().map(|(_, _, count)| *count).max().unwrap_or(0);
    let mut circles: Vec<(f64, f64, f64)> = points
        .iter()
        .map(|(longitude, latitude, count)| {
            let (x, y) = frame.place((*longitude, *latitude));
            (x, y, f64::from(*count) / f64::from(most))
        })
        .collect();
    // Small circles stand on large ones.
    circles.sort_by(|one, other| other.2.total_cmp(&one.2));
    Projected {
        height: frame.height,
        outlines: areas.iter().map(outline).filter(|rings| !rings.is_empty()).collect(),
        empty: areas.iter().all(Vec::is_empty) && circles.is_empty(),
        circles,
        most,
    }
}

/// What part of the Earth is shown.
struct Frame {
    west: f64,
    north: f64,
    /// How much shorter a degree east is than one north.
    narrowing: f64,
    /// Degrees north that the width is worth.
    width: f64,
    height: f64,
}

impl Frame {
    fn around(places: impl Iterator<Item = (f64, f64)>) -> Self {
        let none = (f64::INFINITY, f64::NEG_INFINITY);
        let wider = |(low, high): (f64, f64), value: f64| (low.min(value), high.max(value));
        let (across, down) =
            places.fold((none, none), |(x, y), place| (wider(x, place.0), wider(y, place.1)));
        let at_least = |(low, high): (f64, f64)| {
            let (low, high) = if low > high { (0.0, 0.0) } else { (low, high) };
            let missing = (SMALLEST - (high - low)).max(0.0) / 2.0;
            (low - missing, high + missing)
        };
        let ((west, east), (south, north)) = (at_least(across), at_least(down));
        let narrowing = f64::midpoint(south, north).to_radians().cos().max(0.1);
        let width = (east - west) * narrowing;
        Self { west, north, narrowing, width, height: on_grid((north - south) / width) }
    }

    fn place(&self, (longitude, latitude): (f64, f64)) -> (f64, f64) {
        let x = (longitude - self.west) * self.narrowing / self.width;
        (on_grid(x), on_grid((self.north - latitude) / self.width))
    }

    fn ring(&self, ring: &[(f64, f64)]) -> Vec<(f64, f64)> {
        let mut places: Vec<(f64, f64)> = ring.iter().map(|place| self.place(*place)).collect();
        places.dedup();
        places
    }
}

fn on_grid(value: f64) -> f64 {
    (value * GRID).round() / GRID
}

#[cfg(test)]
mod tests {
    use domain::report::{Area, Cell, Map, Point};

    use super::projected;

    fn map(rings: Vec<Vec<(f64, f64)>>, points: &[(f64, f64, u32)]) -> Map {
        let point = |(longitude, latitude, count): &(f64, f64, u32)| Point {
            name: "Amiens".into(),
            longitude: *longitude,
            latitude: *latitude,
            count: *count,
        };
        Map {
            title: "Où".into(),
            description: String::new(),
            areas: vec![Area { name: "Somme".into(), count: Cell::text("36"), rings }],
            points: points.iter().map(point).collect(),
        }
    }

    #[test]
    fn a_degree_east_is_half_as_long_at_60_degrees_north() {
        let square = vec![(0.0, 59.0), (2.0, 59.0), (2.0, 61.0), (0.0, 61.0)];
        let map = projected(&map(vec![square], &[(1.0, 60.0, 4), (2.0, 61.0, 1)]));
        assert!((map.height - 2.0).abs() < 0.001, "{}", map.height);
        assert_eq!(map.outlines[0][0], [(0.0, 2.0), (1.0, 2.0), (1.0, 0.0), (0.0, 0.0)]);
        assert_eq!(map.circles, [(0.5, 1.0, 1.0), (1.0, 0.0, 0.25)]);
    }

    #[test]
    fn what_is_nowhere_is_left_out_and_a_single_place_is_in_the_middle() {
        let map = projected(&map(
            vec![vec![(f64::NAN, 1.0), (f64::INFINITY, 2.0)]],
            &[(2.0, 49.0, 3), (f64::NAN, 49.0, 9), (2.0, 900.0, 9), (2.0, 49.0, 0)],
        ));
        assert_eq!((map.outlines.len(), map.circles.len(), map.most), (0, 1, 3));
        assert!((map.circles[0].0 - 0.5).abs() < 0.001);
    }
}
