import { Command } from 'commander';
import { REDUCED_PLANS, allPlans, describePlan, nameOf } from './plans.js';
import { seamRun } from './seam-run.js';

const options = new Command('prove:seams')
  .description(
    'Lets every method of every port fail in every way, one at a time, while a job is opened and an application goes from its upload to the shortlist, and checks every promise.',
  )
  .option('--only <port.method>', 'one method, or one port, such as "storage.put" or "cache"')
  .option('--reduced', 'a case or two per port')
  .option('--seed <n>', 'which calls of a method are hit', Number, Date.now() % 100_000)
  .parse()
  .opts<{ only?: string; reduced?: boolean; seed: number }>();

const wanted = options.reduced ? REDUCED_PLANS : allPlans();
const plans = wanted.filter((plan) => !options.only || options.only === nameOf(plan) || options.only === plan.port);
const startedAt = Date.now();
let done = 0;
const results = await seamRun({
  plans,
  seed: options.seed,
  onResult: ({ plan, broken }) => {
    done += 1;
    process.stderr.write(`${done} of ${plans.length}: ${describePlan(plan)}${broken.length > 0 ? `: BROKEN: ${broken.join('; ')}` : ''}\n`);
  },
});
const broken = results.filter((result) => result.broken.length > 0);
const holds = broken.length === 0 && plans.length > 0;
const methods = new Set(plans.map(nameOf)).size;
process.stdout.write(
  `${holds ? 'holds' : 'BROKEN'}: ${methods} methods, ${plans.length} faults, ${broken.length} broke a promise; seed ${options.seed}, ` +
    `${((Date.now() - startedAt) / 1_000).toFixed(0)} s\n`,
);
// A process whose end was spoilt leaves timers behind that nobody waits for.
process.exit(holds ? 0 : 1);
