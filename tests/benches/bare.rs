//! The bare SQL of each question: the rows that its answer is made of, read or written with nothing around.

use chrono::NaiveDate;
use domain::interval::{Period, plus_days};
use rusqlite::{Connection, Params, params};
use std::hint::black_box;
use std::path::Path;

/// A connection of its own to the same file, with the same cache and the same sync.
pub(crate) struct Bare {
    base: Connection,
}

/// What the questions name.
pub(crate) struct Ids {
    resource: String,
    today: NaiveDate,
    start: String,
    end: String,
    latest_end: String,
    now: String,
    tomorrow: String,
    latest_now: String,
}

const NAMES: &str = "select l.*, n.number, n.venue_commune, r.code, r.title, r.short_name, r.kind, b.name, o.quantity, o.starts_at, \
    o.ends_at, o.lapses_on, o.runs_on from loan_line l join loan n on n.id = l.loan_id join resource r on r.id = l.resource_id \
    join borrower b on b.id = n.borrower_id left join occupation o on o.taker_id = l.id and o.taker_kind = 'line' \
     and o.resource_id = l.resource_id and o.unit_id is null";

impl Ids {
    pub(crate) fn of(bare: &Bare, code: &str, asked: Period, today: NaiveDate) -> Self {
        let resource = bare
            .base
            .query_row("select id from resource where code = ?1", [code], |row| row.get(0))
            .expect("it");
        let longest: i64 =
            bare.base.query_row("select max(days) from occupation", [], |row| row.get(0)).expect("days");
        let at = |day: NaiveDate| format!("{day}T00:00");
        Self {
            resource,
            today,
            // About as far as the buffers of the catalogue reach.
            start: at(plus_days(asked.from, -4)),
            end: at(plus_days(asked.to, 5)),
            latest_end: at(plus_days(asked.to, longest + 6)),
            now: at(today),
            tomorrow: at(plus_days(today, 1)),
            latest_now: at(plus_days(today, longest + 2)),
        }
    }
}

impl Bare {
    pub(crate) fn open(path: &Path) -> Self {
        let base = Connection::open(path).expect("the base");
        base.set_prepared_statement_cache_capacity(200);
        base.execute_batch("pragma cache_size = -49152; pragma synchronous = full; pragma foreign_keys = on")
            .expect("pragmas");
        let mut index = path.as_os_str().to_owned();
        index.push(".recherche");
        base.execute("attach ?1 as recherche", [index.to_str()]).expect("its index");
        Self { base }
    }

    /// Reads every cell of every row.
    fn read(&self, sql: &str, params: impl Params) {
        let mut statement = self.base.prepare_cached(sql).expect(sql);
        let columns = statement.column_count();
        let mut rows = statement.query(params).expect(sql);
        while let Some(row) = rows.next().expect(sql) {
            for column in 0..columns {
                black_box(row.get_ref(column).expect(sql));
            }
        }
    }

    fn write(&self, sql: &str, params: impl Params) {
        self.base.prepare_cached(sql).expect(sql).execute(params).expect(sql);
    }

    fn snapshot(&self, read: impl FnOnce()) {
        self.base.execute_batch("begin").expect("a snapshot");
        read();
        self.base.execute_batch("commit").expect("its end");
    }

    fn resources(&self) {
        self.read("select * from resource order by code", []);
        self.read(
            "select rt.resource_id, t.list, t.label from resource_term rt join term t on t.id = rt.term_id order by rt.position",
            [],
        );
    }

    fn briefs(&self) {
        self.read(
            "select id, code, title, kind, capacity, acquired_on, retired_on, buffer_before, buffer_after from resource order by code",
            [],
        );
    }

