import { Injectable, Param } from '@nestjs/common';
import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import { CodedError } from '../../errors/coded-error.js';
import type { ErrorItem } from '../../errors/coded-error.js';
import { isId } from '../../ids.js';
import { isDto, validatorOf } from '../../schemas/index.js';
import type { DtoClass } from '../../schemas/index.js';
import { FORM_BODY } from './form-body.interceptor.js';

const places = {
  body: { mode: 'request', prefix: '' },
  query: { mode: 'query', prefix: '/query' },
  param: { mode: 'query', prefix: '/path' },
} as const;

/** The validator of a DTO argument; used at boot too, so that a schema that does not compile stops the start. */
export function argumentValidator(place: keyof typeof places, type: DtoClass): ReturnType<typeof validatorOf> {
  return validatorOf(type, places[place].mode);
}

/** Validates `@Body()`, `@Query()` and `@Param()` arguments by the DTO class they are typed with. */
@Injectable()
export class ValidationPipe implements PipeTransform {
  transform(value: unknown, { type, metatype, data }: ArgumentMetadata): unknown {
    if (type === 'custom' || data !== undefined || !isDto(metatype) || value === FORM_BODY) return value;
    // Fastify's query object has no prototype and its arguments are shared with hooks: the validator gets a copy to write into.
    const given: unknown = type === 'body' ? value : { ...(value as object) };
    const result = argumentValidator(type, metatype)(given);
    if (result.ok) return result.value;
    throw validationError(result.errors.map((error) => ({ ...error, pointer: `${places[type].prefix}${error.pointer}` })));
  }
}

/** 400 with the offending places. */
export function validationError(errors: ErrorItem[]): CodedError {
  return new CodedError('http.validation_failed', 'malformed', 'Some fields are not valid.', { errors });
}

/** Passes UUIDs, in lower case. */
export class IdPipe implements PipeTransform<string, string> {
  transform(value: string, { data }: ArgumentMetadata): string {
    if (isId(value)) return value.toLowerCase();
    throw validationError([{ pointer: `/path/${data ?? 'id'}`, code: 'format', detail: 'must be a UUID' }]);
  }
}

/** A path parameter that is a UUID: `@IdParam('id') id: string`. */
export const IdParam = (name = 'id'): ParameterDecorator => Param(name, new IdPipe());
