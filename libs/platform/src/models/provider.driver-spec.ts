import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { NestedList, Nullable, Text, Whole } from '@shortlist/contracts';
import { ModelServer } from '@shortlist/testing';
import type { ModelBehaviour } from '@shortlist/testing';
import { freePort } from '../free-port.js';
import { newId } from '../ids.js';
import { AnthropicProvider } from './drivers/anthropic.driver.js';
import { OllamaProvider } from './drivers/ollama.driver.js';
import { OpenAIProvider } from './drivers/openai.driver.js';
import type { ModelProvider, ProviderCall, ProviderFailureKind } from './provider.js';
import { strictSchemaOf } from './strict-schema.js';

class ProvenSkillDto {
  @Text(20, 1) name: string;
  @Nullable() @Whole(0, 80) years: number | null;
}
class ProvenSkillsDto {
  @NestedList(() => ProvenSkillDto) skills: ProvenSkillDto[];
}

const ANSWER = JSON.stringify({ skills: [{ name: 'Python', years: 3 }] });
const WITHIN_MS = 1_000;

let server: ModelServer;
beforeAll(async () => {
  server = await ModelServer.start();
});
afterAll(() => server.stop());
beforeEach(() => void server.calls.splice(0));

function behave(behaviour: ModelBehaviour): void {
  server.behave = () => behaviour;
}

function call(changes: Partial<ProviderCall> = {}): ProviderCall {
  return {
    callId: newId(),
    model: 'small-1',
    instructions: 'List the skills.',
    turns: [{ role: 'user', text: 'Python for 3 years.' }],
    schema: strictSchemaOf(ProvenSkillsDto),
    temperature: 0.5,
    maxTokens: 100,
    signal: AbortSignal.timeout(WITHIN_MS),
    ...changes,
  };
}

