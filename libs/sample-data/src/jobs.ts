import type { CriteriaDto } from '@shortlist/contracts';

export type SampleJobKey = 'backend-engineer' | 'financial-analyst';

/** One line of what a job asks for, as the jobs API takes it. */
export interface SampleRequirement {
  readonly type: 'skill' | 'experience' | 'education' | 'language' | 'location' | 'certification';
  readonly value: string;
  readonly mandatory: boolean;
}

/** An open job with the criteria it is screened by. */
export interface SampleJob {
  readonly key: SampleJobKey;
  readonly title: string;
  readonly department: string;
  readonly location: string;
  readonly description: string;
  readonly requirements: readonly SampleRequirement[];
  readonly criteria: CriteriaDto;
}

const backendEngineer: SampleJob = {
  key: 'backend-engineer',
  title: 'Senior Backend Engineer',
  department: 'Engineering',
  location: 'Karachi or remote',
  description: [
    'Harbour & Pine moves freight through eleven ports. Every container, customs paper and truck is an event in our platform, and your work keeps those events correct and on time.',
    'You will design and run services in TypeScript on Node.js, keep their data in PostgreSQL, and connect them through Apache Kafka. You own what you build: from the first design note to the alarm at night, which rings rarely.',
    'You have built backend systems for at least five years, three of them with Node.js and PostgreSQL, and you write so that others can follow. Kubernetes, Redis and Terraform help. We work in English; a degree in computing is welcome.',
  ].join('\n\n'),
  requirements: [
    { type: 'skill', value: 'TypeScript, 3 years', mandatory: true },
    { type: 'skill', value: 'Node.js, 3 years', mandatory: true },
    { type: 'skill', value: 'PostgreSQL, 3 years', mandatory: true },
    { type: 'skill', value: 'Apache Kafka, 2 years', mandatory: true },
    { type: 'experience', value: '5 years of backend development', mandatory: true },
    { type: 'education', value: 'Bachelor in computing or a related subject', mandatory: false },
    { type: 'language', value: 'English, B2', mandatory: true },
    { type: 'skill', value: 'Kubernetes', mandatory: false },
  ],
  criteria: {
    mustHaveSkills: [
      { name: 'TypeScript', years: 3, proficiency: 'advanced', weight: 3 },
      { name: 'Node.js', years: 3, weight: 3 },
      { name: 'PostgreSQL', years: 3, weight: 2 },
      { name: 'Apache Kafka', years: 2, weight: 2 },
    ],
    niceToHaveSkills: [
      { name: 'NestJS', weight: 1 },
      { name: 'Kubernetes', years: 1, weight: 2 },
      { name: 'Redis', weight: 1 },
      { name: 'Terraform', weight: 1 },
    ],
    minExperienceYears: 5,
    requiredEducation: 'bachelor',
    locationPreference: ['Karachi', 'Remote'],
    languages: [{ name: 'English', level: 'B2' }],
    disqualifyingFactors: [{ kind: 'missingSkill', value: 'TypeScript' }],
    model: { provider: 'rules' },
    filtering: { topN: 5, minScore: 55, autoAdvanceScore: 90 },
    notifications: { onComplete: true, webhook: true, emailRecipients: ['recruiter@harbour-and-pine.example.com'] },
  },
};

const financialAnalyst: SampleJob = {
  key: 'financial-analyst',
  title: 'Financial Analyst',
  department: 'Finance',
  location: 'Karachi',
  description: [
    'Our finance team explains to eleven port offices where the money goes and where it should go. You will own the rolling forecast of two business lines and the monthly report that the board reads.',
    'You build financial models, prepare budgets, explain variances against plan, and work with controllers who know the ports better than any spreadsheet. SQL and Power BI are how our figures are drawn; Excel is how they are questioned.',
    'You bring three years in financial analysis, planning or controlling, a degree in finance, accounting or economics, and English good enough for the board. ACCA, CFA or CMA, finished or under way, is welcome, and so is SAP.',
  ].join('\n\n'),
  requirements: [
    { type: 'skill', value: 'Financial modelling, 3 years', mandatory: true },
    { type: 'skill', value: 'Budgeting and forecasting, 3 years', mandatory: true },
    { type: 'skill', value: 'Microsoft Excel, 3 years', mandatory: true },
    { type: 'experience', value: '3 years in financial analysis or controlling', mandatory: true },
    { type: 'education', value: 'Bachelor in finance, accounting or economics', mandatory: true },
    { type: 'language', value: 'English, C1', mandatory: true },
    { type: 'certification', value: 'ACCA, CFA or CMA', mandatory: false },
    { type: 'skill', value: 'SQL', mandatory: false },
  ],
  criteria: {
    mustHaveSkills: [
      { name: 'Financial Modeling', years: 3, proficiency: 'advanced', weight: 3 },
      { name: 'Forecasting', years: 3, weight: 2 },
      { name: 'Budgeting', years: 2, weight: 2 },
      { name: 'Microsoft Excel', years: 3, weight: 2 },
    ],
    niceToHaveSkills: [
      { name: 'SQL', years: 1, weight: 2 },
      { name: 'Power BI', weight: 1 },
      { name: 'SAP', weight: 1 },
      { name: 'IFRS', weight: 1 },
    ],
    minExperienceYears: 3,
    requiredEducation: 'bachelor',
    locationPreference: ['Karachi'],
    languages: [
      { name: 'English', level: 'C1' },
      { name: 'Urdu', level: 'B1' },
    ],
    disqualifyingFactors: [{ kind: 'belowEducation', value: 'bachelor' }],
    model: { provider: 'rules' },
    filtering: { topN: 5, minScore: 60, autoAdvanceScore: 90 },
    notifications: {
      onComplete: true,
      webhook: false,
      emailRecipients: ['recruiter@harbour-and-pine.example.com', 'manager@harbour-and-pine.example.com'],
    },
  },
};

/** The two open jobs of the sample organization. */
export const sampleJobs: readonly SampleJob[] = [backendEngineer, financialAnalyst];
