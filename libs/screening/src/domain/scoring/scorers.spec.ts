import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import type { CriteriaDto, ScoreDto } from '@shortlist/contracts';
import { sampleProfile } from './sample-profile.js';
import type { SampleResume } from './sample-profile.js';
import { SCORER_VERSION, scoreProfile, scorers } from './scorers.js';
import { DEFAULT_SCORING_SETTINGS } from './scoring-settings.js';
import { scoreV1 } from './v1/score.js';

const asOf = '2026-01-15T00:00:00.000Z';

function score(resume: SampleResume, criteria: CriteriaDto, job?: { title: string; description: string | null }): ScoreDto {
  return scoreV1({ profile: sampleProfile(resume).profile, criteria, settings: DEFAULT_SCORING_SETTINGS, asOf, job });
}

function line(result: ScoreDto, index = 0): ScoreDto['criteria'][number] {
  const found = result.criteria[index];
  if (!found) throw new Error(`no criterion ${index}`);
  return found;
}

describe('the released scorer 1', () => {
  const criteria: CriteriaDto = {
    mustHaveSkills: [
      { name: 'Python', years: 4, weight: 3 },
      { name: 'SQL', weight: 1 },
    ],
    niceToHaveSkills: [{ name: 'Kubernetes' }],
    minExperienceYears: 8,
    requiredEducation: 'master',
    locationPreference: ['Karachi'],
    languages: [{ name: 'English', level: 'C1' }],
  };
  const resume: SampleResume = {
    location: 'Lahore, Pakistan',
    skills: [{ name: 'Postgres' }],
    roles: [{ title: 'Developer', from: '2020-01', to: '2021-12', names: ['Python'] }],
    education: [{ level: 'bachelor' }],
    languages: [{ name: 'English', level: 'B2' }],
  };

  it('never changes its answer to a case computed by hand', () => {
    const result = score(resume, criteria);
    // Weights 50 10 15 10 5 10. Python 2 of 4 years: 37.5 x 0.75; SQL by PostgreSQL: 12.5 x 0.9; 2 of 8 years: 15 x 0.25; bachelor for master: 10 x 4/5;
    // same country: 5 x 0.5; B2 for C1: 10 x 4/5.
    expect(result.criteria.map(({ points }) => points)).toEqual([28.13, 11.25, 0, 3.75, 8, 2.5, 8]);
    expect(result.criteria.map(({ maxPoints }) => maxPoints)).toEqual([37.5, 12.5, 10, 15, 10, 5, 10]);
    expect(result.criteria.map((criterion) => criterion.result)).toEqual([
      'partly',
      'partly',
      'notMet',
      'partly',
      'partly',
      'partly',
      'partly',
    ]);
    expect(result).toMatchObject({ score: 61.63, cap: null, flags: [], needsPerson: false });
  });

  it('stays callable by its version, while scoreProfile is the newest', () => {
    const input = { profile: sampleProfile(resume).profile, criteria, settings: DEFAULT_SCORING_SETTINGS, asOf };
    expect(scorers[1]?.(input)).toEqual(score(resume, criteria));
    expect(scorers[SCORER_VERSION]?.(input)).toEqual(scoreProfile(input));
    expect(Object.keys(scorers)).toEqual(['1', '2']);
  });
});

