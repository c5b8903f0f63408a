import { Command } from 'commander';
import { idempotencyRun } from './idempotency-run.js';

const options = new Command('prove:idempotency')
  .description(
    'Posts each application many times at once with one Idempotency-Key, at processes that share a cache: one answer, to the byte, and 422 for another body at each. Of every fifth key the cache is taken away: the second receipt names the same application, another body is one of its own.',
  )
  .option('--keys <n>', 'different applications', Number, 2_000)
  .option('--posts <n>', 'posts at once with one key', Number, 20)
  .option('--reduced', 'a short run: 100 keys')
  .parse()
  .opts<{ keys: number; posts: number; reduced?: boolean }>();

const startedAt = Date.now();
const keys = options.reduced ? 100 : options.keys;
const result = await idempotencyRun({ keys, posts: options.posts, onProgress: (text) => process.stderr.write(`${text}\n`) });
const { differingAnswers, otherBodiesTaken, unresolvedReceipts, receipts, otherSubmissions, applications } = result;
const holds = differingAnswers === 0 && otherBodiesTaken === 0 && unresolvedReceipts === 0 && applications === keys + otherSubmissions;
process.stdout.write(
  `${holds ? 'holds' : 'BROKEN'}: ${keys} keys, ${options.posts} posts each, ${applications} applications (${otherSubmissions} of another body after the cache was lost), ${differingAnswers} keys with differing answers, ` +
    `${otherBodiesTaken} other bodies taken, ${receipts} receipts, ${unresolvedReceipts} unresolved, ${((Date.now() - startedAt) / 1_000).toFixed(0)} s\n`,
);
process.exitCode = holds ? 0 : 1;
