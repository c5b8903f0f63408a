import type { EvidenceDto, ProfileDto } from '@shortlist/contracts';

/** The part of a profile that somebody else than the parser may answer. */
export type Answerable = Pick<ProfileDto, 'skills' | 'roles' | 'education' | 'languages' | 'certifications'>;

interface Fact {
  readonly evidence: readonly EvidenceDto[];
}

/** What the work was, without who did it: no name, contact, place, link, national id or summary. */
export function answerable({ skills, roles, education, languages, certifications }: ProfileDto): Answerable {
  return { skills, roles, education, languages, certifications };
}

/**
 * The profile with the facts of an answer in place of its own. A fact stays only when it quotes, and every quote stands word for word where
 * the parser has read the resume: whatever a model was talked into saying, it cannot bring in a word that is not there.
 */
export function withGrounded(profile: ProfileDto, answer: Answerable): ProfileDto {
  const read = Object.values<readonly Fact[]>(answerable(profile)).flatMap((facts) => facts.flatMap((fact) => fact.evidence));
  const grounded = <F extends Fact>(facts: readonly F[]): F[] =>
    facts.filter(({ evidence }) => evidence.length > 0 && evidence.every((quote) => read.some((span) => stands(quote, span))));
  return {
    ...profile,
    skills: grounded(answer.skills),
    roles: grounded(answer.roles),
    education: grounded(answer.education),
    languages: grounded(answer.languages),
    certifications: grounded(answer.certifications),
  };
}

function stands({ text, start, end }: EvidenceDto, span: EvidenceDto): boolean {
  return text.trim() !== '' && start >= span.start && end - start === text.length && span.text.startsWith(text, start - span.start);
}
