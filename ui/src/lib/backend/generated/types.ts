// Written by `cargo xtask bindings` from src-tauri/src/commands/list.rs. Do not edit.

/**
 * What the program says of itself.
 */
export type About = { 
/**
 * Of Malleposte.
 */
version: string, 
/**
 * Of SQLite.
 */
sqlite: string, 
/**
 * Of the component that shows the window.
 */
webview: string, 
/**
 * The system it runs on.
 */
system: string, };

/**
 * How many rows of each kind a register added.
 */
export type Added = { 
/**
 * Resources.
 */
resources: number, 
/**
 * Entries of inventories.
 */
inventory: number, 
/**
 * Parts of sets.
 */
set_parts: number, 
/**
 * Borrowers.
 */
borrowers: number, 
/**
 * Lines of loans, cancelled ones included.
 */
lines: number, 
/**
 * Of these, cancelled.
 */
cancelled: number, 
/**
 * Questionnaires.
 */
questionnaires: number, };

/**
 * A line that has its questionnaire.
 */
export type AnsweredRow = { 
/**
 * The line.
 */
line: LineCard, 
/**
 * What finds it again.
 */
reference: string, 
/**
 * The day it was filled in.
 */
answered_on: string | null, 
/**
 * How satisfied they were.
 */
overall: Satisfaction | null, 
/**
 * People it reached.
 */
people: number | null, 
/**
 * Whether it holds a comment.
 */
comment: boolean, };

/**
 * What a person fills in, or a file brings: answers for a line. A question left out is none or empty. Numbers are as
 * they were typed, whatever their size, so that a wrong one gets its sentence.
 */
export type Answers = { 
/**
 * The day it was filled in.
 */
answered_on: string | null, 
/**
 * Whether it was the first loan of this resource.
 */
first_loan: boolean | null, 
/**
 * How the offer was known.
 */
how_known: string, 
/**
 * How people were counted.
 */
counting: CountingMethod | null, 
/**
 * People reached.
 */
people: number | null, 
/**
 * Of a range, the fewest.
 */
people_least: number | null, 
/**
 * Of a range, the most.
 */
people_most: number | null, 
/**
 * Audiences reached.
 */
audiences: Array<string>, 
/**
 * Overall satisfaction.
 */
overall: Satisfaction | null, 
/**
 * Satisfaction with the welcome.
 */
welcome: Satisfaction | null, 
/**
 * Satisfaction with the logistics.
 */
logistics: Satisfaction | null, 
/**
 * What was appreciated.
 */
appreciated: Array<string>, 
/**
 * What was not.
 */
not_appreciated: Array<string>, 
/**
 * Free comment.
 */
comment: string, 
/**
 * Answers to the centre's own questions.
 */
own: Array<OwnAnswer>, };

/**
 * What became of files of answers.
 */
export type AnswersReport = { 
/**
 * Those that went in.
 */
read: Array<ReadAnswers>, 
/**
 * Those that were refused, each with why.
 */
refused: Array<RefusedAnswers>, };

/**
 * Days that a person is about to drop a bar on.
 */
export type Attempt = { 
/**
 * The line that is moved; none for a new booking.
 */
line: LineId | null, 
/**
 * Code of the resource.
 */
code: string, 
/**
 * Units; those of the line when it is moved.
 */
quantity: number, 
/**
 * The days.
 */
period: Period, };

/**
 * What would come of it.
 */
export type AttemptAnswer = { 
/**
 * The days asked about.
 */
period: Period, 
/**
 * Whether it would be accepted.
 */
free: boolean, 
/**
 * Units that can be had.
 */
available: number, 
/**
 * First and last day taken, buffers included.
 */
busy: Period, 
/**
 * What is in the way.
 */
conflicts: Array<Conflict>, 
/**
 * Free only if these, which are late, are back by then.
 */
if_back: Array<Conflict>, 
/**
 * Something other than a booking is wrong.
 */
fault: Fault | null, 
/**
 * The departure falls on a closed day: the nearest open one.
 */
departure_closed: string | null, 
/**
 * The return falls on a closed day: the nearest open one.
 */
return_closed: string | null, };

/**
 * The answer, never a bare no.
 */
export type AvailabilityAnswer = { 
/**
 * The days asked for.
 */
period: Period, 
/**
 * Whether everything wanted is free.
 */
free: boolean, 
/**
 * For each thing wanted.
 */
lines: Array<LineAnswer>, 
/**
 * Nearest free periods of the same length for everything wanted at once, the earlier first.
 */
alternatives: Array<Period>, 
/**
 * Public holidays among the days.
 */
holidays: Array<Holiday>, 
/**
 * The departure falls on a closed day: the nearest open one.
 */
departure_closed: string | null, 
/**
 * The return falls on a closed day: the nearest open one.
 */
return_closed: string | null, 
/**
 * A first and a last day around the days asked for, for drawing `bars`.
 */
window: Period, 
/**
 * Last day of an option taken now over these days.
 */
option_until: string, };

/**
 * Is it free?
 */
export type AvailabilityQuery = { 
/**
 * The days.
 */
period: Period, 
/**
 * What is wanted over them.
 */
wanted: Array<Wanted>, };

/**
 * Which base is open, and the counts that the sidebar shows.
 */
export type BaseState = { 
/**
 * Where the base is on disk.
 */
path: string, 
/**
 * Name of the centre.
 */
centre: string, 
/**
 * The centre's today.
 */
today: string, 
/**
 * Whether this is the demonstration base.
 */
demonstration: boolean, 
/**
 * Whether it holds neither resource nor borrower: the window then offers ways to begin.
 */
empty: boolean, 
/**
 * Who works on it.
 */
operator: string, 
/**
 * Resources of the fund that travel.
 */
resources: number, 
/**
 * Loans not yet closed nor called off.
 */
open_loans: number, 
/**
 * Borrowers.
 */
borrowers: number, 
/**
 * Lines that are late.
 */
late: number, 
/**
 * Lines that left within the last twelve months, are back and wait for their questionnaire.
 */
unanswered: number, 
/**
 * The last operation that `undo` would take back.
 */
undoable: JournalEntry | null, 
/**
 * The last undone operation that `redo` would do again.
 */
redoable: JournalEntry | null, 
/**
 * When the base was last copied beside itself, local time; none yet.
 */
backed_up_at: string | null, 
/**
 * Why the last backup failed, in the words of a fault, if it did.
 */
backup_fault: Fault | null, 
/**
 * What to know of the folder that the base is in, in the words of a fault.
 */
place: Fault | null, };

/**
 * The list behind a figure.
 */
export type BehindList = { 
/**
 * The figure.
 */
key: string, 
/**
 * What its entries are.
 */
entries: Entries, 
/**
 * What the amounts count.
 */
unit: Unit, 
/**
 * What they add up to.
 */
total: number, 
/**
 * The entries.
 */
rows: Array<BehindRow>, };

/**
 * What is asked about the list behind a figure.
 */
export type BehindQuery = { 
/**
 * Which figures.
 */
of: FiguresQuery, 
/**
 * The figure.
 */
key: string, 
/**
 * A group of it.
 */
group: string | null, 
/**
 * Which side of a share.
 */
side: Side, };

/**
 * An entry of the list behind a figure. What its sort has not is empty.
 */
export type BehindRow = { 
/**
 * Number of the loan, of a line.
 */
number: string, 
/**
 * Code of the resource, or of the borrower.
 */
code: string, 
/**
 * Title of the resource, or name of the borrower.
 */
title: string, 
/**
 * Borrower of a line; type of a borrower.
 */
borrower: string, 
/**
 * Commune where a line was shown.
 */
commune: string, 
/**
 * Where a line stands.
 */
state: LineState | null, 
/**
 * Days by which a line that is out is late.
 */
late_days: number, 
/**
 * First day: of the departure, or planned.
 */
from: string | null, 
/**
 * Last day: of the return, or planned.
 */
to: string | null, 
/**
 * What it counts for.
 */
amount: number, };

/**
 * A borrower, as a choice in a list.
 */