describe('a must-have skill', () => {
  const must = (name: string, more = {}): CriteriaDto => ({ mustHaveSkills: [{ name, ...more }] });

  it('counts in full when the resume names it under any spelling', () => {
    expect(score({ skills: [{ name: 'NodeJS' }] }, must('node.js')).score).toBe(100);
    expect(line(score({ skills: [{ name: 'k8s' }] }, must('Kubernetes'))).result).toBe('met');
  });

  it('takes its years from the roles that name it, overlaps once, as of receipt', () => {
    const roles = [
      { title: 'A', from: '2022-01', to: '2023-12', names: ['Python'] },
      { title: 'B', from: '2023-01', names: ['Python'] },
      { title: 'C', from: '2010-01', to: '2015-12' },
    ];
    expect(line(score({ roles: [{ title: 'B', from: '2024-02', names: ['Python'] }] }, must('Python', { years: 4 }))).reason).toContain(
      '2 of the 4 years',
    );
    const { profile } = sampleProfile({ roles });
    const [first, second] = profile.skills;
    const merged = { ...profile, skills: [{ ...first!, evidence: [...first!.evidence, ...second!.evidence] }] };
    const result = scoreV1({ profile: merged, criteria: must('Python', { years: 8 }), settings: DEFAULT_SCORING_SETTINGS, asOf });
    expect(line(result).reason).toContain('4.1 of the 8 years');
  });

  it('takes stated years where the roles show fewer, and is partly met while years are unsaid', () => {
    expect(line(score({ skills: [{ name: 'Python', statedYears: 5 }] }, must('Python', { years: 5 }))).result).toBe('met');
    expect(line(score({ skills: [{ name: 'Python' }] }, must('Python', { years: 5 })))).toMatchObject({ result: 'partly', points: 75 });
  });

  it('gives partial credit for a lower proficiency', () => {
    const at = (proficiency: 'beginner' | 'intermediate' | 'expert') =>
      score({ skills: [{ name: 'Python', proficiency }] }, must('Python', { proficiency: 'advanced' })).score;
    expect([at('beginner'), at('intermediate'), at('expert')]).toEqual([50, 83.33, 100]);
  });

  it('is partly met by a skill that includes it, less by a sibling, and by certificates', () => {
    expect(line(score({ skills: [{ name: 'Next.js' }] }, must('JavaScript')))).toMatchObject({ result: 'partly', points: 90 });
    expect(line(score({ skills: [{ name: 'MySQL' }] }, must('PostgreSQL')))).toMatchObject({ result: 'partly', points: 40 });
    expect(line(score({ skills: [{ name: 'JavaScript' }] }, must('React'))).result).toBe('notMet');
    expect(line(score({ certifications: ['Forklift operation'], skills: [{ name: 'Driving' }] }, must('Forklift operation'))).result).toBe(
      'met',
    );
  });

  it('is found word for word in a role when no table lists it, with the exact span', () => {
    const resume = { roles: [{ title: 'Nurse', from: '2020', text: 'Daily  wound dressing on ward 3', names: ['Triage'] }] };
    expect(line(score(resume, must('Wound Dressing'))).evidence.map(({ text }) => text)).toEqual(['wound dressing']);
    expect(line(score(resume, must('dress'))).result).toBe('notMet');
    const signs = { roles: [{ title: 'Lead', from: '2020', text: 'R&D of follow-up (phase 2) [pilot] plants' }] };
    for (const name of ['follow-up', 'r&d of', '(phase 2) [pilot]']) expect(line(score(signs, must(name))).result).toBe('met');
  });

  it('is not met when other skills are named, unknown when none could be read, and earns nothing either way', () => {
    expect(line(score({ skills: [{ name: 'Cooking' }] }, must('Python')))).toMatchObject({ result: 'notMet', points: 0 });
    const silent = score({ location: 'Karachi' }, must('Python'));
    expect(line(silent)).toMatchObject({ result: 'unknown', points: 0 });
    expect(silent).toMatchObject({ needsPerson: true, flags: ['no_skills_read'] });
  });

  it('weighs beside its siblings as the criteria say', () => {
    const criteria = { mustHaveSkills: [{ name: 'Python', weight: 3 }, { name: 'Rust' }] };
    expect(score({ skills: [{ name: 'Python' }] }, criteria).score).toBe(75);
  });
});

describe('silence of a resume', () => {
  it.each<[string, CriteriaDto]>([
    ['experience', { minExperienceYears: 3 }],
    ['education', { requiredEducation: 'bachelor' }],
    ['location', { locationPreference: ['Karachi'] }],
    ['languages', { languages: [{ name: 'English', level: 'B2' }] }],
  ])('about %s is unknown, earns half and is not held to be a no', (_, criteria) => {
    expect(line(score({ skills: [{ name: 'Python' }] }, criteria))).toMatchObject({ result: 'unknown', points: 50 });
  });

  it('about everything earns nothing and calls a person', () => {
    expect(score({ name: 'Noor Example' }, { requiredEducation: 'bachelor' })).toMatchObject({
      score: 0,
      needsPerson: true,
      flags: ['no_facts'],
    });
  });
});

describe('the rest of the background', () => {
  const skills = [{ name: 'Python' }];

  it('is scored by years of work as of receipt, or the stated total where no role has dates', () => {
    const experience = { minExperienceYears: 10 };
    expect(score({ roles: [{ title: 'A', from: '2021-02' }] }, experience).score).toBe(50);
    expect(score({ totalYears: 7, roles: [{ title: 'A' }] }, experience).score).toBe(70);
  });

  it('is scored up the ladder of degrees by the highest one, nothing below half', () => {
    const education: CriteriaDto = { requiredEducation: 'bachelor' };
    const at = (...levels: ('secondary' | 'diploma' | 'master')[]) =>
      score({ education: levels.map((level) => ({ level })) }, education).score;
    expect([at('secondary'), at('diploma'), at('secondary', 'master')]).toEqual([0, 50, 100]);
  });

  it('takes any place for a remote job, and else the city, the country or nothing', () => {
    const at = (location: string, ...wanted: string[]) => line(score({ skills, location }, { locationPreference: wanted }));
    expect(at('Lima', 'Remote', 'Karachi').result).toBe('met');
    expect(at('Saddar, KARACHI', 'Karachi').result).toBe('met');
    expect(at('Lahore', 'Pakistan').result).toBe('met');
    expect(at('Lahore', 'Karachi')).toMatchObject({ result: 'partly', points: 50 });
    expect(at('Paris', 'Remote (Pakistan)')).toMatchObject({ result: 'notMet', points: 0 });
    expect(at('Smallville', 'Karachi')).toMatchObject({ result: 'unknown', points: 50 });
  });

  it('climbs the language ladder, and takes a listed language without level for more than silence', () => {
    const criteria: CriteriaDto = { languages: [{ name: 'German', level: 'B2' }] };
    const at = (name: string, level?: 'A1' | 'B1' | 'native') => line(score({ languages: [{ name, level }] }, criteria));
    expect(at('Deutsch', 'native').result).toBe('met');
    expect(at('German', 'B1')).toMatchObject({ result: 'partly', points: 75 });
    expect(at('German', 'A1')).toMatchObject({ result: 'notMet', points: 0 });
    expect(at('German')).toMatchObject({ result: 'unknown', points: 75 });
    expect(at('Urdu', 'native').result).toBe('notMet');
  });
});

