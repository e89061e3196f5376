// Written by `cargo xtask bindings` from src-tauri/src/commands/list.rs. Do not edit.
import { invoke } from '@tauri-apps/api/core';
import type { About, Answers, AnswersReport, Attempt, AttemptAnswer, AvailabilityAnswer, AvailabilityQuery, BaseState, BehindList, BehindQuery, BorrowerCard, BorrowerForm, BorrowerSheet, Catalogue, CatalogueQuery, CommuneCard, CoreChoices, CoreList, Done, Figures, FiguresQuery, Found, HoldId, HoldView, ImportReport, JournalEntry, ListView, Lists, LoanCard, LoanForm, LoanQuery, LoanSheet, Menu, Move, NewBooking, NewBorrower, NewHold, PastFigure, Period, PhotoId, Planning, PlanningQuery, QuestionForm, QuestionId, QuestionList, QuestionnaireSheet, ReportFormat, ReportModel, ReportTexts, Reschedule, ResourceForm, ResourceSheet, SatisfactionView, Settings, SettingsSaved, SettingsSheet, SurveyColumn, SurveyReport, TableFormat, TermList, TermRole, Today, Upload } from './types';

/** Which base is open, and the counts of the sidebar. */
export const baseState = (): Promise<BaseState> =>
  invoke('base_state');

/** The last operations, the latest first. */
export const journal = (limit: number): Promise<Array<JournalEntry>> =>
  invoke('journal', { limit });

/** Takes back an operation, the last one when none is named. */
export const undo = (entry: number | null): Promise<Done<JournalEntry>> =>
  invoke('undo', { entry });

/** Does an operation again that was undone, the last undone one when none is named. */
export const redo = (entry: number | null): Promise<Done<JournalEntry>> =>
  invoke('redo', { entry });

/** A number that changes when another program wrote to the base; none when it cannot be told now. */
export const version = (): Promise<number | null> =>
  invoke('version');

/** What somebody who helps needs to know: versions, sizes, the last lines of the log. */
export const diagnostic = (): Promise<string> =>
  invoke('diagnostic');

/** An editable list with its values, their uses and their roles. */
export const listValues = (list: TermList): Promise<ListView> =>
  invoke('list_values', { list });

/** Adds a value to a list. */
export const addListValue = (list: TermList, label: string): Promise<Done<ListView>> =>
  invoke('add_list_value', { list, label });

/** Calls a value otherwise, wherever it stands. */
export const renameListValue = (list: TermList, label: string, to: string): Promise<Done<ListView>> =>
  invoke('rename_list_value', { list, label, to });

/** Makes one of two values: all that names `merged` names `kept`. */
export const mergeListValues = (list: TermList, kept: string, merged: string): Promise<Done<ListView>> =>
  invoke('merge_list_values', { list, kept, merged });

/** Offers a value no longer, or again. */
export const retireListValue = (list: TermList, label: string, retired: boolean): Promise<Done<ListView>> =>
  invoke('retire_list_value', { list, label, retired });

/** Says what the program relies on a value for, or that it no longer does. */
export const setListRole = (list: TermList, label: string, role: TermRole | null): Promise<Done<ListView>> =>
  invoke('set_list_role', { list, label, role });

/** Puts a list in order: these values first, then the others as they stand. */
export const orderList = (list: TermList, labels: Array<string>): Promise<Done<ListView>> =>
  invoke('order_list', { list, labels });

/** What Ctrl K finds: resources, borrowers and loans that hold every word typed. */
export const find = (search: string): Promise<Found> =>
  invoke('find', { search });

/** The settings of the centre. */
export const settings = (): Promise<SettingsSheet> =>
  invoke('settings');

/** Writes the settings of the centre, all of them. */
export const saveSettings = (settings: Settings): Promise<Done<SettingsSaved>> =>
  invoke('save_settings', { settings });

/** Sets the centre's logo, or takes it away. */
export const saveLogo = (logo: Upload | null): Promise<Done<SettingsSheet>> =>
  invoke('save_logo', { logo });

/** Opens a draft in the person's mail program (`mailto:`), or dials (`tel:`); nothing is sent. */
export const openAddress = (address: string): Promise<null> =>
  invoke('open_address', { address });

/** Shows the menus of the platform in the place of those there are; none takes them away. */
export const showMenus = (menus: Array<Menu>): Promise<null> =>
  invoke('show_menus', { menus });

/** What the program says of itself. */
export const about = (): Promise<About> =>
  invoke('about');

/** Says what the import of a register would do; nothing is written. */
export const tryRegister = (files: Array<Upload>): Promise<ImportReport> =>
  invoke('try_register', { files });

/** Imports a register: everything in it that is not there yet, or nothing. */
export const importRegister = (files: Array<Upload>): Promise<Done<ImportReport>> =>
  invoke('import_register', { files });

