/** Who calls. `colleague` is a hiring manager of the same organization to whom no job belongs; `unscoped` an API key with every scope but the one needed. */
export const CALLERS = [
  ...(['anonymous', 'candidate', 'viewer', 'interviewer', 'hiring_manager', 'colleague', 'recruiter', 'admin'] as const),
  ...(['service', 'unscoped'] as const),
];
export type Caller = (typeof CALLERS)[number];

/** Where a caller belongs, seen from the things that a call names. */
export const PLACES = ['own', 'other'] as const;
export type Place = (typeof PLACES)[number];

/** What a call must end in: a status, or the answer for things that are not there (404, or 503 for a job too young to be known). */
export type Outcome = number | 'absent';
export type Cells = Readonly<Record<Caller, Readonly<Record<Place, Outcome>>>>;

/** Not interviewers: they see what belongs to their own interviews. */
const READERS: Caller[] = ['admin', 'recruiter', 'hiring_manager', 'viewer', 'service'];
/** Who sees all people of the organization: hiring managers see those who applied to their jobs. */
const SEARCHERS: Caller[] = ['admin', 'recruiter', 'viewer', 'service'];
const MOVERS: Caller[] = ['admin', 'recruiter', 'hiring_manager', 'service'];
const RECRUITERS: Caller[] = ['admin', 'recruiter', 'service'];
const ADMINS: Caller[] = ['admin', 'service'];

/** Refuses all but those who may: nobody signed in 401, everybody else 403. */
function cells(may: readonly Caller[], outcome: (caller: Caller, place: Place) => Outcome): Cells {
  const allowed = new Set(may.flatMap((caller) => (caller === 'hiring_manager' ? [caller, 'colleague' as const] : [caller])));
  const cell = (caller: Caller, place: Place): Outcome => {
    if (allowed.has(caller)) return outcome(caller, place);
    return caller === 'anonymous' ? 401 : 403;
  };
  const rows = CALLERS.map((caller) => [caller, { own: cell(caller, 'own'), other: cell(caller, 'other') }] as const);
  return Object.fromEntries(rows) as Record<Caller, Record<Place, Outcome>>;
}

/** Names nothing: everybody who may works in their own organization. */
const general = (may: readonly Caller[], status: number): Cells => cells(may, () => status);
/** Names something of an organization, which to others is not there. */
const ofOrganization = (may: readonly Caller[], status: number): Cells =>
  cells(may, (_caller, place) => (place === 'own' ? status : 'absent'));
/** Names something that belongs to a job, which to other hiring managers is not there either. */
const ofJob = (may: readonly Caller[], status: number): Cells =>
  cells(may, (caller, place) => (place === 'own' && caller !== 'colleague' ? status : 'absent'));
/** Names something that its owner alone sees, who is the administrator: to everybody else it is not there. */
const ofOwner = (may: readonly Caller[], status: number): Cells =>
  cells(may, (caller, place) => (place === 'own' && caller === 'admin' ? status : 'absent'));
/** Anybody, known or not. */
const open = (status: number): Cells => cells(CALLERS, () => status);
/** Whoever is signed in; only members have an account to speak of. */
const ofAccount = (status: number): Cells =>
  cells(
    CALLERS.filter((caller) => caller !== 'anonymous'),
    (caller) => (['candidate', 'service', 'unscoped'].includes(caller) ? 404 : status),
  );

/**
 * Every route, and what becomes of a call by each caller from each place. Edits are sent with an `If-Match` that is stale, so that 412 proves
 * that the caller reached the thing without changing it for the next one. A route that is missing here fails the tests.
 */
