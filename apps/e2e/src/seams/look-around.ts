import { randomUUID } from 'node:crypto';
import { Id } from '@shortlist/contracts';
import { defineTask } from '@shortlist/platform';
import type { Infrastructure } from '@shortlist/platform';
import { persist } from './careful-client.js';

class FollowedTask {
  @Id() organizationId: string;
}

/** A task that can be followed and that nobody works on: it is only announced. */
const followedTask = defineTask({
  name: 'screening.look_around',
  payload: FollowedTask,
  attempts: 1,
  retryDelaySeconds: 1,
  timeoutSeconds: 60,
  concurrency: 1,
});

/** Methods that no journey needs: each is asked until it answers. What they do is undone or concerns nobody. */
export async function lookAround(infrastructure: Infrastructure, organizationId: string): Promise<void> {
  const { apiKeys, cache, eventLog, keyring, search, storage, tasks } = infrastructure;
  const { unitOfWork } = infrastructure.runtimeOf('screening');
  const key = `organizations/${organizationId}/seams/${randomUUID()}`;
  const scope = { kind: 'person', subject: randomUUID() } as const;
  const steps: (() => Promise<unknown>)[] = [
    () => eventLog.lag('screening', ['applications.events']),
    () => eventLog.reset('seams', ['applications.events']),
    () => eventLog.peek('seams', 'applications.events', 1),
    () => eventLog.commit('seams', 'applications.events', 0, 1),
    () => eventLog.isActive('seams'),
    () => eventLog.check(),
    () => cache.set(key, 'a', 60),
    () => cache.get(key),
    () => cache.compareAndSet(key, 'a', 'b', 60),
    () => cache.setIfAbsent(key, 'c', 60),
    () => cache.delete(key),
    () => cache.increment(`${key}/count`, 60),
    () => search.count(organizationId),
    () => search.versions(organizationId, null, 10),
    () => search.matching(organizationId, { text: 'nobody' }, { ids: [randomUUID()] }),
    () => search.isComplete(),
    () => search.rebuild(() => Promise.resolve()),
    () => search.remove(organizationId, [randomUUID()]),
    () => storage.put(key, Buffer.from('x'), { contentType: 'text/plain', maxBytes: 1 }),
    async () => (await storage.get(key)).stream.destroy(),
    () => storage.read(key, 1),
    () => storage.stat(key),
    () => storage.list(key),
    () => storage.presignGet(key, { fileName: 'a', contentType: 'text/plain', expiresAt: new Date(Date.now() + 60_000) }),
    () => storage.delete(key),
    () => tasks.depth(),
    () => tasks.alive([randomUUID()]),
    () => unitOfWork.run({ organizationId }, (tx) => tasks.announce(tx, followedTask, { organizationId })),
    () => keyring.prepare(organizationId, [scope]),
    async () => keyring.open(organizationId, 'seams', await keyring.seal(organizationId, scope, 'seams', 'x')),
    async () => keyring.openAll(organizationId, [{ context: 'seams', sealed: await keyring.seal(organizationId, scope, 'seams', 'x') }]),
    () => keyring.blindIndex(organizationId, 'seams', 'x'),
    () => keyring.destroy(organizationId, scope),
    () => scannerAnswers(infrastructure),
    () => apiKeys.find(`sl_${'A'.repeat(43)}`),
  ];
  for (const step of steps) await persist(step);
}

async function scannerAnswers({ healthChecks }: Infrastructure): Promise<void> {
  const health = await healthChecks.check('virus_scan');
  if (!health?.ok) throw new Error('the virus scanner is not reached');
}
