//! Random records for the tests, and the cells in which a register would write them.

use chrono::{Days, NaiveDate};

use super::cells::{Digits, Format, Labels, Mail, Name, Note, Short};
use super::labels::Labelled;
use super::recognise::fold;
use super::values::{Amount, Day, OneOf, Whole, YesNo};

/// A small generator of numbers (SplitMix64), so that one seed gives one register.
pub(super) struct Dice(pub(super) u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub(super) fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    fn pick<'a, T>(&mut self, among: &'a [T]) -> &'a T {
        &among[self.below(among.len() as u64) as usize]
    }

    /// A text of some of the pieces, trimmed and never empty.
    fn text(&mut self, pieces: &[&str], most: u64) -> String {
        let length = 1 + self.below(most);
        let text: String = (0..length).map(|_| *self.pick(pieces)).collect();
        match text.trim() {
            "" => "x".to_owned(),
            trimmed => trimmed.to_owned(),
        }
    }
}

const PIECES: &[&str] = &[
    "a", "Z", "é", "œ", "7", "0", " ", " ", ";", ",", "\"", "\"\"", "'", "=cmd()", "#", "<script>", "&amp;",
    "{read}", "🦋", "שלום", "\u{A0}", "\u{202F}", "-", "+", "@", "€", "|x",
];

/// A record that can be drawn, and written as the cells of its row.
pub(super) trait Sample: Sized {
    fn sample(dice: &mut Dice) -> Self;
    fn cells(&self) -> Vec<(&'static str, String)>;
}

/// A format of which a value can be drawn.
pub(super) trait Draw: Format {
    fn draw(dice: &mut Dice) -> Self::Value;
}

impl Draw for Short {
    fn draw(dice: &mut Dice) -> String {
        dice.text(PIECES, 12)
    }
}

impl Draw for Name {
    fn draw(dice: &mut Dice) -> String {
        dice.text(PIECES, 12)
    }
}

impl Draw for Mail {
    fn draw(dice: &mut Dice) -> String {
        format!("{}@exemple.fr", dice.below(1_000_000))
    }
}

impl Draw for Note {
    fn draw(dice: &mut Dice) -> String {
        dice.text(&[PIECES, &["\n", "\t", "\n\n"]].concat(), 60)
    }
}

impl Draw for Labels {
    fn draw(dice: &mut Dice) -> Vec<String> {
        let count = 1 + dice.below(4);
        let mut values: Vec<String> = Vec::new();
        for _ in 0..count {
            let value = dice.text(&PIECES[..PIECES.len() - 1], 8);
            if values.iter().all(|other| fold(other) != fold(&value)) {
                values.push(value);
            }
        }
        values
    }
}

impl<const N: usize> Draw for Digits<N> {
    fn draw(dice: &mut Dice) -> String {
        (0..N).map(|_| char::from(b'0' + dice.below(10) as u8)).collect()
    }
}

impl<const DECIMALS: u32, const MIN: i64, const MAX: i64> Draw for Amount<DECIMALS, MIN, MAX> {
    fn draw(dice: &mut Dice) -> i64 {
        MIN + dice.below((MAX - MIN + 1) as u64) as i64
    }
}

impl<const MIN: u32, const MAX: u32> Draw for Whole<MIN, MAX> {
    fn draw(dice: &mut Dice) -> u32 {
        MIN + dice.below(u64::from(MAX - MIN) + 1) as u32
    }
}

impl Draw for Day {
    fn draw(dice: &mut Dice) -> NaiveDate {
        // Before 1930 some days are what a spreadsheet makes of a year.
        let first = NaiveDate::from_ymd_opt(1930, 1, 1).expect("a day");
        first + Days::new(dice.below(98_000))
    }
}

impl Draw for YesNo {
    fn draw(dice: &mut Dice) -> bool {
        dice.below(2) == 1
    }
}

impl<T: Labelled> Draw for OneOf<T> {
    fn draw(dice: &mut Dice) -> T {
        dice.pick(T::LABELS).1
    }
}

pub(super) mod required {
    use super::{Dice, Draw};

    pub(in crate::register) fn sample<F: Draw>(dice: &mut Dice) -> F::Value {
        F::draw(dice)
    }

    pub(in crate::register) fn write<F: Draw>(value: &F::Value) -> String {
        F::write(value)
    }
}

pub(super) mod optional {
    use super::{Dice, Draw};

    pub(in crate::register) fn sample<F: Draw>(dice: &mut Dice) -> Option<F::Value> {
        (dice.below(4) > 0).then(|| F::draw(dice))
    }

    pub(in crate::register) fn write<F: Draw>(value: &Option<F::Value>) -> String {
        value.as_ref().map(F::write).unwrap_or_default()
    }
}

pub(super) mod list {
    use super::{Dice, Draw};

    pub(in crate::register) fn sample<F: Draw<Value: Default>>(dice: &mut Dice) -> F::Value {
        if dice.below(4) == 0 { F::Value::default() } else { F::draw(dice) }
    }

    pub(in crate::register) fn write<F: Draw>(value: &F::Value) -> String {
        F::write(value)
    }
}
