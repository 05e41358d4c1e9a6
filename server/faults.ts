/** What a reader is told when an address cannot be answered; the message is for people. */
export class Fault extends Error {
  readonly status: number;
  /** Accepted values, known identifiers: what to try next. */
  readonly accepted: readonly Suggestion[];
  /** What the accepted values are values of. */
  readonly subject: string | null;

  constructor(status: number, message: string, help: { accepted?: readonly Suggestion[]; subject?: string } = {}) {
    super(message);
    this.status = status;
    this.accepted = help.accepted ?? [];
    this.subject = help.subject ?? null;
  }
}

/** One way on: a value, and where there is a page for it, its address. */
export interface Suggestion {
  value: string;
  title: string | null;
  href: string | null;
}

/** A value without a page of its own. */
export const plainSuggestion = (value: string): Suggestion => ({ value, title: null, href: null });

/** 404: there is no such thing. */
export function unknown(what: string, id: string, accepted: readonly Suggestion[] = []): Fault {
  return new Fault(404, `unknown ${what}: ${id}`, { accepted, subject: what });
}

/** 400: the address says something that is not accepted. */
export function refused(message: string, subject: string, accepted: readonly string[]): Fault {
  return new Fault(400, message, { subject, accepted: accepted.map(plainSuggestion) });
}
