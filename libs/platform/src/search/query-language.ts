import { CodedError } from '../errors/coded-error.js';
import { distanceOf } from './near-words.js';
import { wordsOf } from './words.js';

/** Fields that a term may name, by the names that people type. */
export const SEARCH_FIELDS = {
  name: 'name',
  email: 'email',
  title: 'title',
  role: 'title',
  skill: 'skill',
  skills: 'skill',
  company: 'company',
  employer: 'company',
  location: 'location',
  city: 'location',
  tag: 'tag',
  tags: 'tag',
} as const;
export type SearchField = (typeof SEARCH_FIELDS)[keyof typeof SEARCH_FIELDS];

/** One word, or several that stand side by side. */
export interface SearchTerm {
  readonly kind: 'words';
  readonly words: readonly string[];
  /** Where they stand; null is anywhere. */
  readonly field: SearchField | null;
  /** The last word may go on: `develop*`. */
  readonly isPrefix: boolean;
}

/** What a search text asks for; drivers translate it and nothing else. */
export type SearchExpression =
  | SearchTerm
  | { readonly kind: 'and' | 'or'; readonly left: SearchExpression; readonly right: SearchExpression }
  | { readonly kind: 'not'; readonly operand: SearchExpression };

interface Token {
  readonly kind: 'AND' | 'OR' | 'NOT' | '(' | ')' | 'words' | 'field';
  readonly text: string;
  /** Characters before it. */
  readonly position: number;
}

const MOST_CHARACTERS = 1_000;
const MOST_TERMS = 50;
const DEEPEST = 20;
const SHORTEST_PREFIX = 2;
const OPERATORS = new Set(['AND', 'OR', 'NOT']);
const FIELD_LIST = [...new Set(Object.values(SEARCH_FIELDS))].join(', ');

/**
 * Parses a search text; null when it holds no word. Throws `search.query_malformed` that names the position, counted in characters from 1, and says what would
 * help. Operators are upper case; words in lower case are just words. Punctuation that stands alone is skipped.
 */
export function parseQuery(text: string): SearchExpression | null {
  if (text.length > MOST_CHARACTERS) throw malformed(`has more than ${MOST_CHARACTERS} characters`, MOST_CHARACTERS, 'Search for less.');
  const tokens = tokensOf(text);
  return tokens.length === 0 ? null : new Parser(tokens, text.length).parse();
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const found of text.matchAll(/[()]|"[^"]*("?)|[^\s()"]+/gu)) {
    const [part, closing] = found;
    const position = found.index;
    if (part.startsWith('"')) {
      if (closing !== '"') throw malformed('opens a quotation mark and does not close it', position, 'Close it, or leave it out.');
      tokens.push({ kind: 'words', text: part.slice(1, -1), position });
    } else if (part === '(' || part === ')') tokens.push({ kind: part, text: part, position });
    else tokens.push(...tokensOfPart(part, position));
  }
  return tokens;
}

/** A word, an operator, `-word`, `field:` or `field:word`. */
function tokensOfPart(part: string, position: number): Token[] {
  if (/^-[\p{L}\p{N}]/u.test(part)) return [{ kind: 'NOT', text: '-', position }, ...tokensOfPart(part.slice(1), position + 1)];
  const [, name = '', rest = ''] = /^(\p{L}+):(?!\/\/)(.*)$/u.exec(part) ?? [];
  const field = fieldNamed(name, position);
  if (field) return [{ kind: 'field', text: field, position }, ...(rest === '' ? [] : tokensOfPart(rest, position + name.length + 1))];
  if (wordsOf(part).length === 0) return [];
  return [{ kind: OPERATORS.has(part) ? (part as Token['kind']) : 'words', text: part, position }];
}

/** Null for what only looks like a field; a name that is nearly one is refused, because it would find nothing. */
function fieldNamed(name: string, position: number): SearchField | null {
  const wanted = name.toLowerCase();
  if (wanted === '') return null;
  if (Object.hasOwn(SEARCH_FIELDS, wanted)) return SEARCH_FIELDS[wanted as keyof typeof SEARCH_FIELDS];
  const near = Object.keys(SEARCH_FIELDS).find((known) => known.length > 3 && distanceOf(known, wanted, 1) <= 1);
  if (near) throw malformed(`names a field "${name}" that there is not`, position, `Did you mean "${near}:"? Fields are ${FIELD_LIST}.`);
  return null;
}

/** Recursive descent: or := and (OR and)*, and := not (AND? not)*, not := NOT not | field not | ( or ) | words. */
class Parser {
  private next = 0;
  private depth = 0;
  private terms = 0;
  private field: SearchField | null = null;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly end: number,
  ) {}

  parse(): SearchExpression {
    const expression = this.or();
    const rest = this.tokens[this.next];
    if (rest) throw malformed('closes a parenthesis that was not opened', rest.position, 'Open it before, or leave it out.');
    return expression;
  }

  private or(): SearchExpression {
    let left = this.and();
    while (this.take('OR')) left = { kind: 'or', left, right: this.and() };
    return left;
  }

  private and(): SearchExpression {
    let left = this.not();
    for (;;) {
      const following = this.tokens[this.next]?.kind;
      if (following === undefined || following === 'OR' || following === ')') return left;
      this.take('AND');
      left = { kind: 'and', left, right: this.not() };
    }
  }

  private not(): SearchExpression {
    const token = this.tokens[this.next];
    if (!token) throw malformed('ends where a word was expected', this.end, 'Add a word, or leave out the last operator.');
    if (++this.depth > DEEPEST) throw malformed('is nested too deeply', token.position, `At most ${DEEPEST} levels are read.`);
    this.next++;
    const expression = this.operand(token);
    this.depth--;
    return expression;
  }

  private operand(token: Token): SearchExpression {
    switch (token.kind) {
      case 'NOT':
        return { kind: 'not', operand: this.not() };
      case 'field':
        return this.within(token.text as SearchField);
      case '(': {
        const expression = this.or();
        if (!this.take(')')) throw malformed('opens a parenthesis and does not close it', token.position, 'Close it, or leave it out.');
        return expression;
      }
      case 'words':
        return this.words(token);
      default:
        throw malformed(
          `has "${token.text}" where a word was expected`,
          token.position,
          'Quote an operator to search for it as a word: "AND".',
        );
    }
  }

  /** What follows a field: one term, or several in parentheses. */
  private within(field: SearchField): SearchExpression {
    const around = this.field;
    this.field = field;
    const expression = this.not();
    this.field = around;
    return expression;
  }

  private words({ text, position }: Token): SearchTerm {
    const words = wordsOf(text).map(({ word }) => word);
    const [last] = words.slice(-1);
    if (last === undefined) throw malformed(`has "${text}", which holds no letter or digit,`, position, 'Leave it out.');
    const isPrefix = /[\p{L}\p{N}]\*$/u.test(text);
    if (isPrefix && last.length < SHORTEST_PREFIX)
      throw malformed(`has "${text}", which too many words begin with,`, position, `Give at least ${SHORTEST_PREFIX} letters before *.`);
    this.terms += words.length;
    if (this.terms > MOST_TERMS) throw malformed(`has more than ${MOST_TERMS} words`, position, 'Search for less.');
    return { kind: 'words', words, field: this.field, isPrefix };
  }

  private take(kind: Token['kind']): boolean {
    if (this.tokens[this.next]?.kind !== kind) return false;
    this.next++;
    return true;
  }
}

function malformed(problem: string, position: number, hint: string): CodedError {
  return new CodedError('search.query_malformed', 'malformed', `The search text ${problem} (at character ${position + 1}). ${hint}`);
}
