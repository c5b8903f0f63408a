import { IsOptional, getMetadataStorage } from 'class-validator';
import type { DtoClass } from './json-schema.js';

/**
 * A DTO class with the same fields, all optional, for PATCH bodies: `class ChangeJobDto extends partialOf(NewJobDto) {}`. Defaults are left
 * behind: what a change does not name stays as it is.
 */
export function partialOf<T extends object>(type: DtoClass<T>): DtoClass<{ [K in keyof T]?: T[K] | null }> {
  // A plain function, so that the initializers of the class never run.
  const partial = function (): void {} as unknown as DtoClass<T>;
  Object.setPrototypeOf(partial, type);
  Object.setPrototypeOf(partial.prototype, type.prototype as object);
  const fields = getMetadataStorage().getTargetValidationMetadatas(type, '', true, false);
  for (const name of new Set(fields.map(({ propertyName }) => propertyName))) IsOptional()(partial.prototype as object, name);
  return partial as DtoClass<{ [K in keyof T]?: T[K] | null }>;
}
