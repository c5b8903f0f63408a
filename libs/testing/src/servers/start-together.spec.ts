import { describe, expect, it } from '@jest/globals';
import { startTogether } from './start-together.js';

const server = (stopped: string[], name: string): { stop: () => Promise<void> } => ({ stop: async () => void stopped.push(name) });

describe('servers that start side by side', () => {
  it('come in the order in which they were asked for', async () => {
    const [first, second] = [server([], 'first'), server([], 'second')];
    const later = new Promise((resolve) => setTimeout(resolve, 5)).then(() => first);
    expect(await startTogether([later, Promise.resolve(second)])).toEqual([first, second]);
  });

  it('are stopped when one of them cannot start', async () => {
    const stopped: string[] = [];
    const later = new Promise((resolve) => setTimeout(resolve, 5)).then(() => server(stopped, 'slow'));
    const starting = [Promise.resolve(server(stopped, 'quick')), Promise.reject(new Error('no room')), later];
    await expect(startTogether(starting)).rejects.toThrow('no room');
    expect(stopped).toEqual(['quick', 'slow']);
  });
});
