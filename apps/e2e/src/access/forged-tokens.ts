import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { TOKEN_TYPE, newId } from '@shortlist/platform';
import type { Bearer, TokenSigner } from './token-signer.js';

/** A value of `Authorization` that must open nothing. */
export interface Forgery {
  readonly name: string;
  readonly authorization: string;
}

type Json = Readonly<Record<string, unknown>>;
const encode = (part: string | Buffer): string => Buffer.from(part).toString('base64url');
const json = (part: Json): string => encode(JSON.stringify(part));

/** Signatures of the kinds that a header may claim. */
const hmac = (digest: string, key: string | Buffer, input: string): string => createHmac(digest, key).update(input).digest('base64url');
const rsa = (key: KeyObject, input: string, digest = 'sha256'): string => sign(digest, Buffer.from(input), key).toString('base64url');

/** Spellings of tokens for one person, none of which auth has signed as it stands, from all that an attacker may know: public keys, ids, an old token. */
export async function forgedTokens(signer: TokenSigner, expired: TokenSigner, bearer: Bearer, refreshToken: string): Promise<Forgery[]> {
  const claims = signer.claimsOf(bearer) as Json;
  const good = await signer.sign(claims);
  const list = [
    ...unsigned(signer, claims, good),
    ...confusedKeys(signer, claims),
    ...otherAlgorithms(signer, claims),
    ...strangeKeyIds(signer, claims),
    ...(await ownKeys(signer, expired, claims)),
    ...wrongHeaders(signer, claims),
    ...wrongClaims(signer, claims),
    ...tampered(good, claims),
    ...otherCredentials(good, refreshToken),
    ...(await oversized(signer, claims)),
  ];
  return list.map(([name, authorization]) => ({ name, authorization }));
}

/** A key pair of the attacker's. */
const ATTACKER = generateKeyPairSync('rsa', { modulusLength: 2048 });

type Named = readonly [name: string, authorization: string];
const bearing = (name: string, token: string): Named => [name, `Bearer ${token}`];
const headerOf = (signer: TokenSigner, changes: Json = {}): Json => ({ alg: 'RS256', typ: TOKEN_TYPE, kid: signer.kid, ...changes });

function unsigned(signer: TokenSigner, claims: Json, good: string): Named[] {
  const signature = good.split('.')[2] ?? '';
  return ['none', 'None', 'NONE', 'nOnE', ''].flatMap((alg) => {
    const head = `${json(headerOf(signer, { alg }))}.${json(claims)}`;
    return [
      bearing(`alg ${alg || 'empty'}, no signature`, `${head}.`),
      bearing(`alg ${alg || 'empty'}, a signature`, `${head}.${signature}`),
    ];
  });
}

/** The public key as the secret of a symmetric algorithm, in every form in which a library may hold it. */
function confusedKeys(signer: TokenSigner, claims: Json): Named[] {
  const pem = signer.publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const secrets: [string, string | Buffer][] = [
    ['PEM', pem],
    ['PEM without its last line break', pem.trimEnd()],
    ['PEM in one line', pem.replaceAll('\n', '')],
    ['PKCS #1 PEM', signer.publicKey.export({ type: 'pkcs1', format: 'pem' }).toString()],
    ['DER', signer.publicKey.export({ type: 'spki', format: 'der' })],
    ['JWK', JSON.stringify(signer.publicKey.export({ format: 'jwk' }))],
    ['modulus', Buffer.from(signer.publicKey.export({ format: 'jwk' }).n ?? '', 'base64url')],
    ['key id', signer.kid],
    ['nothing', ''],
  ];
  const head = `${json(headerOf(signer, { alg: 'HS256' }))}.${json(claims)}`;
  const longer = (['384', '512'] as const).map((bits) => {
    const input = `${json(headerOf(signer, { alg: `HS${bits}` }))}.${json(claims)}`;
    return bearing(`HS${bits} with the PEM`, `${input}.${hmac(`sha${bits}`, pem, input)}`);
  });
  const claimed = `${json(headerOf(signer))}.${json(claims)}`;
  return [
    ...secrets.map(([name, secret]) => bearing(`HS256 with the ${name}`, `${head}.${hmac('sha256', secret, head)}`)),
    ...longer,
    bearing('RS256 claimed, HMAC made', `${claimed}.${hmac('sha256', pem, claimed)}`),
  ];
}

