import { relative } from 'node:path';
import type { ClusterPart } from './cluster-part.js';

/** The parts with address, health and log, for people. */
export async function clusterTable(parts: readonly ClusterPart[], folder: string): Promise<string> {
  const rows = await Promise.all(
    parts.map(async ({ name, address, process, health }) => [
      name,
      address,
      await health(),
      process ? relative(folder, process.logFile) : '',
    ]),
  );
  const all = [['Part', 'Address', 'Health', 'Log'], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
