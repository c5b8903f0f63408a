// class-transformer's @Type reads the types that the compiler noted.
import 'reflect-metadata';
import { Type } from 'class-transformer';
import {
  IsArray,
  IsISO8601,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';

// Fields that recur in DTOs and events, so that each limit is written once. All are ordinary class-validator decorators.

function compose(...decorators: PropertyDecorator[]): PropertyDecorator {
  return (prototype, property) => {
    for (const decorate of decorators) decorate(prototype, property);
  };
}

/** A UUID (ids of Shortlist are UUIDv7). */
export const Id = (): PropertyDecorator => compose(IsUUID());

/** RFC 3339 instant in UTC with milliseconds. */
export const Instant = (): PropertyDecorator => compose(IsISO8601({ strict: true }));

/** Text of `min` to `max` UTF-16 units. */
export const Text = (max: number, min = 0): PropertyDecorator => compose(IsString(), MinLength(min), MaxLength(max));

/** A whole number within the bounds. */
export const Whole = (min: number, max: number): PropertyDecorator => compose(IsInt(), Min(min), Max(max));

/** A number within the bounds. */
export const Decimal = (min: number, max: number): PropertyDecorator => compose(IsNumber(), Min(min), Max(max));

/** A score, 0 to 100. */
export const Score = (): PropertyDecorator => Decimal(0, 100);

/** The field may be absent or null. */
export const Nullable = (): PropertyDecorator => compose(IsOptional());

/** One nested object of the given class. */
export const Nested = (type: () => new () => object): PropertyDecorator => compose(ValidateNested(), Type(type));

/** A list of nested objects of the given class. */
export const NestedList = (type: () => new () => object): PropertyDecorator =>
  compose(IsArray(), ValidateNested({ each: true }), Type(type));

/** A list of texts. */
export const TextList = (max: number): PropertyDecorator => compose(IsArray(), IsString({ each: true }), MaxLength(max, { each: true }));

/** A list of UUIDs. */
export const IdList = (): PropertyDecorator => compose(IsArray(), IsUUID(undefined, { each: true }));
