import { Injectable } from '@nestjs/common';
import type { Tx } from '@shortlist/platform';
import { DEFAULT_SCORING_SETTINGS } from '../domain/scoring/scoring-settings.js';
import type { ScoringSettings } from '../domain/scoring/scoring-settings.js';

/** Scoring settings of the organization; the default while it has set nothing. */
@Injectable()
export class SettingsRepository {
  async current(tx: Tx): Promise<ScoringSettings> {
    const [newest] = await tx.query<ScoringSettings>(
      'SELECT version, weights FROM screening.scoring_settings ORDER BY version DESC LIMIT 1',
    );
    return newest ?? DEFAULT_SCORING_SETTINGS;
  }

  /** A version that a record names. */
  async find(tx: Tx, version: number): Promise<ScoringSettings | null> {
    if (version === DEFAULT_SCORING_SETTINGS.version) return DEFAULT_SCORING_SETTINGS;
    const [found] = await tx.query<ScoringSettings>('SELECT version, weights FROM screening.scoring_settings WHERE version = $1', [
      version,
    ]);
    return found ?? null;
  }
}
