import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { madeUpPerson, Random, writeResume } from '@shortlist/sample-data';
import type { ResumeFormat } from '@shortlist/sample-data';
import { mutate } from './mutate.fixture-spec.js';
import { PARSE_FAILURE_CODES, ParserPool } from './index.js';

const FORMATS: readonly ResumeFormat[] = [
  ...(['pdf/two-column', 'pdf/sidebar', 'docx/plain', 'docx/table'] as ResumeFormat[]),
  ...(['txt', 'odt', 'rtf', 'html', 'json'] as const),
];
const ASOF = '2026-01-01T00:00:00.000Z';
const MIB = 1024 ** 2;
export const TIME_LIMIT_MS = 15_000;
/** What starting, killing and the transport of an answer may add to the time limit on a busy machine. */
const GRACE_MS = 5_000;
const WARM_UP = 50;
/** Good files read beside good ones, for comparison. */
const CALM = 300;

export interface HostileRun {
  readonly mutations: number;
  readonly seed: number;
  readonly progress?: (text: string) => void;
}

export interface HostileProof {
  readonly holds: boolean;
  readonly summary: string;
  /** How many files ended in each state: `read`, or a failure code. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** Files by what is wrong: without a stated end, beyond the time limit, good ones that were not read. */
  readonly broken: Readonly<Record<'unstated' | 'crashed' | 'late' | 'neighbour', number>>;
  readonly parentMiB: number;
  /** p95 of good files among mutated ones, as a share of p95 among good ones. */
  readonly neighbourP95: number;
}

/**
 * Reads valid files with things done to them in the real pool of processes, and good files beside them. Each file must end in a
 * state with a reason and in time, and its neighbours must not notice.
 */
export async function proveHostileFiles({ mutations, seed, progress = () => undefined }: HostileRun): Promise<HostileProof> {
  const random = new Random(seed);
  const good = await goodFiles();
  const pool = new ParserPool({ size: 2, timeLimitMs: TIME_LIMIT_MS, memoryLimitBytes: 512 * MIB, recycleAfter: 200 });
  const pick = (): Uint8Array => good[random.between(0, good.length - 1)] ?? new Uint8Array();
  const outcomes: Record<string, number> = {};
  const broken = { unstated: 0, crashed: 0, late: 0, neighbour: 0 };

  const read = async (bytes: Uint8Array): Promise<{ state: string; ms: number }> => {
    const started = performance.now();
    const outcome = await pool.parse({ bytes, fileName: 'resume', asOf: ASOF });
    return { state: outcome.ok ? 'read' : outcome.code, ms: performance.now() - started };
  };
  /** Two readers side by side: one takes what `next` gives, the other good files; answers the times of the latter. */
  const beside = async (count: number, next: () => Uint8Array, seen: (state: string, ms: number) => void): Promise<number[]> => {
    const times: number[] = [];
    let left = count;
    const first = async (): Promise<void> => {
      for (; left > 0; left -= 1) {
        const { state, ms } = await read(next());
        seen(state, ms);
        if (left % 500 === 0) progress(`${count - left} of ${count} files`);
      }
    };
    const neighbour = async (): Promise<void> => {
      while (left > 0) {
        const { state, ms } = await read(pick());
        if (state !== 'read') broken.neighbour += 1;
        times.push(ms);
      }
    };
    await Promise.all([first(), neighbour()]);
    return times;
  };

  try {
    await beside(WARM_UP, pick, () => undefined);
    const calm = await beside(CALM, pick, () => undefined);
    const before = heldBytes();
    const troubled = await beside(
      mutations,
      () => mutate(pick(), pick(), random),
      (state, ms) => {
        outcomes[state] = (outcomes[state] ?? 0) + 1;
        if (state === 'crashed') broken.crashed += 1;
        else if (state !== 'read' && !(PARSE_FAILURE_CODES as readonly string[]).includes(state)) broken.unstated += 1;
        if (ms > TIME_LIMIT_MS + GRACE_MS) broken.late += 1;
      },
    );
    const parentMiB = (heldBytes() - before) / MIB;
    const neighbourP95 = p95(troubled) / p95(calm);
    const holds = Object.values(broken).every((count) => count === 0);
    const states = Object.entries(outcomes)
      .sort(([, a], [, b]) => b - a)
      .map(([state, count]) => `${state} ${count}`);
    const summary =
      `${mutations} files: ${states.join(', ')}; ${broken.crashed} crashed, ${broken.unstated} without a reason, ${broken.late} late, ` +
      `${broken.neighbour} of ${troubled.length} good neighbours not read; parent ${parentMiB.toFixed(0)} MiB more, ` +
      `p95 of good files ${p95(troubled).toFixed(0)} ms beside them, ${p95(calm).toFixed(0)} ms beside good ones`;
    return { holds, summary, outcomes, broken, parentMiB, neighbourP95 };
  } finally {
    await pool.close();
  }
}

/** What this process holds on to once everything that can go is gone. */
function heldBytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

async function goodFiles(): Promise<Uint8Array[]> {
  const files: Uint8Array[] = [];
  for (let seed = 1; seed <= 10; seed += 1) {
    for (const format of FORMATS) files.push((await writeResume(madeUpPerson(seed), format)).bytes);
  }
  return files;
}

function p95(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0;
}
