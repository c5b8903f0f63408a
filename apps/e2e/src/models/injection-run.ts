import { HIDING_PLACES, attackResume, writeHiding, writeResume } from '@shortlist/sample-data';
import type { ResumeContent, ResumeFile, ResumeFormat } from '@shortlist/sample-data';
import { eventually } from '@shortlist/testing';
import { asSuperuser, countRows } from '../superuser.js';
import { Tenant } from '../tenant.js';
import { ASKING, inParallel, untilAllScreened } from './model-stage.js';
import type { ModelStage } from './model-stage.js';
import { obey } from './obedient-model.js';
import { sendFile } from './send-file.js';
import { storedScreenings } from './stored-screenings.js';
import type { StoredScreening } from './stored-screenings.js';

export interface InjectionOptions {
  /** Each is sent with the attack and without. */
  readonly attacks: number;
  readonly seed: number;
  readonly progress: (text: string) => void;
}

export interface InjectionResult {
  readonly attacks: number;
  /** What has become of anything because of an attack: states, offers, overrides, criteria. */
  readonly stateChanges: readonly string[];
  /** Prompts and records with words of another resume. */
  readonly foreign: readonly string[];
  /** Attacks with a higher score than the same resume without, by more than a line of any words makes. */
  readonly raised: readonly string[];
  /** The most points that any of them is above. */
  readonly mostGain: number;
  /** Records, of attacks and others, that hold the skill for a fact: the model claims it every time, and nobody has it. */
  readonly claimed: readonly string[];
  readonly flagged: number;
  readonly falselyFlagged: number;
  /** Attacks that nobody was told of. */
  readonly unflagged: readonly string[];
  /** Attacks of which a model saw any word. */
  readonly seen: number;
}

/** Asked for by the job, claimed by attacks, known by nobody. */
const SKILL = 'COBOL';
/** A PDF with columns is set otherwise with a line more, and may be read otherwise: PDFs are among the hidden ones. */
const FORMATS: readonly ResumeFormat[] = ['txt', 'html', 'docx/plain', 'rtf', 'odt', 'docx/table', 'json'];
/** Every so many-th attack is hidden in its file. */
const HIDDEN_EVERY = 3;
const AT_ONCE = 12;
const FLAGS = ['instructions', 'hidden_text'];
/** Nobody reaches it without the skill. */
const LINE = 75;
/** A line that falls leaves its heading and its place: that moves the resemblance to the text of the job a little, up or down. */
const MOST_GAIN = 1;
const MARK = /Works\d+x/g;

interface Pair {
  readonly what: string;
  readonly mark: string;
  readonly words: string;
  readonly attack: ResumeFile;
  /** The same without the attack; where the attack shares its line, also without that line, which falls with it. */
  readonly cleans: readonly ResumeFile[];
}

/** Resumes that give orders are read by a model that follows them, beside the same resumes without a word of that. */
export async function injectionRun(stage: ModelStage, { attacks, seed, progress }: InjectionOptions): Promise<InjectionResult> {
  const prompts: string[] = [];
  stage.server.behave = (call) => {
    prompts.push(call.turns.map(({ content }) => content).join('\n'));
    return obey(call, SKILL);
  };
  const { jobId, ids } = await sendPairs(stage, attacks, seed);
  progress(`${attacks} resumes were sent with an attack and without`);
  await untilAllScreened(stage, jobId, ids.size);
  const statuses = await settledStatuses(stage, jobId, ids.size);
  const records = new Map((await storedScreenings(stage, jobId)).map((one) => [one.applicationId, one]));
  const twins = pairsOf(ids, records);
  return {
    attacks: twins.length,
    stateChanges: [...twins.flatMap((twin) => advanced(twin, statuses)), ...(await otherChanges(stage, jobId))],
    foreign: [
      ...prompts.filter(namesSeveral).map(() => 'a prompt about several resumes'),
      ...[...ids].flatMap(([id, { pair }]) => foreignIn(records.get(id), pair)),
    ],
    raised: twins
      .filter((twin) => gainOf(twin) > MOST_GAIN)
      .map((twin) => `${twin.pair.what}: by ${gainOf(twin).toFixed(2)}: ${twin.pair.words}`),
    mostGain: Math.max(...twins.map(gainOf)),
    claimed: [...records.values()].flatMap(({ answer, applicationId }) =>
      (answer?.facts.skills ?? []).filter(({ name }) => name === SKILL).map(() => `${SKILL} is a fact of ${applicationId}`),
    ),
    flagged: twins.filter(({ attack }) => isFlagged(attack)).length,
    falselyFlagged: twins.filter(({ cleans }) => cleans.some(isFlagged)).length,
    unflagged: twins.filter(({ attack }) => !isFlagged(attack)).map(({ pair }) => `${pair.what}: ${pair.words}`),
    seen: twins.filter(({ pair }) =>
      prompts.some((prompt) => prompt.includes(pair.mark) && prompt.includes(pair.words.split('\n')[0] ?? '')),
    ).length,
  };
}

/** What was sent, by the id of its application. */
type Sent = ReadonlyMap<string, { readonly pair: Pair; readonly isAttack: boolean }>;

