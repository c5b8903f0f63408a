import type { CriteriaDto, EducationLevel } from '@shortlist/contracts';
import { attributeAsked, attributeNamed, skillKey } from '@shortlist/taxonomy';
import { drafted } from './drafted-requirement.js';
import type { DraftedRequirement } from './drafted-requirement.js';
import { proxyWordings, refusedWordings } from './doubtful-wordings.js';
import type { PostingFinding } from './doubtful-wordings.js';
import type { PostingText } from './posting-text.js';
import { USUAL_YEARS, seniorityOf } from './seniority.js';
import type { Seniority } from './seniority.js';
import { statedRequirements } from './stated-requirements.js';

/** What of a posting could become criteria. Nothing of it is in force before a person sets it. */
export interface RequirementDraft {
  readonly requirements: readonly DraftedRequirement[];
  /** The same as criteria of screening, which takes them as they are. */
  readonly criteria: CriteriaDto;
  readonly seniority: Seniority;
  /** Asks about a protected attribute: in no criterion. */
  readonly refused: readonly PostingFinding[];
  /** Often stands in for one. */
  readonly warnings: readonly PostingFinding[];
  /** What criteria usually ask for and this posting does not say. */
  readonly missing: readonly PostingFinding[];
}

/** So many fit into criteria, with room for what a person adds. */
const MOST_SKILLS = 40;

/** A draft from what the rules read and what a model added; the rules' own come first and stay as they are. */
export function draftRequirements(posting: PostingText, added: readonly DraftedRequirement[] = []): RequirementDraft {
  const refused = refusedWordings(posting);
  const known = statedRequirements(posting).filter(
    ({ type, value, evidence }) => attributeNamed(value) === null && !(type === 'experience' && attributeAsked(evidence.text) !== null),
  );
  const keys = new Set(known.map(keyOf));
  const stated = [...known, ...added.filter((one) => isAllowed(one) && !keys.has(keyOf(one)))];
  const seniority = seniorityOf(posting, stated);
  const requirements = [...stated, ...suggestedExperience(stated, seniority)];
  return {
    ...{ requirements, criteria: criteriaOf(requirements), seniority, refused },
    warnings: proxyWordings(posting),
    missing: missingIn(posting, requirements),
  };
}

/** What a model made of words that ask about a protected attribute falls with them. */
function isAllowed({ value, evidence }: DraftedRequirement): boolean {
  return attributeNamed(value) === null && attributeAsked(evidence.text) === null;
}

function keyOf({ type, value }: DraftedRequirement): string {
  if (type === 'experience' || type === 'education') return type;
  return `${type} ${type === 'skill' ? skillKey(value) : value.toLowerCase()}`;
}

function suggestedExperience(stated: readonly DraftedRequirement[], { titleLevel, evidence }: Seniority): DraftedRequirement[] {
  const years = titleLevel === null ? undefined : USUAL_YEARS[titleLevel];
  const [word] = evidence;
  if (years === undefined || word === undefined || stated.some(({ type }) => type === 'experience')) return [];
  return [drafted({ type: 'experience', value: String(years), mandatory: true, years, basis: 'suggested', evidence: word })];
}

/** Criteria as screening takes them: what is wished goes to the nice-to-haves, and wished experience and education to nobody. */
export function criteriaOf(requirements: readonly DraftedRequirement[]): CriteriaDto {
  const skills = (mandatory: boolean): NonNullable<CriteriaDto['mustHaveSkills']> =>
    requirements
      .filter((one) => one.type === 'skill' && one.mandatory === mandatory)
      .slice(0, MOST_SKILLS)
      .map(({ value, years }) => ({ name: value, years }));
  const demanded = (type: DraftedRequirement['type']): DraftedRequirement | undefined =>
    requirements.find((one) => one.type === type && one.mandatory);
  return {
    mustHaveSkills: skills(true),
    niceToHaveSkills: skills(false),
    minExperienceYears: demanded('experience')?.years ?? null,
    requiredEducation: (demanded('education')?.value ?? null) as EducationLevel | null,
    languages: requirements.filter((one) => one.type === 'language' && one.mandatory).map(({ value, level }) => ({ name: value, level })),
  };
}

const SHORT_TEXT = 200;
const VAGUE =
  /\b(rock ?stars?|ninjas?|gurus?|several years|many years|some experience|various technologies|team players?|hard[- ]working)\b/i;

function missingIn({ text, sentences }: PostingText, requirements: readonly DraftedRequirement[]): PostingFinding[] {
  const has = (type: DraftedRequirement['type']): boolean => requirements.some((one) => one.type === type);
  const gap = (code: string, detail: string): PostingFinding => ({ code, detail, evidence: null });
  const vague = sentences.find((sentence) => VAGUE.test(sentence.text));
  return [
    ...(text.length < SHORT_TEXT
      ? [gap('jobs.text_short', 'The text is short: most of what the work needs has to be added by hand.')]
      : []),
    ...(requirements.some(({ type, mandatory }) => type === 'skill' && mandatory)
      ? []
      : [gap('jobs.no_must_have', 'No skill is asked for that everybody must have.')]),
    ...(has('experience') ? [] : [gap('jobs.no_experience', 'It does not say how many years of work are needed.')]),
    ...(has('education') ? [] : [gap('jobs.no_education', 'It names no level of education; leave it out unless the work needs one.')]),
    ...(has('language') ? [] : [gap('jobs.no_language', 'It names no language in which the work is done.')]),
    ...(sentences.some(({ section }) => section === 'duties') ? [] : [gap('jobs.no_duties', 'No section says what the work is.')]),
    ...(vague
      ? [
          {
            ...gap('jobs.vague', 'Nobody can check this in a resume. Say what the work needs.'),
            evidence: { text: vague.text, start: vague.start, end: vague.end },
          },
        ]
      : []),
  ];
}