export type BorrowerCard = { 
/**
 * The borrower.
 */
id: BorrowerId, 
/**
 * Its code.
 */
code: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Its type.
 */
borrower_type: string, 
/**
 * Where it is by default.
 */
venue: Venue, 
/**
 * Postal code.
 */
postcode: string, 
/**
 * Département.
 */
departement: string, 
/**
 * Whom to talk to.
 */
contacts: Array<Contact>, 
/**
 * Whether it is a member today.
 */
member: boolean, 
/**
 * Lines of it that left, in all.
 */
sorties: number, 
/**
 * Lines of it that are out.
 */
running: number, 
/**
 * Lines of it that are late.
 */
late: number, };

/**
 * A borrower to add, or all of one that changes.
 */
export type BorrowerForm = { 
/**
 * The borrower that changes; none for a new one.
 */
id: BorrowerId | null, 
/**
 * Unique; given by the program when left empty (`E098`).
 */
code: string, 
/**
 * Name.
 */
name: string, 
/**
 * One of the list of borrower types, or a new one.
 */
borrower_type: string, 
/**
 * Street and number.
 */
address: string, 
/**
 * Postal code.
 */
postcode: string, 
/**
 * Commune: one of the 34 969 when `insee` is given.
 */
commune: string, 
/**
 * INSEE code.
 */
insee: string, 
/**
 * Département; that of the INSEE code when left empty.
 */
departement: string, 
/**
 * Code of a school in the national directory.
 */
uai: string, 
/**
 * For the centre only.
 */
notes: string, 
/**
 * Whom to talk to, in order.
 */
contacts: Array<Contact>, 
/**
 * When it was a member.
 */
memberships: Array<Membership>, };

/**
 * A [`crate::borrower::Borrower`].
 */
export type BorrowerId = string;

/**
 * Everything about a borrower.
 */
export type BorrowerSheet = { 
/**
 * As in the list.
 */
card: BorrowerCard, 
/**
 * Code of a school in the national directory.
 */
uai: string, 
/**
 * For the centre only.
 */
notes: string, 
/**
 * When it was a member.
 */
memberships: Array<Membership>, 
/**
 * Its lines asked for, planned or out, by date.
 */
coming: Array<LineCard>, 
/**
 * Its lines returned, closed or called off, the latest first.
 */
past: Array<LineCard>, 
/**
 * How many of them there are in all.
 */
past_count: number, 
/**
 * Days out, in all.
 */
days_out: number, 
/**
 * Others that may be the same: as near a name in the same commune.
 */
alike: Array<BorrowerCard>, };

/**
 * Open days kept free before a departure and after a return.
 */
export type Buffers = { 
/**
 * Open days before the first day.
 */
before: number, 
/**
 * Open days after the last day.
 */
after: number, };

/**
 * Whether a resource is free over the days asked for.
 */
export type CardAvailability = { 
/**
 * Whether the quantity asked for can be had.
 */
free: boolean, 
/**
 * Units that can be had.
 */
available: number, 
/**
 * The first booking in the way.
 */
conflict: Conflict | null, 
/**
 * Free only if this one, which is late, is back by then.
 */
if_back: Conflict | null, };

/**
 * A page of the catalogue: all of what was asked for, the best match first, and the counts beside each
 * filter (over what the other filters leave).
 */
export type Catalogue = { 
/**
 * Resources in the base.
 */
total: number, 
/**
 * What was asked for.
 */
resources: Array<ResourceCard>, 
/**
 * Of these, free over the days asked for.
 */
free: number, 
/**
 * How many more there would be with what has left the fund.
 */
retired: number, 
/**
 * Count by kind.
 */
kinds: Array<KindCount>, 
/**
 * Count by theme.
 */
themes: Array<LabelCount>, 
/**
 * Count by audience.
 */
audiences: Array<LabelCount>, };

/**
 * What the catalogue is asked for; everything left out is not filtered.
 */
export type CatalogueQuery = { 
/**
 * Words anywhere in the resource, accents and case ignored, a typo forgiven.
 */
search: string, 
/**
 * One of these kinds.
 */
kinds: Array<ResourceKind>, 
/**
 * One of these forms of exhibition.
 */
forms: Array<ExhibitionForm>, 
/**
 * One of these themes.
 */
themes: Array<string>, 
/**
 * One of these audiences.
 */
audiences: Array<string>, 
/**
 * Tell what is free over these days.
 */
free: Period | null, 
/**
 * Units wanted over these days; 1 when left out.
 */
quantity: number | null, 
/**
 * Leave out what is not free over these days.
 */
only_free: boolean, 
/**
 * Take what has left the fund too.
 */
with_retired: boolean, };

/**
 * The chapters of the report.
 */
export type Chapter = "fund" | "circulation" | "borrowed" | "borrowers" | "places" | "people" | "satisfaction";

/**
 * Days on which the centre is closed.
 */
export type Closure = { 
/**
 * First and last day.
 */
period: Period, 
/**
 * Why: inventaire, congés…
 */
label: string, };

/**
 * A commune of France.
 */
export type CommuneCard = { 
/**
 * INSEE code.
 */
insee: string, 
/**
 * Name.
 */
name: string, 
/**
 * Département.
 */
departement: string, 
/**
 * Postal codes.
 */
postcodes: Array<string>, 
/**
 * People who live there.
 */
population: number, };

/**
 * The state that a resource is in.
 */
export type Condition = "good" | "to_repair" | "outdated" | "out_of_order";

/**
 * A booking in the way.
 */
export type Conflict = { 
/**
 * Number of its loan.
 */
number: string, 
/**
 * Code of the resource it takes.
 */
code: string, 
/**
 * Name of its borrower.
 */
borrower: string, 
/**
 * Commune where it is shown.
 */
commune: string, 
/**
 * Its first day, actual where known.
 */
from: string, 
/**
 * Its last day, actual where known.
 */
to: string, 
/**
 * First day taken, buffers included.
 */
busy_from: string, 
/**
 * Last day taken, buffers included.
 */
busy_to: string, 
/**
 * Where it stands; none of what the centre itself holds, whose reason then stands as the borrower.
 */
state: LineState | null, 
/**
 * Units it takes.
 */
quantity: number, 
/**
 * Last day on which it holds, of an option.
 */
option_until: string | null, 
/**
 * Why it is in the way.
 */
reason: ConflictReason, 
/**
 * Title of the set through which it takes the resource, where it does.
 */
through: string, };

/**
 * Why a booking is in the way of another.
 */
export type ConflictReason = "days" | "buffer" | "late" | "held";

/**
 * Whom to talk to at a borrower's: a function rather than a name (RGPD: as little as needed).
 */
export type Contact = { 
/**
 * CDI, direction, accueil…
 */
function: string, 
/**
 * Only where needed.
 */
name: string, 
/**
 * E-mail address.
 */
mail: string, 
/**
 * Telephone.
 */
phone: string, };

/**
 * What the core questions offer.
 */
export type CoreChoices = { 
/**
 * Audiences.
 */
audiences: Array<string>, 
/**
 * Ways of having known.
 */
how_known: Array<string>, 
/**
 * What is appreciated.
 */
appreciated: Array<string>, 
/**
 * What is not.
 */
not_appreciated: Array<string>, };

/**
 * One of the lists that the core questions offer.
 */
export type CoreList = "audiences" | "how_known" | "appreciated" | "not_appreciated";

/**
 * How the number of people reached was counted.
 */
export type CountingMethod = "headcount" | "estimate" | "range" | "unknown";

/**
 * Hours of a day of the week.
 */
export type DayHours = { 
/**
 * Whether the centre works on that day.
 */
open: boolean, 
/**
 * `09:00`.
 */
from: string, 
/**
 * `17:30`.
 */
to: string, };

/**
 * Which way a line moves.
 */
export type Direction = "departure" | "return";

/**
 * What an operation did.
 */
export type Done<T> = { 
/**
 * What it answers.
 */
value: T, 
/**
 * Its entry in the journal, by which it can be undone; none when nothing changed.
 */
entry: number | null, 
/**
 * What it touched, and the interface must fetch again; empty when nothing changed.
 */
changed: Array<Part>, 
/**
 * What a person should know of it, although it was done: warnings, in the words of a fault.
 */
told: Array<Fault>, };