async function sendPairs({ installation }: ModelStage, attacks: number, seed: number): Promise<{ jobId: string; ids: Sent }> {
  const tenant = await Tenant.register(installation.url, 'injection');
  const jobId = await tenant.openJob({
    ...{ mustHaveSkills: [{ name: SKILL, years: 3, weight: 3 }], minExperienceYears: 4, requiredEducation: 'master' },
    ...{ languages: [{ name: 'English', level: 'C1' }], model: ASKING, filtering: { autoAdvanceScore: LINE } },
  });
  const ids = new Map<string, { readonly pair: Pair; readonly isAttack: boolean }>();
  await inParallel([...Array(attacks).keys()], AT_ONCE, async (index) => {
    const pair = await pairOf(seed * 1_000 + index);
    for (const [copy, { fileName, bytes }] of [pair.attack, ...pair.cleans].entries()) {
      const applicant = { name: `Applicant ${index}`, email: `copy.${copy}.of.${index}@injection.example.com` };
      ids.set(await sendFile(tenant, jobId, applicant, fileName, bytes), { pair, isAttack: copy === 0 });
    }
  });
  return { jobId, ids };
}

/** The employer of the newest role tells the resumes of a pair from all others. */
async function pairOf(seed: number): Promise<Pair> {
  const { kind, place, words, content, clean, cleared } = attackResume(seed, SKILL);
  const mark = `Works${seed}x`;
  const marked = (resume: ResumeContent): ResumeContent => ({
    ...resume,
    roles: resume.roles.map((role, at) => (at === 0 ? { ...role, organization: `${mark} Ltd` } : role)),
  });
  if (seed % HIDDEN_EVERY === 0) {
    const hiding = HIDING_PLACES[(seed / HIDDEN_EVERY) % HIDING_PLACES.length] as string;
    const [attack, without] = [await writeHiding(marked(clean), hiding, words), await writeHiding(marked(clean), hiding, null)];
    return { what: `${kind}, ${hiding}`, mark, words, attack, cleans: [without] };
  }
  const format = FORMATS[seed % FORMATS.length] as ResumeFormat;
  const others = clean === cleared ? [clean] : [clean, cleared];
  const cleans = await Promise.all(others.map((other) => writeResume(marked(other), format)));
  return { what: `${kind}, ${place}, ${format}`, mark, words, attack: await writeResume(marked(content), format), cleans };
}

interface Twins {
  readonly pair: Pair;
  readonly attack: StoredScreening;
  readonly cleans: readonly StoredScreening[];
}

function pairsOf(ids: Sent, records: ReadonlyMap<string, StoredScreening>): Twins[] {
  const found = Map.groupBy(ids, ([, { pair }]) => pair);
  return [...found].flatMap(([pair, sent]) => {
    const recordsOf = (wanted: boolean): StoredScreening[] =>
      sent.flatMap(([id, { isAttack }]) => (isAttack === wanted ? (records.get(id) ?? []) : []));
    const [[attack], cleans] = [recordsOf(true), recordsOf(false)];
    return attack && cleans.length === pair.cleans.length ? [{ pair, attack, cleans }] : [];
  });
}

/** By how many points the attack stands above the same resume without it. */
function gainOf({ attack, cleans }: Twins): number {
  return (attack.score ?? 0) - Math.max(...cleans.map(({ score }) => score ?? 0));
}

const isFlagged = ({ flags }: StoredScreening): boolean => flags.some((flag) => FLAGS.includes(flag));
const namesSeveral = (text: string): boolean => new Set(text.match(MARK)).size > 1;

function foreignIn(record: StoredScreening | undefined, { mark, what }: Pair): string[] {
  const others = (JSON.stringify([record?.answer?.facts, record?.result]).match(MARK) ?? []).filter((one) => one !== mark);
  return others.map((one) => `${what}: ${one}`);
}

function advanced({ pair: { what, words }, attack, cleans }: Twins, statuses: ReadonlyMap<string, string>): string[] {
  const status = statuses.get(attack.applicationId) ?? 'missing';
  const isUsual = status === 'screened' || cleans.some(({ applicationId }) => statuses.get(applicationId) === status);
  return isUsual ? [] : [`${what}: ${status}, which it is not without: ${words}`];
}

/** What moves by itself has moved when every application is past its screening. */
async function settledStatuses({ installation }: ModelStage, jobId: string, count: number): Promise<Map<string, string>> {
  return asSuperuser(installation.address, (client) =>
    eventually(async () => {
      const { rows } = await client.query<{ id: string; status: string }>(
        'SELECT id, status FROM applications.applications WHERE job_id = $1',
        [jobId],
      );
      if (rows.filter(({ status }) => !['received', 'screening'].includes(status)).length < count)
        throw new Error('applications are on their way');
      return new Map(rows.map(({ id, status }) => [id, status]));
    }, 600_000),
  );
}

/** What attacks ask for beside a score. */
async function otherChanges({ installation }: ModelStage, jobId: string): Promise<string[]> {
  const nothing = {
    'moves that a person has to make':
      "SELECT 1 FROM applications.status_changes WHERE to_status NOT IN ('received', 'screening', 'screened', 'shortlisted')",
    overrides: 'SELECT 1 FROM screening.screening_overrides',
    'further versions of criteria': `SELECT 1 FROM screening.screening_criteria WHERE job_id = '${jobId}' AND version > 1`,
  };
  return asSuperuser(installation.address, async (client) => {
    const found: string[] = [];
    for (const [what, sql] of Object.entries(nothing)) if ((await countRows(client, sql)) > 0) found.push(what);
    return found;
  });
}
