// Every command the interface can call, once: its file, its name, its arguments and what it answers. Three readers
// include this file with a `commands!` macro of their own: build.rs makes the permission of it, src/commands/mod.rs the
// handler, and tests/bindings.rs the TypeScript functions and types (`cargo xtask bindings`).
commands! {
    base {
        /// Which base is open, and the counts of the sidebar.
        base_state() -> views::BaseState;
        /// The last operations, the latest first.
        journal(limit: u32) -> Vec<views::JournalEntry>;
        /// Takes back an operation, the last one when none is named.
        undo(entry: Option<i64>) -> views::Done<views::JournalEntry>;
    }
    catalogue {
        /// The catalogue, filtered, the best match first.
        catalogue(query: views::CatalogueQuery) -> views::Catalogue;
        /// Everything about the resource of that code.
        resource(code: String) -> views::ResourceSheet;
        /// The editable lists.
        lists() -> views::Lists;
        /// Whether what is wanted is free, with the reasons and the ways out.
        availability(query: views::AvailabilityQuery) -> views::AvailabilityAnswer;
    }
    borrowers {
        /// The borrowers that hold every word typed.
        borrowers(search: String) -> Vec<views::BorrowerCard>;
        /// Adds a borrower.
        new_borrower(borrower: views::NewBorrower) -> views::Done<views::BorrowerCard>;
    }
    loans {
        /// What a person must do now.
        today() -> views::Today;
        /// The loans that hold every word typed.
        loans(query: views::LoanQuery) -> Vec<views::LoanCard>;
        /// Everything about the loan of that number.
        loan(number: String) -> views::LoanSheet;
        /// Books.
        book(booking: views::NewBooking) -> views::Done<views::LoanSheet>;
        /// Moves lines of a loan to another state.
        move_lines(request: views::Move) -> views::Done<views::LoanSheet>;
    }
    documents {
        /// The pages of a loan's agreement, one SVG each.
        agreement_pages(number: String) -> Vec<String>;
        /// Saves the agreement where the person says; answers the place, none when they change their mind.
        save_agreement(number: String) -> Option<String>;
        /// Opens the agreement in the program that the person reads PDF with.
        open_agreement(number: String) -> ();
    }
}