    fn occupations(&self, start: &str, end: &str, latest: &str) {
        self.read(
            "select taker_kind, taker_id, resource_id, quantity, starts_at, ends_at, lapses_on, runs_on, back_at from occupation \
             where ends_at > ?1 and ends_at <= ?2 and starts_at < ?3 and unit_id is null union all \
             select taker_kind, taker_id, resource_id, quantity, starts_at, ends_at, lapses_on, runs_on, back_at from occupation \
             indexed by occupation_late where runs_on is not null and ends_at <= ?1 and unit_id is null",
            [start, latest, end],
        );
    }

    pub(crate) fn occupations_of(&self, ids: &Ids) {
        self.read(
            "select taker_kind, taker_id, resource_id, quantity, starts_at, ends_at, lapses_on, runs_on, back_at from occupation \
             where resource_id = ?1 and ends_at > ?2",
            [&ids.resource, &format!("{}T00:00", plus_days(ids.today, -60))],
        );
    }

    pub(crate) fn free_catalogue(&self, ids: &Ids) {
        self.snapshot(|| {
            self.briefs();
            self.occupations(&ids.start, &ids.end, &ids.latest_end);
            self.read(
                "select l.id, n.number, b.name, n.venue_commune, l.state, l.quantity, l.planned_from, l.planned_to, l.departed_on, \
                 l.returned_on, l.option_until from occupation o join loan_line l on l.id = o.taker_id and o.taker_kind = 'line' \
                 join loan n on n.id = l.loan_id join borrower b on b.id = n.borrower_id \
                 where o.ends_at > ?1 and o.ends_at <= ?2 and o.starts_at < ?3 and o.unit_id is null",
                [&ids.start, &ids.latest_end, &ids.end],
            );
        });
    }

    pub(crate) fn live_availability(&self, ids: &Ids) {
        self.snapshot(|| {
            self.occupations_of(ids);
            self.occupations(&ids.start, &ids.end, &ids.latest_end);
            // The closest free ones are of its kind and share a theme or an audience.
            self.read(
                "select r.id, r.title, rt.term_id from resource_term mine join resource_term rt on rt.term_id = mine.term_id \
                 join resource r on r.id = rt.resource_id where mine.resource_id = ?1",
                [&ids.resource],
            );
            self.read(
                &format!(
                    "{NAMES} where l.id in (select taker_id from occupation where resource_id = ?1 and ends_at > ?2 \
                     and starts_at < ?3 and taker_kind = 'line' and unit_id is null)"
                ),
                [&ids.resource, &ids.start, &ids.end],
            );
        });
    }

    pub(crate) fn catalogue_by_words(&self, query: &str) {
        const FOUND: &str = "select p.id from recherche.resource_text f cross join recherche.resource_place p \
            on p.place = f.rowid where f.resource_text match ?1";
        self.snapshot(|| {
            self.read(&format!("select * from resource where id in ({FOUND}) order by code"), [query]);
            self.read(
                &format!(
                    "select rt.resource_id, t.list, t.label from resource_term rt join term t on t.id = rt.term_id \
                     where rt.resource_id in ({FOUND}) order by rt.position"
                ),
                [query],
            );
            self.units_out();
        });
    }

    fn units_out(&self) {
        self.read(
            "select o.resource_id, sum(o.quantity), min(l.planned_to) from occupation o indexed by occupation_running \
             join loan_line l on l.id = o.taker_id where o.runs_on is not null and o.taker_kind = 'line' and o.unit_id is null \
             group by o.resource_id",
            [],
        );
    }

    pub(crate) fn catalogue_with_dates(&self, ids: &Ids) {
        self.snapshot(|| {
            self.resources();
            self.units_out();
            self.read(
                "select r.id, (select l.planned_from from loan_line l indexed by loan_line_confirmed where l.resource_id = r.id and l.state = 'confirmed' \
                 and l.planned_to >= ?1 order by l.planned_from limit 1) from resource r",
                [ids.today],
            );
            self.occupations(&ids.start, &ids.end, &ids.latest_end);
        });
    }

