import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Environment } from '@shortlist/platform';
import type { PortWrapper } from '@shortlist/platform';
import { Installation } from '@shortlist/standalone';

/** What runs of their own need: a free port, few words, no limit of requests, and no refusals because the specs beside them keep the machine busy. */
const VARIABLES = { PORT: '0', LOG_LEVEL: 'error', HTTP_RATE_LIMIT_SCALE: '1000000', HTTP_MAX_EVENT_LOOP_DELAY_MS: '60000' };

/** The whole system in this process over throw-away data. */
export interface OpenSystem {
  readonly installation: Installation;
  readonly environment: Environment;
  close(): Promise<void>;
}

/** Starts it; whoever does closes it. */
export async function openSystem(variables: Readonly<Record<string, string>> = {}, wrap?: PortWrapper): Promise<OpenSystem> {
  const folder = mkdtempSync(join(tmpdir(), 'shortlist-system-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const environment = new Environment({ ...VARIABLES, DATA_DIR: folder, ...variables });
    const installation = await Installation.open({ environment, temporary: true, ...(wrap && { wrap }) });
    return { installation, environment, close: () => installation.close().finally(remove) };
  } catch (error) {
    remove();
    throw error;
  }
}

/** The same for as long as the work takes. */
export async function withSystem<T>(
  work: (installation: Installation, environment: Environment) => Promise<T>,
  variables: Readonly<Record<string, string>> = {},
  wrap?: PortWrapper,
): Promise<T> {
  const { installation, environment, close } = await openSystem(variables, wrap);
  try {
    return await work(installation, environment);
  } finally {
    await close();
  }
}

/** Lets webhooks reach receivers of this process. */
export const LOCAL_RECEIVERS = { WEBHOOKS_ALLOW_PRIVATE_ADDRESSES: 'true' };
