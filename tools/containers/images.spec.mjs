import { describe, expect, it } from '@jest/globals';
import { baseImages, withPinned } from './images.mjs';

describe('images', () => {
  it('are the bases that the file of services names, each once', () => {
    const compose = [
      'image: ${SHORTLIST_IMAGE:-localhost/shortlist:dev}',
      'image: ${REDIS_IMAGE:-docker.io/library/redis:7.4}',
      'NODE_IMAGE: ${NODE_IMAGE:-docker.io/library/node:24}',
      'image: ${REDIS_IMAGE:-docker.io/library/redis:7.4}',
    ].join('\n');
    expect(baseImages(compose)).toEqual([
      { variable: 'NODE_IMAGE', reference: 'docker.io/library/node:24' },
      { variable: 'REDIS_IMAGE', reference: 'docker.io/library/redis:7.4' },
    ]);
  });

  it('are pinned in a file of variables, whose other lines stay', () => {
    const text = '# ours\nPASSWORD=x\nREDIS_IMAGE=old\nMAIL=y\n';
    const pinned = { NODE_IMAGE: 'node:24@sha256:aa', REDIS_IMAGE: 'redis:7.4@sha256:bb' };
    const once = withPinned(text, pinned);
    expect(once).toBe('# ours\nPASSWORD=x\nMAIL=y\nNODE_IMAGE=node:24@sha256:aa\nREDIS_IMAGE=redis:7.4@sha256:bb\n');
    expect(withPinned(once, pinned)).toBe(once);
    expect(withPinned('', pinned)).toBe('NODE_IMAGE=node:24@sha256:aa\nREDIS_IMAGE=redis:7.4@sha256:bb\n');
  });
});
