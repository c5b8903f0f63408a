import { SHORTEST_NEAR_WORD, isNear } from './near-words.js';
import { parseQuery } from './query-language.js';
import type { SearchExpression, SearchTerm } from './query-language.js';
import type { SearchQuery } from './search-index.js';
import { wordsOf } from './words.js';

/** More names of one thing would make a search slow and find nothing else. */
const MOST_SYNONYMS = 8;

/** What a query asks for, with the other names of what it names; null finds everyone. */
export function expressionOf({ text = '', synonymsOf }: SearchQuery): SearchExpression | null {
  const expression = parseQuery(text);
  if (expression === null || !synonymsOf) return expression;
  return mapTerms(expression, (term) => {
    if (term.isPrefix || (term.field !== null && term.field !== 'skill')) return term;
    const others = synonymsOf(term.words.join(' ')).map((name) => wordsOf(name).map(({ word }) => word));
    return anyOf(term, others.filter((words) => words.length > 0).slice(0, MOST_SYNONYMS));
  });
}

/** The words of an expression that may be slips: single ones, long enough to have neighbours that are not chance. */
export function possibleSlips(expression: SearchExpression): string[] {
  const single = termsOf(expression).flatMap((term) => slipOf(term) ?? []);
  return [...new Set(single)];
}

/** The expression with the near ones of the words that were found for each slip in its place. */
export function resolveSlips<T>(
  expression: SearchExpression,
  found: ReadonlyMap<string, readonly T[]>,
  wordOf: (one: T) => string,
): SearchExpression {
  return mapTerms(expression, (term) => {
    const slip = slipOf(term);
    const near = slip === null ? [] : (found.get(slip) ?? []).map(wordOf).filter((word) => isNear(slip, word));
    return anyOf(
      term,
      near.map((word) => [word]),
    );
  });
}

function slipOf({ words, isPrefix }: SearchTerm): string | null {
  const [word = '', more] = words;
  return isPrefix || more !== undefined || word.length < SHORTEST_NEAR_WORD ? null : word;
}

/** The expression with each of its terms replaced. */
export function mapTerms(expression: SearchExpression, replace: (term: SearchTerm) => SearchExpression): SearchExpression {
  switch (expression.kind) {
    case 'words':
      return replace(expression);
    case 'not':
      return { kind: 'not', operand: mapTerms(expression.operand, replace) };
    default:
      return { kind: expression.kind, left: mapTerms(expression.left, replace), right: mapTerms(expression.right, replace) };
  }
}

/** The term, or any of these words in its place. */
export function anyOf(term: SearchTerm, others: readonly (readonly string[])[]): SearchExpression {
  const known = new Set([term.words.join(' ')]);
  let expression: SearchExpression = term;
  for (const words of others) {
    if (known.has(words.join(' '))) continue;
    known.add(words.join(' '));
    expression = { kind: 'or', left: expression, right: { ...term, words } };
  }
  return expression;
}

/** The terms of an expression, from left to right. */
export function termsOf(expression: SearchExpression): SearchTerm[] {
  if (expression.kind === 'words') return [expression];
  return expression.kind === 'not' ? termsOf(expression.operand) : [...termsOf(expression.left), ...termsOf(expression.right)];
}
