import type { CriterionScoreDto, ProfileDto, ScoreDto } from '@shortlist/contracts';
import { skillWords } from '@shortlist/taxonomy';

/** Share of the points for what the work needs most that counts as strong evidence. */
const STRONG_EVIDENCE = 0.8;

/** The same where nothing but the text of the job is there: it names far more than any resume repeats. */
const STRONG_RELEVANCE = 0.6;

/** Likeness of titles up to which nobody would look under this one. Of two three-word titles not one word is shared, or one of long ones. */
const UNUSUAL_TITLE = 0.25;

/** What a job and its candidates are compared by: the words of the title, prepared once. */
export interface TitleWords {
  readonly words: ReadonlySet<string>;
}

export const titleWords = (title: string): TitleWords => ({ words: new Set(skillWords(title)) });

/** The titles somebody has held, prepared once. */
export const heldTitles = (profile: ProfileDto): TitleWords[] => profile.roles.flatMap(({ title }) => (title ? [titleWords(title)] : []));

/**
 * Whether strong evidence stands under titles by which nobody would look for it: a search for titles passes such a candidate by. Who holds no
 * title at all is not hidden by one.
 */
export function isHiddenGem({ criteria, cap }: ScoreDto, wanted: TitleWords, held: readonly TitleWords[]): boolean {
  if (cap !== null || held.length === 0 || !isStrong(criteria)) return false;
  return held.every((title) => likeness(title, wanted) <= UNUSUAL_TITLE);
}

function isStrong(criteria: readonly CriterionScoreDto[]): boolean {
  const mustHaves = criteria.filter(({ kind }) => kind === 'mustHaveSkill');
  if (mustHaves.length > 0) return share(mustHaves) >= STRONG_EVIDENCE;
  // The line about the title is what makes the title unusual, so that the others have to speak.
  const texts = criteria.filter(({ kind, name }) => kind === 'relevance' && !name.includes('title'));
  return texts.length > 0 && share(texts) >= STRONG_RELEVANCE;
}

function share(lines: readonly CriterionScoreDto[]): number {
  const most = lines.reduce((sum, { maxPoints }) => sum + maxPoints, 0);
  return most === 0 ? 0 : lines.reduce((sum, { points }) => sum + points, 0) / most;
}

/** Dice coefficient of the words (docs/scoring.md). */
function likeness({ words: a }: TitleWords, { words: b }: TitleWords): number {
  return a.size + b.size === 0 ? 0 : (2 * [...a].filter((word) => b.has(word)).length) / (a.size + b.size);
}
