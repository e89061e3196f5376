/** Whether days are free, asked again and again as they change: one question at a time, and the latest next. */
import { attempt, type Attempt, type AttemptAnswer } from '$lib/backend';

export class Asking {
  answer = $state.raw<AttemptAnswer | null>(null);
  error = $state.raw<unknown>(null);
  private wanted: Attempt | null = null;
  private running: Promise<void> | null = null;

  ask(wanted: Attempt | null): void {
    this.wanted = wanted;
    if (!wanted) this.answer = this.error = null;
    else this.running ??= this.run();
  }

  /** The answer to the latest question; none when there is none. */
  async settled(): Promise<AttemptAnswer | null> {
    await this.running;
    if (this.error) throw this.error;
    return this.answer;
  }

  private async run(): Promise<void> {
    for (let asked: Attempt | null = null; this.wanted && this.wanted !== asked;) {
      asked = this.wanted;
      try {
        const answer = await attempt(asked);
        if (this.wanted === asked) [this.answer, this.error] = [answer, null];
      } catch (error) {
        if (this.wanted === asked) [this.answer, this.error] = [null, error];
      }
    }
    this.running = null;
  }
}
