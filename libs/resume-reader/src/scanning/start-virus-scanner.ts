import { ConfigurationError, Infrastructure } from '@shortlist/platform';
import type { Environment } from '@shortlist/platform';
import { resumeReaderVariables } from '../resume-reader.config.js';
import { ClamdScanner } from './clamd-scanner.js';
import type { ClamdOptions } from './clamd-scanner.js';
import { NoVirusScanner, VirusScanner } from './virus-scanner.js';

/** The scanner that this installation has set up. */
export function startVirusScanner(environment: Environment): VirusScanner {
  const { CLAMD_URL, CLAMD_TIME_LIMIT_MS } = environment.read(resumeReaderVariables);
  return CLAMD_URL === undefined
    ? new NoVirusScanner()
    : new ClamdScanner({ address: addressOf(CLAMD_URL), timeLimitMs: CLAMD_TIME_LIMIT_MS });
}

/** Makes it injectable under its abstract class. */
export const virusScannerProvider = {
  provide: VirusScanner,
  inject: [Infrastructure],
  useFactory: (infrastructure: Infrastructure): VirusScanner =>
    infrastructure.port('virusScanner', startVirusScanner(infrastructure.environment)),
};

function addressOf(url: string): ClamdOptions['address'] {
  const [, path] = /^unix:(\/.+)$/.exec(url) ?? [];
  if (path !== undefined) return { path };
  const [, host, port] = /^tcp:\/\/([^/:]+|\[[^\]]+\]):(\d{1,5})$/.exec(url) ?? [];
  if (host === undefined) throw new ConfigurationError(['CLAMD_URL is tcp://host:port or unix:/path/of/the/socket.']);
  return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
}
