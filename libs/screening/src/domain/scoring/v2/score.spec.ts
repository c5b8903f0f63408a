import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import type { CriteriaDto, ScoreDto } from '@shortlist/contracts';
import { sampleProfile } from '../sample-profile.js';
import type { SampleResume } from '../sample-profile.js';
import { DEFAULT_SCORING_SETTINGS } from '../scoring-settings.js';
import type { ScoringSettings } from '../scoring-settings.js';
import { scoreV2 } from './score.js';

const asOf = '2026-01-15T00:00:00.000Z';

function score(
  resume: SampleResume,
  criteria: CriteriaDto,
  job?: { title: string; description: string | null },
  settings: ScoringSettings = DEFAULT_SCORING_SETTINGS,
): ScoreDto {
  return scoreV2({ profile: sampleProfile(resume).profile, criteria, settings, asOf, job });
}

const lineOf = (result: ScoreDto, name: string): ScoreDto['criteria'][number] => {
  const found = result.criteria.find((line) => line.name === name);
  if (!found) throw new Error(`no line ${name}`);
  return found;
};

const ward = {
  title: 'Registered nurse',
  description: 'Care for patients on the surgical ward. Wound care, medication, patient education.',
};
const nurse: SampleResume = {
  skills: [{ name: 'Wound care' }],
  roles: [{ title: 'Staff Nurse', from: '2020', text: 'Gave medication to surgical patients' }],
};
const cook: SampleResume = {
  skills: [{ name: 'Baking' }],
  roles: [{ title: 'Head Cook', from: '2020', text: 'Ran the kitchen of a hotel' }],
};

describe('the text of a job', () => {
  it('ranks without criteria, and says why in lines that a reader can follow', () => {
    const fitting = score(nurse, {}, ward);
    expect(fitting.score).toBeGreaterThan(score(cook, {}, ward).score + 30);
    expect(lineOf(fitting, 'Relevance to the job title').evidence.map(({ text }) => text)).toEqual(['Staff Nurse']);
    expect(lineOf(fitting, 'Kind of work').reason).toContain('Nurs');
    expect(lineOf(fitting, 'Words of the job').evidence.map(({ text }) => text)).toContain('Gave medication to surgical patients');
  });

  it('finds the kind of work where not one word is shared', () => {
    const asks = { title: 'Chef', description: 'Prepare meals' };
    const baker: SampleResume = { roles: [{ title: 'Pastry maker', from: '2020', text: 'Dough, ovens, menus and desserts' }] };
    const clerk: SampleResume = { roles: [{ title: 'Ledger clerk', from: '2020', text: 'Invoices, audits and payroll' }] };
    expect(score(baker, {}, asks).score).toBeGreaterThan(score(clerk, {}, asks).score);
  });

  it('gains nothing from losing a must-have, whatever stands beside its name', () => {
    const criteria: CriteriaDto = { mustHaveSkills: [{ name: 'CATIA' }] };
    const job = { title: 'Mechanical engineer', description: 'Design of machine parts with CAD' };
    const engineer = (written: string): SampleResume => ({
      skills: [{ name: 'CATIA', written }],
      roles: [{ title: 'Designer', from: '2020', text: 'Drew parts' }],
    });
    expect(lineOf(score(engineer('CATIA V5'), criteria, job), 'Words of the job')).toEqual(
      expect.objectContaining({ points: lineOf(score(engineer('CATIA'), criteria, job), 'Words of the job').points }),
    );
  });

  it('counts beside criteria, by the weight that the organization gives it', () => {
    const criteria: CriteriaDto = { mustHaveSkills: [{ name: 'Excel' }] };
    const withExcel = (resume: SampleResume): SampleResume => ({ ...resume, skills: [{ name: 'Excel' }] });
    expect(score(withExcel(nurse), criteria, ward).score).toBeGreaterThan(score(withExcel(cook), criteria, ward).score);
    const silent = { ...DEFAULT_SCORING_SETTINGS, weights: { ...DEFAULT_SCORING_SETTINGS.weights, relevance: 0 } };
    expect(score(withExcel(cook), criteria, ward, silent).score).toBe(100);
    expect(lineOf(score(cook, criteria, ward), 'Excel').maxPoints).toBeCloseTo((100 * 50) / 150, 1);
  });

  it('counts work of long ago less than the newest', () => {
    const history = (first: string, second: string): SampleResume => ({
      roles: [
        { title: first, from: '2000', to: '2005' },
        { title: second, from: '2015', to: '2020' },
      ],
    });
    expect(score(history('Cook', 'Registered nurse'), {}, ward).score).toBeGreaterThan(
      score(history('Registered nurse', 'Cook'), {}, ward).score,
    );
  });

  it('compares forms of a word, in German too', () => {
    const asks = { title: 'Krankenpflegerin', description: 'Pflege der Patienten' };
    const german: SampleResume = { roles: [{ title: 'Krankenpfleger', from: '2020', text: 'Patientenpflege und Pflege' }] };
    expect(lineOf(score(german, {}, asks), 'Relevance to the job title').result).toBe('met');
  });

  it('says so when the resume has no words to compare', () => {
    expect(score({}, {}, ward)).toMatchObject({ score: 0, flags: ['no_facts'], needsPerson: true });
  });
});

describe('a skill in prose', () => {
  const must = (name: string, more = {}): CriteriaDto => ({ mustHaveSkills: [{ name, ...more }] });
  const resume: SampleResume = { skills: [{ name: 'Driving' }], prose: 'Restored antique harpsichords by hand.' };

  it('is met where it stands outside of roles and lists, quoting the line', () => {
    const line = lineOf(score(resume, must('Antique harpsichords')), 'Antique harpsichords');
    expect(line.result).toBe('met');
    expect(line.evidence.map(({ text }) => text)).toEqual(['Restored antique harpsichords by hand.']);
    expect(lineOf(score(resume, must('Antique harpsichords', { years: 3 })), 'Antique harpsichords').result).toBe('partly');
  });

  it('is partly met by the telling words of its name, not by the common ones', () => {
    expect(lineOf(score(resume, must('Harpsichord software')), 'Harpsichord software').result).toBe('partly');
    expect(lineOf(score({ ...resume, prose: 'Used software.' }, must('Harpsichord software')), 'Harpsichord software').result).toBe(
      'notMet',
    );
  });

  it('is not held to be missing', () => {
    const criteria: CriteriaDto = { disqualifyingFactors: [{ kind: 'missingSkill', value: 'Antique harpsichords' }] };
    expect(score(resume, criteria, ward)).toMatchObject({ cap: null, flags: [] });
    expect(score({ ...resume, prose: 'Played.' }, criteria, ward)).toMatchObject({ cap: 40, flags: ['disqualifying_factor'] });
  });
});
