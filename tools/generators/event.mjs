import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assertKebab, camel, pascal, singularOf } from './names.mjs';
import { renderFolder } from './render.mjs';

const INDEX = 'libs/contracts/src/index.ts';
/** Topics that are not called `<context>.events`. */
const TOPICS = { auth: 'identity.events', jobs: 'jobs.postings' };

/**
 * The first version of an event.
 * @param {string} root
 * @param {string} context who produces it
 * @param {string} name `<aggregate>.<past_tense>`
 */
export function eventFiles(root, context, name) {
  const [, aggregate, fact] = /^([a-z_]+)\.([a-z_]+)$/.exec(name) ?? [];
  if (!aggregate || !fact) throw new Error(`"${name}" is not <plural aggregate>.<past_tense>.`);
  const subject = `${aggregate}-${fact}`.replaceAll('_', '-');
  const topic = TOPICS[assertKebab(context)] ?? `${context}.events`;
  const words = singularOf(aggregate).replaceAll('_', ' ');
  const values = {
    context,
    name,
    subject,
    topic,
    words,
    fact: fact.replaceAll('_', ' '),
    key: camel(singularOf(aggregate)),
    Event: pascal(subject),
    event: camel(subject),
  };
  const exported = { path: INDEX, content: `export * from './${context}/${subject}.v1.js';\n`, append: true };
  const isTopicKnown = readFileSync(join(root, 'libs/contracts/src/event.ts'), 'utf8').includes(`'${topic}'`);
  return {
    files: [...renderFolder('event', `libs/contracts/src/${context}`, values), exported],
    next: [
      ...(isTopicKnown ? [] : [`declare the topic ${topic} in libs/contracts/src/event.ts`]),
      `name its consumers in "to" and say what it means in one sentence`,
      `append it to the outbox in the transaction of the change`,
    ],
  };
}