describe('a disqualifying factor', () => {
  const criteria = (
    kind: 'missingSkill' | 'missingLanguage' | 'belowEducation' | 'belowExperience' | 'custom',
    value: string,
  ): CriteriaDto => ({
    mustHaveSkills: [{ name: 'Java' }],
    disqualifyingFactors: [{ kind, value }],
  });
  const java: SampleResume = {
    skills: [{ name: 'Java' }],
    languages: [{ name: 'Urdu' }],
    education: [{ level: 'diploma' }],
    roles: [{ title: 'A', from: '2024-02' }],
  };

  it.each([
    ['missingSkill', 'Python'],
    ['missingLanguage', 'English'],
    ['belowEducation', 'bachelor'],
    ['belowExperience', '3'],
  ] as const)('%s caps the score with evidence and calls a person, but never rejects', (kind, value) => {
    const result = score(java, criteria(kind, value));
    expect(result).toMatchObject({ score: 40, cap: 40, needsPerson: true, flags: ['disqualifying_factor'] });
    expect(line(result).points).toBe(100);
    expect(line(result, 1)).toMatchObject({ kind: 'disqualifyingFactor', result: 'notMet', points: 0, maxPoints: 0 });
    expect(line(result, 1).evidence.length).toBeGreaterThan(0);
  });

  it.each([
    ['missingLanguage', 'English'],
    ['belowEducation', 'bachelor'],
    ['belowExperience', '3'],
  ] as const)('%s is unknown and caps nothing when the resume does not say', (kind, value) => {
    const result = score({ skills: [{ name: 'Java' }] }, criteria(kind, value));
    expect(result).toMatchObject({ score: 100, cap: null, needsPerson: false });
    expect(line(result, 1).result).toBe('unknown');
  });

  it('is cleared by the skill itself or one that includes it', () => {
    const spring: SampleResume = { skills: [{ name: 'Spring Boot' }] };
    expect(line(score(spring, criteria('missingSkill', 'Java')), 1)).toMatchObject({ result: 'met' });
  });

  it('of a custom kind is left to a person', () => {
    const result = score(java, criteria('custom', 'employed at a competitor'));
    expect(line(result, 1).result).toBe('unknown');
    expect(result).toMatchObject({ score: 100, cap: null, needsPerson: true, flags: ['custom_factor_unchecked'] });
  });
});

describe('criteria that ask for nothing', () => {
  const job = {
    title: 'Registered nurse',
    description: 'Care for patients on the surgical ward. Wound care, medication, patient education.',
  };
  const nurse: SampleResume = {
    skills: [{ name: 'Wound care' }],
    roles: [{ title: 'Staff Nurse', from: '2020', text: 'Gave medication to surgical patients' }],
  };
  const cook: SampleResume = { skills: [{ name: 'Baking' }], roles: [{ title: 'Head Cook', from: '2020', text: 'Ran the kitchen' }] };

  it('rank by the text of the job', () => {
    const [fitting, other] = [score(nurse, {}, job), score(cook, {}, job)];
    expect(fitting.score).toBeGreaterThan(other.score + 30);
    expect(line(fitting).evidence.map(({ text }) => text)).toEqual(['Staff Nurse']);
    expect(fitting.needsPerson).toBe(false);
  });

  it('earn nothing by repeating the words of the job', () => {
    const stuffed = {
      ...nurse,
      roles: [{ ...nurse.roles![0]!, text: 'Gave medication to surgical patients. Patients patients medication surgical.' }],
    };
    expect(score(stuffed, {}, job).score).toBe(score(nurse, {}, job).score);
  });

  it('weigh a word that recurs in the job text more', () => {
    const workshop = { title: 'Operator', description: 'Welding. Welding of frames. Welding of pipes. Painting.' };
    const welder = score({ skills: [{ name: 'Welding' }] }, {}, workshop);
    const painter = score({ skills: [{ name: 'Painting' }] }, {}, workshop);
    expect(welder.score).toBeGreaterThan(painter.score);
  });

  it('say so when there is no job text either', () => {
    expect(score(nurse, {})).toMatchObject({ score: 0, criteria: [], flags: ['nothing_asked'], needsPerson: true });
  });
});
