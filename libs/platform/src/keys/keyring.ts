/**
 * Which data key seals a value. `organization`: lives as long as the organization. `person`: one per person
 * (`subject` is the person's keyed hash); destroying it erases the person. `log`: one per day (`subject` is `YYYY-MM-DD`),
 * destroyed after eight days.
 */
export interface KeyScope {
  readonly kind: 'organization' | 'person' | 'log';
  readonly subject: string;
}

export const organizationKey: KeyScope = { kind: 'organization', subject: '' };
export const personKey = (subject: string): KeyScope => ({ kind: 'person', subject });
export const logKey = (instant: Date): KeyScope => ({ kind: 'log', subject: instant.toISOString().slice(0, 10) });

const DAY_MS = 86_400_000;
/** The log keys of today and of the two days after it, which are made before anybody needs them. */
export const logKeysAhead = (now: Date): KeyScope[] => [0, 1, 2].map((days) => logKey(new Date(now.getTime() + days * DAY_MS)));

/**
 * Envelope encryption: data keys are wrapped by the organization's key, that one by the master key. Sealed values are
 * AES-256-GCM, `v1.<key id>.<base64url of nonce, ciphertext, tag>`, and bound to `context` (table, column, row …) as
 * associated data: moved elsewhere they do not open.
 */
export abstract class Keyring {
  /** Seals a text, making the key first if need be. */
  abstract seal(organizationId: string, scope: KeyScope, context: string, text: string): Promise<string>;

  /** Opens a sealed text; `keys.destroyed` when its key is gone, `keys.not_authentic` when it was changed or moved. */
  abstract open(organizationId: string, context: string, sealed: string): Promise<string>;

  /** Opens many with one look-up of keys; null where the key was destroyed. */
  abstract openAll(
    organizationId: string,
    values: readonly { readonly context: string; readonly sealed: string }[],
  ): Promise<(string | null)[]>;

  /** Makes and loads the keys of a batch in one go, so that the following calls do no I/O. */
  abstract prepare(organizationId: string, scopes: readonly KeyScope[]): Promise<void>;

  /** A keyed hash of a normalised value, for equality look-ups; differs between organizations. Lower-case hex, 64 digits. */
  abstract blindIndex(organizationId: string, field: string, normalised: string): Promise<string>;

  /** Destroys a key for good. True when it existed. */
  abstract destroy(organizationId: string, scope: KeyScope): Promise<boolean>;
}
