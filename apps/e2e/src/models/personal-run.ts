import { Random } from '@shortlist/sample-data';
import type { TakenCall } from '@shortlist/testing';
import { Tenant } from '../tenant.js';
import { markOf } from './marked-resume.js';
import { ASKING, inParallel, untilAllScreened } from './model-stage.js';
import type { ModelStage } from './model-stage.js';
import { personalResume } from './personal-resumes.js';
import type { PersonalResume } from './personal-resumes.js';
import { photoDocument } from './photo-document.js';
import { personalFoundIn } from './prompt-search.js';
import { sendFile } from './send-file.js';
import { validAnswer } from './valid-answer.js';

export interface PersonalOptions {
  readonly resumes: number;
  readonly seed: number;
  readonly progress: (text: string) => void;
}

export interface PersonalResult {
  readonly resumes: number;
  /** Resumes that a model was asked about. */
  readonly asked: number;
  readonly prompts: number;
  /** Personal strings that were looked for in them. */
  readonly strings: number;
  /** What was found, with the number of the resume. */
  readonly found: readonly string[];
  /** Parts of names in prompts that are words of the work as well. */
  readonly ordinary: number;
  /** Resumes of which the prompt names a skill: not everything is masked. */
  readonly telling: number;
}

const AT_ONCE = 16;
/** Marks of seven digits look like phone numbers and are masked. */
const MOST_SEEDS = 90;
/** Every so many-th resume is a Word file with a photo. */
const PHOTO_EVERY = 6;

/** Resumes that say everything about who somebody is are screened; what left the process is searched for it. */
export async function personalRun(stage: ModelStage, { resumes, seed, progress }: PersonalOptions): Promise<PersonalResult> {
  const from = (seed % MOST_SEEDS) * 10_000;
  const prompts = new Map<number, string[]>();
  stage.server.behave = (call) => {
    const mark = markOf(call.turns[0]?.content ?? '');
    prompts.set(mark, [...(prompts.get(mark) ?? []), sentIn(call)]);
    return { kind: 'answer', text: JSON.stringify(validAnswer(call, new Random(mark))) };
  };
  const tenant = await Tenant.register(stage.installation.url, 'personal');
  const jobId = await tenant.openJob({ mustHaveSkills: [{ name: 'Python' }], model: ASKING });
  const people = Array.from({ length: resumes }, (_, index) => personalResume(from + index));
  await inParallel(people, AT_ONCE, async (person, index) => apply(tenant, jobId, person, index));
  progress(`${resumes} resumes were sent`);
  await untilAllScreened(stage, jobId, resumes);
  const searched = people.map((person, index) => ({ index, person, sent: prompts.get(from + index) ?? [] }));
  const results = searched.map(({ index, person, sent }) => ({ index, ...personalFoundIn(sent.join('\n'), person) }));
  return {
    resumes,
    asked: searched.filter(({ sent }) => sent.length > 0).length,
    prompts: [...prompts.values()].flat().length,
    strings: people.reduce((sum, { whole, names }) => sum + whole.length + names.length, 0),
    found: results.flatMap(({ index, found }) => found.map((string) => `${index}: ${string}`)),
    ordinary: results.reduce((sum, { ordinary }) => sum + ordinary.length, 0),
    telling: searched.filter(({ person, sent }) => person.skills.some((skill) => sent.join('\n').includes(skill))).length,
  };
}

/** Everything that was sent but the schema, which is the same for everybody. */
function sentIn({ instructions, turns, headers, callId }: TakenCall): string {
  return [instructions, ...turns.map(({ content }) => content), callId, JSON.stringify(headers)].join('\n');
}

/** The form holds another address than the resume, whose own is what is looked for. */
async function apply(tenant: Tenant, jobId: string, person: PersonalResume, index: number): Promise<void> {
  const email = `applicant.${index}@personal.example.com`;
  const [author = ''] = person.names;
  if (index % PHOTO_EVERY !== 0) return void (await tenant.apply(jobId, email, person.text, {}, { name: author }));
  const [artist = '', serial = '', gps = ''] = person.photo;
  await sendFile(
    tenant,
    jobId,
    { name: author, email },
    `resume.${index}.docx`,
    await photoDocument(person.text, { author, artist, serial, gps }),
  );
}
