import type { PostingQuote, PostingText } from './posting-text.js';
import type { RequirementDraft } from './requirement-draft.js';

/** Who would do the job well by its own words. */
export interface IdealProfile {
  readonly mustHaveSkills: readonly string[];
  readonly niceToHaveSkills: readonly string[];
  readonly minExperienceYears: number | null;
  readonly education: string | null;
  readonly languages: readonly string[];
  /** One to three sentences, made from the fields above. */
  readonly summary: string;
}

/** What a job comes to. */
export interface JobAnalysis extends RequirementDraft {
  /** What the one who gets the job will do, in the words of the posting. */
  readonly keyResponsibilities: readonly PostingQuote[];
  readonly idealProfile: IdealProfile;
}

const MOST_RESPONSIBILITIES = 12;
/** Sentences outside a section of duties that speak of what one will do. */
const WILL_DO = /\b(you(['’]ll| will)|you are responsible|responsible for|du wirst|sie werden)\b/i;

/** What a draft says of the job as a whole. */
export function analyzeJob({ sentences, text }: PostingText, draft: RequirementDraft): JobAnalysis {
  const duties = sentences.filter(({ section }) => section === 'duties');
  const told = duties.length > 0 ? duties : sentences.filter((one) => one.section === 'other' && WILL_DO.test(one.text));
  const keyResponsibilities = told.slice(0, MOST_RESPONSIBILITIES).map(({ text: words, start, end }) => ({ text: words, start, end }));
  return { ...draft, keyResponsibilities, idealProfile: profileOf(text.slice(0, text.indexOf('\n')), draft) };
}

function profileOf(title: string, { criteria }: RequirementDraft): IdealProfile {
  const names = (list: readonly { readonly name: string }[] | null | undefined): string[] => (list ?? []).map(({ name }) => name);
  const profile = {
    mustHaveSkills: names(criteria.mustHaveSkills),
    niceToHaveSkills: names(criteria.niceToHaveSkills),
    minExperienceYears: criteria.minExperienceYears ?? null,
    education: criteria.requiredEducation ?? null,
    languages: names(criteria.languages),
  };
  return { ...profile, summary: summaryOf(title, profile) };
}

function summaryOf(title: string, profile: Omit<IdealProfile, 'summary'>): string {
  const { mustHaveSkills, niceToHaveSkills, minExperienceYears, education, languages } = profile;
  const asked = [
    ...(minExperienceYears ? [`${minExperienceYears} ${minExperienceYears === 1 ? 'year' : 'years'} of work`] : []),
    ...(education === null ? [] : [`a degree of level ${education}`]),
    ...(mustHaveSkills.length > 0 ? [listed(mustHaveSkills)] : []),
  ];
  return [
    asked.length > 0 ? `${title}: somebody with ${asked.join('; ')}.` : `${title}: the posting asks for nothing that can be checked.`,
    ...(niceToHaveSkills.length > 0 ? [`Wished for: ${listed(niceToHaveSkills)}.`] : []),
    ...(languages.length > 0 ? [`Speaks ${listed(languages)}.`] : []),
  ].join(' ');
}

const MOST_LISTED = 8;

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_LISTED);
  const more = names.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}
