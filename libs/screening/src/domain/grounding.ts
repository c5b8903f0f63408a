import type { EvidenceDto, ProfileDto } from '@shortlist/contracts';
import { skillKey } from '@shortlist/taxonomy';

/** The part of a profile that somebody else than the parser may answer. */
export type Answerable = Pick<ProfileDto, 'skills' | 'roles' | 'education' | 'languages' | 'certifications'>;

interface Fact {
  readonly evidence: readonly EvidenceDto[];
}

/** What the work was, without who did it: no name, contact, place, link, national id or summary. */
export function answerable({ skills, roles, education, languages, certifications }: ProfileDto): Answerable {
  return { skills, roles, education, languages, certifications };
}

/** What the parser knows to tell who somebody is, as written in the resume: it may stand in what the work was, too. */
export function personalIn({ name, emails, phones, nationalId, links }: ProfileDto): string[] {
  const facts = [name, nationalId, ...emails, ...phones, ...links].flatMap((fact) => fact ?? []);
  return facts.flatMap(({ value, evidence }) => [value, ...evidence.map(({ text }) => text)]);
}

/**
 * The profile with the facts that an answer adds to it. What the parser found stays as it is: a model can take nothing away and alter
 * nothing. A fact is added only when it quotes, and every quote stands word for word where the parser has read the resume.
 */
export function withGrounded(profile: ProfileDto, answer: Answerable): ProfileDto {
  const read = Object.values<readonly Fact[]>(answerable(profile)).flatMap((facts) => facts.flatMap((fact) => fact.evidence));
  const isGrounded = ({ evidence }: Fact): boolean =>
    evidence.length > 0 && evidence.every((quote) => read.some((span) => stands(quote, span)));
  const withNew = <F extends Fact>(known: readonly F[], told: readonly F[], isSame: (one: F, other: F) => boolean): F[] => {
    const facts = [...known];
    for (const fact of told) if (isGrounded(fact) && !facts.some((one) => isSame(one, fact))) facts.push(fact);
    return facts;
  };
  return {
    ...profile,
    skills: withNew(profile.skills, answer.skills, (one, other) => skillKey(one.name) === skillKey(other.name)),
    roles: withNew(profile.roles, answer.roles, quoteTheSame),
    education: withNew(profile.education, answer.education, quoteTheSame),
    languages: withNew(profile.languages, answer.languages, (one, other) => isSameText(one.name, other.name)),
    certifications: withNew(profile.certifications, answer.certifications, (one, other) => isSameText(one.value, other.value)),
  };
}

/** Two roles, or two degrees, that stand on the same words are one: it must not count twice. */
function quoteTheSame(one: Fact, other: Fact): boolean {
  return one.evidence.some((span) => other.evidence.some(({ start, end }) => start < span.end && span.start < end));
}

function isSameText(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

function stands({ text, start, end }: EvidenceDto, span: EvidenceDto): boolean {
  return text.trim() !== '' && start >= span.start && end - start === text.length && span.text.startsWith(text, start - span.start);
}
