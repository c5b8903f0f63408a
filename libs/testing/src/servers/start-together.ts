/** What can be stopped again. */
export interface Started {
  stop(): Promise<unknown>;
}

/** Waits for servers that start side by side; when one cannot, those that could are stopped, and its reason is thrown. */
export async function startTogether<T extends readonly Started[]>(starting: { readonly [K in keyof T]: Promise<T[K]> }): Promise<T> {
  const ends = await Promise.allSettled(starting as readonly Promise<Started>[]);
  const failure = ends.find((end) => end.status === 'rejected');
  const started = ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
  if (!failure) return started as unknown as T;
  await Promise.allSettled(started.map((one) => one.stop()));
  throw failure.reason;
}
