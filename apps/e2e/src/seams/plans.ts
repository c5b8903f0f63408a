import { FAULT_KINDS, portMethods } from '@shortlist/testing';
import type { FaultPlan } from '@shortlist/testing';

/** Calls of one method that a plan hits: the first try and one repetition. */
const HITS = 2;

/** The one append that a promise to an applicant hangs on; among those of the relays a fault would seldom hit it. */
const INTAKE = { port: 'eventLog', method: 'append', naming: 'applications.submitted', times: HITS } as const;

/** Every method of every port with every fault, and the append of an application for itself. */
export function allPlans(): FaultPlan[] {
  const everywhere = portMethods().map(({ port, method }) => ({ port, method, times: HITS }));
  return [...everywhere, INTAKE].flatMap((target) => FAULT_KINDS.map((kind) => ({ ...target, kind })));
}

export function nameOf({ port, method }: FaultPlan): string {
  return `${port}.${method}`;
}

/** For people. */
export function describePlan(plan: FaultPlan): string {
  return `${nameOf(plan)}${plan.naming ? ` of ${plan.naming}` : ''} ${plan.kind}`;
}

/** One or two of each port, where it hurts most, and all kinds of faults. */
export const REDUCED_PLANS: readonly FaultPlan[] = [
  { ...INTAKE, kind: 'executes_then_times_out' },
  { port: 'unitOfWork', method: 'run', kind: 'executes_then_times_out', times: HITS },
  { port: 'cache', method: 'setIfAbsent', kind: 'fails_before', times: HITS },
  { port: 'storage', method: 'put', kind: 'executes_then_times_out', times: HITS },
  { port: 'tasks', method: 'enqueueAll', kind: 'twice', times: HITS },
  { port: 'tasks', method: 'stop', kind: 'fails_before', times: HITS },
  { port: 'keyring', method: 'seal', kind: 'fails_before', times: HITS },
  { port: 'models', method: 'ask', kind: 'slow', times: HITS },
  { port: 'mail', method: 'send', kind: 'executes_then_times_out', times: 1 },
  { port: 'search', method: 'index', kind: 'twice', times: HITS },
  { port: 'verificationKeys', method: 'keyFor', kind: 'fails_before', times: HITS },
  { port: 'virusScanner', method: 'scan', kind: 'fails_before', times: HITS },
  { port: 'logConsumer', method: 'stop', kind: 'fails_before', times: HITS },
  { port: 'revokedSessions', method: 'isRevoked', kind: 'slow', times: HITS },
  { port: 'apiKeys', method: 'find', kind: 'fails_before', times: HITS },
];
