import { EDUCATION_LEVELS } from '@shortlist/contracts';
import type { CriteriaDto, DisqualifyingFactorDto, SkillCriterionDto } from '@shortlist/contracts';
import { languageKey } from './taxonomy/language-name.js';
import { placeKey } from './taxonomy/place-name.js';
import { attributeAsked, attributeNamed, proxyFor, skillKey } from '@shortlist/taxonomy';

/** One offending or doubtful place in criteria. */
export interface CriteriaFinding {
  /** JSON Pointer into the criteria. */
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
}

/** Errors stop the criteria from being taken, warnings are shown and kept. */
export interface CriteriaFindings {
  readonly errors: CriteriaFinding[];
  readonly warnings: CriteriaFinding[];
}

/** A wording of the criteria and how to read it: a name stands for one thing, a sentence may ask about anything. */
interface Wording {
  readonly pointer: string;
  readonly text: string;
  readonly isSentence: boolean;
}

const MOST_EXPERIENCE_YEARS = 60;

/** The rules that a schema cannot say: no protected attribute, proxies named, nothing twice, thresholds in order. */
export function checkCriteria(criteria: CriteriaDto): CriteriaFindings {
  const wordings = wordingsOf(criteria);
  return {
    errors: [
      ...wordings.flatMap(refuseAttribute),
      ...repetitions(criteria),
      ...(criteria.disqualifyingFactors ?? []).flatMap(checkFactor),
      ...checkThresholds(criteria),
    ],
    warnings: [...wordings.flatMap(warnOfProxy), ...nativeLevels(criteria), ...skillsOnBothLists(criteria), ...doubts(criteria)],
  };
}

function wordingsOf(criteria: CriteriaDto): Wording[] {
  const name = (pointer: string, text: string): Wording => ({ pointer, text, isSentence: false });
  return [
    ...(criteria.mustHaveSkills ?? []).map((skill, index) => name(`/mustHaveSkills/${index}/name`, skill.name)),
    ...(criteria.niceToHaveSkills ?? []).map((skill, index) => name(`/niceToHaveSkills/${index}/name`, skill.name)),
    ...(criteria.locationPreference ?? []).map((place, index) => name(`/locationPreference/${index}`, place)),
    ...(criteria.languages ?? []).map((language, index) => name(`/languages/${index}/name`, language.name)),
    ...(criteria.disqualifyingFactors ?? []).map((factor, index) => ({
      pointer: `/disqualifyingFactors/${index}/value`,
      text: factor.value,
      isSentence: factor.kind === 'custom',
    })),
  ];
}

function refuseAttribute({ pointer, text, isSentence }: Wording): CriteriaFinding[] {
  const attribute = isSentence ? attributeAsked(text) : attributeNamed(text);
  if (attribute === null) return [];
  return [{ pointer, code: 'screening.protected_attribute', detail: `Criteria must not ask about ${attribute}.` }];
}

function warnOfProxy({ pointer, text, isSentence }: Wording): CriteriaFinding[] {
  const standsFor = proxyFor(text);
  const refused = (isSentence ? attributeAsked(text) : attributeNamed(text)) !== null;
  if (standsFor === null || refused) return [];
  return [{ pointer, code: 'screening.proxy', detail: `This often stands in for ${standsFor}. Ask for what the work needs instead.` }];
}

function nativeLevels(criteria: CriteriaDto): CriteriaFinding[] {
  return (criteria.languages ?? []).flatMap(({ level }, index) =>
    level === 'native'
      ? [
          {
            pointer: `/languages/${index}/level`,
            code: 'screening.proxy',
            detail: 'A native level often stands in for origin. C2 asks for the same command.',
          },
        ]
      : [],
  );
}

function repetitions(criteria: CriteriaDto): CriteriaFinding[] {
  return [
    ...repeated('/mustHaveSkills', '/name', skillKeys(criteria.mustHaveSkills)),
    ...repeated('/niceToHaveSkills', '/name', skillKeys(criteria.niceToHaveSkills)),
    ...repeated(
      '/languages',
      '/name',
      (criteria.languages ?? []).map((language) => languageKey(language.name)),
    ),
    ...repeated('/locationPreference', '', (criteria.locationPreference ?? []).map(placeKey)),
    ...repeated('/disqualifyingFactors', '/value', (criteria.disqualifyingFactors ?? []).map(factorKey)),
  ];
}