/**
 * What the entries of a list are.
 */
export type Entries = "lines" | "resources" | "borrowers" | "days";

/**
 * One of the years of an evolution.
 */
export type EvolutionPoint = { 
/**
 * The days counted.
 */
period: Period, 
/**
 * Figures of those days; none of days that the register does not hold.
 */
figures: Array<Figure>, 
/**
 * What was entered by hand for that year, and where it comes from.
 */
entered: Array<PastFigure>, };

/**
 * Of an exhibition: panels to hang or modules to handle.
 */
export type ExhibitionForm = "light" | "interactive";

/**
 * The one error that crosses the crates and the bridge. Its `code` is a key of the message
 * catalogue (`fault_<code>`), its `params` fill the placeholders there.
 */
export type Fault = { 
/**
 * Who can mend it.
 */
kind: FaultKind, 
/**
 * Key of the sentence in the message catalogue, without its `fault_` prefix.
 */
code: string, 
/**
 * Values that the sentence names.
 */
params: Record<string, Param>, 
/**
 * The field of the form that is wrong, where one is.
 */
field: string | null, 
/**
 * Why a booking was refused and the nearest ways out.
 */
refusal: Refusal | null, };

/**
 * Who can mend a fault, and so how a program ends on it.
 */
export type FaultKind = "input" | "rule" | "base";

/**
 * A figure: what it is called and what it is.
 */
export type Figure = { 
/**
 * One of [`KEYS`].
 */
key: string, 
/**
 * The chapter of the report it belongs to.
 */
chapter: Chapter, 
/**
 * What its numbers count.
 */
unit: Unit, 
/**
 * What it is.
 */
value: Value, };

/**
 * All the figures of a period.
 */
export type Figures = { 
/**
 * The days counted.
 */
period: Period, 
/**
 * The centre's today: a period that reaches beyond it is not over.
 */
today: string, 
/**
 * The figures, in the order of the report.
 */
figures: Array<Figure>, 
/**
 * The same days of the two years before and of this one.
 */
evolution: Array<EvolutionPoint>, 
/**
 * Where it was shown.
 */
map: FiguresMap, 
/**
 * The first day of which the register holds a departure; none of an empty one.
 */
first_day: string | null, 
/**
 * Themes and owners of the fund, to choose among.
 */
themes: Array<string>, 
/**
 * Owners of the fund.
 */
owners: Array<string>, };

/**
 * Where it was shown, drawn.
 */
export type FiguresMap = { 
/**
 * The départements concerned.
 */
departements: Array<Outline>, 
/**
 * The communes concerned, those whose place is known.
 */
communes: Array<MapCommune>, };

/**
 * Over which days, and of which part of the fund.
 */
export type FiguresQuery = { 
/**
 * A year, a school year, any days.
 */
period: Period, 
/**
 * Resources of that kind only.
 */
kind: ResourceKind | null, 
/**
 * Exhibitions of that form only.
 */
form: ExhibitionForm | null, 
/**
 * Resources of that theme only; every one when empty.
 */
theme: string, 
/**
 * Resources of that owner only; every one when empty.
 */
owner: string, };

/**
 * What `Ctrl K` found, the best first in each.
 */
export type Found = { 
/**
 * Resources, at most six.
 */
resources: Array<FoundResource>, 
/**
 * Borrowers, at most six.
 */
borrowers: Array<FoundBorrower>, 
/**
 * Loans, at most six.
 */
loans: Array<LoanCard>, };

/**
 * A borrower, named.
 */
export type FoundBorrower = { 
/**
 * Its code.
 */
code: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Its commune.
 */
commune: string, };

/**
 * A resource, named.
 */
export type FoundResource = { 
/**
 * Its code.
 */
code: string, 
/**
 * Its title.
 */
title: string, 
/**
 * Its kind.
 */
kind: ResourceKind, };

/**
 * Resources of the fund by where they are now; a resource counts once, under the first that holds.
 */
export type FundNow = { 
/**
 * Resources that travel.
 */
total: number, 
/**
 * With a unit late.
 */
late: number, 
/**
 * With a unit out.
 */
out: number, 
/**
 * In a buffer: being checked after a return or prepared before a departure.
 */
preparing: number, 
/**
 * In store.
 */
stored: number, };

/**
 * One of the groups of a breakdown, counted.
 */
export type Group = { 
/**
 * What tells it from the others, in the register's words.
 */
key: string, 
/**
 * What it is called.
 */
label: string, 
/**
 * The word of the program that it stands for, empty where it is a word of the register.
 */
code: string, 
/**
 * How much is in it.
 */
numerator: number, 
/**
 * What it is a share of.
 */
denominator: number, };

/**
 * How the rows of the planning are grouped.
 */
export type Grouping = "kind" | "theme" | "location";

/**
 * A [`crate::hold::Hold`].
 */
export type HoldId = string;

/**
 * Why the centre holds units of a resource.
 */
export type HoldKind = "maintenance" | "own_use";

/**
 * A resource held by the centre itself: maintenance, or its own use.
 */
export type HoldView = { 
/**
 * It.
 */
id: HoldId, 
/**
 * Maintenance or own use.
 */
kind: HoldKind, 
/**
 * Why: module 3 à réparer, portes ouvertes…
 */
label: string, 
/**
 * Units held.
 */
quantity: number, 
/**
 * First and last day.
 */
period: Period, };

/**
 * A public holiday.
 */
export type Holiday = { 
/**
 * The day.
 */
on: string, 
/**
 * Which one.
 */
holiday: PublicHoliday, };

/**
 * One thing wrong, with its place.
 */
export type ImportProblem = { 
/**
 * File or sheet.
 */
file: string, 
/**
 * Physical line, from 1.
 */
line: number, 
/**
 * Header of the column.
 */
column: string | null, 
/**
 * What sort of problem: a stable name.
 */
kind: string, 
/**
 * `error` or `warning`.
 */
severity: string, 
/**
 * The sentence, in French.
 */
message: string, };

/**
 * What a register brought, or why it did not.
 */
export type ImportReport = { 
/**
 * Rows added; all zero when an error kept everything out.
 */
added: Added, 
/**
 * Everything found, errors and warnings, in the order of the files.
 */
problems: Array<ImportProblem>, };

/**
 * A resource that could serve instead.
 */
export type Instead = { 
/**
 * Its code.
 */
code: string, 
/**
 * Its title.
 */
title: string, 
/**
 * Themes it shares.
 */
themes: Array<string>, };

/**
 * One entry of what a resource contains (pièce).
 */
export type InventoryItem = { 
/**
 * What it is.
 */
label: string, 
/**
 * bac, caisse…
 */
container: string, 
/**
 * How many.
 */
quantity: number, 
/**
 * Whether it is used up by use.
 */
consumable: boolean, 
/**
 * Value of one, cents.
 */
replacement_cents: number | null, 
/**
 * Remarks of the centre.
 */
remarks: string, };

/**
 * An operation, as the journal shows it. The catalogue words it: `journal_<code>`.
 */
export type JournalEntry = { 
/**
 * Its place in the journal.
 */
entry: number, 
/**
 * When, UTC, `2026-03-26T08:40:12Z`.
 */
at: string, 
/**
 * Who.
 */
by: string, 
/**
 * Key of its words.
 */
code: string, 
/**
 * Values that the words name (text, number or date, as in a fault).
 */
params: Record<string, Param>, 
/**
 * The entry that undid it.
 */
undone_by: number | null, 
/**
 * The entry that it undid.
 */
undoes: number | null, };

/**
 * How many resources are of a kind.
 */
export type KindCount = { 
/**
 * The kind.
 */
kind: ResourceKind, 
/**
 * Of an exhibition, its form.
 */
form: ExhibitionForm | null, 
/**
 * How many.
 */
count: number, };

/**
 * How many resources bear a label.
 */
