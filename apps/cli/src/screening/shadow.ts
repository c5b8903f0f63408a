import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiClient, CriteriaDto, ShadowReportDto } from '@shortlist/api-client';
import { printable } from '../text-table.js';

/** What would change under other criteria, in terms of files. */
export interface ShadowResult {
  readonly entered: readonly { readonly file: string; readonly rank: number; readonly score: number; readonly reason: string }[];
  readonly left: readonly { readonly file: string; readonly formerRank: number; readonly reason: string }[];
  readonly moved: readonly { readonly file: string; readonly from: number; readonly to: number; readonly reason: string }[];
  readonly movement: ShadowReportDto['movement'];
}

/** Tries criteria on the applications of a job through the service, which changes nothing by it. */
export async function tryCriteria(
  client: ApiClient,
  jobId: string,
  criteria: CriteriaDto,
  files: ReadonlyMap<string, string>,
): Promise<ShadowResult> {
  const { data: requested } = await client.call('POST /jobs/:id/screening-criteria/shadow', { path: { id: jobId }, body: criteria });
  const report = await finished(client, jobId, requested.shadowId, requested.taskId);
  const named = <T extends { readonly applicationId: string; readonly name?: string | null }>(
    one: T,
  ): Omit<T, 'applicationId' | 'name'> & { file: string } => {
    const { applicationId, name: _name, ...rest } = one;
    return { file: files.get(applicationId) ?? applicationId, ...rest };
  };
  return {
    entered: report.entered.map(named),
    left: report.left.map(named),
    moved: report.moved.map(named),
    movement: report.movement,
  };
}

async function finished(client: ApiClient, jobId: string, shadowId: string, taskId: string): Promise<ShadowReportDto> {
  for (;;) {
    const { data } = await client.call('GET /jobs/:id/screening-criteria/shadow/:shadowId', { path: { id: jobId, shadowId } });
    if (data.report) return data.report;
    const { data: task } = await client.call('GET /tasks/:id', { path: { id: taskId } });
    if (task.status === 'failed' || task.status === 'cancelled')
      throw new Error(`The trial of the criteria ${task.status}: ${task.errorCode ?? ''}`);
    await sleep(100);
  }
}

/** The same for a terminal. */
export function shadowText({ entered, left, moved, movement }: ShadowResult): string {
  const { compared, risen, fallen, meanPlaces, correlation } = movement;
  const lines = [
    `Under the other criteria ${entered.length} would enter the shortlist, ${left.length} would leave it, ${moved.length} would move on it.`,
    ...entered.map(({ file, rank, score, reason }) => `  + ${file}: rank ${rank}, score ${score.toFixed(2)} (${reason})`),
    ...left.map(({ file, formerRank, reason }) => `  - ${file}: was rank ${formerRank} (${reason})`),
    ...moved.map(({ file, from, to, reason }) => `  ~ ${file}: rank ${from} to ${to} (${reason})`),
    `Of ${compared} ranked, ${risen} would rise and ${fallen} fall, by ${meanPlaces} places on average; rank correlation ${correlation ?? 'undefined'}.`,
  ];
  return `\n${lines.map(printable).join('\n')}\n`;
}