function repeated(list: string, field: string, keys: readonly string[]): CriteriaFinding[] {
  return keys.flatMap((key, index) => {
    const first = keys.indexOf(key);
    if (first === index) return [];
    return [{ pointer: `${list}/${index}${field}`, code: 'screening.duplicate', detail: `This says the same as ${list}/${first}.` }];
  });
}

function skillsOnBothLists(criteria: CriteriaDto): CriteriaFinding[] {
  const must = skillKeys(criteria.mustHaveSkills);
  return skillKeys(criteria.niceToHaveSkills).flatMap((key, index) =>
    must.includes(key)
      ? [
          {
            pointer: `/niceToHaveSkills/${index}/name`,
            code: 'screening.counted_twice',
            detail: 'This skill is a must-have too and counts twice.',
          },
        ]
      : [],
  );
}

function skillKeys(skills: readonly SkillCriterionDto[] | null | undefined): string[] {
  return (skills ?? []).map((skill) => skillKey(skill.name));
}

function factorKey({ kind, value }: DisqualifyingFactorDto): string {
  const key = kind === 'missingSkill' ? skillKey(value) : kind === 'missingLanguage' ? languageKey(value) : value.trim().toLowerCase();
  return `${kind} ${key}`;
}

function checkFactor({ kind, value }: DisqualifyingFactorDto, index: number): CriteriaFinding[] {
  const invalid = (detail: string): CriteriaFinding[] => [
    { pointer: `/disqualifyingFactors/${index}/value`, code: 'screening.invalid_factor', detail },
  ];
  if (kind === 'belowEducation' && !(EDUCATION_LEVELS as readonly string[]).includes(value.trim().toLowerCase())) {
    return invalid(`A level of education is one of ${EDUCATION_LEVELS.join(', ')}.`);
  }
  if (kind === 'belowExperience' && !/^\d{1,2}(\.\d+)?$/.test(value.trim()))
    return invalid('Years of experience are a number, such as "3".');
  if (kind === 'belowExperience' && Number(value) > MOST_EXPERIENCE_YEARS)
    return invalid(`Years of experience are at most ${MOST_EXPERIENCE_YEARS}.`);
  return [];
}

function checkThresholds({ filtering }: CriteriaDto): CriteriaFinding[] {
  const { autoAdvanceScore, minScore } = filtering ?? {};
  if (autoAdvanceScore == null || autoAdvanceScore >= (minScore ?? 0)) return [];
  const detail = 'An application must not advance by itself with a score that keeps it off the shortlist.';
  return [{ pointer: '/filtering/autoAdvanceScore', code: 'screening.auto_advance_below_min_score', detail }];
}

function doubts(criteria: CriteriaDto): CriteriaFinding[] {
  const findings: CriteriaFinding[] = [];
  const custom = (criteria.disqualifyingFactors ?? []).findIndex((factor) => factor.kind === 'custom');
  if (custom >= 0 && criteria.filtering?.autoAdvanceScore != null) {
    const detail = 'Only a person can check this factor, so no application of this job advances by itself.';
    findings.push({ pointer: `/disqualifyingFactors/${custom}`, code: 'screening.never_advances', detail });
  }
  if (!asksAnything(criteria)) {
    findings.push({
      pointer: '',
      code: 'screening.nothing_asked',
      detail: 'The criteria ask for nothing; applications are ranked by the text of the job.',
    });
  }
  const skills = criteria.mustHaveSkills ?? [];
  if (skills.length > 0 && skills.every((skill) => skill.weight === 0)) {
    findings.push({
      pointer: '/mustHaveSkills',
      code: 'screening.no_weight',
      detail: 'Every must-have weighs nothing, so none of them counts.',
    });
  }
  return findings;
}

function asksAnything(criteria: CriteriaDto): boolean {
  const lists = [criteria.mustHaveSkills, criteria.niceToHaveSkills, criteria.locationPreference, criteria.languages];
  return lists.some((list) => (list ?? []).length > 0) || Boolean(criteria.minExperienceYears) || Boolean(criteria.requiredEducation);
}
