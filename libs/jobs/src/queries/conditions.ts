/** Conditions of a WHERE clause, joined by AND, with their numbered parameters. */
export class Conditions {
  readonly parameters: unknown[] = [];
  private readonly parts: string[];

  constructor(...always: string[]) {
    this.parts = always;
  }

  /** Adds a condition on a value that was given; `place` is the value's placeholder. */
  add(value: unknown, condition: (place: string) => string): this {
    if (value !== undefined && value !== null) this.parts.push(condition(this.place(value)));
    return this;
  }

  /** A placeholder for a value. */
  place(value: unknown): string {
    return `$${this.parameters.push(value)}`;
  }

  toString(): string {
    return this.parts.join(' AND ');
  }
}

/** A LIKE pattern that finds the text anywhere. */
export function containing(text: string | undefined): string | undefined {
  return text === undefined ? undefined : `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}