/** The right key with an algorithm that is not ours. */
function otherAlgorithms(signer: TokenSigner, claims: Json): Named[] {
  const input = (alg: unknown): string => `${json(headerOf(signer, { alg }))}.${json(claims)}`;
  const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const edwards = generateKeyPairSync('ed25519').privateKey;
  const signedBy = (alg: string, digest: string | null, key: KeyObject): Named =>
    bearing(`alg ${alg}`, `${input(alg)}.${sign(digest, Buffer.from(input(alg)), key).toString('base64url')}`);
  return [
    ...(['384', '512'] as const).map((bits) => signedBy(`RS${bits}`, `sha${bits}`, signer.privateKey)),
    signedBy('ES256', 'sha256', curve),
    signedBy('EdDSA', null, edwards),
    ...['rs256', ['RS256'], null, 256, 'PS256', 'RSA-OAEP', 'dir'].map((alg) =>
      bearing(`alg ${JSON.stringify(alg)}`, `${input(alg)}.${rsa(signer.privateKey, input(alg))}`),
    ),
  ];
}

/** Key ids that lead to a file, a statement or an address, signed with what would be found there. */
function strangeKeyIds(signer: TokenSigner, claims: Json): Named[] {
  const kids: unknown[] = [
    ...['', '0', '../../../../../../dev/null', '/dev/null', 'file:///dev/null', 'https://attacker.example/key', 'a'.repeat(101)],
    ...["' OR '1'='1", "x' UNION SELECT 'key', 'key' --", `${signer.kid}\u0000`, `${signer.kid} `, signer.kid.toUpperCase(), '__proto__'],
    ...[null, 1, [signer.kid], { kid: signer.kid }, newId()],
  ];
  return kids.flatMap((kid) => {
    const input = `${json(headerOf(signer, { kid }))}.${json(claims)}`;
    const name = `kid ${JSON.stringify(kid)?.slice(0, 40)}`;
    const symmetric = `${json(headerOf(signer, { kid, alg: 'HS256' }))}.${json(claims)}`;
    return [
      bearing(`${name}, another key`, `${input}.${rsa(ATTACKER.privateKey, input)}`),
      bearing(`${name}, an empty secret`, `${symmetric}.${hmac('sha256', '', symmetric)}`),
    ];
  });
}

