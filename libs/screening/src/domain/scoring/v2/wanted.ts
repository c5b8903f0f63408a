import type { CriteriaDto } from '@shortlist/contracts';
import { OCCUPATION_COUNT, addMeaning, comparedWordsIn, rarityOf } from '../../occupations/background.js';
import { SPELLINGS, relationOf } from '@shortlist/taxonomy';
import type { ScoringInput } from '../scoring-input.js';

/** What a job asks for, as words. */
export interface Wanted {
  /** Rarity times `1 + ln(count)`. */
  readonly words: ReadonlyMap<string, number>;
  readonly total: number;
  readonly field: Float64Array;
  readonly title: WantedTitle | null;
  /** Words of the must-have skills, and of all skills of the taxonomy that would show one of them. */
  readonly asked: ReadonlySet<string>;
}

export interface WantedTitle {
  readonly text: string;
  readonly words: ReadonlyMap<string, number>;
  readonly total: number;
  readonly field: Float64Array;
}

/** How often words count: a title and a must-have say more of a job than a sentence of its description. */
const COUNTS = { title: 3, mustHaveSkill: 2, niceToHaveSkill: 1, description: 1 } as const;

/** Jobs that are matched at the same time; a field is 7 KB. */
const MOST_KEPT = 2_000;

const kept = new Map<string, Wanted | null>();
const shown = new Map<string, ReadonlySet<string>>();

/** The words of the job and of the skills that the criteria name; null when there are none. */
export function wantedOf(job: ScoringInput['job'], criteria: CriteriaDto): Wanted | null {
  const names = (skills: CriteriaDto['mustHaveSkills']): string => (skills ?? []).map(({ name }) => name).join('\n');
  const texts = [job?.title ?? '', names(criteria.mustHaveSkills), names(criteria.niceToHaveSkills), job?.description ?? ''] as const;
  const key = texts.join('\0');
  const known = kept.get(key);
  if (known !== undefined) return known;
  const wanted = read(texts, criteria);
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(key, wanted);
  return wanted;
}

function read(
  [title, mustHaves, niceToHaves, description]: readonly [string, string, string, string],
  { mustHaveSkills }: CriteriaDto,
): Wanted | null {
  const counts = new Map<string, number>();
  const count = (text: string, times: number): void => {
    for (const { stem } of comparedWordsIn(text)) counts.set(stem, (counts.get(stem) ?? 0) + times);
  };
  count(title, COUNTS.title);
  count(mustHaves, COUNTS.mustHaveSkill);
  count(niceToHaves, COUNTS.niceToHaveSkill);
  count(description, COUNTS.description);
  if (counts.size === 0) return null;
  const asked = new Set((mustHaveSkills ?? []).flatMap(({ name }) => [...wordsShowing(name)]));
  return { ...weighed(counts), title: titleOf(title), asked };
}

/** The words of a skill, and of all spellings of the taxonomy that name it, one that includes it or one that does the same work. */
function wordsShowing(name: string): ReadonlySet<string> {
  const known = shown.get(name);
  if (known) return known;
  const spellings = [...SPELLINGS.values()].map(({ written }) => written).filter((written) => relationOf(written, name) !== null);
  const words = new Set([name, ...spellings].flatMap((each) => comparedWordsIn(each).map(({ stem }) => stem)));
  if (shown.size >= MOST_KEPT) shown.clear();
  shown.set(name, words);
  return words;
}

function titleOf(text: string): WantedTitle | null {
  const words = comparedWordsIn(text);
  return words.length === 0 ? null : { text, ...weighed(new Map(words.map(({ stem }) => [stem, 1]))) };
}

function weighed(counts: ReadonlyMap<string, number>): Pick<Wanted, 'words' | 'total' | 'field'> {
  const words = new Map([...counts].map(([stem, count]) => [stem, rarityOf(stem) * (1 + Math.log(count))]));
  const field = new Float64Array(OCCUPATION_COUNT);
  for (const [stem, count] of counts) addMeaning(field, stem, Math.round(16 * (1 + Math.log(count))));
  return { words, total: [...words.values()].reduce((sum, weight) => sum + weight, 0), field };
}
