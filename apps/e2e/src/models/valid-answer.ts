import type { Random } from '@shortlist/sample-data';
import type { TakenCall } from '@shortlist/testing';

/** As much of JSON Schema as questions are asked in. */
interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
}

const DATES = new Set(['from', 'to']);
const MOST_YEARS = 9;

/** The lines of the data that a call asks about. */
export function linesOf({ turns }: Pick<TakenCall, 'turns'>): string[] {
  const data = /<data>\n([\s\S]*)\n<\/data>/.exec(turns[0]?.content ?? '')?.[1] ?? '';
  return data.split('\n').filter((line) => line.trim() !== '');
}

/** An answer as an honest model gives it: in the shape that was asked for, every quote a line of the data and every word of a fact out of its quote. */
export function validAnswer(call: Pick<TakenCall, 'turns' | 'schema'>, random: Random): Record<string, unknown> {
  const root = call.schema as Schema;
  return new Answerer(root.$defs ?? {}, linesOf(call), random).value(root, '', '') as Record<string, unknown>;
}

class Answerer {
  constructor(
    private readonly definitions: Readonly<Record<string, Schema>>,
    private readonly lines: readonly string[],
    private readonly random: Random,
  ) {}

  value(schema: Schema, name: string, quote: string): unknown {
    const { random } = this;
    if (schema.$ref) return this.value(this.definitions[schema.$ref.replace('#/$defs/', '')] ?? {}, name, quote);
    if (schema.anyOf) return this.value(random.pick(schema.anyOf as [Schema, ...Schema[]]), name, quote);
    if (schema.enum) return random.pick(schema.enum as [unknown, ...unknown[]]);
    const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? []);
    if (types.includes('null') && (DATES.has(name) || random.next() < 0.3)) return null;
    if (types.includes('object')) return this.object(schema);
    if (types.includes('array')) {
      const items = schema.items ?? {};
      return this.lines.length === 0 ? [] : Array.from({ length: random.between(0, 3) }, () => this.value(items, '', ''));
    }
    if (types.includes('boolean')) return random.next() < 0.5;
    if (types.includes('number') || types.includes('integer')) return random.between(0, MOST_YEARS);
    return name === 'quote' ? quote : this.word(quote);
  }

  private object({ properties = {} }: Schema): Record<string, unknown> {
    const quote = this.lines.length > 0 ? this.random.pick(this.lines as [string, ...string[]]) : '';
    return Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, this.value(schema, name, quote)]));
  }

  private word(quote: string): string {
    const words = quote.split(/[\s,]+/).filter((word) => /\p{L}/u.test(word));
    return words.length > 0 ? this.random.pick(words as [string, ...string[]]) : quote || 'word';
  }
}