    pub(crate) fn resource_sheet(&self, ids: &Ids) {
        self.snapshot(|| {
            self.read("select * from resource where id = ?1", [&ids.resource]);
            self.read(
                "select state, departed_on, returned_on from loan_line where resource_id = ?1",
                [&ids.resource],
            );
            self.read(
                &format!("{NAMES} where l.resource_id = ?1 and l.state in ('request', 'option', 'confirmed', 'out')"),
                [&ids.resource],
            );
            self.read(
                &format!(
                    "{NAMES} where l.resource_id = ?1 and +l.state in ('returned', 'closed', 'refused', 'cancelled') \
                     order by l.planned_from desc limit 30"
                ),
                [&ids.resource],
            );
            self.occupations_of(ids);
            self.read(
                "select * from inventory_item where resource_id = ?1 order by position",
                [&ids.resource],
            );
        });
    }

    pub(crate) fn today(&self, ids: &Ids) {
        self.snapshot(|| {
            // Some three hundred movements, then the first of each list.
            for state in ["confirmed", "out"] {
                let first = format!(
                    "select id from loan_line where state = '{state}' order by planned_from limit 180"
                );
                self.read(&format!("{NAMES} where l.id in ({first})"), []);
            }
            let options = "select id from loan_line where state = 'option' order by option_until limit 60";
            self.read(&format!("{NAMES} where l.id in ({options})"), []);
            self.read("select resource_id, planned_to from loan_line where state = 'out'", []);
            self.briefs();
            self.occupations(&ids.now, &ids.tomorrow, &ids.latest_now);
        });
    }

    pub(crate) fn sidebar(&self, ids: &Ids) {
        self.snapshot(|| {
            self.read(
                "select count(*) from open_loan",
                [],
            );
            self.read("select count(*) from loan_line where state = 'out' and planned_to < ?1", [ids.today]);
            self.read(
                "select count(*) from awaited where departed_on between ?1 and ?2",
                [plus_days(ids.today, -364), ids.today],
            );
            self.read("select kind, count(*) from resource where retired_on is null or retired_on > ?1 group by kind", [
                ids.today,
            ]);
            self.read("select count(*) from borrower", []);
        });
    }

    pub(crate) fn borrowers(&self) {
        self.snapshot(|| {
            self.read(
                "select b.* from recherche.borrower_text f cross join recherche.borrower_place p on p.place = f.rowid \
                 join borrower b on b.id = p.id where f.borrower_text match '\"laon\"*'",
                [],
            );
            self.read(
                "select c.*, n.* from borrower b join contact c on c.borrower_id = b.id \
                 left join borrower_count n on n.borrower_id = b.id where b.commune = 'Laon'",
                [],
            );
        });
    }

    pub(crate) fn latest(&self, state: Option<&str>) {
        let first = match state {
            Some(_) => {
                "select distinct loan_id from loan_line where state = ?1 order by planned_from desc limit 200"
            }
            None => {
                "select distinct loan_id from loan_line where ?1 is null order by planned_from desc limit 200"
            }
        };
        self.read(&format!("{NAMES} where l.loan_id in ({first})"), [state]);
    }

    pub(crate) fn words(&self, query: &str) {
        self.read(
            &format!(
                "{NAMES} where l.loan_id in (select p.id from recherche.loan_text f \
                 cross join recherche.loan_place p on p.place = f.rowid where f.loan_text match ?1 order by f.rowid desc limit 200)"
            ),
            [query],
        );
    }
}

const IMAGE: &str =
    "insert into journal_change (entry, tbl, row_id, before, after) values (?1, ?2, ?3, ?4, ?5)";

impl Bare {
    /// One transaction with its entry in the journal.
    fn operation(&self, write: impl FnOnce(i64)) {
        self.base.execute_batch("begin immediate").expect("the lock");
        self.write(
            "insert into journal (at, by, code, params) values ('2026-03-02T08:00:00Z', 'banc', '', '{}')",
            [],
        );
        let entry = self.base.last_insert_rowid();
        write(entry);
        self.write("update journal set code = 'booked', params = '{\"number\":{\"text\":\"2026-001\"}}' where entry = ?1", [entry]);
        self.base.execute_batch("commit").expect("a commit");
    }

