import type { FactDto, RoleFactDto } from '@shortlist/contracts';
import { textTable } from '../text-table.js';
import type { ResumeReport } from './resume-report.js';

const COLUMNS = [
  { head: 'File', width: 28 },
  { head: 'Person', width: 34 },
  { head: 'What it says', width: 72 },
];

/** The reports for a terminal: the values without their evidence, which `--output json` holds. */
export function resumeTable(reports: readonly ResumeReport[]): string {
  return `${textTable(COLUMNS, reports.map(row))}\n`;
}

function row({ file, profile, flags, failure }: ResumeReport): string[] {
  if (!profile) return [file, '', failure ? `${failure.code}: ${failure.detail}` : ''];
  const { name, emails, phones, nationalId, location, links } = profile;
  const person = [name?.value ?? '(no name)', ...values(emails), ...values(phones), nationalId?.value, location?.value, ...values(links)];
  const facts = [
    part('skills', profile.skills.map(withYears)),
    ...profile.roles.map((role) => part('role', [roleLine(role)])),
    ...profile.education.map(({ level, field, institution }) => part('education', [level, field, institution])),
    part(
      'languages',
      profile.languages.map((language) => [language.name, language.level].filter(Boolean).join(' ')),
    ),
    part('certifications', values(profile.certifications)),
    part('projects', values(profile.projects ?? [])),
    part('publications', values(profile.publications ?? [])),
    part(
      'gaps',
      (profile.gaps ?? []).map(({ from, to }) => `${from} to ${to ?? 'now'}`),
    ),
    part('total years', [profile.totalYears && String(profile.totalYears.value)]),
    part('flags', flags),
  ];
  return [file, lines(person), lines(facts)];
}

const values = (facts: readonly FactDto[]): string[] => facts.map(({ value }) => value);
const withYears = ({ name, years }: { name: string; years: number | null }): string => (years === null ? name : `${name} (${years})`);
const lines = (parts: readonly (string | null | undefined)[]): string => parts.filter(Boolean).map(oneLine).join('\n');
const oneLine = (text: string | null | undefined): string => (text ?? '').replace(/\s+/g, ' ');

function part(label: string, found: readonly (string | null)[]): string | null {
  const shown = found.filter(Boolean);
  return shown.length === 0 ? null : `${label}: ${shown.join(', ')}`;
}

function roleLine({ title, organization, from, to, current }: RoleFactDto): string {
  const period = from === null && to === null ? '' : ` (${from ?? '?'} to ${current ? 'now' : (to ?? '?')})`;
  return `${[title, organization].filter(Boolean).join(', ') || '(no title)'}${period}`;
}
