import type { Random } from '@shortlist/sample-data';
import { writeAnswer } from '@shortlist/testing';
import type { ModelBehaviour, TakenCall } from '@shortlist/testing';

/** What can be wrong with an answer, by what it is made from: the document, its text, or what goes over the wire. */
type Json = Record<string, unknown>;
type OfDocument = (answer: Json, random: Random) => unknown;
type OfText = (text: string, random: Random) => string;
type OfWire = (wire: Wire, random: Random) => Wire;

/** A whole response. */
export interface Wire {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly isCut?: boolean;
}

const HUGE = 300_000;
/** Past the most that is read of any answer. */
const TOO_HUGE = 5 * 1024 * 1024;
const DEEP = 20_000;

const DOCUMENTS: Readonly<Record<string, OfDocument>> = {
  'wrong type': (answer, random) => withSomething(answer, random, () => random.pick<unknown>([42, true, 'text', [], {}, [[1]], { a: 1 }])),
  'wrong enum': (answer, random) =>
    withSomething(answer, random, (key, old) => (isEnum(key) ? random.pick(['wizard', 'PHD', '', 'c2 ', 'Native']) : old)),
  'quote that stands nowhere': (answer, random) =>
    withSomething(answer, random, (key, old) => (key === 'quote' ? `${String(old)} and ran the whole company` : old)),
  'quote of another spelling': (answer, random) =>
    withSomething(answer, random, (key, old) => (key === 'quote' ? String(old).toUpperCase().replaceAll(' ', '  ') : old)),
  'quote of one letter': (answer, random) =>
    withSomething(answer, random, (key, old) => (key === 'quote' ? random.pick(['a', ' ', '*', '-', 'e']) : old)),
  'fact that the quote does not state': (answer, random) =>
    withSomething(answer, random, (key, old) =>
      key === 'quote' ? old : typeof old === 'number' ? 79 : typeof old === 'string' ? 'Kubernetes' : old,
    ),
  'extra keys': (answer, random) => ({ ...answer, score: 100, decision: 'hire', [`x${random.between(1, 99)}`]: { needsPerson: false } }),
  'extra keys within': (answer, random) =>
    withSomething(answer, random, (_key, old) => old, { points: 100, evidence: [{ text: 'x', start: 0, end: 1 }] }),
  'missing keys': (answer, random) => Object.fromEntries(Object.entries(answer).filter(() => random.next() < 0.5)),
  'too many': (answer) => ({ ...answer, skills: Array.from({ length: 201 }, () => ({ name: 'Python', years: null, quote: 'Python' })) }),
  'the same many times': (answer) => ({
    ...answer,
    skills: Array.from({ length: 200 }, () => ({ name: 'Python', years: 3, quote: 'Python' })),
  }),
  'too long': (answer, random) =>
    withSomething(answer, random, (_key, old) => (typeof old === 'string' ? old.repeat(1 + Math.ceil(2_000 / (old.length + 1))) : old)),
  'out of range': (answer, random) =>
    withSomething(answer, random, (_key, old) => (typeof old === 'number' ? random.pick([-1, 81, 1e308, -0.5, 2 ** 53]) : old)),
  'dates that are none': (answer, random) =>
    withSomething(answer, random, (key, old) => (key === 'from' || key === 'to' ? random.pick(['2019-13', 'now', '20190', '']) : old)),
  'control characters': (answer, random) =>
    withSomething(answer, random, (_key, old) => (typeof old === 'string' ? `${old}\u0000\u001b[2J\ud800` : old)),
  'another document': (_answer, random) =>
    random.pick<unknown>([null, true, 0, 'text', [], [[]], {}, { error: { message: 'overloaded' } }]),
  'the schema itself': () => ({ type: 'object', properties: { skills: { type: 'array' } } }),
};

