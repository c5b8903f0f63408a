import { Catch, Injectable } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CodedError } from '../../errors/coded-error.js';
import { Logger } from '../../telemetry/logger.js';
import { codedErrorOf } from './coded-error-of.js';
import { STATUS_OF_KIND } from './problem.js';
import type { ProblemSource } from './problem.js';
import { sendProblem } from './send-problem.js';

const INTERNAL: ProblemSource = {
  status: 500,
  code: 'internal',
  detail: 'Something went wrong on our side. Quote the request id when you report it.',
};
const RETRY_AFTER_SECONDS = 2;

/** Turns every error into one problem document. What is not coded is a fault: it is logged and tells the caller nothing. */
@Catch()
@Injectable()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const coded = codedErrorOf(error);
    this.log(error, coded, request);
    if (reply.sent || reply.raw.headersSent) {
      reply.raw.destroy();
      return;
    }
    const source = coded ? sourceOf(coded) : INTERNAL;
    if (coded) addHeaders(coded, request, reply);
    sendProblem(request, reply, source);
  }

  private log(error: unknown, coded: CodedError | null, request: FastifyRequest): void {
    const fields = {
      requestId: request.requestContext?.requestId,
      method: request.method,
      route: request.routeOptions?.url ?? 'unmatched',
    };
    if (!coded) this.logger.error('request_failed', fields, error);
    // Its caller comes again in a moment: nothing that whoever runs this has to look at.
    else if (coded.options.isOnItsWay) this.logger.debug('request_early', { ...fields, code: coded.code });
    else if (coded.kind === 'unavailable') this.logger.warn('request_refused', { ...fields, code: coded.code }, coded.options.cause);
  }
}

function sourceOf(error: CodedError): ProblemSource {
  return { status: STATUS_OF_KIND[error.kind], code: error.code, detail: error.message, errors: error.options.errors };
}

function addHeaders(error: CodedError, request: FastifyRequest, reply: FastifyReply): void {
  if (error.kind === 'unauthenticated') {
    const given = request.headers.authorization !== undefined;
    reply.header('www-authenticate', given ? 'Bearer realm="shortlist", error="invalid_token"' : 'Bearer realm="shortlist"');
  }
  if (error.kind === 'unavailable' || error.kind === 'rate_limited') {
    reply.header('retry-after', String(error.options.retryAfterSeconds ?? RETRY_AFTER_SECONDS));
  }
}