export type LabelCount = { 
/**
 * The label.
 */
label: string, 
/**
 * How many.
 */
count: number, };

/**
 * The answer for one resource.
 */
export type LineAnswer = { 
/**
 * Code of the resource.
 */
code: string, 
/**
 * Its title.
 */
title: string, 
/**
 * Its kind.
 */
kind: ResourceKind, 
/**
 * Whether the quantity is free.
 */
free: boolean, 
/**
 * Units that can be had.
 */
available: number, 
/**
 * Units that there are.
 */
capacity: number, 
/**
 * Units asked for.
 */
quantity: number, 
/**
 * What is in the way.
 */
conflicts: Array<Conflict>, 
/**
 * Something other than a booking is wrong: not yet acquired, retired, more than there are.
 */
fault: Fault | null, 
/**
 * Closest free resources instead: same kind, themes and audiences shared, the closest first.
 */
instead: Array<Instead>, 
/**
 * Free only if these, which are late, are back by then.
 */
if_back: Array<Conflict>, 
/**
 * What takes it in the window, be it through a set.
 */
bars: Array<LineCard>, 
/**
 * What the centre keeps of it in the window.
 */
holds: Array<HoldView>, 
/**
 * Open days kept free around a loan.
 */
buffers: Buffers, 
/**
 * What it would cost, cents; none where only a quote can say.
 */
member_cents: number | null, 
/**
 * For those who are not members.
 */
non_member_cents: number | null, };

/**
 * A line of a loan, as every list shows it.
 */
export type LineCard = { 
/**
 * The line.
 */
id: LineId, 
/**
 * Number of its loan.
 */
number: string, 
/**
 * Code of the resource.
 */
code: string, 
/**
 * Title of the resource.
 */
title: string, 
/**
 * Short name of the resource.
 */
short_name: string, 
/**
 * Kind of the resource.
 */
kind: ResourceKind, 
/**
 * Name of the borrower.
 */
borrower: string, 
/**
 * Commune where it is shown.
 */
commune: string, 
/**
 * Where the line stands.
 */
state: LineState, 
/**
 * Units lent.
 */
quantity: number, 
/**
 * Days planned.
 */
planned: Period, 
/**
 * Day of departure.
 */
departed_on: string | null, 
/**
 * Day of return.
 */
returned_on: string | null, 
/**
 * Last day on which an option holds.
 */
option_until: string | null, 
/**
 * Days past the planned return while out.
 */
late_days: number, 
/**
 * Whether its planned days went by without a departure.
 */
missed: boolean, 
/**
 * First day taken, buffers included; none when it takes nothing.
 */
busy_from: string | null, 
/**
 * Last day taken, buffers included.
 */
busy_to: string | null, };

/**
 * A [`crate::loan::LoanLine`].
 */
export type LineId = string;

/**
 * Where a line stands. *Late* is not a state: it is [`LoanLine::late_days`] of a line that is out.
 */
export type LineState = "request" | "option" | "confirmed" | "out" | "returned" | "closed" | "refused" | "cancelled";

/**
 * A value of a list.
 */
export type ListValue = { 
/**
 * How it reads.
 */
label: string, 
/**
 * What the program itself relies on it for.
 */
role: TermRole | null, 
/**
 * Whether it is no longer offered.
 */
retired: boolean, 
/**
 * How many rows name it.
 */
uses: number, };

/**
 * A list with its values, in its order; those that are no longer offered too.
 */
export type ListView = { 
/**
 * Which one.
 */
list: TermList, 
/**
 * Its values.
 */
values: Array<ListValue>, 
/**
 * The roles that its values may have.
 */
roles: Array<TermRole>, };

/**
 * The labels of the editable lists, without those that were retired, and of two those that bear a role.
 */
export type Lists = { 
/**
 * thèmes
 */
themes: Array<string>, 
/**
 * publics
 */
audiences: Array<string>, 
/**
 * types d'emprunteur
 */
borrower_types: Array<string>, 
/**
 * usages
 */
uses: Array<string>, 
/**
 * accompagnements
 */
accompaniments: Array<string>, 
/**
 * canaux de paiement
 */
channels: Array<string>, 
/**
 * The channel of the pass Culture, where a value bears that role.
 */
pass_culture: string | null, 
/**
 * The channel of what is paid directly.
 */
direct: string | null, 
/**
 * origines d'une demande
 */
request_origins: Array<string>, 
/**
 * raisons d'annuler
 */
cancel_reasons: Array<string>, 
/**
 * raisons de refuser
 */
refusal_reasons: Array<string>, 
/**
 * raisons de retirer une ressource
 */
retirement_reasons: Array<string>, };

/**
 * A loan, as a row of a list.
 */
export type LoanCard = { 
/**
 * The loan.
 */
id: LoanId, 
/**
 * Its number.
 */
number: string, 
/**
 * Its borrower.
 */
borrower: string, 
/**
 * Where it is shown.
 */
commune: string, 
/**
 * The least advanced of its lines that were not called off.
 */
state: LineState, 
/**
 * Whether its lines differ.
 */
mixed: boolean, 
/**
 * First and last day of its lines.
 */
period: Period, 
/**
 * Titles of its resources.
 */
titles: Array<string>, 
/**
 * Days past the planned return of its latest line.
 */
late_days: number, };

/**
 * What may change of a loan besides its lines. All of it is written.
 */
export type LoanForm = { 
/**
 * Number of the loan.
 */
number: string, 
/**
 * What the form was made from, as the sheet handed it out; none takes the form whatever is there.
 */
based_on: string | null, 
/**
 * Function of the contact.
 */
contact: string, 
/**
 * Where it is shown.
 */
venue: Venue, 
/**
 * Who carries.
 */
transport: string, 
/**
 * For the centre only.
 */
notes: string, 
/**
 * The day the certificate of insurance came.
 */
insurance_received_on: string | null, 
/**
 * The day the agreement was sent.
 */
agreement_sent_on: string | null, 
/**
 * The day the agreement came back signed.
 */
agreement_signed_on: string | null, };

/**
 * A [`crate::loan::Loan`].
 */
export type LoanId = string;

/**
 * A line of a loan with all it holds.
 */
export type LoanLineView = { 
/**
 * As in every list.
 */
card: LineCard, 
/**
 * States that it may take now, the natural next one first.
 */
moves: Array<LineState>, 
/**
 * Grid applied.
 */
tariff: Tariff, 
/**
 * Channel of payment.
 */
channel: string, 
/**
 * Use.
 */
usage: string, 
/**
 * Accompaniment.
 */
accompaniment: string, 
/**
 * Amount, cents.
 */
amount_cents: number | null, 
/**
 * Insured value of all units, cents.
 */
insured_cents: number | null, 
/**
 * Panels or modules.
 */
panels: number | null, 
/**
 * Format of the resource.
 */
format: string, 
/**
 * Entries of its inventory.
 */
inventory: Array<InventoryItem>, 
/**
 * Why it was called off.
 */
cancel_reason: string, 
/**
 * Who called it off.
 */
cancelled_by: string, 
/**
 * The day it was called off.
 */
cancelled_on: string | null, 
/**
 * Whether a questionnaire came back.
 */
questionnaire: boolean, };

/**
 * Which loans to list.
 */
export type LoanQuery = { 
/**
 * Words anywhere in number, borrower, commune, titles.
 */
search: string, 
/**
 * One of these states.
 */
states: Array<LineState>, 
/**
 * At most this many, the latest first; 200 when left out.
 */
limit: number | null, };

/**
 * Everything about a loan.
 */
