import type { LanguageLevel } from '@shortlist/contracts';

/** A month as `2019-03`. Dates of sample resumes are fixed, so that a run of today and one of next year write the same files. */
export type Month = `${number}-${number}`;

/** One job somebody held. */
export interface ResumeRole {
  readonly title: string;
  readonly organization: string;
  readonly location: string;
  readonly from: Month;
  /** Null: the person works there still. */
  readonly to: Month | null;
  readonly bullets: readonly string[];
}

/** One degree or course of study. */
export interface ResumeEducation {
  readonly degree: string;
  readonly institution: string;
  readonly from: number;
  readonly to: number;
}

/** A language and how well it is spoken. */
export interface ResumeLanguage {
  readonly name: string;
  readonly level: LanguageLevel;
}

/** Everything a resume says, before it gets a format and a layout. */
export interface ResumeContent {
  readonly name: string;
  /** The line below the name. */
  readonly headline: string;
  readonly email: string;
  readonly phone: string;
  readonly location: string;
  readonly links: readonly string[];
  /** Pakistani CNIC, where the person states it. All of them are made up. */
  readonly nationalId?: string;
  readonly summary: string;
  /** Newest first. */
  readonly roles: readonly ResumeRole[];
  readonly education: readonly ResumeEducation[];
  readonly skills: readonly string[];
  readonly languages: readonly ResumeLanguage[];
  readonly certifications: readonly string[];
}