/** Goes over to the demonstration base, made the first time. */
export const openDemonstration = (): Promise<null> =>
  invoke('open_demonstration');

/** Goes back to the centre's own base; the demonstration is thrown away. */
export const leaveDemonstration = (): Promise<null> =>
  invoke('leave_demonstration');

/** The catalogue, filtered, the best match first. */
export const catalogue = (query: CatalogueQuery): Promise<Catalogue> =>
  invoke('catalogue', { query });

/** Everything about the resource of that code. */
export const resource = (code: string): Promise<ResourceSheet> =>
  invoke('resource', { code });

/** The editable lists. */
export const lists = (): Promise<Lists> =>
  invoke('lists');

/** Whether what is wanted is free, with the reasons and the ways out. */
export const availability = (query: AvailabilityQuery): Promise<AvailabilityAnswer> =>
  invoke('availability', { query });

/** Adds a resource, or writes all of one that changes. */
export const saveResource = (form: ResourceForm): Promise<Done<ResourceSheet>> =>
  invoke('save_resource', { form });

/** Takes a resource out of the fund from that day on, or back into it. */
export const retireResource = (code: string, on: string | null): Promise<Done<ResourceSheet>> =>
  invoke('retire_resource', { code, on });

/** Adds a photo to a resource. */
export const addPhoto = (code: string, photo: Upload): Promise<Done<ResourceSheet>> =>
  invoke('add_photo', { code, photo });

/** Takes a photo away. */
export const removePhoto = (photo: PhotoId): Promise<Done<ResourceSheet>> =>
  invoke('remove_photo', { photo });

/** Shows a photo first. */
export const showPhotoFirst = (photo: PhotoId): Promise<Done<ResourceSheet>> =>
  invoke('show_photo_first', { photo });

/** Resources down, days across. */
export const planning = (query: PlanningQuery): Promise<Planning> =>
  invoke('planning', { query });

/** What would come of days that a bar is about to be dropped on. */
export const attempt = (attempt: Attempt): Promise<AttemptAnswer> =>
  invoke('attempt', { attempt });

/** Gives lines of a loan other days. */
export const reschedule = (request: Reschedule): Promise<Done<LoanSheet>> =>
  invoke('reschedule', { request });

/** Holds units of a resource for the centre itself. */
export const hold = (hold: NewHold): Promise<Done<HoldView>> =>
  invoke('hold', { hold });

/** Lets them go. */
export const release = (hold: HoldId): Promise<Done<null>> =>
  invoke('release', { hold });

/** The borrowers that hold every word typed. */
export const borrowers = (search: string): Promise<Array<BorrowerCard>> =>
  invoke('borrowers', { search });

/** Adds a borrower. */
export const newBorrower = (borrower: NewBorrower): Promise<Done<BorrowerCard>> =>
  invoke('new_borrower', { borrower });

/** Everything about the borrower of that code. */
export const borrower = (code: string): Promise<BorrowerSheet> =>
  invoke('borrower', { code });

/** Adds a borrower, or writes all of one that changes. */
export const saveBorrower = (form: BorrowerForm): Promise<Done<BorrowerSheet>> =>
  invoke('save_borrower', { form });

/** Makes one of two that are the same: the loans, contacts and memberships of `merged` go to `kept`. */
export const mergeBorrowers = (kept: string, merged: string): Promise<Done<BorrowerSheet>> =>
  invoke('merge_borrowers', { kept, merged });

/** The communes whose name, postal code or INSEE code begins so, the most populous first, at most twelve. */
export const communes = (search: string): Promise<Array<CommuneCard>> =>
  invoke('communes', { search });

/** What a person must do now. */
export const today = (): Promise<Today> =>
  invoke('today');

/** The loans that hold every word typed. */
export const loans = (query: LoanQuery): Promise<Array<LoanCard>> =>
  invoke('loans', { query });

/** Everything about the loan of that number. */
export const loan = (number: string): Promise<LoanSheet> =>
  invoke('loan', { number });

/** Books. */
export const book = (booking: NewBooking): Promise<Done<LoanSheet>> =>
  invoke('book', { booking });

/** Moves lines of a loan to another state. */
export const moveLines = (request: Move): Promise<Done<LoanSheet>> =>
  invoke('move_lines', { request });

/** Writes what a loan says besides its lines. */
export const saveLoan = (form: LoanForm): Promise<Done<LoanSheet>> =>
  invoke('save_loan', { form });

/** Adds a remark to a loan. */
export const remark = (number: string, text: string): Promise<Done<LoanSheet>> =>
  invoke('remark', { number, text });

/** The pages of a loan's agreement, one SVG each. */
export const agreementPages = (number: string): Promise<Array<string>> =>
  invoke('agreement_pages', { number });

