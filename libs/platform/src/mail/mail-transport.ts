/** One mail to one person, already rendered. */
export interface Mail {
  /** `<unique@domain>`, chosen by the sender and the same on every attempt, so that receivers can drop a second copy. */
  readonly messageId: string;
  /** `Name <address>` or a bare address. */
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** `sent`: the next server has taken it over. `refused`: it never will; trying again is pointless. */
export type SendOutcome = { readonly status: 'sent' } | { readonly status: 'refused'; readonly reason: string };

/** The attempt ended without an answer, or with a temporary one. */
export class MailSendError extends Error {
  constructor(
    message: string,
    /** `true`: the mail may be on its way, so sending again may double it. `false`: it was certainly not taken; try again later. */
    readonly mayHaveBeenSent: boolean,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'MailSendError';
  }
}

/** Hands mail over to the outside. */
export abstract class MailTransport {
  /** Throws `MailSendError` when the outcome is unknown or temporary. Never tries again by itself. */
  abstract send(mail: Mail): Promise<SendOutcome>;
}
