//! What the sentences of operations on loans name.

use domain::loan::LineState;
use store::line::NamedLine;
use store::resource::Brief;

/// The keys of the words for a move of all the lines of a loan, and of some: the same target is reached forwards and back.
pub(crate) fn move_codes(from: LineState, to: LineState) -> (&'static str, &'static str) {
    use LineState::*;
    match (from, to) {
        (Confirmed, Option) => ("confirmation_withdrawn", "confirmation_withdrawn_part"),
        (Out, Confirmed) => ("departure_withdrawn", "departure_withdrawn_part"),
        (Returned, Out) => ("return_withdrawn", "return_withdrawn_part"),
        (_, Request) => ("back_to_request", "back_to_request_part"),
        (_, Option) => ("option_placed", "option_placed_part"),
        (_, Confirmed) => ("confirmed", "confirmed_part"),
        (_, Out) => ("departed", "departed_part"),
        (Closed, Returned) => ("reopened", "reopened_part"),
        (_, Returned) => ("returned", "returned_part"),
        (_, Closed) => ("closed", "closed_part"),
        (_, Refused) => ("refused", "refused_part"),
        (_, Cancelled) => ("cancelled", "cancelled_part"),
    }
}

/// The titles of some lines, as the sentence of an operation names them.
pub(crate) fn line_titles<L: std::borrow::Borrow<NamedLine>>(lines: &[L]) -> String {
    let titles: Vec<String> =
        lines.iter().map(|named| titled(&named.borrow().title, named.borrow().line.quantity)).collect();
    titles.join(", ")
}

fn titled(title: &str, quantity: u32) -> String {
    if quantity > 1 { format!("{title} × {quantity}") } else { title.to_owned() }
}

/// The titles that a booking asks for.
pub(crate) fn titles(wishes: &[(Brief, u32)]) -> String {
    let titles: Vec<String> =
        wishes.iter().map(|(brief, quantity)| titled(&brief.title, *quantity)).collect();
    titles.join(", ")
}
