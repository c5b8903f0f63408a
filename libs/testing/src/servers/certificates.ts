import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { debian, run } from './installation.js';

/** A certificate with its key, both as PEM. */
export interface Certificate {
  readonly certificate: string;
  readonly key: string;
}

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
const DAYS = '30';

/** An authority of its own for servers of specs, and what it signs; nobody else trusts it. */
export class CertificateAuthority {
  private constructor(
    /** For whoever is to trust what it signs, as PEM. */
    readonly certificate: string,
    private readonly folder: string,
  ) {}

  static async create(folder: string): Promise<CertificateAuthority> {
    await debian('openssl', ['openssl']);
    mkdirSync(folder, { recursive: true });
    const subject = ['-days', DAYS, '-subj', '/CN=Authority of a spec'];
    await run('openssl', ['req', '-x509', ...NEW_KEY, '-keyout', 'authority.key', '-out', 'authority.pem', ...subject], folder);
    return new CertificateAuthority(readFileSync(join(folder, 'authority.pem'), 'utf8'), folder);
  }

  /** Signs a new key for a server on this machine, or for a client, which proves itself with it. */
  async sign(name: string): Promise<Certificate> {
    const path = (ending: string): string => join(this.folder, `${name}.${ending}`);
    writeFileSync(path('ext'), 'subjectAltName=IP:127.0.0.1\n');
    await run('openssl', ['req', ...NEW_KEY, '-keyout', path('key'), '-out', path('csr'), '-subj', `/CN=${name}`], this.folder);
    const by = ['-CA', 'authority.pem', '-CAkey', 'authority.key', '-CAcreateserial', '-days', DAYS];
    await run('openssl', ['x509', '-req', '-in', path('csr'), '-out', path('pem'), '-extfile', path('ext'), ...by], this.folder);
    return { certificate: readFileSync(path('pem'), 'utf8'), key: readFileSync(path('key'), 'utf8') };
  }
}
