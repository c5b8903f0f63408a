import type { ParseOutcome } from '@shortlist/resume-reader';
import type { ProfileDto } from '@shortlist/contracts';
import { EXIT } from '../exit-codes.js';
import { failureDetail } from '../screening/failure-details.js';

/** What one file says, or why it could not be read. */
export interface ResumeReport {
  readonly file: string;
  readonly profile: Omit<ProfileDto, 'asOf'> | null;
  readonly flags: readonly string[];
  readonly failure: { readonly code: string; readonly detail: string } | null;
}

/** The printed form of an outcome. It names each part, so that full national ids and the whole text stay behind. */
export function resumeReport(file: string, outcome: ParseOutcome): ResumeReport {
  if (!outcome.ok) return { file, profile: null, flags: [], failure: { code: outcome.code, detail: failureDetail(outcome.code) } };
  const { name, emails, phones, nationalId, location, links, summary } = outcome.profile;
  const { skills, roles, education, languages, certifications, projects, publications, gaps, totalYears } = outcome.profile;
  const contact = { name, emails, phones, nationalId, location, links, summary };
  const entries = { projects: projects ?? [], publications: publications ?? [], gaps: gaps ?? [] };
  const career = { skills, roles, education, languages, certifications, ...entries, totalYears };
  return { file, profile: { ...contact, ...career }, flags: outcome.flags, failure: null };
}

export function exitCodeOf(reports: readonly ResumeReport[]): number {
  const unreadable = reports.filter(({ failure }) => failure !== null).length;
  if (unreadable === 0) return EXIT.ok;
  return unreadable === reports.length ? EXIT.noneReadable : EXIT.someUnreadable;
}
