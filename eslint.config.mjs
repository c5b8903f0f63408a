import tseslint from 'typescript-eslint';
import shortlist from './tools/eslint-rules/index.mjs';

const CODE = ['apps/**/*.ts', 'libs/**/*.ts'];
const SPECS = ['**/*.spec.ts', '**/*-spec.ts', '**/*.spec.mjs', '{apps,libs}/*/test/**'];

const readsEnvironment = { message: 'Declare a variable with defineVariables and read it from Environment.' };
const environmentOnly = [
  { selector: 'MemberExpression[object.name="process"][property.name="env"]', ...readsEnvironment },
  { selector: 'ImportDeclaration[source.value=/^(node:)?process$/] ImportSpecifier[imported.name="env"]', ...readsEnvironment },
];

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/**',
      '**/dist/**',
      '**/.nx/**',
      '**/coverage/**',
      'data/**',
      '**/.cache/**',
      'tools/eslint-rules/fixtures/**',
    ],
  },
  { linterOptions: { noInlineConfig: true } },
  ...tseslint.configs.recommended,
  {
    rules: {
      'max-lines': ['error', 300],
      'max-lines-per-function': ['error', 50],
      'no-console': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' }],
    },
  },
  {
    files: CODE,
    plugins: { shortlist },
    // Types cost about as much as all other rules together; the two rules that need them catch what tests miss: lost promises.
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        emitDecoratorMetadata: true,
        experimentalDecorators: true,
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      'no-restricted-syntax': ['error', ...environmentOnly],
      'shortlist/event-log-producers': 'error',
      'shortlist/file-names': 'error',
      'shortlist/layer-direction': 'error',
      'shortlist/no-http-exceptions': 'error',
      'shortlist/project-boundaries': 'error',
      'shortlist/route-declares-access': 'error',
    },
  },
  { files: ['**/generated/**'], rules: { 'max-lines': 'off' } },
  { files: ['libs/*/src/persistence/*.repository.ts'], rules: { 'shortlist/write-takes-tx': 'error' } },
  { files: ['libs/platform/src/http/**'], rules: { 'shortlist/no-http-exceptions': 'off' } },
  { files: ['libs/platform/**', 'libs/testing/**', 'libs/applications/src/**'], rules: { 'shortlist/event-log-producers': 'off' } },
  { files: ['libs/platform/src/config/**'], rules: { 'no-restricted-syntax': 'off' } },
  { files: ['apps/cli/**', 'tools/**', '*.mjs'], rules: { 'no-console': 'off' } },
  {
    files: SPECS,
    rules: {
      'max-lines': 'off',
      'max-lines-per-function': 'off',
      'shortlist/event-log-producers': 'off',
      'shortlist/route-declares-access': 'off',
    },
  },
);
