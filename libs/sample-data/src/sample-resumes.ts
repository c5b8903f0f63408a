import { backendDeveloping } from './candidates/backend-developing.js';
import { backendDistant } from './candidates/backend-distant.js';
import { backendExperienced } from './candidates/backend-experienced.js';
import { financeDeveloping } from './candidates/finance-developing.js';
import { financeDistant } from './candidates/finance-distant.js';
import { financeExperienced } from './candidates/finance-experienced.js';
import { sampleJobs } from './jobs.js';
import type { SampleJob } from './jobs.js';
import type { SampleCandidate } from './sample-candidate.js';
import { writeResume } from './writers/resume.js';
import type { ResumeFile } from './writers/resume.js';

/** The 25 made-up people who apply to the sample jobs, from the best fit to none, in no order that gives it away. */
export const sampleCandidates: readonly SampleCandidate[] = shuffle([
  ...backendExperienced,
  ...backendDeveloping,
  ...backendDistant,
  ...financeExperienced,
  ...financeDeveloping,
  ...financeDistant,
]);

/** The resume file of one sample candidate, and the job it is meant for. */
export interface SampleResume extends ResumeFile {
  readonly candidate: SampleCandidate;
  readonly job: SampleJob;
}

/** The resumes of all sample candidates, each written when it is asked for. */
export async function* sampleResumes(): AsyncGenerator<SampleResume, void, undefined> {
  for (const candidate of sampleCandidates) {
    const job = sampleJobs.find(({ key }) => key === candidate.job);
    if (!job) throw new Error(`No sample job is called ${candidate.job}.`);
    yield { candidate, job, ...(await writeResume(candidate.content, candidate.format)) };
  }
}

/** Takes every seventh: as seven and the number of candidates share no factor, each comes up once. */
function shuffle(candidates: readonly SampleCandidate[]): SampleCandidate[] {
  return candidates.flatMap((_, index) => candidates[(index * 7) % candidates.length] ?? []);
}
