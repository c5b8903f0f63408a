import { Environment, Infrastructure, Logger, newId } from '@shortlist/platform';
import type { DatabaseAddress } from '@shortlist/platform';
import { askSkills } from './skills-question.js';

// The process that the proof kills while it asks models. What it needs to know is its argument.
const { variables, address, organizationId, questions } = JSON.parse(process.argv[2] ?? '{}') as {
  readonly variables: Record<string, string>;
  readonly address: DatabaseAddress;
  readonly organizationId: string;
  readonly questions: number;
};
const infrastructure = new Infrastructure(new Environment(variables), Logger.create({ level: 'fatal' }), address);
await infrastructure.open();
await Promise.all(Array.from({ length: questions }, () => askSkills(infrastructure.models, organizationId, `text ${newId()}`)));
