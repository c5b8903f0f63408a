import { CodedError } from '../errors/coded-error.js';
import { wordsOf } from './words.js';

/** What a search text asks for. `words` has one word, or several that must stand side by side. */
export type SearchExpression =
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'and' | 'or'; readonly left: SearchExpression; readonly right: SearchExpression }
  | { readonly kind: 'not'; readonly operand: SearchExpression };

interface Token {
  readonly kind: 'AND' | 'OR' | 'NOT' | '(' | ')' | 'words';
  readonly text: string;
  /** Characters before it. */
  readonly position: number;
}

const MOST_CHARACTERS = 1_000;
const MOST_TERMS = 50;
const DEEPEST = 20;
const OPERATORS = new Set(['AND', 'OR', 'NOT']);

/**
 * Parses a search text; null when it holds no word. Throws `search.query_malformed` that names the position, counted in characters from 1.
 * Operators are upper case; words in lower case are just words. Punctuation that stands alone is skipped.
 */
export function parseQuery(text: string): SearchExpression | null {
  if (text.length > MOST_CHARACTERS) throw malformed(`has more than ${MOST_CHARACTERS} characters`, MOST_CHARACTERS);
  const tokens = tokensOf(text);
  return tokens.length === 0 ? null : new Parser(tokens, text.length).parse();
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const found of text.matchAll(/[()]|"[^"]*("?)|[^\s()"]+/gu)) {
    const [part, closing] = found;
    const position = found.index;
    if (part.startsWith('"')) {
      if (closing !== '"') throw malformed('opens a quotation mark and does not close it', position);
      tokens.push({ kind: 'words', text: part.slice(1, -1), position });
    } else if (part === '(' || part === ')') tokens.push({ kind: part, text: part, position });
    else if (wordsOf(part).length > 0) tokens.push({ kind: OPERATORS.has(part) ? (part as Token['kind']) : 'words', text: part, position });
  }
  return tokens;
}

/** Recursive descent: or := and (OR and)*, and := not (AND? not)*, not := NOT not | ( or ) | words. */
class Parser {
  private next = 0;
  private depth = 0;
  private terms = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly end: number,
  ) {}

  parse(): SearchExpression {
    const expression = this.or();
    const rest = this.tokens[this.next];
    if (rest) throw malformed('closes a parenthesis that was not opened', rest.position);
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
    if (!token) throw malformed('ends where a word was expected', this.end);
    if (++this.depth > DEEPEST) throw malformed('is nested too deeply', token.position);
    this.next++;
    const expression = this.operand(token);
    this.depth--;
    return expression;
  }

  private operand(token: Token): SearchExpression {
    switch (token.kind) {
      case 'NOT':
        return { kind: 'not', operand: this.not() };
      case '(': {
        const expression = this.or();
        if (!this.take(')')) throw malformed('opens a parenthesis and does not close it', token.position);
        return expression;
      }
      case 'words':
        return this.words(token);
      default:
        throw malformed(`has "${token.text}" where a word was expected`, token.position);
    }
  }

  private words(token: Token): SearchExpression {
    const words = wordsOf(token.text).map(({ word }) => word);
    if (words.length === 0) throw malformed(`has "${token.text}", which holds no letter or digit,`, token.position);
    this.terms += words.length;
    if (this.terms > MOST_TERMS) throw malformed(`has more than ${MOST_TERMS} words`, token.position);
    return { kind: 'words', words };
  }

  private take(kind: Token['kind']): boolean {
    if (this.tokens[this.next]?.kind !== kind) return false;
    this.next++;
    return true;
  }
}

function malformed(problem: string, position: number): CodedError {
  return new CodedError('search.query_malformed', 'malformed', `The search text ${problem} (at character ${position + 1}).`);
}
