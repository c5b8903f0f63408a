import { Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import '@fastify/multipart';
import { CodedError } from '../../errors/coded-error.js';
import { Public } from '../../http/access/access.js';
import { Undocumented } from '../../http/endpoint.js';
import { attachment } from '../content-disposition.js';
import { LocalObjectStorage } from '../drivers/local.driver.js';

/** A form has one field and one file; whatever is larger is refused before the disk is touched. */
const FORM_LIMITS = { fields: 1, files: 1, parts: 2, fieldSize: 4_096, fileSize: Number.MAX_SAFE_INTEGER };

/** Takes and serves the presigned forms and URLs of the local storage driver. The signature is the only permission. */
@Controller('objects')
export class LocalObjectsController {
  constructor(private readonly storage: LocalObjectStorage) {}

  @Post()
  @Public()
  @Undocumented()
  @HttpCode(204)
  async upload(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    try {
      await this.store(request);
    } catch (error) {
      // The rest of a refused body is not read, so the connection cannot carry another request.
      reply.header('connection', 'close');
      throw error;
    }
  }

  @Get('*')
  @Public()
  @Undocumented()
  async download(@Param('*') key: string, @Query('signature') signature: unknown, @Res() reply: FastifyReply): Promise<void> {
    const grant = this.storage.downloadGrant(key, String(signature));
    const { info, stream } = await this.storage.get(key);
    await reply
      .headers({
        'content-type': grant.contentType,
        'content-length': info.bytes,
        'content-disposition': attachment(grant.fileName),
        'content-security-policy': "default-src 'none'; sandbox",
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, no-store',
        'referrer-policy': 'no-referrer',
      })
      .send(stream);
  }

  private async store(request: FastifyRequest): Promise<void> {
    let policy: string | null = null;
    let stored = false;
    for await (const part of request.parts({ limits: FORM_LIMITS })) {
      if (part.type === 'file' && part.fieldname === 'file' && policy !== null) {
        await this.storage.putByForm(policy, part.file);
        stored = true;
      } else if (part.type === 'field' && part.fieldname === 'policy') {
        policy = String(part.value);
        this.storage.uploadPolicy(policy);
      } else {
        throw malformedForm();
      }
    }
    if (!stored) throw malformedForm();
  }
}

function malformedForm(): CodedError {
  return new CodedError(
    'storage.form_malformed',
    'malformed',
    'An upload has the field "policy", then the file as "file", and nothing else.',
  );
}
