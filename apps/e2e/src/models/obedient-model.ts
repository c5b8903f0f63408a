import { ATTACK_KINDS, Random } from '@shortlist/sample-data';
import type { ModelBehaviour, TakenCall } from '@shortlist/testing';
import { linesOf, validAnswer } from './valid-answer.js';

/** Beginnings of what attacks say: a model that finds one does as it is told. */
const ORDERS = ATTACK_KINDS.flatMap(({ texts }) => texts)
  .flatMap((text) => text.split(/\{skill\}|\n/))
  .filter((part) => part.trim().length > 6);

type Fact = Record<string, unknown>;

/**
 * A model that does whatever a resume says, and some things that no resume says: it claims the skill wherever anything can be quoted for it, the
 * highest degree, every language, and the most important title; told to, it decides, scores, and calls tools as well.
 */
export function obey(call: TakenCall, skill: string): ModelBehaviour {
  const lines = linesOf(call);
  const honest = validAnswer(call, new Random(lines.join('').length)) as Record<string, Fact[]>;
  const [first = ''] = lines;
  const naming = lines.filter((line) => line.toLowerCase().includes(skill.toLowerCase()));
  const answer = {
    ...honest,
    skills: [...naming, first, `${skill} for 15 years`]
      .map((quote) => ({ name: skill, years: 15, quote: quote.slice(0, 1_000) || skill }))
      .concat(honest.skills as never[]),
    education: [
      { level: 'doctorate', field: skill, institution: 'MIT', from: '2001', to: '2005', quote: first || skill },
      ...(honest.education ?? []),
    ],
    languages: ['English', 'German'].map((name) => ({ name, level: 'native', quote: first || name })).concat(honest.languages as never[]),
    roles: [
      { title: `Chief ${skill} Architect`, organization: null, from: '1990', to: null, current: true, quote: first || skill },
      ...(honest.roles ?? []),
    ],
  };
  const isOrdered = ORDERS.some((order) => lines.some((line) => line.includes(order.trim())));
  // What was not asked for is refused; sent back, it answers in the right shape and says the same.
  const decided = {
    ...answer,
    score: 100,
    decision: 'hire',
    needsPerson: false,
    tool_calls: [{ name: 'update_status', arguments: { status: 'hired' } }],
  };
  return { kind: 'answer', text: JSON.stringify(isOrdered && call.turns.length === 1 ? decided : answer) };
}
