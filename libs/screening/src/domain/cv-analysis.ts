import { createHash } from 'node:crypto';
import type { ProfileDto, ScoreDto } from '@shortlist/contracts';
import type { CriteriaDocument } from './criteria.js';
import { SCORER_VERSION, TAXONOMY_VERSION } from './scoring/scorers.js';
import type { ScoringSettings } from './scoring/scoring-settings.js';

/** Who read a CV beside the parser, and what it cost. */
export interface CvReading {
  readonly provider: string;
  readonly model: string;
  /** Millionths of a US dollar. */
  readonly costMicros: number;
  /** The rules stood in for a model that did not answer. */
  readonly degraded: boolean;
  /** Providers whose turn it was and that the organization does not allow. */
  readonly notAllowed: readonly string[];
}

/** A CV against requirements. It is personal: whoever keeps it seals it. */
export interface CvAnalysis {
  readonly result: ScoreDto;
  readonly profile: ProfileDto;
  /** Of the file and of the score: what a person should look at. */
  readonly flags: readonly string[];
  readonly needsPerson: boolean;
  readonly reading: CvReading;
  readonly parserVersion: string;
  /** Roles that were current then end there. */
  readonly asOf: string;
}

/** What a CV is analysed against. */
export interface CvRequirements {
  readonly criteria: CriteriaDocument;
  readonly settings: ScoringSettings;
  readonly job: { readonly title: string; readonly description: string | null } | null;
  /** Under which settings of models (`/settings/models`): what they forbid since is not quoted any more. */
  readonly modelSettingsVersion: number;
  /** Which skills the organization adds to those that are known anyway. */
  readonly skillListVersion: number;
}

/** Names an analysis by everything that it follows from, but the hour: the bytes, the requirements and the versions of what reads and scores. */
export function cvAnalysisKey(organizationId: string, bytes: Uint8Array, requirements: CvRequirements, parserVersion: string): string {
  const { criteria, settings, job, modelSettingsVersion, skillListVersion } = requirements;
  // Whom to tell and who gets how far changes no score.
  const { filtering: _filtering, notifications: _notifications, ...asked } = criteria;
  const basis = JSON.stringify([
    asked,
    settings,
    job,
    modelSettingsVersion,
    skillListVersion,
    SCORER_VERSION,
    TAXONOMY_VERSION,
    parserVersion,
  ]);
  const hash = createHash('sha256').update(basis).update('\0').update(bytes).digest('hex');
  return `screening:${organizationId}:cv-analysis:${hash}`;
}
