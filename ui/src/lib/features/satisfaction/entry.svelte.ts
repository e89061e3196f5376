/** The answers being typed for one line. */
import { tick } from 'svelte';
import {
  addChoice,
  removeQuestionnaire,
  saveQuestionnaire,
  type CoreList,
  type Done,
  type QuestionnaireSheet,
} from '$lib/backend';
import { fault, faultCode, faultField, t } from '$lib/messages';
import { succeeded } from '$lib/operations';
import { folded } from '$lib/ranking';
import {
  answersOf,
  asksHowKnown,
  isDayUnreadable,
  isSame,
  typedOf,
  unreadableCount,
  type Typed,
} from './answers';
import { drafts } from './drafts.svelte';

/** A fault may be about either number, or the way they were counted: they are one question. */
const QUESTION_OF: Record<string, string> = {
  counting: 'people',
  people_least: 'people',
  people_most: 'people',
};

export class Entry {
  typed: Typed;
  /** What stood there when the sheet was opened. */
  readonly before: Typed;
  readonly reference: string;
  /** When what was typed before was left, ISO; empty when nothing was. */
  readonly resumedAt: string;
  busy = $state(false);
  /** Whether the answers that are there are to be written over. */
  private replaces = $state(false);
  private tried = $state.raw('');
  private refused = $state.raw<{ error: unknown; about: string } | null>(null);
  /** Saved or taken away: nothing more is to be done with it. */
  isDone = false;

  constructor(
    readonly sheet: () => QuestionnaireSheet,
    private readonly base: string,
    private readonly today: string,
  ) {
    const opened = sheet();
    const draft = drafts.of(base, opened.reference);
    this.reference = opened.reference;
    this.replaces = opened.exists;
    this.before = typedOf(opened, today);
    this.resumedAt = draft?.at ?? '';
    this.typed = $state(structuredClone(draft?.typed ?? this.before));
  }

  get now(): Typed {
    return $state.snapshot(this.typed);
  }

  get isChanged(): boolean {
    return !isSame(this.now, this.before);
  }

  get asksHowKnown(): boolean {
    return asksHowKnown(this.typed, this.before);
  }

  get corrects(): boolean {
    return this.replaces;
  }

  private get about(): string {
    return JSON.stringify(this.now);
  }

  /** The refusal, as long as what it was about is unchanged. */
  private get standing(): unknown {
    return this.refused?.about === this.about ? this.refused.error : null;
  }

  private get field(): string {
    const field = faultField(this.standing) ?? '';
    return QUESTION_OF[field] ?? field;
  }

  /** Somebody else entered answers meanwhile. */
  get isThereAlready(): boolean {
    return faultCode(this.standing) === 'questionnaire_there';
  }

  /** What is wrong with the answer to a question, in a sentence; empty when nothing is. */
  problem(question: string): string {
    if (this.tried !== '' && this.tried === this.about) {
      const wrong = this.unreadable();
      if (wrong?.question === question) return wrong.said;
    }
    return this.standing && this.field === question ? fault(this.standing) : '';
  }

  /** What was refused and belongs under no question that is shown. */
  note(shown: string[]): string {
    return this.standing && !shown.includes(this.field) ? fault(this.standing) : '';
  }

  private unreadable(): { question: string; said: string } | null {
    if (isDayUnreadable(this.now, this.today)) {
      return { question: 'answered_on', said: t('date_bad') };
    }
    const typed = unreadableCount(this.now);
    if (typed === null) return null;
    return { question: 'people', said: t('satisfaction_not_a_count', { typed }) };
  }

  /** Saves once, however often it is asked; none where something is to be mended. */
  async save(): Promise<Done<QuestionnaireSheet> | null> {
    if (this.busy) return null;
    const { about } = this;
    this.tried = about;
    if (this.unreadable()) return null;
    this.busy = true;
    try {
      const answers = answersOf(this.now, this.before, this.sheet().questions, this.today);
      const done = await saveQuestionnaire(this.reference, answers, this.replaces);
      this.finish();
      return done;
    } catch (error) {
      this.refused = { error, about };
      return null;
    } finally {
      this.busy = false;
    }
  }

  /** Writes over what somebody else entered. */
  async replace(): Promise<Done<QuestionnaireSheet> | null> {
    this.replaces = true;
    return this.save();
  }

  async remove(): Promise<Done<null>> {
    this.busy = true;
    try {
      const done = await removeQuestionnaire(this.reference);
      this.finish();
      return done;
    } finally {
      this.busy = false;
    }
  }

  /** Adds a choice to a list of the centre; answers it as it was kept. */
  async add(list: CoreList, label: string): Promise<string> {
    const done = await addChoice(list, label);
    await succeeded(done, t('satisfaction_choice_added', { choice: label.trim() }));
    await tick();
    const word = folded(label.trim());
    return done.value[list].find((choice) => folded(choice) === word) ?? label.trim();
  }

  /** Nothing is left to be kept. */
  finish(): void {
    this.isDone = true;
    drafts.drop(this.base, this.reference);
  }

  startAgain(): void {
    Object.assign(this.typed, structuredClone(this.before));
    drafts.drop(this.base, this.reference);
  }

  /** Leaves the sheet; whether something typed was kept. */
  leave(): boolean {
    if (this.isDone) return false;
    if (!this.isChanged) {
      drafts.drop(this.base, this.reference);
      return false;
    }
    drafts.keep(this.base, this.reference, this.now);
    return true;
  }
}
