/** What is read of an OpenAPI document. */
export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

interface Route {
  readonly pattern: RegExp;
  readonly parameters: number;
  readonly methods: ReadonlySet<string>;
  readonly service: string;
}

/** Which service answers which path: paths of one resource may belong to several. */
export class RouteTable {
  private readonly routes: readonly Route[];

  /** `documents`: what each service says of itself, by its name. What several serve belongs to the first. */
  constructor(documents: ReadonlyMap<string, ApiDocument>) {
    const routes = [...documents].flatMap(([service, { paths }]) =>
      Object.entries(paths).map(([path, operations]) => routeOf(path, operations, service)),
    );
    this.routes = routes.toSorted((one, other) => one.parameters - other.parameters);
  }

  /** The service that has the route, or else one that has the path with another method and says so itself. */
  serviceOf(method: string, path: string): string | undefined {
    const fitting = this.routes.filter(({ pattern }) => pattern.test(path));
    const wanted = method === 'HEAD' ? 'get' : method.toLowerCase();
    return (fitting.find(({ methods }) => methods.has(wanted)) ?? fitting[0])?.service;
  }
}

/** One document of the whole API. */
export function mergedDocument(documents: ReadonlyMap<string, ApiDocument>): ApiDocument {
  const all = [...documents.values()];
  const paths: Record<string, Record<string, unknown>> = {};
  const components: Record<string, Record<string, unknown>> = {};
  for (const document of all.toReversed()) {
    for (const [path, operations] of Object.entries(document.paths)) paths[path] = { ...paths[path], ...operations };
    for (const [kind, parts] of Object.entries(document.components ?? {})) components[kind] = { ...components[kind], ...parts };
  }
  const sorted = Object.fromEntries(Object.entries(paths).toSorted(([one], [other]) => (one < other ? -1 : 1)));
  return { ...all[0], paths: sorted, components };
}

function routeOf(path: string, operations: Readonly<Record<string, unknown>>, service: string): Route {
  const parts = path.split(/\{\w+\}/);
  const pattern = new RegExp(`^${parts.map((part) => part.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&')).join('[^/]+')}/?$`);
  return { pattern, parameters: parts.length - 1, methods: new Set(Object.keys(operations)), service };
}
