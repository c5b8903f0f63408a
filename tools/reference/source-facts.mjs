import { runNode } from '../workspace/node.mjs';

/**
 * What the sources declare: events with an example each, variables and metrics. Run in a process of its own that reads TypeScript.
 * @returns {Promise<{ events: any[], groups: any[], metrics: any[] }>}
 */
export async function sourceFacts() {
  const args = [
    '--no-warnings',
    '--conditions=@shortlist/source',
    '--import',
    './tools/loader/source.mjs',
    'tools/reference/print-facts.ts',
  ];
  const { code, output } = await runNode(args);
  if (code !== 0) throw new Error(`the declarations could not be read:\n${output}`);
  return JSON.parse(output);
}
