import type { FactDto, ProfileDto, RoleFactDto, TotalYearsFactDto } from '@shortlist/contracts';
import { yearsCovered } from '@shortlist/contracts';
import { sectionsOf } from '../section.js';
import type { Section } from '../section.js';
import { lineText } from '../text-document.js';
import type { TextDocument } from '../text-document.js';
import { emailsIn, linksIn, nationalIdsIn, phonesIn } from './contact.js';
import { educationIn } from './education.js';
import { evidenceAt } from './evidence.js';
import { languagesIn } from './languages.js';
import { locationIn } from './location.js';
import { maskNationalIds } from './masking.js';
import { nameIn } from './name.js';
import { rolesIn } from './roles.js';
import { skillsIn } from './skills.js';

export interface ReadProfile {
  readonly profile: ProfileDto;
  /** Full national ids, for encryption only. */
  readonly nationalIds: string[];
  readonly flags: string[];
}

/** Reads the facts of a resume. Each carries the words it comes from; what the words do not say stays empty. */
export function readProfile(document: TextDocument, asOf: string): ReadProfile {
  const sections = sectionsOf(document);
  const emails = emailsIn(document);
  const ids = nationalIdsIn(document);
  const roles = rolesIn(document, sections);
  const profile: ProfileDto = {
    name: nameIn(document, emails),
    emails,
    phones: phonesIn(document, ids),
    nationalId: ids.fact,
    location: locationIn(document, contactSpans(sections)),
    links: linksIn(document),
    summary: summaryIn(document, sections),
    skills: skillsIn(document, sections, roles, asOf),
    roles,
    education: educationIn(document, sections),
    languages: languagesIn(document, sections),
    certifications: certificationsIn(document, sections),
    totalYears: totalYears(roles, asOf),
    asOf,
  };
  return { profile: maskNationalIds(profile, ids.full, ids.spans), nationalIds: ids.full, flags: [] };
}

/** Places are looked for where contacts stand: the top, contact blocks, and the summary that a narrow column may join to them. */
function contactSpans(sections: readonly Section[]): { start: number; end: number }[] {
  return sections
    .filter(({ kind, lines }) => (kind === 'top' || kind === 'contact' || kind === 'summary') && lines.length > 0)
    .map(({ lines }) => ({ start: lines[0]?.start ?? 0, end: lines.at(-1)?.end ?? 0 }));
}

function summaryIn(document: TextDocument, sections: readonly Section[]): FactDto | null {
  const lines = sections.find(({ kind, lines: found }) => kind === 'summary' && found.length > 0)?.lines;
  const first = lines?.[0];
  const last = lines?.at(-1);
  if (!first || !last) return null;
  const evidence = evidenceAt(document, first.start, last.end);
  return { value: evidence.text.replace(/\s+/g, ' '), evidence: [evidence], confidence: 0.85 };
}

const MOST_CERTIFICATIONS = 40;

function certificationsIn(document: TextDocument, sections: readonly Section[]): FactDto[] {
  const lines = sections.filter(({ kind }) => kind === 'certifications').flatMap((section) => section.lines);
  return lines
    .filter((line) => !line.wrapped)
    .map((line) => ({ line, value: lineText(document, line).replace(/^[•●○◦▪■▸►‣⁃∙*–—-]\s*/, '') }))
    .filter(
      ({ value }) =>
        value.length >= 3 &&
        value.length < 200 &&
        /\p{L}{2}/u.test(value) &&
        !/^(issued|awarded) by\b|^https?:|^\W*(\w+\.?,? )?\d{4}\W*$/i.test(value),
    )
    .slice(0, MOST_CERTIFICATIONS)
    .map(({ line, value }) => ({ value, evidence: [evidenceAt(document, line.start, line.end)], confidence: 0.7 }));
}

function totalYears(roles: readonly RoleFactDto[], asOf: string): TotalYearsFactDto | null {
  const dated = roles.filter(({ from }) => from !== null);
  if (dated.length === 0) return null;
  return { value: yearsCovered(dated, asOf), evidence: dated.flatMap(({ evidence }) => evidence).slice(0, 50), confidence: 0.8 };
}