/** What every provider does alike, answered whole or streamed. */
function describeProvider(name: string, make: (url: string) => ModelProvider): void {
  describe.each([
    ['whole', false],
    ['streamed', true],
  ])(`provider ${name}, %s`, (_way, isStreamed) => {
    let provider: ModelProvider;
    let pieces: string[];
    beforeEach(() => {
      provider = make(server.url);
      pieces = [];
    });
    const given = (changes: Partial<ProviderCall> = {}): ProviderCall =>
      call({ ...(isStreamed && { onText: (piece: string) => void pieces.push(piece) }), ...changes });
    const failure = (kind: ProviderFailureKind): object => expect.objectContaining({ name: 'ProviderFailure', kind });

    it('asks for what was asked, in the shape that was asked for, and names the call', async () => {
      behave({ kind: 'answer', text: ANSWER });
      const asked = given();
      await provider.complete(asked);
      const taken = server.calls[0];
      expect(taken).toMatchObject({
        ...{ protocol: name, model: 'small-1', instructions: 'List the skills.', maxTokens: 100, isStreamed, callId: asked.callId },
        ...{ turns: [{ role: 'user', content: 'Python for 3 years.' }] },
      });
      expect(taken?.schema).toEqual(asked.schema);
      if (name !== 'anthropic') expect(taken?.temperature).toBe(0.5);
    });

    it('gives the answer word for word and tells the tokens', async () => {
      behave({ kind: 'answer', text: ANSWER });
      const { text, usage } = await provider.complete(given());
      expect(text).toBe(ANSWER);
      expect(usage).toEqual(server.calls[0]?.billed);
      expect(pieces.join('')).toBe(isStreamed ? ANSWER : '');
      expect(pieces.length > 1).toBe(isStreamed);
    });

    it('carries a whole exchange', async () => {
      behave({ kind: 'answer', text: ANSWER });
      const turns = [
        { role: 'user' as const, text: 'Python.' },
        { role: 'assistant' as const, text: '{}' },
        { role: 'user' as const, text: 'skills is required' },
      ];
      await provider.complete(given({ turns }));
      expect(server.calls[0]?.turns).toEqual(turns.map(({ role, text }) => ({ role, content: text })));
    });

    it.each<[string, ModelBehaviour, ProviderFailureKind, number | undefined]>([
      ['429 with seconds', { kind: 'status', status: 429, retryAfter: '7' }, 'rate_limited', 7_000],
      ['429 without a word', { kind: 'status', status: 429 }, 'rate_limited', undefined],
      ['500', { kind: 'status', status: 500 }, 'overloaded', undefined],
      ['503 with seconds', { kind: 'status', status: 503, retryAfter: '2' }, 'overloaded', 2_000],
      ['529', { kind: 'status', status: 529 }, 'overloaded', undefined],
      ['401', { kind: 'status', status: 401 }, 'rejected', undefined],
      ['400', { kind: 'status', status: 400 }, 'rejected', undefined],
      ['a connection closed without a word', { kind: 'hang_up' }, 'cut', undefined],
      ['half an answer', { kind: 'cut' }, 'cut', undefined],
      ['a page instead of an answer', { kind: 'garbage' }, 'cut', undefined],
      ['an endless answer', { kind: 'flood' }, 'cut', undefined],
    ])('makes one request and tells why there is no answer: %s', async (_what, behaviour, kind, retryAfterMs) => {
      behave(behaviour);
      const error = await provider.complete(given({ signal: AbortSignal.timeout(20_000) })).catch((thrown: unknown) => thrown);
      expect(error).toEqual(failure(kind));
      expect(error).toMatchObject({ retryAfterMs });
      expect(server.calls).toHaveLength(1);
    });

    it.each(['stall', 'drip'] as const)('ends when time is up with a server that would %s for ever', async (kind) => {
      behave({ kind });
      await expect(provider.complete(given({ signal: AbortSignal.timeout(100) }))).rejects.toEqual(failure('timed_out'));
    });

    it('tells a server that is not there from one that fell silent', async () => {
      const away = make(`http://127.0.0.1:${await freePort()}`);
      const error = await away.complete(given()).catch((thrown: unknown) => thrown);
      expect(error).toEqual(failure('unreachable'));
      expect(error).toMatchObject({ mayBeBilled: false });
    });

    it('believes no usage that cannot be', async () => {
      behave({ kind: 'answer', text: ANSWER, lies: true });
      expect(await provider.complete(given())).toEqual({ text: ANSWER, usage: null });
    });

    if (name !== 'ollama')
      it("reports the model's own no", async () => {
        behave({ kind: 'answer', text: '', refuses: true });
        await expect(provider.complete(given())).rejects.toEqual(failure('refused'));
      });
  });
}

describeProvider('openai', (url) => new OpenAIProvider({ apiKey: 'key', baseURL: `${url}/v1` }));
describeProvider('anthropic', (url) => new AnthropicProvider({ apiKey: 'key', baseURL: url }));
describeProvider('ollama', (url) => new OllamaProvider({ url }));

describe('provider openai, beyond the others', () => {
  it('asks once more without a temperature when the model takes none, and remembers', async () => {
    const provider = new OpenAIProvider({ apiKey: 'key', baseURL: `${server.url}/v1` });
    server.behave = ({ temperature }) =>
      temperature === undefined ? { kind: 'answer', text: ANSWER } : { kind: 'status', status: 400, param: 'temperature' };
    expect((await provider.complete(call())).text).toBe(ANSWER);
    expect((await provider.complete(call())).text).toBe(ANSWER);
    expect(server.calls.map(({ temperature }) => temperature)).toEqual([0.5, undefined, undefined]);
  });
});

describe('strict schema', () => {
  it('wants every field, allows no other, and leaves bounds to the check that follows', () => {
    const schema = strictSchemaOf(ProvenSkillsDto);
    expect(schema).toMatchObject({ required: ['skills'], additionalProperties: false });
    const skill = schema.$defs?.ProvenSkillDto;
    expect(skill).toMatchObject({ required: ['name', 'years'], additionalProperties: false });
    expect(skill?.properties).toEqual({ name: { type: 'string' }, years: { type: ['number', 'null'] } });
  });
});
