import type { SkillCriterionDto } from '@shortlist/contracts';
import { comparedWordsIn, rarityOf } from '../../occupations/background.js';
import { isListedSkill } from '@shortlist/taxonomy';
import { named, UNKNOWN_CREDIT } from '../v1/judgement.js';
import type { Judgement } from '../v1/judgement.js';
import { judgeSkill as judgeNamedSkill } from '../v1/skills.js';
import type { Reading } from './reading.js';

/** Naming the skill earns half where depth is asked for too, as in version 1; depth is not said by words alone. */
const DEPTH_UNSAID = 0.5 + 0.5 * UNKNOWN_CREDIT;

/** The words of a name scattered over a resume ("ESRI ArcGIS software" by "ArcGIS") stand for it half: about as much as a sibling. */
const WORDS_CREDIT = 0.5;

/** Less than half of what a name says is another thing: "Microsoft Word" does not stand for "Microsoft Excel". */
const LEAST_SHARE = 0.5;

/** A name this short is found by accident in running text. */
const SHORTEST_NAME = 4;

/**
 * How far the resume shows a skill: by its facts, or for a skill that no table lists by its prose. Each further word found only ever adds.
 */
export function judgeSkill(asked: SkillCriterionDto, reading: Reading, asOf: string): Judgement {
  const byFacts = judgeNamedSkill(asked, reading.facts, asOf);
  const byProse = proseOf(asked, reading);
  return byProse && byProse.credit > byFacts.credit ? byProse : byFacts;
}

/** Where the prose names the skill word for word; null when it does not. */
export function mentionOf(name: string, reading: Reading): Judgement | null {
  const judgement = proseOf({ name }, reading);
  return judgement?.result === 'met' ? judgement : null;
}

function proseOf(asked: Pick<SkillCriterionDto, 'name' | 'years' | 'proficiency'>, { words, sequence }: Reading): Judgement | null {
  if (asked.name.trim().length < SHORTEST_NAME || isListedSkill(asked.name)) return null;
  const stems = [...new Set(comparedWordsIn(asked.name).map(({ stem }) => stem))];
  const found = stems.filter((stem) => words.has(stem));
  const evidence = found.flatMap((stem) => words.get(stem)?.line ?? []);
  const depth = asked.years || asked.proficiency ? DEPTH_UNSAID : 1;
  if (
    stems.length > 0 &&
    sequence.includes(
      ` ${comparedWordsIn(asked.name)
        .map(({ stem }) => stem)
        .join(' ')} `,
    )
  ) {
    const open = depth < 1 ? ', but does not say for how long or how well' : '';
    return { result: depth < 1 ? 'partly' : 'met', credit: depth, evidence, reason: `The resume speaks of ${named(asked.name)}${open}.` };
  }
  const share = weightOf(found) / weightOf(stems);
  if (!(share >= LEAST_SHARE)) return null;
  const reason = `The resume has ${found.length} of the ${stems.length} words of ${named(asked.name)}.`;
  return { result: 'partly', credit: WORDS_CREDIT * share * depth, evidence, reason };
}

const weightOf = (stems: readonly string[]): number => stems.reduce((sum, stem) => sum + rarityOf(stem), 0);
