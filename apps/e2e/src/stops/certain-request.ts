import { request } from 'node:http';

/** What became of one request. */
export interface CertainAnswer {
  /** The server had taken the request up: from here on it owes an answer. */
  readonly inFlight: boolean;
  /** Null when the connection ended without a whole answer. */
  readonly status: number | null;
  readonly text: string;
}

const PATIENCE_MS = 60_000;

/**
 * Posts JSON on a connection of its own and knows whether the server has begun with it: the body is sent only when the server has asked for it
 * (`Expect: 100-continue`). What ends before that was never in flight, such as a connection that arrives while the server closes.
 */
export function postCertainly(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<CertainAnswer> {
  return new Promise((resolve) => {
    let inFlight = false;
    const end = (status: number | null, text: string): void => resolve({ inFlight, status, text });
    const length = String(Buffer.byteLength(body));
    const given = { ...headers, 'content-type': 'application/json', 'content-length': length, expect: '100-continue' };
    const sent = request(url, { method: 'POST', agent: false, headers: given, timeout: PATIENCE_MS });
    sent.once('continue', () => {
      inFlight = true;
      sent.end(body);
    });
    sent.once('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.once('end', () => end(response.statusCode ?? null, text));
      response.once('error', (error) => end(null, error.message));
    });
    sent.once('timeout', () => sent.destroy(new Error('no answer')));
    sent.once('error', (error) => end(null, error.message));
    sent.flushHeaders();
  });
}
