import { ProviderFailure } from './provider.js';

/** An answer of the most tokens that criteria allow is far below. */
const MOST_BYTES = 4 * 1024 * 1024;

/**
 * `fetch` for providers: reads no more than 4 MiB of an answer, whatever the server sends, and follows no redirect, which would carry the key
 * of the account and the question to another host.
 */
export const boundedFetch: typeof fetch = async (input, init) => {
  const response = await fetch(input, { ...init, redirect: 'error' });
  if (!response.body) return response;
  let bytes = 0;
  const counted = response.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        bytes += chunk.length;
        if (bytes > MOST_BYTES) controller.error(new ProviderFailure('cut'));
        else controller.enqueue(chunk);
      },
    }),
  );
  const { status, statusText, headers } = response;
  return new Response(counted, { status, statusText, headers });
};
