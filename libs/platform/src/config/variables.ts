import { readFileSync } from 'node:fs';

interface VariableBase<T> {
  /** What it does, for `.env.example` and the reference page. */
  readonly description: string;
  readonly secret?: boolean;
  readonly default?: T;
  /** Absent values are allowed even without a default. */
  readonly optional?: boolean;
}
export interface TextVariable extends VariableBase<string> {
  readonly type: 'text';
  readonly oneOf?: readonly string[];
}
export interface IntegerVariable extends VariableBase<number> {
  readonly type: 'integer';
  readonly min?: number;
  readonly max?: number;
}
export interface BooleanVariable extends VariableBase<boolean> {
  readonly type: 'boolean';
}
export type Variable = TextVariable | IntegerVariable | BooleanVariable;
export type Variables = Readonly<Record<string, Variable>>;

type ValueOf<V extends Variable> = V extends IntegerVariable ? number : V extends BooleanVariable ? boolean : string;
type Absent<V extends Variable> = V extends { default: string | number | boolean }
  ? never
  : V extends { optional: true }
    ? undefined
    : never;
export type ValuesOf<T extends Variables> = { readonly [K in keyof T]: ValueOf<T[K]> | Absent<T[K]> };

export interface VariableGroup<T extends Variables = Variables> {
  readonly owner: string;
  readonly variables: T;
}

const groups = new Map<string, VariableGroup>();

/** Declares the variables of one owner; each owner declares its own, beside the code that reads them. */
export function defineVariables<const T extends Variables>(owner: string, variables: T): VariableGroup<T> {
  const group = { owner, variables };
  groups.set(owner, group as unknown as VariableGroup);
  return group;
}

/** Every declared group, for the generated reference. */
export function variableGroups(): VariableGroup[] {
  return [...groups.values()];
}

/** All problems of a configuration at once, one a line. */
export class ConfigurationError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`The configuration is not usable:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'ConfigurationError';
  }
}

/** The variables of a process. Any may be given as `<NAME>_FILE`, whose content (without a final line break) is the value. */
export class Environment {
  constructor(private readonly source: Readonly<Record<string, string | undefined>>) {}

  /** The variables this process was started with. */
  static ofProcess(): Environment {
    return new Environment(process.env);
  }

  /** Values of one group; throws `ConfigurationError` with every problem of the group. */
  read<T extends Variables>(group: VariableGroup<T>): ValuesOf<T> {
    const problems: string[] = [];
    const values = Object.fromEntries(
      Object.entries(group.variables).map(([name, variable]) => {
        try {
          return [name, parse(name, variable, this.raw(name))];
        } catch (error) {
          problems.push((error as Error).message);
          return [name, undefined];
        }
      }),
    );
    if (problems.length > 0) throw new ConfigurationError(problems);
    return values as ValuesOf<T>;
  }

  /** Checks every declared group; throws one `ConfigurationError` that lists all problems. */
  checkAll(): void {
    const problems = variableGroups().flatMap((group) => {
      try {
        this.read(group);
        return [];
      } catch (error) {
        return error instanceof ConfigurationError ? [...error.problems] : [String(error)];
      }
    });
    if (problems.length > 0) throw new ConfigurationError(problems);
  }

  /** Whether the variable, or its `_FILE`, was given. */
  has(name: string): boolean {
    return Boolean(this.source[name] || this.source[`${name}_FILE`]);
  }

  /** The same environment with some variables replaced. */
  with(overrides: Readonly<Record<string, string | undefined>>): Environment {
    return new Environment({ ...this.source, ...overrides });
  }

  private raw(name: string): string | undefined {
    const value = this.source[name];
    if (value !== undefined && value !== '') return value;
    const file = this.source[`${name}_FILE`];
    if (!file) return undefined;
    try {
      return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
    } catch {
      throw new Error(`${name}_FILE names ${file}, which cannot be read`);
    }
  }
}

function parse(name: string, variable: Variable, raw: string | undefined): string | number | boolean | undefined {
  if (raw === undefined) {
    if (variable.default !== undefined || variable.optional) return variable.default;
    throw new Error(`${name} is missing: ${variable.description}`);
  }
  switch (variable.type) {
    case 'text':
      if (variable.oneOf && !variable.oneOf.includes(raw)) throw new Error(`${name} must be one of ${variable.oneOf.join(', ')}`);
      return raw;
    case 'boolean':
      if (raw === 'true' || raw === 'false') return raw === 'true';
      throw new Error(`${name} must be true or false`);
    case 'integer':
      return parseInteger(name, variable, raw);
  }
}

function parseInteger(name: string, variable: IntegerVariable, raw: string): number {
  const value = Number(raw);
  const { min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER } = variable;
  if (!/^-?\d+$/.test(raw) || value < min || value > max) throw new Error(`${name} must be a whole number from ${min} to ${max}`);
  return value;
}