export type LoanSheet = { 
/**
 * The loan.
 */
id: LoanId, 
/**
 * What a form made from this sheet is based on.
 */
based_on: string, 
/**
 * Its number.
 */
number: string, 
/**
 * Its borrower.
 */
borrower: BorrowerCard, 
/**
 * Function of the contact.
 */
contact: string, 
/**
 * Where it is shown.
 */
venue: Venue, 
/**
 * The day it was entered.
 */
created_on: string, 
/**
 * Who carries.
 */
transport: string, 
/**
 * For the centre only.
 */
notes: string, 
/**
 * The day the certificate of insurance came.
 */
insurance_received_on: string | null, 
/**
 * The day the agreement was sent.
 */
agreement_sent_on: string | null, 
/**
 * The day the agreement came back signed.
 */
agreement_signed_on: string | null, 
/**
 * Remarks made along the way, the latest first.
 */
remarks: Array<Remark>, 
/**
 * The least advanced of its lines that were not called off.
 */
state: LineState, 
/**
 * Whether its lines differ.
 */
mixed: boolean, 
/**
 * First and last day of its lines.
 */
period: Period, 
/**
 * Its lines.
 */
lines: Array<LoanLineView>, 
/**
 * Value to insure, cents.
 */
insured_cents: number, 
/**
 * Amount, cents; none while only a quote can say.
 */
amount_cents: number | null, 
/**
 * Deposit, cents.
 */
deposit_cents: number, 
/**
 * What happened to it, the latest first.
 */
history: Array<JournalEntry>, 
/**
 * States that all its lines may take now, the natural next one first.
 */
moves: Array<LineState>, };

/**
 * A commune where something was shown.
 */
export type MapCommune = { 
/**
 * INSEE code.
 */
insee: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Degrees east.
 */
longitude: number, 
/**
 * Degrees north.
 */
latitude: number, 
/**
 * Whether that is its own place, and not the middle of its arrondissement.
 */
exact: boolean, 
/**
 * Sorties shown there.
 */
loans: number, };

/**
 * A period of membership; an end that is not known is open.
 */
export type Membership = { 
/**
 * First day.
 */
from: string | null, 
/**
 * Last day.
 */
to: string | null, };

/**
 * A menu of the platform: at the top of the window, or of a Mac's screen.
 */
export type Menu = { 
/**
 * What it is called; `&` stands before the letter that opens it.
 */
title: string, 
/**
 * Its entries.
 */
items: Array<MenuItem>, };

/**
 * An entry of a menu.
 */
export type MenuItem = { 
/**
 * What the page is told when it is chosen. The window itself answers `quit`, and those of the platform: `cut`, `copy`,
 * `paste`, `select-all`; a line is drawn for an empty one.
 */
id: string, 
/**
 * What it is called.
 */
title: string, };

/**
 * A move of a loan's lines to another state.
 */
export type Move = { 
/**
 * Number of the loan.
 */
number: string, 
/**
 * These lines; all that can when left out.
 */
lines: Array<LineId> | null, 
/**
 * To this state.
 */
to: LineState, 
/**
 * On this day; today when left out.
 */
on: string | null, 
/**
 * Why, of a cancellation or refusal.
 */
reason: string, 
/**
 * The day it left, of a return whose departure was not recorded: a loan that is over, in one step.
 */
departed: string | null, 
/**
 * Whether a day more than two years ago is meant.
 */
long_ago: boolean, };

/**
 * A departure or a return to come.
 */
export type Movement = { 
/**
 * The day.
 */
on: string, 
/**
 * Out or back.
 */
direction: Direction, 
/**
 * The line that moves.
 */
line: LineCard, };

/**
 * A booking to be made.
 */
export type NewBooking = { 
/**
 * Code of the borrower.
 */
borrower: string, 
/**
 * Function of the contact; the borrower's first when left out.
 */
contact: string, 
/**
 * Where it is shown; the borrower's own address when left out.
 */
venue: Venue | null, 
/**
 * The days.
 */
period: Period, 
/**
 * What is lent.
 */
wanted: Array<Wanted>, 
/**
 * `request`, `option` or `confirmed`.
 */
state: LineState, 
/**
 * Last day of the option; 14 days from today, at most the departure, when left out.
 */
option_until: string | null, 
/**
 * Grid; by the borrower's membership when left out.
 */
tariff: Tariff | null, 
/**
 * Channel of payment.
 */
channel: string, 
/**
 * Use.
 */
usage: string, 
/**
 * Accompaniment.
 */
accompaniment: string, 
/**
 * Transport.
 */
transport: string, 
/**
 * For the centre only.
 */
notes: string, };

/**
 * A borrower to be created on the way; its code is given by the program when left empty.
 */
export type NewBorrower = { 
/**
 * Unique, `E098` style when left empty.
 */
code: string, 
/**
 * Name.
 */
name: string, 
/**
 * One of the list of borrower types, or a new one.
 */
borrower_type: string, 
/**
 * Street and number.
 */
address: string, 
/**
 * Postal code.
 */
postcode: string, 
/**
 * Commune.
 */
commune: string, 
/**
 * INSEE code.
 */
insee: string, 
/**
 * Function of the contact.
 */
contact_function: string, 
/**
 * Mail of the contact.
 */
contact_mail: string, 
/**
 * Telephone of the contact.
 */
contact_phone: string, 
/**
 * Whether it is a member from today.
 */
member: boolean, };

/**
 * Units of a resource to be held.
 */
export type NewHold = { 
/**
 * Code of the resource.
 */
code: string, 
/**
 * Maintenance or own use.
 */
kind: HoldKind, 
/**
 * Why.
 */
label: string, 
/**
 * Units.
 */
quantity: number, 
/**
 * First and last day.
 */
period: Period, };

/**
 * The next free stretch of a resource.
 */
export type NextFree = { 
/**
 * First free day.
 */
from: string, 
/**
 * Last free day, none when nothing comes after.
 */
to: string | null, 
/**
 * Whether something that is late must be back by then.
 */
if_back: boolean, };

/**
 * What an operation of the journal says: a key of the message catalogue (`journal_<code>`) and what its sentence names.
 */
export type OperationWords = { 
/**
 * Key of the sentence, without its `journal_` prefix.
 */
code: string, 
/**
 * Values that the sentence names.
 */
params: { [key in string]: Param }, };

/**
 * A département as it is drawn.
 */
export type Outline = { 
/**
 * Its code.
 */
code: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Closed lines of longitude and latitude in degrees, to be filled even-odd.
 */
rings: Array<Array<[number, number]>>, };

/**
 * The answer to one of the centre's own questions.
 */
export type OwnAnswer = { 
/**
 * The question, in the words it then had.
 */
question: QuestionId, 
/**
 * The text, the number as it was typed, or the choices; never empty.
 */
answer: Array<string>, };

/**
 * A value named in a message, kept typed so that each language formats it its own way.
 */
export type Param = { "text": string } | { "number": number } | { "date": string } | { "operation": OperationWords };

/**
 * A part of the base that an operation may touch: what the interface fetches again.
 */
export type Part = "resources" | "photos" | "holds" | "borrowers" | "loans" | "questionnaires" | "questions" | "figures" | "report_texts" | "lists" | "settings" | "journal";

/**
 * A part of a set.
 */
export type PartCard = { 
/**
 * Code of the part.
 */
code: string, 
/**
 * Its title.
 */
title: string, 
/**
 * Units of it in one set.
 */
quantity: number, };

/**
 * A figure of a year before the register, entered by hand.
 */
export type PastFigure = { 
/**
 * The civil year.
 */
year: number, 
/**
 * The figure, one of [`PAST_KEYS`].
 */
key: string, 
/**
 * What it was.
 */
value: number, 
/**
 * Where it comes from, such as the report of that year.
 */
source: string, };

/**
 * A line that waits for its questionnaire.
 */
export type PendingRow = { 
/**
 * The line.
 */
line: LineCard, 
/**
 * What finds it again: `2026-051/1`.
 */
reference: string, 
/**
 * Code of the borrower.
 */
borrower_code: string, 
/**
 * Whom to write to, of the borrower; empty where nobody is known.
 */
contact: string, 
/**
 * At what address; empty where none is known.
 */
mail: string, 
/**
 * Days since the return.
 */
days_back: number, };

/**
 * Whole days, the first and the last included; the last is never before the first.
 */
export type Period = { 
/**
 * First day.
 */
from: string, 
/**
 * Last day.
 */
to: string, };

/**
 * A photo of a resource.
 */
export type PhotoId = string;

/**
 * A photo of a resource. Its two sizes are served as `photo:` addresses made of `name`: `name` and
 * `name/small`.
 */
