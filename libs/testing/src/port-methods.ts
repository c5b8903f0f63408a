import type {
  ApiKeys,
  Cache,
  EventLog,
  Keyring,
  LogConsumer,
  MailTransport,
  Models,
  ObjectStorage,
  RateLimiter,
  RevokedSessions,
  SearchIndex,
  TaskQueue,
  UnitOfWork,
  VerificationKeys,
} from '@shortlist/platform';
import type { VirusScanner } from '@shortlist/resume-reader';

/** Every port, under the name that `Infrastructure` or whoever brings it along gives it. */
export interface Ports {
  readonly eventLog: EventLog;
  /** What `EventLog.consume` gives. */
  readonly logConsumer: LogConsumer;
  readonly cache: Cache;
  readonly rateLimiter: RateLimiter;
  readonly search: SearchIndex;
  readonly storage: ObjectStorage;
  readonly mail: MailTransport;
  readonly models: Models;
  readonly tasks: TaskQueue;
  readonly keyring: Keyring;
  /** Of every context, and the platform's own. */
  readonly unitOfWork: UnitOfWork;
  readonly verificationKeys: VerificationKeys;
  readonly apiKeys: ApiKeys;
  readonly revokedSessions: RevokedSessions;
  readonly virusScanner: VirusScanner;
}
export type PortName = keyof Ports;

type MethodOf<P> = { [K in keyof P]: P[K] extends (...parameters: never[]) => unknown ? K : never }[keyof P];
/** All methods of the abstract class: one that is missing, or gone, does not compile. */
type AllMethodsOf<P> = Readonly<Record<MethodOf<P>, true>>;

export const PORT_METHODS: { readonly [N in PortName]: AllMethodsOf<Ports[N]> } = {
  eventLog: { append: true, consume: true, lag: true, reset: true, peek: true, commit: true, isActive: true, check: true },
  logConsumer: { stop: true },
  cache: { get: true, set: true, setIfAbsent: true, compareAndSet: true, delete: true, increment: true },
  rateLimiter: { consume: true },
  search: { index: true, remove: true, search: true, matching: true, count: true, versions: true, isComplete: true, rebuild: true },
  storage: {
    put: true,
    get: true,
    read: true,
    stat: true,
    delete: true,
    list: true,
    presignPost: true,
    presignGet: true,
  },
  mail: { send: true },
  models: { ask: true },
  tasks: {
    enqueue: true,
    enqueueAll: true,
    announce: true,
    alive: true,
    work: true,
    workTogether: true,
    depth: true,
    start: true,
    stop: true,
  },
  keyring: { seal: true, open: true, openAll: true, prepare: true, blindIndex: true, destroy: true },
  unitOfWork: { run: true, runShared: true, runAsUser: true, runAsWorker: true, readAsWorker: true, runWithoutTenant: true },
  verificationKeys: { keyFor: true },
  apiKeys: { find: true },
  revokedSessions: { isRevoked: true },
  virusScanner: { scan: true, isReachable: true },
};

/** One method of one port. */
export interface PortMethod {
  readonly port: PortName;
  readonly method: string;
}

export function portMethods(): PortMethod[] {
  return (Object.keys(PORT_METHODS) as PortName[]).flatMap((port) => Object.keys(PORT_METHODS[port]).map((method) => ({ port, method })));
}
