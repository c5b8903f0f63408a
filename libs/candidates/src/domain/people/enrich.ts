import { yearsCovered } from '@shortlist/contracts';
import type { EvidenceDto, ProfileDto, RoleFactDto } from '@shortlist/contracts';
import { impliedSkills } from '@shortlist/taxonomy';
import { skillKey } from './candidate-skill.js';

/** A statement with the words of the resume that support it. */
export interface Statement {
  readonly text: string;
  readonly evidence: readonly EvidenceDto[];
}

export interface InferredSkill {
  readonly name: string;
  /** The skill of the resume that nobody can practise without it. */
  readonly impliedBy: string;
  readonly evidence: readonly EvidenceDto[];
}

export interface Enrichment {
  readonly suggestedRole: Statement | null;
  readonly summary: readonly Statement[];
  readonly inferredSkills: readonly InferredSkill[];
}

const STRONGEST_SKILLS = 5;

/**
 * What follows from a profile without saying so in it; nothing that no words of the resume support. `known`: skills of the record, which need no inferring. The
 * role is the one practised longest, overlaps counted once (`yearsCovered`); the newest of equals.
 */
export function enrich(profile: ProfileDto, known: readonly string[]): Enrichment {
  return { suggestedRole: suggestedRole(profile), summary: summaryOf(profile), inferredSkills: inferredSkills(profile, known) };
}

function suggestedRole({ roles, asOf }: ProfileDto): Statement | null {
  const byTitle = Map.groupBy(
    roles.filter(({ title }) => title !== null),
    ({ title }) => title?.toLowerCase(),
  );
  const longest = [...byTitle.values()]
    .map((own) => ({ own, years: yearsCovered(own, asOf) }))
    .reduce<{ own: RoleFactDto[]; years: number } | null>((best, one) => (best === null || one.years > best.years ? one : best), null);
  const title = longest?.own[0]?.title ?? null;
  return longest && title !== null ? { text: title, evidence: longest.own.flatMap(({ evidence }) => evidence.slice(0, 1)) } : null;
}

function summaryOf({ roles, skills, education, totalYears }: ProfileDto): Statement[] {
  const [newest] = roles;
  const [highest] = education;
  const strongest = skills.toSorted((a, b) => (b.years ?? 0) - (a.years ?? 0)).slice(0, STRONGEST_SKILLS);
  const statements: (Statement | null)[] = [
    totalYears && { text: `${totalYears.value} years of work.`, evidence: totalYears.evidence },
    newest
      ? statementOf(newest, newest.current ? 'Now' : 'Last', [newest.title, newest.organization && `at ${newest.organization}`])
      : null,
    strongest.length > 0
      ? {
          text: `Strongest in ${strongest.map(({ name }) => name).join(', ')}.`,
          evidence: strongest.flatMap(({ evidence }) => evidence.slice(0, 1)),
        }
      : null,
    highest
      ? statementOf(highest, 'Education:', [
          highest.level,
          highest.field && `in ${highest.field}`,
          highest.institution && `at ${highest.institution}`,
        ])
      : null,
  ];
  return statements.filter((one) => one !== null && one.evidence.length > 0) as Statement[];
}

/** Null where none of the parts is known. */
function statementOf(
  { evidence }: { readonly evidence: EvidenceDto[] },
  begin: string,
  parts: readonly (string | null)[],
): Statement | null {
  const known = parts.filter((part) => part !== null);
  return known.length === 0 ? null : { text: `${begin} ${known.join(' ')}.`, evidence: evidence.slice(0, 1) };
}

function inferredSkills({ skills }: ProfileDto, known: readonly string[]): InferredSkill[] {
  const seen = new Set([...known, ...skills.map(({ name }) => name)].map(skillKey));
  const inferred: InferredSkill[] = [];
  for (const { name: impliedBy, evidence } of skills) {
    for (const name of impliedSkills(impliedBy)) {
      if (seen.has(skillKey(name)) || evidence.length === 0) continue;
      seen.add(skillKey(name));
      inferred.push({ name, impliedBy, evidence });
    }
  }
  return inferred;
}