export type PhotoView = { 
/**
 * The photo.
 */
id: PhotoId, 
/**
 * The name under which it is served: the SHA-256 of its bytes.
 */
name: string, 
/**
 * Pixels across.
 */
width: number, 
/**
 * Pixels down.
 */
height: number, };

/**
 * The whole planning, in one answer.
 */
export type Planning = { 
/**
 * The centre's today.
 */
today: string, 
/**
 * First and last day shown.
 */
period: Period, 
/**
 * Resources that travel, whatever the filters.
 */
total: number, 
/**
 * Rows, by group.
 */
groups: Array<PlanningGroup>, 
/**
 * Public holidays among the days.
 */
holidays: Array<Holiday>, 
/**
 * The centre's own zone.
 */
zone: SchoolZone | null, 
/**
 * School holidays of all zones among the days, and those of the bars that go beyond, by zone then first day.
 */
school_holidays: Array<SchoolHolidays>, 
/**
 * Closures of the centre among the days.
 */
closures: Array<Closure>, 
/**
 * For the filters: resources that travel by kind.
 */
kinds: Array<KindCount>, 
/**
 * By theme.
 */
themes: Array<LabelCount>, 
/**
 * Bars by commune, over the days shown.
 */
communes: Array<LabelCount>, };

/**
 * A line on the planning: what `LineCard` says, without what its row says.
 */
export type PlanningBar = { 
/**
 * The line.
 */
id: LineId, 
/**
 * Number of its loan.
 */
number: string, 
/**
 * Name of the borrower.
 */
borrower: string, 
/**
 * Commune where it is shown.
 */
commune: string, 
/**
 * Where the line stands.
 */
state: LineState, 
/**
 * Units lent.
 */
quantity: number, 
/**
 * Days planned.
 */
planned: Period, 
/**
 * Day of departure.
 */
departed_on: string | null, 
/**
 * Day of return.
 */
returned_on: string | null, 
/**
 * Days past the planned return while out.
 */
late_days: number, 
/**
 * Whether its planned days went by without a departure.
 */
missed: boolean, 
/**
 * First day taken, buffers included; none when it takes nothing.
 */
busy_from: string | null, 
/**
 * Last day taken, buffers included.
 */
busy_to: string | null, };

/**
 * Rows that stand together.
 */
export type PlanningGroup = { 
/**
 * Of a grouping by kind.
 */
kind: ResourceKind | null, 
/**
 * Of a group of exhibitions, their form.
 */
form: ExhibitionForm | null, 
/**
 * Theme or location, empty for resources without one and for kinds.
 */
label: string, 
/**
 * Its rows, by code.
 */
rows: Array<PlanningRow>, };

/**
 * What the planning is asked for; a filter left empty leaves nothing out.
 */
export type PlanningQuery = { 
/**
 * First and last day shown, at most 400.
 */
period: Period, 
/**
 * How rows are grouped.
 */
grouping: Grouping, 
/**
 * Words anywhere in the resource.
 */
search: string, 
/**
 * Resources of one of these kinds.
 */
kinds: Array<ResourceKind>, 
/**
 * Or of one of these forms of exhibition.
 */
forms: Array<ExhibitionForm>, 
/**
 * Resources of one of these themes.
 */
themes: Array<string>, 
/**
 * Bars of lines in one of these states; without any, all but those called off.
 */
states: Array<LineState>, 
/**
 * Bars of lines shown in one of these communes.
 */
communes: Array<string>, 
/**
 * Leave out resources without a bar.
 */
only_booked: boolean, };

/**
 * A resource and what takes it over the days shown.
 */
export type PlanningRow = { 
/**
 * The resource.
 */
id: ResourceId, 
/**
 * Its code.
 */
code: string, 
/**
 * Its title.
 */
title: string, 
/**
 * Its short name.
 */
short_name: string, 
/**
 * Units.
 */
capacity: number, 
/**
 * Open days kept free around each loan.
 */
buffers: Buffers, 
/**
 * Lines, by first day.
 */
bars: Array<PlanningBar>, 
/**
 * When the centre itself holds it, by first day.
 */
holds: Array<HoldView>, };

/**
 * A public holiday of metropolitan France (Code du travail, articles L3133-1 and L3134-13).
 */
export type PublicHoliday = "new_year" | "easter_monday" | "labour_day" | "victory" | "ascension" | "whit_monday" | "national_day" | "assumption" | "all_saints" | "armistice" | "christmas" | "good_friday" | "saint_stephen";

/**
 * One of the centre's own questions. One that was answered is never changed: another one replaces it, so that the
 * answers keep their meaning.
 */
export type Question = { 
/**
 * Which one.
 */
id: QuestionId, 
/**
 * What it asks for.
 */
kind: QuestionKind, 
/**
 * Its words.
 */
label: string, 
/**
 * What may be chosen; degrees of a scale from the lowest on.
 */
choices: Array<string>, 
/**
 * The question whose place it took.
 */
replaces: QuestionId | null, 
/**
 * First day it was asked.
 */
since_on: string, 
/**
 * Day it was withdrawn.
 */
retired_on: string | null, };

/**
 * A question of the centre to add or to change.
 */
export type QuestionForm = { 
/**
 * The question that changes; none for a new one.
 */
id: QuestionId | null, 
/**
 * What it asks for.
 */
kind: QuestionKind, 
/**
 * Its words.
 */
label: string, 
/**
 * What may be chosen.
 */
choices: Array<string>, };

/**
 * A [`crate::questionnaire::Question`].
 */
export type QuestionId = string;

/**
 * What a question of the centre asks for.
 */
export type QuestionKind = "text" | "number" | "one" | "several" | "scale";

/**
 * The centre's own questions.
 */
export type QuestionList = { 
/**
 * Those that are asked, in their order.
 */
asked: Array<Question>, 
/**
 * Those that are no longer asked, and have answers.
 */
withdrawn: Array<Question>, };

/**
 * The questionnaire of a line: what is asked, and what was answered.
 */
export type QuestionnaireSheet = { 
/**
 * The line.
 */
line: LineCard, 
/**
 * What finds it again.
 */
reference: string, 
/**
 * Whether it was answered.
 */
exists: boolean, 
/**
 * The answers; none given yet of a new one.
 */
answers: Answers, 
/**
 * The centre's own questions that are asked, and those no longer asked that this one answers.
 */
questions: Array<Question>, 
/**
 * What the core questions offer.
 */
choices: CoreChoices, 
/**
 * The other lines of the loan, each with whether it was answered.
 */
others: Array<[string, string, boolean]>, };

/**
 * One of the first of a ranking.
 */
export type Rank = { 
/**
 * From 1 on; equals have the same.
 */
rank: number, 
/**
 * Code of the resource.
 */
code: string, 
/**
 * Its title.
 */
title: string, 
/**
 * Sorties.
 */
loans: number, 
/**
 * Days out.
 */
days: number, };

/**
 * Answers that went in.
 */
export type ReadAnswers = { 
/**
 * The file, or the line of a file.
 */
place: string, 
/**
 * The line that they are about.
 */
reference: string, 
/**
 * Title of its resource.
 */
title: string, 
/**
 * Name of its borrower.
 */
borrower: string, };

/**
 * Why a booking was refused, and the nearest ways out.
 */
export type Refusal = { 
/**
 * The bookings in the way.
 */
conflicts: Array<Conflict>, 
/**
 * The nearest free periods of the same length, the earlier first.
 */
alternatives: Array<Period>, };

/**
 * Answers that were refused.
 */
export type RefusedAnswers = { 
/**
 * The file, or the line of a file.
 */
place: string, 
/**
 * Why.
 */
fault: Fault, };

/**
 * A remark on a loan, with its day.
 */
export type Remark = { 
/**
 * It.
 */
id: RemarkId, 
/**
 * When, UTC, `2026-03-26T08:40:12Z`.
 */
at: string, 
/**
 * Who.
 */
by: string, 
/**
 * What.
 */
text: string, };

/**
 * A remark on a loan.
 */
