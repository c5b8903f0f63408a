import { readFileSync, readdirSync } from 'node:fs';

// CPU time and memory of processes as Linux tells them.

/** Clock ticks per second of /proc: fixed for user space on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

/** Whether this system tells about its processes. */
export const HAS_PROC = readProc('self/stat') !== null;

/**
 * A process and everything below it that is alive.
 * @param {number} root
 * @returns {number[]} ids, the root first
 */
export function processTree(root) {
  const children = new Map();
  for (const name of HAS_PROC ? readdirSync('/proc') : []) {
    const stat = /^\d+$/.test(name) ? statOf(Number(name)) : null;
    if (stat) children.set(stat.parent, [...(children.get(stat.parent) ?? []), Number(name)]);
  }
  const below = (pid) => [pid, ...(children.get(pid) ?? []).flatMap(below)];
  return below(root);
}

/**
 * CPU time that processes have used so far, in microseconds: their own, and that of children that have ended and were waited for.
 * @param {readonly number[]} pids
 */
export function cpuMicroseconds(pids) {
  const stats = pids.map(statOf).filter((stat) => stat !== null);
  return microseconds(sum(stats.map(({ own, ended }) => own + ended)));
}

/**
 * CPU time of the children of a process that have ended and were waited for, in microseconds.
 * @param {number} pid
 */
export function endedChildrenMicroseconds(pid) {
  return microseconds(statOf(pid)?.ended ?? 0);
}

const microseconds = (ticks) => (ticks * 1_000_000) / TICKS_PER_SECOND;

/**
 * Proportional resident memory in bytes: pages that processes share, as PostgreSQL's do, count once in the sum.
 * @param {readonly number[]} pids
 * @returns {number | null}
 */
export function residentBytes(pids) {
  const found = pids.map((pid) => kilobytes(readProc(`${pid}/smaps_rollup`), 'Pss')).filter((bytes) => bytes !== null);
  return found.length === 0 ? null : sum(found);
}

/**
 * The most resident memory that a process has had since its start, in bytes.
 * @param {number} pid
 * @returns {number | null}
 */
export function peakResidentBytes(pid) {
  return kilobytes(readProc(`${pid}/status`), 'VmHWM');
}

function statOf(pid) {
  const text = readProc(`${pid}/stat`);
  if (text === null) return null;
  // The second field is the program's name in brackets and may hold anything.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [user, system, endedUser, endedSystem] = fields.slice(11, 15).map(Number);
  return { parent: Number(fields[1]), own: user + system, ended: endedUser + endedSystem };
}

function kilobytes(text, name) {
  const match = text && new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text);
  return match ? Number(match[1]) * 1024 : null;
}

function readProc(path) {
  try {
    return readFileSync(`/proc/${path}`, 'latin1');
  } catch {
    return null;
  }
}

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