export const ROLE_MATRIX: Readonly<Record<string, Cells>> = {
  'POST /admin/users': general(['admin'], 201),
  'GET /admin/users/:id': ofOrganization(['admin'], 200),
  'GET /api-keys': general(['admin'], 200),
  'POST /api-keys': general(['admin'], 201),
  'GET /api-keys/:id': ofOrganization(['admin'], 200),
  'DELETE /api-keys/:id': ofOrganization(['admin'], 412),
  'POST /api-keys/:id/rotate': ofOrganization(['admin'], 200),

  'GET /auth/me': ofAccount(200),
  'PUT /auth/me': ofAccount(412),
  'GET /auth/me/preferences': ofAccount(200),
  'PUT /auth/me/preferences': ofAccount(412),
  'POST /auth/login': open(200),
  'POST /auth/logout': open(204),
  'POST /auth/refresh': open(200),
  'POST /auth/register': open(201),

  'POST /feedback': ofJob(['admin', 'recruiter', 'hiring_manager'], 201),
  'GET /jobs/:id/feedback': ofJob(READERS, 200),
  'POST /uploads': open(200),
  'GET /applications': general(READERS, 200),
  'POST /applications': open(202),
  'GET /applications/:id': ofJob(READERS, 200),
  'PUT /applications/:id/status': ofJob(MOVERS, 412),
  'DELETE /applications/:id': ofOrganization(RECRUITERS, 412),
  'GET /applications/:id/timeline': ofJob(READERS, 200),
  'GET /applications/:id/track': open(200),
  'GET /applications/:id/screening': ofJob(READERS, 200),

  'GET /candidates': general(SEARCHERS, 200),
  'POST /candidates': general(RECRUITERS, 201),
  'GET /candidates/facets': general(SEARCHERS, 200),
  'POST /candidates/:id/enrich': ofJob(READERS, 200),
  'POST /candidates/search': general(SEARCHERS, 200),
  'GET /candidates/searches': general(SEARCHERS, 200),
  'POST /candidates/searches': general(SEARCHERS, 201),
  'GET /candidates/searches/:id': ofOwner(SEARCHERS, 200),
  'PATCH /candidates/searches/:id': ofOwner(SEARCHERS, 412),
  'DELETE /candidates/searches/:id': ofOwner(SEARCHERS, 412),
  'GET /candidates/searches/:id/candidates': ofOwner(SEARCHERS, 200),
  'GET /candidates/:id': ofJob(READERS, 200),
  'PATCH /candidates/:id': ofOrganization(RECRUITERS, 412),
  'GET /candidates/:id/notes': ofJob(READERS, 200),
  'PUT /candidates/:id/notes': ofOrganization(RECRUITERS, 412),
  'GET /candidates/:id/timeline': ofJob(READERS, 200),
  'GET /candidates/:id/duplicates': ofOrganization(SEARCHERS, 200),
  'POST /candidates/merge': ofOrganization(RECRUITERS, 412),
  'POST /candidates/merge/preview': ofOrganization(RECRUITERS, 200),
  'GET /candidates/merge/:id': ofOrganization(SEARCHERS, 200),
  'POST /candidates/merge/:id/undo': ofOrganization(RECRUITERS, 200),
  'GET /resumes': general(SEARCHERS, 200),
  'POST /resumes/upload': ofOrganization(RECRUITERS, 201),
  'POST /resumes/parse': general(RECRUITERS, 202),
  'PUT /resumes/:id/primary': ofOrganization(RECRUITERS, 412),
  'GET /resumes/:id': ofJob(READERS, 200),
  'GET /resumes/:id/file': ofJob(READERS, 200),
  'POST /resumes/:id/parse': ofOrganization(RECRUITERS, 202),
  'GET /resumes/:id/parsed': ofJob(READERS, 200),

  'GET /jobs': general(READERS, 200),
  'POST /jobs': general(MOVERS, 201),
  'GET /jobs/:id': ofJob(READERS, 200),
  'PUT /jobs/:id': ofJob(MOVERS, 412),
  'PATCH /jobs/:id': ofJob(MOVERS, 412),
  'DELETE /jobs/:id': ofJob(['admin', 'recruiter'], 412),
  'POST /jobs/:id/analyze': ofJob(MOVERS, 200),
  'GET /jobs/:id/analysis': ofJob(READERS, 200),
  'POST /jobs/:id/requirements': ofJob(MOVERS, 201),
  'POST /jobs/generate-requirements': general(MOVERS, 200),
  'PUT /jobs/:id/status': ofJob(MOVERS, 412),
  'GET /public/feeds/:slug.json': open(200),
  'GET /public/feeds/:slug.xml': open(200),
  'GET /public/jobs': open(200),
  'GET /public/jobs/:id': open(200),
  'GET /public/organizations/:slug/jobs': open(200),

  'GET /jobs/:id/screening-criteria': ofJob(READERS, 200),
  'PUT /jobs/:id/screening-criteria': ofJob(MOVERS, 412),
  'GET /jobs/:id/screening-criteria/compare': ofJob(READERS, 200),
  'POST /jobs/:id/screening-criteria/shadow': ofJob(MOVERS, 202),
  'GET /jobs/:id/screening-criteria/shadow/:shadowId': ofJob(READERS, 200),
  'GET /jobs/:id/screening-criteria/versions': ofJob(READERS, 200),
  'GET /jobs/:id/shortlist': ofJob(READERS, 200),
  'POST /jobs/:id/shortlist': ofJob(MOVERS, 200),
  'GET /jobs/:id/shortlist/changes': ofJob(READERS, 200),
  'GET /jobs/:id/shortlist/samples': ofJob(READERS, 200),
  'POST /jobs/:id/shortlist/samples': ofJob(MOVERS, 201),
  'GET /jobs/:id/shortlist/samples/:sampleId': ofJob(READERS, 200),
  'POST /jobs/:id/shortlist/samples/:sampleId/verdicts': ofJob(['admin', 'recruiter', 'hiring_manager'], 201),
  'POST /jobs/:id/demographics': ofJob(ADMINS, 200),
  'GET /jobs/:id/fairness': ofJob(ADMINS, 200),
  'POST /jobs/:id/fairness': ofJob(ADMINS, 202),
  'GET /matches': general(READERS, 200),
  'POST /matches/compare': ofJob(READERS, 200),
  'GET /matches/:id': ofJob(READERS, 200),
  'DELETE /matches/:id': ofJob(MOVERS, 412),
  'PUT /matches/:id/status': ofJob(MOVERS, 412),
  'POST /jobs/:id/match': ofJob(MOVERS, 202),
  'GET /jobs/:id/matches': ofJob(READERS, 200),
  'GET /jobs/:id/matches/statistics': ofJob(READERS, 200),
  'GET /jobs/:id/candidates/:candidateId/match': ofJob(READERS, 200),
  'POST /jobs/:id/candidates/:candidateId/match/analyze': ofJob(MOVERS, 200),
  'POST /jobs/:id/analyze-top': ofJob(MOVERS, 202),
  'GET /jobs/:id/analysis-status': ofJob(READERS, 200),
  'GET /jobs/:id/agreement': ofJob(READERS, 200),
  'POST /cv-analysis': general(MOVERS, 200),
  'POST /cv-analysis/batch': general(MOVERS, 200),
  'GET /screening/usage': general(ADMINS, 200),
  'GET /settings/models': general(ADMINS, 200),
  'PUT /settings/models': general(['admin'], 412),
  'POST /screenings': ofJob(MOVERS, 202),
  'POST /screenings/:id/override': ofJob(['admin', 'recruiter', 'hiring_manager'], 201),
  'POST /screenings/:id/replay': ofJob(MOVERS, 200),

  'GET /events': general(ADMINS, 200),
  'GET /messages': general(RECRUITERS, 200),
  'GET /notifications': general(READERS, 200),
  'POST /notifications/:id/read': ofJob(READERS, 204),
  'GET /settings/skills': general(READERS, 200),
  'POST /settings/skills': general(ADMINS, 201),
  'GET /settings/skills/:id': ofOrganization(READERS, 200),
  'PUT /settings/skills/:id': ofOrganization(ADMINS, 412),
  'DELETE /settings/skills/:id': ofOrganization(ADMINS, 412),
  'GET /settings/templates': general(RECRUITERS, 200),
  'PUT /settings/templates': general(ADMINS, 412),
  'POST /settings/templates/:id/preview': general(RECRUITERS, 200),
  'GET /webhooks': general(ADMINS, 200),
  'POST /webhooks': general(ADMINS, 201),
  'GET /webhooks/:id': ofOrganization(ADMINS, 200),
  'PATCH /webhooks/:id': ofOrganization(ADMINS, 412),
  'DELETE /webhooks/:id': ofOrganization(ADMINS, 412),
  'GET /webhooks/:id/deliveries': ofOrganization(ADMINS, 200),
  'POST /webhooks/:id/replay': ofOrganization(ADMINS, 202),
  'POST /webhooks/:id/rotate-secret': ofOrganization(ADMINS, 200),
  'POST /webhooks/:id/test': ofOrganization(ADMINS, 202),

  'GET /tasks': general(READERS, 200),
  'GET /tasks/:id': ofOrganization(READERS, 200),
  'POST /tasks/:id/cancel': ofOrganization(RECRUITERS, 409),
};

/** Handlers outside the documented API, all of them public. What they give is signed, public anyway, or on this machine only. */
export const UNDOCUMENTED: readonly string[] = [
  'LocalObjectsController.download',
  'LocalObjectsController.upload',
  'MailboxController.content',
  'MailboxController.list',
  'MailboxController.read',
  'MailboxController.source',
  'PublicKeysController.read',
];
