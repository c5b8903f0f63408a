import { ConfigurationError } from '@shortlist/platform';
import type { Environment } from '@shortlist/platform';
import { resumeReaderVariables } from '../resume-reader.config.js';
import { ClamdScanner } from './clamd-scanner.js';
import type { ClamdOptions } from './clamd-scanner.js';
import { NoVirusScanner } from './virus-scanner.js';
import type { VirusScanner } from './virus-scanner.js';

/** The scanner that this installation has set up. */
export function startVirusScanner(environment: Environment): VirusScanner {
  const { CLAMD_URL, CLAMD_TIME_LIMIT_MS } = environment.read(resumeReaderVariables);
  return CLAMD_URL === undefined
    ? new NoVirusScanner()
    : new ClamdScanner({ address: addressOf(CLAMD_URL), timeLimitMs: CLAMD_TIME_LIMIT_MS });
}

function addressOf(url: string): ClamdOptions['address'] {
  const [, path] = /^unix:(\/.+)$/.exec(url) ?? [];
  if (path !== undefined) return { path };
  const [, host, port] = /^tcp:\/\/([^/:]+|\[[^\]]+\]):(\d{1,5})$/.exec(url) ?? [];
  if (host === undefined) throw new ConfigurationError(['CLAMD_URL is tcp://host:port or unix:/path/of/the/socket.']);
  return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
}
