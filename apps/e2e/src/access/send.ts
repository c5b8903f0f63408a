/** A request as it is sent, whoever sends it. */
export interface Call {
  readonly method: string;
  /** Below the API's prefix. */
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  /** Of a problem. */
  readonly code: string;
  readonly data: unknown;
  readonly text: string;
  readonly headers: Headers;
}

/** Sends a call with the headers given, and reads what came back whatever its status. */
export async function send(baseUrl: string, { method, path, body, headers }: Call, authorization: string | null = null): Promise<Answer> {
  const response = await fetch(`${baseUrl}/api/v1${path}`, {
    method,
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(authorization !== null && { authorization }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const parsed = (text.startsWith('{') ? JSON.parse(text) : {}) as { code?: string; data?: unknown };
  return { status: response.status, code: parsed.code ?? '', data: parsed.data, text, headers: response.headers };
}
