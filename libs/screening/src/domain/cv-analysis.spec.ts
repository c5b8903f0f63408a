import { describe, expect, it } from '@jest/globals';
import { withDefaults } from './criteria.js';
import { cvAnalysisKey } from './cv-analysis.js';
import type { CvRequirements } from './cv-analysis.js';
import { DEFAULT_SCORING_SETTINGS } from './scoring/scoring-settings.js';

const FILE = Buffer.from('Ada Example, Python');
const PYTHON: CvRequirements = {
  criteria: withDefaults({ mustHaveSkills: [{ name: 'Python' }] }),
  settings: DEFAULT_SCORING_SETTINGS,
  job: null,
  modelSettingsVersion: 0,
  skillListVersion: 0,
};
const keyOf = (changes: Partial<CvRequirements> = {}, file = FILE, organization = 'a', parser = '7'): string =>
  cvAnalysisKey(organization, file, { ...PYTHON, ...changes }, parser);

describe('the key of an analysis', () => {
  it('is the same for the same file and requirements, however these were written', () => {
    expect(keyOf()).toBe(keyOf({ criteria: withDefaults({ mustHaveSkills: [{ name: 'Python', years: null }], niceToHaveSkills: [] }) }));
    expect(keyOf({ criteria: withDefaults({ mustHaveSkills: [{ name: 'Python' }], filtering: { topN: 3 } }) })).toBe(keyOf());
    expect(keyOf()).not.toContain('Python');
  });

  it('is another one when anything differs that an analysis follows from', () => {
    const keys = [
      ...[keyOf(), keyOf({}, Buffer.from('Ada Example, python')), keyOf({}, FILE, 'b'), keyOf({}, FILE, 'a', '8')],
      keyOf({ criteria: withDefaults({ mustHaveSkills: [{ name: 'Rust' }] }) }),
      keyOf({ criteria: withDefaults({ mustHaveSkills: [{ name: 'Python' }], model: { provider: 'openai' } }) }),
      keyOf({ settings: { ...DEFAULT_SCORING_SETTINGS, version: 1 } }),
      keyOf({ modelSettingsVersion: 1 }),
      keyOf({ skillListVersion: 1 }),
      keyOf({ job: { title: 'Engineer', description: null } }),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });
});
