import { apiDocument } from '../api-client/api-document.mjs';
import { clientTypes } from '../api-client/client-types.mjs';
import { operationsOf } from '../api-client/operations.mjs';
import { routesPage } from '../api-client/routes-page.mjs';
import { writeGenerated } from '../reference/write-generated.mjs';

// Writes the types of the API client and the table of routes from the running routes; with `--check` says whether they are out of step.

const document = await apiDocument();
const operations = operationsOf(document);
await writeGenerated('node tools/scripts/generate-api-client.mjs', {
  'libs/api-client/src/generated/api.ts': clientTypes(document, operations),
  'docs/generated/routes.md': routesPage(operations),
});