/** A key of the attacker's, brought along in every way that RFC 7515 knows. */
async function ownKeys(signer: TokenSigner, expired: TokenSigner, claims: Json): Promise<Named[]> {
  const { privateKey, publicKey } = ATTACKER;
  const jwk = { ...publicKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' };
  const der = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  const extras: [string, Json][] = [
    ['nothing', {}],
    ['jwk', { jwk }],
    ['jwk with our kid', { jwk: { ...jwk, kid: signer.kid } }],
    ['jku', { jku: 'https://attacker.example/.well-known/jwks.json' }],
    ['jku of a look-alike', { jku: 'http://127.0.0.1:9/.well-known/jwks.json' }],
    ['x5u', { x5u: 'https://attacker.example/cert.pem' }],
    ['x5c', { x5c: [der] }],
    ['x5t', { x5t: 'AAAA', 'x5t#S256': 'AAAA' }],
  ];
  const brought = extras.flatMap(([name, extra]) =>
    [signer.kid, newId()].map((kid, index) => {
      const input = `${json(headerOf(signer, { kid, ...extra }))}.${json(claims)}`;
      return bearing(`own key, ${name}, ${index === 0 ? 'our kid' : 'own kid'}`, `${input}.${rsa(privateKey, input)}`);
    }),
  );
  return [...brought, bearing('a key whose time is over', await expired.sign(claims))];
}

/** Signed by auth's own key, and still no access token of ours. */
function wrongHeaders(signer: TokenSigner, claims: Json): Named[] {
  const headers: [string, Json][] = [
    ...['JWT', 'jwt', 'id_token', 'logout+jwt', 'at+jwt ', 'AT+JWT', 'application/at+jwt', '', 1, null].map((typ): [string, Json] => [
      `typ ${JSON.stringify(typ)}`,
      { typ },
    ]),
    ['crit', { crit: ['exp'], exp: 1 }],
    ['crit that is empty', { crit: [] }],
    ['crit with b64', { crit: ['b64'], b64: false }],
  ];
  return headers.map(([name, header]) => {
    const input = `${json(headerOf(signer, header))}.${json(claims)}`;
    return bearing(name, `${input}.${rsa(signer.privateKey, input)}`);
  });
}

function wrongClaims(signer: TokenSigner, claims: Json): Named[] {
  const now = Math.floor(Date.now() / 1_000);
  const changes: [string, Json][] = [
    ...['attacker', 'Shortlist', 'shortlist/', '', null, ['shortlist', 'x'], undefined].map((iss): [string, Json] => [
      `iss ${JSON.stringify(iss)}`,
      { iss },
    ]),
    ...['shortlist', 'shortlist-web', 'SHORTLIST-API', '', [], ['other'], null, undefined].map((aud): [string, Json] => [
      `aud ${JSON.stringify(aud)}`,
      { aud },
    ]),
    ...[now - 1, now - 86_400, now, 0, -1, String(now + 900), null, undefined].map((exp): [string, Json] => [
      `exp ${describeTime(exp, now)}`,
      { exp },
    ]),
    ...[now + 60, now + 86_400, 'tomorrow'].map((nbf): [string, Json] => [`nbf ${describeTime(nbf, now)}`, { nbf }]),
    ...['', 'root', 'Admin', ['admin'], { admin: true }, null, undefined].map((role): [string, Json] => [
      `role ${JSON.stringify(role)}`,
      { role },
    ]),
    ...['', 'admin', '1', 7, null, undefined].map((sub): [string, Json] => [`sub ${JSON.stringify(sub)}`, { sub }]),
    ...['', 'x', 7, null, undefined].map((sid): [string, Json] => [`sid ${JSON.stringify(sid)}`, { sid }]),
    ...['', '*', 7, [], undefined].map((org): [string, Json] => [`org ${JSON.stringify(org)}`, { org }]),
  ];
  return changes.map(([name, change]) => {
    const input = `${json(headerOf(signer))}.${json({ ...claims, ...change })}`;
    return bearing(name, `${input}.${rsa(signer.privateKey, input)}`);
  });
}

function describeTime(value: unknown, now: number): string {
  return typeof value === 'number' && value > 1 ? `now ${value - now >= 0 ? '+' : ''}${value - now} s` : JSON.stringify(value ?? null);
}

/** A good token, changed. */
function tampered(good: string, claims: Json): Named[] {
  const [header = '', payload = '', signature = ''] = good.split('.');
  const twice = `${JSON.stringify(claims).slice(0, -1)},"role":"admin","role":"admin"}`;
  const middle = Math.floor(signature.length / 2);
  const flipped = `${signature.slice(0, middle)}${signature[middle] === 'A' ? 'B' : 'A'}${signature.slice(middle + 1)}`;
  return [
    bearing('another role', `${header}.${json({ ...claims, role: 'recruiter' })}.${signature}`),
    bearing('another organization', `${header}.${json({ ...claims, org: newId() })}.${signature}`),
    bearing('another time', `${header}.${json({ ...claims, exp: 9_999_999_999 })}.${signature}`),
    bearing('a claim said twice', `${header}.${encode(twice)}.${signature}`),
    bearing('a header that says alg twice', `${encode('{"alg":"RS256","alg":"none","typ":"at+jwt"}')}.${payload}.`),
    bearing('a signature with one other letter', `${header}.${payload}.${flipped}`),
    bearing('half a signature', `${header}.${payload}.${signature.slice(0, middle)}`),
    bearing('a signature of zeros', `${header}.${payload}.${encode(Buffer.alloc(256))}`),
    bearing('no signature', `${header}.${payload}.`),
    bearing('two parts', `${header}.${payload}`),
    bearing('four parts', `${good}.${signature}`),
    bearing('five parts, as JWE', `${header}.${payload}.${signature}.${payload}.${signature}`),
    bearing('a JSON serialization', encode(JSON.stringify({ protected: header, payload, signature }))),
    bearing('a blank inside', `${header} .${payload}.${signature}`),
    bearing('no object as payload', `${header}.${encode('"admin"')}.${signature}`),
    bearing('broken JSON', `${encode('{"alg":"RS256",')}.${payload}.${signature}`),
  ];
}

/** Good credentials for something else, or in the wrong place. */
function otherCredentials(good: string, refreshToken: string): Named[] {
  return [
    bearing('a refresh token', refreshToken),
    bearing('nothing', ''),
    bearing('the word null', 'null'),
    bearing('a token behind the word Bearer', `Bearer ${good}`),
    bearing('two tokens', `${good} ${good}`),
    bearing('two tokens in a list', `${good},${good}`),
    bearing('a token dressed as an API key', `sl_${good}`),
    bearing('an API key of letters only', `sl_${'A'.repeat(43)}`),
    bearing('an API key that is too short', 'sl_'),
    bearing('an API key with a wildcard', `sl_${'%'.repeat(43)}`),
    ['the scheme Basic', `Basic ${Buffer.from(`admin:${good}`).toString('base64')}`],
    ['the scheme Token', `Token ${good}`],
    ['the scheme JWT', `JWT ${good}`],
    ['no scheme', good],
  ];
}

/** Longer than any that auth issues, and longer than any header may be. */
async function oversized(signer: TokenSigner, claims: Json): Promise<Named[]> {
  const padded = async (bytes: number): Promise<string> => signer.sign({ ...claims, padding: 'x'.repeat(bytes) });
  return [bearing('5 KB, signed well', await padded(5_000)), bearing('64 KB, signed well', await padded(65_536))];
}