export type RemarkId = string;

/**
 * What a report is saved as.
 */
export type ReportFormat = "pdf" | "docx" | "xlsx";

/**
 * Which report.
 */
export type ReportModel = "annual" | "funder";

/**
 * What a person wrote in a chapter.
 */
export type ReportText = { 
/**
 * The chapter.
 */
chapter: string, 
/**
 * Its title.
 */
title: string, 
/**
 * The text; may be empty.
 */
text: string, 
/**
 * The year it was written for: an earlier one where this year has none yet.
 */
from_year: number, };

/**
 * What a person wrote in the chapters of a report.
 */
export type ReportTexts = { 
/**
 * The year of the report.
 */
year: number, 
/**
 * Chapter by chapter.
 */
chapters: Array<ReportText>, };

/**
 * New days for lines of a loan.
 */
export type Reschedule = { 
/**
 * Number of the loan.
 */
number: string, 
/**
 * These lines; all whose days may still change when left out.
 */
lines: Array<LineId> | null, 
/**
 * The days. Of a line that is out only the last one may differ.
 */
period: Period, };

/**
 * A resource, as a row of the catalogue.
 */
export type ResourceCard = { 
/**
 * The resource.
 */
id: ResourceId, 
/**
 * Its code.
 */
code: string, 
/**
 * Its title.
 */
title: string, 
/**
 * Its short name.
 */
short_name: string, 
/**
 * Its kind.
 */
kind: ResourceKind, 
/**
 * Of an exhibition, its form.
 */
form: ExhibitionForm | null, 
/**
 * Its format.
 */
format: string, 
/**
 * Its themes.
 */
themes: Array<string>, 
/**
 * Its audiences.
 */
audiences: Array<string>, 
/**
 * Its owner.
 */
owner: string, 
/**
 * Weight of a unit, grams.
 */
weight_g: number | null, 
/**
 * Units.
 */
capacity: number, 
/**
 * Its condition.
 */
condition: Condition, 
/**
 * Units out now.
 */
out_now: number, 
/**
 * Planned return of what is out now, the earliest.
 */
back_on: string | null, 
/**
 * Whether something of it is late.
 */
late: boolean, 
/**
 * Next planned departure.
 */
next_departure: string | null, 
/**
 * The first of its photos, by the name under which it is served.
 */
photo: string | null, 
/**
 * First day out of the fund.
 */
retired_on: string | null, 
/**
 * Over the days asked for, none when none were.
 */
availability: CardAvailability | null, };

/**
 * A resource to add, or all of one that changes.
 */
export type ResourceForm = { 
/**
 * The resource that changes; none for a new one.
 */
id: ResourceId | null, 
/**
 * What the form was made from, as the sheet handed it out: saving is refused once something else is there. None takes
 * the form whatever is there.
 */
based_on: string | null, 
/**
 * Unique; given by the program when left empty (`EXP-102`).
 */
code: string, 
/**
 * Full title.
 */
title: string, 
/**
 * At most 22 characters; made of the title when left empty.
 */
short_name: string, 
/**
 * What sort of thing it is.
 */
kind: ResourceKind, 
/**
 * Of an exhibition.
 */
form: ExhibitionForm | null, 
/**
 * panneaux, roll-up, autoportante, bâche…
 */
format: string, 
/**
 * A few sentences for a borrower.
 */
summary: string, 
/**
 * Its themes, of the list or new.
 */
themes: Array<string>, 
/**
 * Its audiences, of the list or new.
 */
audiences: Array<string>, 
/**
 * Panels or modules.
 */
panels: number | null, 
/**
 * Owner or partner.
 */
owner: string, 
/**
 * First day in the fund.
 */
acquired_on: string | null, 
/**
 * Value to insure per unit, cents.
 */
insured_cents: number | null, 
/**
 * Crates.
 */
crates: number | null, 
/**
 * Weight of a unit, grams.
 */
weight_g: number | null, 
/**
 * Volume, litres.
 */
volume_l: number | null, 
/**
 * Floor needed, m².
 */
surface_m2: number | null, 
/**
 * Set-up time, minutes.
 */
setup_minutes: number | null, 
/**
 * People needed to set up.
 */
setup_people: number | null, 
/**
 * Vehicle needed.
 */
vehicle: string, 
/**
 * What the borrower must have.
 */
requirements: string, 
/**
 * Languages.
 */
languages: string, 
/**
 * Where it is stored.
 */
location: string, 
/**
 * Units.
 */
capacity: number, 
/**
 * Open days kept free around each loan made from now on.
 */
buffers: Buffers, 
/**
 * Shortest loan, days.
 */
shortest_days: number | null, 
/**
 * Longest loan, days.
 */
longest_days: number | null, 
/**
 * Weekly tariff of members, cents.
 */
weekly_member_cents: number | null, 
/**
 * Weekly tariff of others, cents.
 */
weekly_cents: number | null, 
/**
 * Deposit, cents.
 */
deposit_cents: number | null, 
/**
 * Its condition.
 */
condition: Condition, 
/**
 * Notes of the centre.
 */
notes: string, 
/**
 * What it contains, in order.
 */
inventory: Array<InventoryItem>, 
/**
 * What a set is made of.
 */
parts: Array<Wanted>, };

/**
 * A [`crate::catalogue::Resource`].
 */
export type ResourceId = string;

/**
 * What sort of thing a resource is.
 */
export type ResourceKind = "exhibition" | "malle" | "equipment" | "machine" | "resource_set";

/**
 * Everything about a resource.
 */
export type ResourceSheet = { 
/**
 * What a form made from this sheet is based on.
 */
based_on: string, 
/**
 * As in the catalogue.
 */
card: ResourceCard, 
/**
 * A few sentences.
 */
summary: string, 
/**
 * Panels or modules.
 */
panels: number | null, 
/**
 * First day in the fund.
 */
acquired_on: string | null, 
/**
 * Value to insure per unit, cents.
 */
insured_cents: number | null, 
/**
 * Crates.
 */
crates: number | null, 
/**
 * Volume, litres.
 */
volume_l: number | null, 
/**
 * Floor needed, m².
 */
surface_m2: number | null, 
/**
 * Set-up time, minutes.
 */
setup_minutes: number | null, 
/**
 * People needed to set up.
 */
setup_people: number | null, 
/**
 * Vehicle needed.
 */
vehicle: string, 
/**
 * What the borrower must have.
 */
requirements: string, 
/**
 * Languages.
 */
languages: string, 
/**
 * Where it is stored.
 */
location: string, 
/**
 * Open days kept free around each loan.
 */
buffers: Buffers, 
/**
 * Shortest loan, days.
 */
shortest_days: number | null, 
/**
 * Longest loan, days.
 */
longest_days: number | null, 
/**
 * Weekly tariff of members, cents.
 */
weekly_member_cents: number | null, 
/**
 * Weekly tariff of others, cents.
 */
weekly_cents: number | null, 
/**
 * Deposit, cents.
 */
deposit_cents: number | null, 
/**
 * Notes of the centre.
 */
notes: string, 
/**
 * What it contains.
 */
inventory: Array<InventoryItem>, 
/**
 * What a set is made of.
 */
parts: Array<PartCard>, 
/**
 * The first day of `bars` and its last: 26 weeks from the Monday of this week.
 */
window: Period, 
/**
 * What takes it in that window.
 */
bars: Array<LineCard>, 
/**
 * When it is held by the centre itself, from this week on.
 */
holds: Array<HoldView>, 
/**
 * Public holidays in that window.
 */
holidays: Array<Holiday>, 
/**
 * School holidays of the centre's zone in that window.
 */
school_holidays: Array<SchoolHolidays>, 
/**
 * Its photos, in their order.
 */
photos: Array<PhotoView>, 
/**
 * Lines asked for, planned or out, by date.
 */
coming: Array<LineCard>, 
/**
 * The latest of the lines returned, closed or called off, the last one first.
 */
past: Array<LineCard>, 
/**
 * How many of them there are in all.
 */
past_count: number, 
/**
 * The next days on which a unit is free: from today or later, to the last day before the next booking
 * (none when nothing comes after).
 */
next_free: NextFree | null, 
/**
 * Lines of it that left, in all.
 */
sorties: number, 
/**
 * Days it was out, in all.
 */
days_out: number, };

