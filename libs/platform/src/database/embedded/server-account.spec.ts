import { describe, expect, it } from '@jest/globals';
import { serverAccount } from './server-account.js';

const PASSWD = 'root:x:0:0:root:/root:/bin/bash\npostgresql:x:7:7::/:/bin/sh\nnobody:x:65534:65533::/:/bin/false\n';

describe('the account that runs PostgreSQL', () => {
  it('is the caller unless that is root, whom PostgreSQL refuses', () => {
    expect(serverAccount(PASSWD, 1000)).toBeNull();
  });

  it('is postgres where the system has it, else nobody; a longer name is no match', () => {
    expect(serverAccount(PASSWD, 0)).toEqual({ name: 'nobody', uid: 65534, gid: 65533 });
    expect(serverAccount(`${PASSWD}postgres:x:70:71::/var/lib/postgres:/bin/sh\n`, 0)).toEqual({ name: 'postgres', uid: 70, gid: 71 });
  });

  it('is asked for clearly where there is neither', () => {
    expect(() => serverAccount('root:x:0:0::/root:/bin/sh', 0)).toThrow('run Shortlist as an ordinary user');
  });
});
