import type { FairnessRow } from './impact.js';

/** So many people of one kind. */
function people(count: number, groups: Readonly<Record<string, string | null>>, score: number | null, selected: boolean): FairnessRow[] {
  return Array.from({ length: count }, () => ({ score, selected, groups }));
}

/**
 * The worked example of the Uniform Guidelines' questions and answers (44 FR 11996, March 2 1979, question 12): 48 of 80 white and 12 of 40
 * black applicants hired, 60 % and 30 %, an impact ratio of 30/60 = 50 %.
 */
export const UNIFORM_GUIDELINES: readonly FairnessRow[] = [
  ...people(48, { race: 'white' }, null, true),
  ...people(32, { race: 'white' }, null, false),
  ...people(12, { race: 'black' }, null, true),
  ...people(28, { race: 'black' }, null, false),
];

/**
 * Computed by hand. Women 6 of 20 selected (0.3), men 10 of 20 (0.5), ratio 0.6. The scores 10 and 90 have the median 50: women above it 8 of 20,
 * men 12 of 20, ratio 2/3. By sex and race: women a 4/10, women b 2/10, men a 6/10, men b 4/10; best 0.6, ratios 2/3, 1/3, 1, 2/3.
 */
export const BY_HAND: readonly FairnessRow[] = [
  ...people(4, { sex: 'woman', race: 'a' }, 90, true),
  ...people(6, { sex: 'woman', race: 'a' }, 10, false),
  ...people(2, { sex: 'woman', race: 'b' }, 90, true),
  ...people(2, { sex: 'woman', race: 'b' }, 90, false),
  ...people(6, { sex: 'woman', race: 'b' }, 10, false),
  ...people(6, { sex: 'man', race: 'a' }, 90, true),
  ...people(4, { sex: 'man', race: 'a' }, 10, false),
  ...people(4, { sex: 'man', race: 'b' }, 90, true),
  ...people(2, { sex: 'man', race: 'b' }, 90, false),
  ...people(4, { sex: 'man', race: 'b' }, 10, false),
];