/**
 * How satisfied a borrower was.
 */
export type Satisfaction = "very_satisfied" | "satisfied" | "little_satisfied" | "not_satisfied";

/**
 * Who has answered over some days, and who has not.
 */
export type SatisfactionView = { 
/**
 * Lines that left on these days count.
 */
period: Period, 
/**
 * The centre's today.
 */
today: string, 
/**
 * Lines back without a questionnaire, the longest back first; at most five hundred.
 */
pending: Array<PendingRow>, 
/**
 * How many there are in all.
 */
pending_total: number, 
/**
 * Lines with one, the last answered first; at most five hundred.
 */
answered: Array<AnsweredRow>, 
/**
 * How many there are in all.
 */
answered_total: number, 
/**
 * Sorties of these days, of which the questionnaires are a share.
 */
sorties: number, 
/**
 * The first day of which the register holds a departure; none of an empty one.
 */
first_day: string | null, };

/**
 * School holidays of one zone.
 */
export type SchoolHolidays = { 
/**
 * The zone.
 */
zone: SchoolZone, 
/**
 * `Vacances de Printemps`, as the ministry names them.
 */
name: string, 
/**
 * First and last day without class.
 */
period: Period, };

/**
 * A zone of school holidays (Code de l’éducation, article L521-1; Corse has its own).
 */
export type SchoolZone = "A" | "B" | "C" | "Corse";

/**
 * The settings of a centre, all of them.
 */
export type Settings = { 
/**
 * Name of the centre.
 */
name: string, 
/**
 * Its address, several lines, as on an envelope.
 */
address: string, 
/**
 * The town where agreements are signed.
 */
town: string, 
/**
 * Who signs agreements for the centre: a function, with a name only if needed (« la directrice »).
 */
representative: string, 
/**
 * Telephone.
 */
phone: string, 
/**
 * Mail.
 */
mail: string, 
/**
 * Zone of its school holidays.
 */
zone: SchoolZone | null, 
/**
 * Whether Good Friday and 26 December are public holidays there (Alsace, Moselle).
 */
alsace_moselle: boolean, 
/**
 * Who works on the base: what the journal says. Empty: the account of the computer.
 */
operator: string, 
/**
 * Open days kept free around each loan of a new resource.
 */
buffers: Buffers, 
/**
 * Longest an option holds, days.
 */
option_days: number, 
/**
 * Hours of the week, from Monday on: seven.
 */
week: Array<DayHours>, 
/**
 * Days on which the centre is closed, by first day.
 */
closures: Array<Closure>, };

/**
 * What the new settings did.
 */
export type SettingsSaved = { 
/**
 * As they are now.
 */
sheet: SettingsSheet, 
/**
 * Lines to come whose buffers the new opening days changed.
 */
recomputed: number, 
/**
 * Lines that now clash with another.
 */
clashes: Array<LineCard>, };

/**
 * The settings, and what stands around them.
 */
export type SettingsSheet = { 
/**
 * The settings.
 */
settings: Settings, 
/**
 * The name under which the logo is served, if there is one.
 */
logo: string | null, 
/**
 * Where the base is.
 */
path: string, 
/**
 * Its size on disk, bytes.
 */
bytes: number, 
/**
 * The account of the computer.
 */
account: string, 
/**
 * Resources, borrowers and lines in the base.
 */
resources: number, 
/**
 * Borrowers.
 */
borrowers: number, 
/**
 * Lines of loans.
 */
lines: number, };

/**
 * Which side of a share.
 */
export type Side = "part" | "whole" | "rest";

/**
 * What a column of a survey's file brings.
 */
export type SurveyColumn = { 
/**
 * Its heading.
 */
heading: string, 
/**
 * A field of the answers (`reference`, `people`, `own.<id>`…); empty when it is left out.
 */
field: string, 
/**
 * The first values it holds.
 */
examples: Array<string>, };

/**
 * What the import of a survey would do, or did.
 */
export type SurveyReport = { 
/**
 * The columns and what each brings.
 */
columns: Array<SurveyColumn>, 
/**
 * What became of its lines.
 */
answers: AnswersReport, };

/**
 * What tables are saved as.
 */
export type TableFormat = "csv" | "xlsx";

/**
 * The grid that applies to a borrower.
 */
export type Tariff = "member" | "non_member" | "free" | "on_quote";

/**
 * The lists that a centre can edit.
 */
export type TermList = "theme" | "audience" | "borrower_type" | "use" | "accompaniment" | "channel" | "how_known" | "appreciated" | "not_appreciated" | "request_origin" | "cancel_reason" | "refusal_reason" | "retirement_reason";

/**
 * What the program itself relies on in the lists: a role of a value, not its wording, so that renaming or merging values
 * changes no figure. Several values may have the same role.
 */
export type TermRole = "pass_culture" | "direct" | "school_primary" | "school_middle" | "school_high" | "outdated_content" | "weight";

/**
 * What a person must do now.
 */
export type Today = { 
/**
 * The centre's today.
 */
today: string, 
/**
 * Resources of the fund that travel, counted by where their units are now.
 */
fund: FundNow, 
/**
 * Confirmed lines whose departure was due before today and that have not left.
 */
departures_overdue: Array<LineCard>, 
/**
 * Departures and returns of today.
 */
movements_today: Array<Movement>, 
/**
 * Departures and returns of the next fourteen days, in the order of time; of fewer whole days where they are some
 * hundreds.
 */
movements_coming: Array<Movement>, 
/**
 * Lines past their planned return, the latest first.
 */
late: Array<LineCard>, 
/**
 * The first of what is out, by planned return.
 */
out: Array<LineCard>, 
/**
 * How many lines are out.
 */
out_count: number, 
/**
 * The first options to expire.
 */
options: Array<LineCard>, 
/**
 * How many options hold.
 */
options_count: number, 
/**
 * Confirmed lines whose planned days are over without a departure (« départ non enregistré »).
 */
missed: Array<LineCard>, };

/**
 * What the numbers of a figure count.
 */
export type Unit = "resources" | "units" | "sorties" | "lines" | "days" | "unit_days" | "borrowers" | "communes" | "questionnaires" | "people" | "euros";

/**
 * A file that a person chose or dropped on the window.
 */
export type Upload = { 
/**
 * Its name.
 */
name: string, 
/**
 * Its bytes, in base 64.
 */
content: string, };

/**
 * A figure, counted.
 */
export type Value = { "shape": "count", 
/**
 * How many.
 */
value: number, } | { "shape": "money", 
/**
 * Cents.
 */
cents: number, 
/**
 * How many lines have an amount.
 */
with_amount: number, 
/**
 * Among how many.
 */
among: number, } | { "shape": "share", 
/**
 * The part.
 */
numerator: number, 
/**
 * The whole; zero when there is nothing to take a share of.
 */
denominator: number, 
/**
 * Decimals of the percentage.
 */
decimals: number, } | { "shape": "mean", 
/**
 * What is shared out.
 */
numerator: number, 
/**
 * Among how many; zero when there are none.
 */
denominator: number, } | { "shape": "groups", 
/**
 * Its groups.
 */
groups: Array<Group>, } | { "shape": "ranking", 
/**
 * In order.
 */
ranks: Array<Rank>, };

/**
 * Where the resource is shown (lieu d'accueil).
 */
export type Venue = { 
/**
 * Hall, room or building.
 */
name: string, 
/**
 * Street and number.
 */
address: string, 
/**
 * Commune.
 */
commune: string, 
/**
 * INSEE code of the commune, text.
 */
insee: string, };

/**
 * A resource and a quantity of it.
 */
export type Wanted = { 
/**
 * Code of the resource.
 */
code: string, 
/**
 * Units.
 */
quantity: number, 
/**
 * Labels of numbered units that are wanted, at most as many; any units when left out.
 */
units: Array<string>, };
