import { applyDecorators, HttpCode, SetMetadata } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiOperation } from '@nestjs/swagger';
import type { ErrorKind } from '../errors/coded-error.js';
import type { DtoClass } from '../schemas/index.js';
import type { AnswerDeclaration } from './answers/answer.js';

/** A body that is no JSON. The handler reads it from the request itself. */
export interface AcceptedBody {
  readonly mediaType: string;
  /** Its fields, for the documentation; files are fields of format `binary`. */
  readonly dto?: DtoClass;
}

export interface EndpointOptions {
  /** One line for the documentation. */
  readonly summary: string;
  readonly description?: string;
  readonly answer: AnswerDeclaration;
  /** Codes that this route throws, and their kinds; what the platform throws is added by itself. */
  readonly errors?: Readonly<Record<string, ErrorKind>>;
  /** Bodies beside JSON. */
  readonly accepts?: AcceptedBody;
}

const ENDPOINT = Symbol('endpoint');
const UNDOCUMENTED = Symbol('undocumented');
const CONTEXT = Symbol('context');

/** Declares a route of the API: what it answers and which errors it throws. Feeds the envelope and the OpenAPI document. */
export const Endpoint = (options: EndpointOptions): MethodDecorator =>
  applyDecorators(
    SetMetadata(ENDPOINT, options),
    HttpCode(options.answer.status),
    ApiOperation({ summary: options.summary, ...(options.description && { description: options.description }) }),
  );

/** A page or a technical address that is no part of the API: no envelope, not in the OpenAPI document. */
export const Undocumented = (): MethodDecorator => applyDecorators(SetMetadata(UNDOCUMENTED, true), ApiExcludeEndpoint());

/** The context that serves the routes of a controller: `x-context` in the OpenAPI document, from which gateways route. */
export const InContext = (context: string): ClassDecorator => SetMetadata(CONTEXT, context);

export function endpointOf(handler: object): EndpointOptions | undefined {
  return Reflect.getMetadata(ENDPOINT, handler) as EndpointOptions | undefined;
}
export function isUndocumented(handler: object): boolean {
  return Reflect.getMetadata(UNDOCUMENTED, handler) === true;
}
export function contextOf(controller: object): string | undefined {
  return Reflect.getMetadata(CONTEXT, controller) as string | undefined;
}
