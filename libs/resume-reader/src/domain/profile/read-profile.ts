import type { FactDto, GapFactDto, ProfileDto, RoleFactDto, TotalYearsFactDto } from '@shortlist/contracts';
import { workGaps, yearsCovered } from '@shortlist/contracts';
import type { Spelling } from '@shortlist/taxonomy';
import { INSTRUCTIONS_FLAG, withoutInstructions } from '../instructions.js';
import { withoutRunningLines } from '../running-lines.js';
import { sectionsOf } from '../section.js';
import type { Section } from '../section.js';
import { lineText } from '../text-document.js';
import type { TextDocument } from '../text-document.js';
import { emailsIn, linksIn, nationalIdsIn, phonesIn } from './contact.js';
import { educationIn } from './education.js';
import { evidenceAt } from './evidence.js';
import { languagesIn } from './languages.js';
import { locationIn } from './location.js';
import { projectsIn, publicationsIn } from './listed-entries.js';
import { maskNationalIds } from './masking.js';
import { nameIn } from './name.js';
import { nameSpans } from './name-spans.js';
import { passagesIn } from './passages.js';
import { rolesIn } from './roles.js';
import { skillsIn } from './skills.js';

export interface ReadProfile {
  readonly profile: ProfileDto;
  /** Full national ids, for encryption only. */
  readonly nationalIds: string[];
  readonly flags: string[];
}

const NONE: ReadonlyMap<string, Spelling> = new Map();

/** Reads the facts of a resume. Each carries the words it comes from; what the words do not say stays empty. `ownSkills` are known beside the taxonomy, by their keys. */
export function readProfile(written: TextDocument, asOf: string, ownSkills: ReadonlyMap<string, Spelling> = NONE): ReadProfile {
  const { document: heeded, hasInstructions } = withoutInstructions(written);
  const emails = emailsIn(heeded);
  const name = nameIn(heeded, emails);
  const document = withoutRunningLines(heeded, name);
  const sections = sectionsOf(document);
  const ids = nationalIdsIn(document);
  const roles = rolesIn(document, sections);
  const phones = phonesIn(document, ids);
  const links = linksIn(document);
  const profile: ProfileDto = {
    name,
    emails,
    phones,
    nationalId: ids.fact,
    location: locationIn(document, contactSpans(sections)),
    links,
    summary: summaryIn(document, sections),
    skills: skillsIn(document, sections, roles, { asOf, ownSkills, names: nameSpans(document.text, name) }),
    roles,
    education: educationIn(document, sections),
    languages: languagesIn(document, sections),
    certifications: certificationsIn(document, sections),
    projects: projectsIn(document, sections),
    publications: publicationsIn(document, sections),
    gaps: gapsIn(roles, asOf),
    totalYears: totalYears(roles, asOf),
    passages: passagesIn(document, name, [...emails, ...phones, ...links]),
    asOf,
  };
  return {
    profile: maskNationalIds(profile, ids.full, ids.spans),
    nationalIds: ids.full,
    flags: hasInstructions ? [INSTRUCTIONS_FLAG] : [],
  };
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

/** Dates may be misread, so that a gap is surer between two roles that are sure. */
function gapsIn(roles: readonly RoleFactDto[], asOf: string): GapFactDto[] {
  return workGaps(roles, asOf).map(({ from, to, months, beside }) => ({
    ...{ from, to, months },
    evidence: beside.flatMap(({ evidence }) => evidence.slice(0, 1)),
    confidence: Math.min(...beside.map(({ confidence }) => confidence)) * 0.9,
  }));
}
