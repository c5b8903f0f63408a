import type {
  CriteriaDto,
  CriteriaFilteringDto,
  CriteriaModelDto,
  CriteriaNotificationsDto,
  DisqualifyingFactorDto,
  EducationLevel,
  LanguageCriterionDto,
  SkillCriterionDto,
} from '@shortlist/contracts';

/** Every field present; null where absence has a meaning of its own. */
type Full<T> = { [K in keyof T]-?: Exclude<T[K], undefined> };

/** Which model, and how it is asked; `name` null leaves the model to the provider's default. */
export type ModelChoice = Full<CriteriaModelDto> & {
  readonly temperature: number;
  readonly maxTokens: number;
  readonly routing: 'fixed' | 'hybrid';
};

/** Criteria with nothing left to a default: what is stored as a version and what screening works from. Still a valid `CriteriaDto`. */
export interface CriteriaDocument {
  mustHaveSkills: Full<SkillCriterionDto>[];
  niceToHaveSkills: Full<SkillCriterionDto>[];
  minExperienceYears: number | null;
  requiredEducation: EducationLevel | null;
  locationPreference: string[];
  languages: Full<LanguageCriterionDto>[];
  disqualifyingFactors: DisqualifyingFactorDto[];
  model: ModelChoice;
  filtering: { topN: number; minScore: number; autoAdvanceScore: number | null };
  notifications: { onComplete: boolean; webhook: boolean; emailRecipients: string[] };
}

/** How many applications a shortlist holds unless the criteria say: what a person reads in one sitting. */
export const DEFAULT_TOP_N = 10;

/** A reply of facts for one resume fits in this. */
const DEFAULT_MAX_TOKENS = 800;

/** The criteria with every default filled in. Nothing advances by itself, and no model is called, unless asked for. */
export function withDefaults(criteria: CriteriaDto): CriteriaDocument {
  return {
    mustHaveSkills: (criteria.mustHaveSkills ?? []).map(fullSkill),
    niceToHaveSkills: (criteria.niceToHaveSkills ?? []).map(fullSkill),
    minExperienceYears: criteria.minExperienceYears ?? null,
    requiredEducation: criteria.requiredEducation ?? null,
    locationPreference: [...(criteria.locationPreference ?? [])],
    languages: (criteria.languages ?? []).map(({ name, level }) => ({ name, level: level ?? null })),
    disqualifyingFactors: (criteria.disqualifyingFactors ?? []).map(({ kind, value }) => ({ kind, value })),
    model: fullModel(criteria.model),
    filtering: fullFiltering(criteria.filtering),
    notifications: fullNotifications(criteria.notifications),
  };
}

function fullSkill({ name, years, proficiency, weight }: SkillCriterionDto): Full<SkillCriterionDto> {
  return { name, years: years ?? null, proficiency: proficiency ?? null, weight: weight ?? 1 };
}

function fullModel(model: CriteriaModelDto | null | undefined): ModelChoice {
  return {
    provider: model?.provider ?? 'rules',
    name: model?.name ?? null,
    temperature: model?.temperature ?? 0,
    maxTokens: model?.maxTokens ?? DEFAULT_MAX_TOKENS,
    routing: model?.routing ?? 'fixed',
  };
}

function fullFiltering(filtering: CriteriaFilteringDto | null | undefined): CriteriaDocument['filtering'] {
  return {
    topN: filtering?.topN ?? DEFAULT_TOP_N,
    minScore: filtering?.minScore ?? 0,
    autoAdvanceScore: filtering?.autoAdvanceScore ?? null,
  };
}

function fullNotifications(notifications: CriteriaNotificationsDto | null | undefined): CriteriaDocument['notifications'] {
  return {
    onComplete: notifications?.onComplete ?? true,
    webhook: notifications?.webhook ?? true,
    emailRecipients: [...(notifications?.emailRecipients ?? [])],
  };
}

export { checkCriteria } from './criteria-rules.js';
export type { CriteriaFinding, CriteriaFindings } from './criteria-rules.js';
