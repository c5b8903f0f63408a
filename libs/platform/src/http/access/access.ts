import { SetMetadata } from '@nestjs/common';

/** Who may call a route. */
export type Access =
  | { readonly kind: 'permission'; readonly permission: string }
  | { readonly kind: 'signed_in' }
  | { readonly kind: 'public' }
  | { readonly kind: 'public_or_signed_in' };

export const ACCESS = Symbol('access');

/** Only callers who hold the permission (`resource:verb`, declared with `definePermissions`). */
export const Requires = (permission: string): MethodDecorator & ClassDecorator =>
  SetMetadata(ACCESS, { kind: 'permission', permission } satisfies Access);

/** Any signed-in caller; the route looks at nothing but the caller's own things. */
export const SignedIn = (): MethodDecorator & ClassDecorator => SetMetadata(ACCESS, { kind: 'signed_in' } satisfies Access);

/** Anyone. A token that comes along is not looked at. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(ACCESS, { kind: 'public' } satisfies Access);

/** Anyone; who sends a token must send a valid one and is then known (`@Caller()` is undefined otherwise). */
export const PublicOrSignedIn = (): MethodDecorator & ClassDecorator =>
  SetMetadata(ACCESS, { kind: 'public_or_signed_in' } satisfies Access);