/** The characters of a loan's agreement that no font shows: they print as boxes. */
export const agreementBoxes = (number: string): Promise<Array<string>> =>
  invoke('agreement_boxes', { number });

/** Saves the agreement where the person says; answers the place, none when they change their mind. */
export const saveAgreement = (number: string): Promise<string | null> =>
  invoke('save_agreement', { number });

/** Opens the agreement in the program that the person reads PDF with. */
export const openAgreement = (number: string): Promise<null> =>
  invoke('open_agreement', { number });

/** Opens the planning that a question shows, on A3 pages; `filters` says in words what it leaves out. */
export const openPlanning = (query: PlanningQuery, filters: Array<string>): Promise<null> =>
  invoke('open_planning', { query, filters });

/** All the figures of a period. */
export const figures = (query: FiguresQuery): Promise<Figures> =>
  invoke('figures', { query });

/** The list behind a figure. */
export const figureLines = (query: BehindQuery): Promise<BehindList> =>
  invoke('figure_lines', { query });

/** The figures entered by hand. */
export const pastFigures = (): Promise<Array<PastFigure>> =>
  invoke('past_figures');

/** Enters a figure of a year before the register, or takes it away where no value is given. */
export const savePastFigure = (year: number, key: string, value: number | null, source: string): Promise<Done<Array<PastFigure>>> =>
  invoke('save_past_figure', { year, key, value, source });

/** Saves every table of the figures where the person says; answers the place, none when they change their mind. */
export const exportFigures = (query: FiguresQuery, format: TableFormat): Promise<string | null> =>
  invoke('export_figures', { query, format });

/** Saves the list behind a figure. */
export const exportFigureLines = (query: BehindQuery, format: TableFormat): Promise<string | null> =>
  invoke('export_figure_lines', { query, format });

/** Saves a report. */
export const saveReport = (query: FiguresQuery, format: ReportFormat, model: ReportModel): Promise<string | null> =>
  invoke('save_report', { query, format, model });

/** What a person wrote in the chapters of a report. */
export const reportTexts = (year: number, model: ReportModel): Promise<ReportTexts> =>
  invoke('report_texts', { year, model });

/** Writes what a person says in a chapter. */
export const saveReportText = (year: number, chapter: string, text: string): Promise<Done<null>> =>
  invoke('save_report_text', { year, chapter, text });

/** Saves a drawing that the page made. */
export const saveDrawing = (drawing: Upload): Promise<string | null> =>
  invoke('save_drawing', { drawing });

/** Opens the paper form of a line in the program that the person reads PDF with. */
export const openForm = (reference: string): Promise<null> =>
  invoke('open_form', { reference });

/** Saves the form of a line that a borrower fills in with any browser. */
export const saveForm = (reference: string): Promise<string | null> =>
  invoke('save_form', { reference });

/** Who has answered over some days, and who has not. */
export const satisfaction = (period: Period): Promise<SatisfactionView> =>
  invoke('satisfaction', { period });

/** The questionnaire of a line, by its reference, typed or scanned. */
export const questionnaire = (reference: string): Promise<QuestionnaireSheet> =>
  invoke('questionnaire', { reference });

/** Writes the answers for a line; those that are there are written over only where that is said. */
export const saveQuestionnaire = (reference: string, answers: Answers, replaces: boolean): Promise<Done<QuestionnaireSheet>> =>
  invoke('save_questionnaire', { reference, answers, replaces });

/** Takes the answers for a line away. */
export const removeQuestionnaire = (reference: string): Promise<Done<null>> =>
  invoke('remove_questionnaire', { reference });

/** Adds a choice to what a core question offers. */
export const addChoice = (list: CoreList, label: string): Promise<Done<CoreChoices>> =>
  invoke('add_choice', { list, label });

/** The centre's own questions. */
export const questions = (): Promise<QuestionList> =>
  invoke('questions');

/** Adds a question, or changes one. */
export const saveQuestion = (form: QuestionForm): Promise<Done<QuestionList>> =>
  invoke('save_question', { form });

/** No longer asks a question. */
export const withdrawQuestion = (id: QuestionId): Promise<Done<QuestionList>> =>
  invoke('withdraw_question', { id });

/** Reads files that forms saved. */
export const readAnswers = (files: Array<Upload>): Promise<Done<AnswersReport>> =>
  invoke('read_answers', { files });

/** Says what the import of a survey would do; nothing is written. */
export const trySurvey = (file: Upload, columns: Array<SurveyColumn> | null): Promise<SurveyReport> =>
  invoke('try_survey', { file, columns });

/** Takes a survey in: the lines that are right. */
export const importSurvey = (file: Upload, columns: Array<SurveyColumn>): Promise<Done<SurveyReport>> =>
  invoke('import_survey', { file, columns });