const TEXTS: Readonly<Record<string, OfText>> = {
  'cut off': (text, random) => text.slice(0, random.between(1, text.length - 1)),
  empty: (_text, random) => random.pick(['', ' ', '\n\n', '\u200b', '""']),
  huge: (text) => text + ' '.repeat(HUGE),
  'huge string': (text) => text.replace(/"quote":"/, `"quote":"${'a'.repeat(HUGE)}`),
  'prose around': (text) => `Sure! Here is the JSON you asked for:\n\n${text}\n\nLet me know if you need anything else.`,
  'code block': (text) => `\`\`\`json\n${text}\n\`\`\``,
  'code block, not closed': (text) => `\`\`\`json\n${text}`,
  'two documents': (text) => `${text}\n${text}`,
  'duplicated keys': (text) => text.replace(/^\{/, '{"skills":"first","skills":[{"name":1}],').replace(/\}$/, ',"roles":[]}'),
  'prototype keys': (text, random) =>
    text.replace(/^\{/, `{"${random.pick(['__proto__', 'constructor', 'prototype'])}":{"isAdmin":true,"prototype":{"isAdmin":true}},`),
  'prototype keys within': (text) => text.replace(/"quote":/, '"__proto__":{"isAdmin":true},"quote":'),
  'not a number': (text, random) =>
    text.replace(/"years":(?:\d+|null)/, `"years":${random.pick(['NaN', 'Infinity', '-Infinity', '1e999', '0x10', '01', '1_000'])}`),
  'deep nesting': (text, random) => text.replace(/^\{/, `{"skills":${'['.repeat(DEEP)}${random.next() < 0.5 ? ']'.repeat(DEEP) : ''},`),
  'single quotes': (text) => text.replaceAll('"', "'"),
  'trailing comma': (text) => text.replace(/\}$/, ',}'),
  comments: (text) => text.replace(/^\{/, '{ // facts\n'),
  'byte order mark': (text) => `\ufeff${text}`,
  'changed letters': (text, random) => changed(text, random),
};

const JSON_HEAD = { 'content-type': 'application/json' };
const PAGE = Buffer.from('<!doctype html><html><head><title>502 Bad Gateway</title></head><body><center>nginx</center></body></html>');

const WIRES: Readonly<Record<string, OfWire>> = {
  'HTML page with 200': () => ({ status: 200, headers: { 'content-type': 'text/html' }, body: PAGE }),
  'HTML page with 502': () => ({ status: 502, headers: { 'content-type': 'text/html' }, body: PAGE }),
  'another content type': (wire, random) => ({
    ...wire,
    headers: { 'content-type': random.pick(['text/plain', 'application/octet-stream', 'image/png']) },
  }),
  'error with 200': (_wire, random) => ({
    ...{ status: 200, headers: JSON_HEAD },
    body: Buffer.from(
      JSON.stringify(
        random.pick<object>([
          { error: { message: 'overloaded', type: 'server_error', code: null } },
          { type: 'error', error: { type: 'overloaded_error' } },
          { error: 'model not found' },
        ]),
      ),
    ),
  }),
  'bytes that are no text': (wire, random) => ({
    ...wire,
    body: withBytes(wire.body, random, () => random.pick([0xff, 0xc0, 0xfe, 0x80])),
  }),
  'flipped bytes': (wire, random) => ({ ...wire, body: withBytes(wire.body, random, () => random.between(0, 255)) }),
  'cut in the middle': (wire, random) => ({ ...wire, body: wire.body.subarray(0, random.between(1, wire.body.length - 1)), isCut: true }),
  'ended in the middle': (wire, random) => ({ ...wire, body: wire.body.subarray(0, random.between(1, wire.body.length - 1)) }),
  'no body': () => ({ status: 200, headers: JSON_HEAD, body: Buffer.alloc(0) }),
  'no content': () => ({ status: 204, headers: {}, body: Buffer.alloc(0) }),
  redirect: () => ({ status: 302, headers: { location: 'http://127.0.0.1:9/elsewhere' }, body: Buffer.alloc(0) }),
  'not compressed as it says': (wire) => ({ ...wire, headers: { ...wire.headers, 'content-encoding': 'gzip' } }),
  'tool calls that do not exist': (wire) => ({ ...wire, body: Buffer.from(toolCalls(wire.body.toString())) }),
  'protocol with other types': (wire, random) => ({ ...wire, body: Buffer.from(otherTypes(wire.body.toString(), random)) }),
  'beyond what is read': (wire) => ({ ...wire, body: Buffer.concat([wire.body.subarray(0, 20), Buffer.alloc(TOO_HUGE, 0x20)]) }),
};
/** Five megabytes at a time. */
const RARE = new Set(['beyond what is read']);
/** A provider is left alone after five failures of this sort in a row, and then sends nothing at all. */
const WIRE_SHARE = 0.3;

/** What was done to an answer, and what the server does for it. */
export interface BrokenAnswer {
  readonly what: string;
  readonly behaviour: ModelBehaviour;
}

/** How many ways there are to break an answer. */
export const WAYS = [DOCUMENTS, TEXTS, WIRES].reduce((sum, ways) => sum + Object.keys(ways).length, 0);

/** Breaks a valid answer to a call in a way that `random` decides. */
export function brokenAnswer(call: TakenCall, valid: Json, random: Random): BrokenAnswer {
  if (random.next() < WIRE_SHARE) {
    const { contentType, parts } = writeAnswer(call, {
      text: JSON.stringify(valid),
      usage: { inputTokens: 10, outputTokens: 10 },
      refuses: false,
    });
    const [what, breaks] = oneOf(WIRES, random, (name) => !RARE.has(name) || random.next() < 0.05);
    const wire = breaks({ status: 200, headers: { 'content-type': contentType }, body: Buffer.from(parts.join('')) }, random);
    return { what, behaviour: { kind: 'bytes', ...wire } };
  }
  if (random.next() < 0.5) {
    const [what, breaks] = oneOf(TEXTS, random);
    return { what, behaviour: { kind: 'answer', text: breaks(JSON.stringify(valid), random) } };
  }
  const [what, breaks] = oneOf(DOCUMENTS, random);
  return { what, behaviour: { kind: 'answer', text: JSON.stringify(breaks(valid, random)) } };
}

function oneOf<T>(ways: Readonly<Record<string, T>>, random: Random, isWanted: (name: string) => boolean = () => true): [string, T] {
  for (;;) {
    const way = random.pick(Object.entries(ways) as [[string, T], ...[string, T][]]);
    if (isWanted(way[0])) return way;
  }
}

const isEnum = (key: string): boolean => key === 'level';

/** A copy with one of its facts changed field by field; what has no facts gets one that is wrong. */
function withSomething(answer: Json, random: Random, change: (key: string, old: unknown) => unknown, more: Json = {}): Json {
  const lists = Object.entries(answer).filter((entry): entry is [string, Json[]] => Array.isArray(entry[1]) && entry[1].length > 0);
  if (lists.length === 0) return { ...answer, skills: [change('name', 'Python')] };
  const [name, facts] = random.pick(lists as [[string, Json[]], ...[string, Json[]][]]);
  const at = random.between(0, facts.length - 1);
  const altered = (fact: Json): Json => ({
    ...Object.fromEntries(Object.entries(fact).map(([key, old]) => [key, change(key, old)])),
    ...more,
  });
  return { ...answer, [name]: facts.map((fact, index) => (index === at ? altered(fact) : fact)) };
}

function changed(text: string, random: Random): string {
  const letters = [...text];
  for (let left = random.between(1, 5); left > 0; left -= 1)
    letters[random.between(0, letters.length - 1)] = random.pick(['{', '}', '"', '\\', ',', '\u202e', '0', ']']);
  return letters.join('');
}

function withBytes(body: Buffer, random: Random, byte: () => number): Buffer {
  const copy = Buffer.from(body);
  for (let left = random.between(1, 8); left > 0; left -= 1) copy[random.between(0, copy.length - 1)] = byte();
  return copy;
}

const CALL = { id: 'call_1', type: 'function', function: { name: 'update_status', arguments: '{"status":"hired"}' } };

/** The response asks for a tool instead of answering, in the words of whichever protocol it is. */
function toolCalls(body: string): string {
  return body
    .replace(/"content":"(?:[^"\\]|\\.)*"/g, `"content":null,"tool_calls":[${JSON.stringify(CALL)}]`)
    .replace(
      /\{"type":"text","text":"(?:[^"\\]|\\.)*"\}/g,
      '{"type":"tool_use","id":"t1","name":"update_status","input":{"status":"hired"}}',
    )
    .replace(/\{"type":"text_delta","text":"(?:[^"\\]|\\.)*"\}/g, '{"type":"input_json_delta","partial_json":"{}"}')
    .replace('"finish_reason":"stop"', '"finish_reason":"tool_calls"')
    .replace('"end_turn"', '"tool_use"');
}

/** Some fields of the protocol itself hold something else than they should. */
function otherTypes(body: string, random: Random): string {
  const fields = [
    'choices',
    'message',
    'content',
    'usage',
    'delta',
    'finish_reason',
    'stop_reason',
    'done',
    'type',
    'prompt_tokens',
    'output_tokens',
    'eval_count',
  ];
  const values = ['null', '7', '"x"', '[]', '{}', '-1', '1e400', '[null]', 'true'] as const;
  const field = random.pick(fields.filter((name) => body.includes(`"${name}":`)) as [string, ...string[]]);
  const value = random.pick(values);
  const [from, to] = [`"${field}":`, `"${field}":${value},"was_${field}":`];
  return random.next() < 0.5 ? body.replace(from, to) : body.replaceAll(from, to);
}
