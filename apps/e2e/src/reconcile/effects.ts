import type pg from 'pg';
import { countRows } from '../superuser.js';

/** What must happen once per planted row, and never otherwise. */
export type Effects = Readonly<Record<string, number | string>>;

/** Seen from outside: mails that were handed over, posts that a receiver got, and the most that it got with one id since it was asked to count. */
export interface SeenOutside {
  readonly mails: number;
  readonly posts: number;
  readonly mostPostsPerId: number;
}

export async function effectsOf(client: pg.Client, outside: SeenOutside): Promise<Effects> {
  const rows = (sql: string): Promise<number> => countRows(client, sql);
  return {
    screenings: await rows('SELECT 1 FROM screening.screenings'),
    shortlists: await rows('SELECT 1 FROM screening.shortlists'),
    matches: await checksum(client, 'SELECT job_id, candidate_id, score FROM screening.matches'),
    histograms: await checksum(client, 'SELECT job_id, histogram, floor FROM screening.match_jobs'),
    'messages sent': await rows("SELECT 1 FROM notifications.messages WHERE state = 'sent'"),
    'messages unknown': await rows("SELECT 1 FROM notifications.messages WHERE state = 'unknown'"),
    messages: await rows('SELECT 1 FROM notifications.messages'),
    applications: await rows('SELECT 1 FROM applications.applications'),
    candidates: await rows('SELECT 1 FROM candidates.candidates'),
    documents: await rows('SELECT 1 FROM platform.search_documents'),
    'tasks lost': await rows("SELECT 1 FROM platform.tasks WHERE error_code = 'tasks.lost'"),
    'model calls unknown': await rows("SELECT 1 FROM platform.model_calls WHERE state = 'unknown'"),
    'model calls': await rows('SELECT 1 FROM platform.model_calls'),
    mails: outside.mails,
    posts: outside.posts,
    'most posts per id': outside.mostPostsPerId,
  };
}

/** What happened more than once, or to a row that was not stuck, or not at all. */
export function unexpectedEffects(before: Effects, planted: Readonly<Record<string, number>>, after: Effects): string[] {
  const of = (plant: string): number => planted[plant] ?? 0;
  const more = (effect: string, count: number): number => Number(before[effect]) + count;
  const expected: Effects = {
    ...before,
    // A resume that is read again is screened again, once.
    screenings: more('screenings', of('screenings') + of('resumes')),
    'messages sent': more('messages sent', -of('messages being sent')),
    'messages unknown': more('messages unknown', of('messages being sent')),
    'tasks lost': more('tasks lost', of('tasks')),
    'model calls unknown': more('model calls unknown', of('model calls')),
    'model calls': more('model calls', of('model calls')),
    mails: more('mails', of('messages')),
    posts: more('posts', of('deliveries')),
    'most posts per id': 1,
  };
  return Object.entries(expected).flatMap(([name, wanted]) =>
    after[name] === wanted ? [] : [`${name}: ${after[name]} instead of ${wanted}`],
  );
}

async function checksum(client: pg.Client, sql: string): Promise<string> {
  const { rows } = await client.query<{ sum: string | null }>(
    `SELECT md5(string_agg(line, ';' ORDER BY line)) AS sum FROM (SELECT found::text AS line FROM (${sql}) AS found) AS lines`,
  );
  return rows[0]?.sum ?? 'none';
}
