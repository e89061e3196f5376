/** The reminder to a borrower who has not answered: a draft for the person's own mail program, which sends nothing. */
import type { PendingRow } from '$lib/backend';
import { longDay } from '$lib/format';
import { t } from '$lib/messages';

export interface Message {
  to: string;
  subject: string;
  body: string;
}

/** None where no address is known. */
export function reminder(row: PendingRow, centre: string): Message | null {
  if (row.mail === '') return null;
  const { title, planned, departed_on: left, returned_on: back } = row.line;
  const values = {
    title,
    reference: row.reference,
    from: longDay(left ?? planned.from),
    to: longDay(back ?? planned.to),
    centre,
  };
  const greeting = row.contact
    ? t('satisfaction_mail_greeting', { name: row.contact })
    : t('satisfaction_mail_greeting_nobody');
  return {
    to: row.mail,
    subject: t('satisfaction_mail_subject', values),
    body: `${greeting}\n\n${t('satisfaction_mail_body', values)}`.trim(),
  };
}

/** The address that opens it. Lines end as mail ends them. */
export function mailto({ to, subject, body }: Message): string {
  const at = encodeURIComponent(to).replaceAll('%40', '@');
  const lines = encodeURIComponent(body.replace(/\n/g, '\r\n'));
  return `mailto:${at}?subject=${encodeURIComponent(subject)}&body=${lines}`;
}
