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
        /// Does an operation again that was undone, the last undone one when none is named.
        redo(entry: Option<i64>) -> views::Done<views::JournalEntry>;
        /// A number that changes when another program wrote to the base; none when it cannot be told now.
        version() -> Option<i64>;
        /// What somebody who helps needs to know: versions, sizes, the last lines of the log.
        diagnostic() -> String;
        /// An editable list with its values, their uses and their roles.
        list_values(list: TermList) -> views::ListView;
        /// Adds a value to a list.
        add_list_value(list: TermList, label: String) -> views::Done<views::ListView>;
        /// Calls a value otherwise, wherever it stands.
        rename_list_value(list: TermList, label: String, to: String) -> views::Done<views::ListView>;
        /// Makes one of two values: all that names `merged` names `kept`.
        merge_list_values(list: TermList, kept: String, merged: String) -> views::Done<views::ListView>;
        /// Offers a value no longer, or again.
        retire_list_value(list: TermList, label: String, retired: bool) -> views::Done<views::ListView>;
        /// Says what the program relies on a value for, or that it no longer does.
        set_list_role(list: TermList, label: String, role: Option<TermRole>) -> views::Done<views::ListView>;
        /// Puts a list in order: these values first, then the others as they stand.
        order_list(list: TermList, labels: Vec<String>) -> views::Done<views::ListView>;
        /// What Ctrl K finds: resources, borrowers and loans that hold every word typed.
        find(search: String) -> views::Found;
        /// The settings of the centre.
        settings() -> views::SettingsSheet;
        /// Writes the settings of the centre, all of them.
        save_settings(settings: views::Settings) -> views::Done<views::SettingsSaved>;
        /// Sets the centre's logo, or takes it away.
        save_logo(logo: Option<views::Upload>) -> views::Done<views::SettingsSheet>;
        /// Opens a draft in the person's mail program (`mailto:`), or dials (`tel:`); nothing is sent.
        open_address(address: String) -> ();
        /// Shows the menus of the platform in the place of those there are; none takes them away.
        show_menus(menus: Vec<views::Menu>) -> ();
        /// What the program says of itself.
        about() -> views::About;
        /// Says what the import of a register would do; nothing is written.
        try_register(files: Vec<views::Upload>) -> views::ImportReport;
        /// Imports a register: everything in it that is not there yet, or nothing.
        import_register(files: Vec<views::Upload>) -> views::Done<views::ImportReport>;
        /// Goes over to the demonstration base, made the first time.
        open_demonstration() -> ();
        /// Goes back to the centre's own base; the demonstration is thrown away.
        leave_demonstration() -> ();
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
        /// Adds a resource, or writes all of one that changes.
        save_resource(form: views::ResourceForm) -> views::Done<views::ResourceSheet>;
        /// Takes a resource out of the fund from that day on, or back into it.
        retire_resource(code: String, on: Option<NaiveDate>) -> views::Done<views::ResourceSheet>;
        /// Adds a photo to a resource.
        add_photo(code: String, photo: views::Upload) -> views::Done<views::ResourceSheet>;
        /// Takes a photo away.
        remove_photo(photo: PhotoId) -> views::Done<views::ResourceSheet>;
        /// Shows a photo first.
        show_photo_first(photo: PhotoId) -> views::Done<views::ResourceSheet>;
    }
    planning {
        /// Resources down, days across.
        planning(query: views::PlanningQuery) -> views::Planning;
        /// What would come of days that a bar is about to be dropped on.
        attempt(attempt: views::Attempt) -> views::AttemptAnswer;
        /// Gives lines of a loan other days.
        reschedule(request: views::Reschedule) -> views::Done<views::LoanSheet>;
        /// Holds units of a resource for the centre itself.
        hold(hold: views::NewHold) -> views::Done<views::HoldView>;
        /// Lets them go.
        release(hold: HoldId) -> views::Done<()>;
    }
    borrowers {
        /// The borrowers that hold every word typed.
        borrowers(search: String) -> Vec<views::BorrowerCard>;
        /// Adds a borrower.
        new_borrower(borrower: views::NewBorrower) -> views::Done<views::BorrowerCard>;
        /// Everything about the borrower of that code.
        borrower(code: String) -> views::BorrowerSheet;
        /// Adds a borrower, or writes all of one that changes.
        save_borrower(form: views::BorrowerForm) -> views::Done<views::BorrowerSheet>;
        /// Makes one of two that are the same: the loans, contacts and memberships of `merged` go to `kept`.
        merge_borrowers(kept: String, merged: String) -> views::Done<views::BorrowerSheet>;
        /// The communes whose name, postal code or INSEE code begins so, the most populous first, at most twelve.
        communes(search: String) -> Vec<views::CommuneCard>;
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
        /// Writes what a loan says besides its lines.
        save_loan(form: views::LoanForm) -> views::Done<views::LoanSheet>;
        /// Adds a remark to a loan.
        remark(number: String, text: String) -> views::Done<views::LoanSheet>;
    }
    documents {
        /// The pages of a loan's agreement, one SVG each.
        agreement_pages(number: String) -> Vec<String>;
        /// The characters of a loan's agreement that no font shows: they print as boxes.
        agreement_boxes(number: String) -> Vec<String>;
        /// Saves the agreement where the person says; answers the place, none when they change their mind.
        save_agreement(number: String) -> Option<String>;
        /// Opens the agreement in the program that the person reads PDF with.
        open_agreement(number: String) -> ();
        /// Opens the planning that a question shows, on A3 pages; `filters` says in words what it leaves out.
        open_planning(query: views::PlanningQuery, filters: Vec<String>) -> ();
    }
    figures {
        /// All the figures of a period.
        figures(query: views::FiguresQuery) -> views::Figures;
        /// The list behind a figure.
        figure_lines(query: views::BehindQuery) -> views::BehindList;
        /// The figures entered by hand.
        past_figures() -> Vec<views::PastFigure>;
        /// Enters a figure of a year before the register, or takes it away where no value is given.
        save_past_figure(year: i32, key: String, value: Option<i32>, source: String) -> views::Done<Vec<views::PastFigure>>;
    }
    exports {
        /// Saves every table of the figures where the person says; answers the place, none when they change their mind.
        export_figures(query: views::FiguresQuery, format: views::TableFormat) -> Option<String>;
        /// Saves the list behind a figure.
        export_figure_lines(query: views::BehindQuery, format: views::TableFormat) -> Option<String>;
        /// Saves a report.
        save_report(query: views::FiguresQuery, format: views::ReportFormat, model: views::ReportModel) -> Option<String>;
        /// What a person wrote in the chapters of a report.
        report_texts(year: i32, model: views::ReportModel) -> views::ReportTexts;
        /// Writes what a person says in a chapter.
        save_report_text(year: i32, chapter: String, text: String) -> views::Done<()>;
        /// Saves a drawing that the page made.
        save_drawing(drawing: views::Upload) -> Option<String>;
        /// Opens the paper form of a line in the program that the person reads PDF with.
        open_form(reference: String) -> ();
        /// Saves the form of a line that a borrower fills in with any browser.
        save_form(reference: String) -> Option<String>;
    }
    questionnaires {
        /// Who has answered over some days, and who has not.
        satisfaction(period: Period) -> views::SatisfactionView;
        /// The questionnaire of a line, by its reference, typed or scanned.
        questionnaire(reference: String) -> views::QuestionnaireSheet;
        /// Writes the answers for a line; those that are there are written over only where that is said.
        save_questionnaire(reference: String, answers: views::Answers, replaces: bool) -> views::Done<views::QuestionnaireSheet>;
        /// Takes the answers for a line away.
        remove_questionnaire(reference: String) -> views::Done<()>;
        /// Adds a choice to what a core question offers.
        add_choice(list: views::CoreList, label: String) -> views::Done<views::CoreChoices>;
        /// The centre's own questions.
        questions() -> views::QuestionList;
        /// Adds a question, or changes one.
        save_question(form: views::QuestionForm) -> views::Done<views::QuestionList>;
        /// No longer asks a question.
        withdraw_question(id: QuestionId) -> views::Done<views::QuestionList>;
        /// Reads files that forms saved.
        read_answers(files: Vec<views::Upload>) -> views::Done<views::AnswersReport>;
        /// Says what the import of a survey would do; nothing is written.
        try_survey(file: views::Upload, columns: Option<Vec<views::SurveyColumn>>) -> views::SurveyReport;
        /// Takes a survey in: the lines that are right.
        import_survey(file: views::Upload, columns: Vec<views::SurveyColumn>) -> views::Done<views::SurveyReport>;
    }
}