    /// The image of a row, as SQLite writes it.
    fn image(&self, table: &str, id: &str) -> String {
        let columns: Vec<String> = {
            let mut statement =
                self.base.prepare_cached("select name from pragma_table_info(?1)").expect("columns");
            let names = statement.query_map([table], |row| row.get::<_, String>(0)).expect("columns");
            names.map(|name| name.map(|name| format!("'{name}', \"{name}\"")).expect("a name")).collect()
        };
        let sql = format!("select json_object({}) from \"{table}\" where id = ?1", columns.join(", "));
        self.base.query_row(&sql, [id], |row| row.get(0)).expect("an image")
    }

    /// A loan of one line, with what it takes.
    pub(crate) fn book(&self, next: &mut u32) {
        *next += 1;
        let model: (String, String, String) = self
            .base
            .query_row(
                "select l.loan_id, l.id, o.id from loan_line l join occupation o on o.taker_id = l.id and o.taker_kind = 'line' and o.unit_id is null where l.state = 'option' limit 1",
                [],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )
            .expect("an option");
        let number = format!("B{next}");
        let [loan, line, occupation] = ["loan", "line", "occ"].map(|of| format!("0198{next:06}-{of:-<27}"));
        let images = [
            ("loan", loan.as_str(), self.image("loan", &model.0)),
            ("loan_line", &line, self.image("loan_line", &model.1)),
            ("occupation", &occupation, self.image("occupation", &model.2)),
        ];
        self.operation(|entry| {
            self.write("insert into loan_number (number) values (?1)", [&number]);
            self.write(
                "insert into loan select ?1, ?2, borrower_id, contact, venue_name, venue_address, venue_commune, venue_insee, \
                 created_on, transport, insurance_received_on, agreement_sent_on, agreement_signed_on, notes from loan where id = ?3",
                [&loan, &number, &model.0],
            );
            self.write(
                "insert into loan_line select ?1, ?2, position, resource_id, quantity, state, planned_from, planned_to, departed_on, \
                 returned_on, option_until, tariff, channel_id, usage_id, accompaniment_id, amount_cents, cancelled_on, cancelled_by, \
                 cancel_reason, cancelled_from from loan_line where id = ?3",
                [&line, &loan, &model.1],
            );
            self.write(
                "insert into occupation (id, taker_kind, resource_id, taker_id, quantity, starts_at, ends_at, lapses_on, runs_on, days) \
                 select ?1, taker_kind, resource_id, ?2, quantity, starts_at, ends_at, lapses_on, runs_on, days from occupation where id = ?3",
                [&occupation, &line, &model.2],
            );
            for (table, id, image) in &images {
                self.write(IMAGE, params![entry, table, id, None::<String>, image]);
            }
        });
    }

    /// A line and what it takes, from option to confirmed or back.
    pub(crate) fn confirm(&self, back: &mut bool) {
        let (line, occupation): (String, String) = self
            .base
            .query_row(
                "select l.id, o.id from loan_line l join occupation o on o.taker_id = l.id and o.taker_kind = 'line' and o.unit_id is null where l.state = ?1 \
                 order by l.planned_from desc limit 1",
                [if *back { "confirmed" } else { "option" }],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .expect("a line");
        let images = [self.image("loan_line", &line), self.image("occupation", &occupation)];
        let state = if *back { "option" } else { "confirmed" };
        *back = !*back;
        self.operation(|entry| {
            self.write("update loan_line set state = ?1 where id = ?2", [state, &line]);
            self.write("update occupation set lapses_on = lapses_on where id = ?1", [&occupation]);
            for (table, id, image) in
                [("loan_line", &line, &images[0]), ("occupation", &occupation, &images[1])]
            {
                self.write(IMAGE, params![entry, table, id, image, image]);
            }
        });
    }
}
