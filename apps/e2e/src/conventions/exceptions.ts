/** Routes that differ from a convention, each with its reason. An exception that is not needed any more fails the tests. */
type Exceptions = Readonly<Record<string, string>>;

const AUTH = 'answers of routes of auth are never stored';
export const NOT_REPLAYED: Exceptions = {
  ...Object.fromEntries(['register', 'login', 'refresh', 'logout'].map((name) => [`POST /auth/${name}`, AUTH])),
  ...Object.fromEntries(['/admin/users', '/api-keys', '/api-keys/:id/rotate'].map((path) => [`POST ${path}`, AUTH])),
};

export const NOT_PAGED: Exceptions = {
  'GET /events': 'a log that is read on from an event: `after` is its cursor, and there are no pages to count',
};

export const EDITED_WITHOUT_IF_MATCH: Exceptions = {};

/** Everything else answers 304 to who has it. */
export const ALWAYS_NEW: Exceptions = {
  'GET /resumes/:id/file': 'an address that is signed anew each time',
};
