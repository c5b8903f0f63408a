import { Command } from 'commander';
import { allPlans, nameOf, seamRun } from './seam-run.js';

const options = new Command('prove:seams')
  .description(
    'Lets every method of every port fail in every way, one at a time, while an application goes from its upload to the shortlist, and checks every promise.',
  )
  .option('--only <port.method>', 'one method, or one port, such as "storage.put" or "cache"')
  .option('--reduced', 'every seventh case')
  .parse()
  .opts<{ only?: string; reduced?: boolean }>();

const wanted = allPlans().filter((plan) => !options.only || options.only === nameOf(plan) || options.only === plan.port);
const plans = options.reduced ? wanted.filter((_, index) => index % 7 === 0) : wanted;
const startedAt = Date.now();
let done = 0;
const results = await seamRun({
  plans,
  onResult: ({ plan, broken }) => {
    done += 1;
    process.stderr.write(
      `${done} of ${plans.length}: ${nameOf(plan)} ${plan.kind}${broken.length > 0 ? `: BROKEN: ${broken.join('; ')}` : ''}\n`,
    );
  },
});
const broken = results.filter((result) => result.broken.length > 0);
const methods = new Set(plans.map(nameOf)).size;
process.stdout.write(
  `${broken.length === 0 && plans.length > 0 ? 'holds' : 'BROKEN'}: ${methods} methods, ${plans.length} faults, ${broken.length} broke a promise, ${((Date.now() - startedAt) / 1_000).toFixed(0)} s\n`,
);
// A process whose end was spoilt leaves timers behind that nobody waits for.
process.exit(broken.length === 0 && plans.length > 0 ? 0 : 1);
