import { Controller, Get, Header } from '@nestjs/common';
import type { JWK } from 'jose';
import { Public, Undocumented } from '@shortlist/platform';
import { ReadPublicKeys } from '../queries/read-public-keys.query.js';

/** At the root of the process, where RFC 8414 readers look for it. */
@Controller('.well-known')
export class PublicKeysController {
  constructor(private readonly readPublicKeys: ReadPublicKeys) {}

  @Get('jwks.json')
  @Public()
  @Undocumented()
  @Header('cache-control', 'public, max-age=300')
  read(): Promise<{ keys: JWK[] }> {
    return this.readPublicKeys.execute();
  }
}
