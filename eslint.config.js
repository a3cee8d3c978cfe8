import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Style says functions never exceed this; comments and blank lines are free. */
const FUNCTION_LINES_MAX = 70;

export default defineConfig(
  globalIgnores([
    'build/',
    '.cache/',
    '.data/',
    'coverage/',
    'test-results/',
    'app/db/generated/',
    'app/shopify/generated/',
  ]),
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      // Numbers read well in a template; objects, null and undefined do not.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Literals of object types are written with `type` where a union is near, with `interface` otherwise.
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      // Remix throws responses: a redirect, or an error page with its status.
      '@typescript-eslint/only-throw-error': [
        'error',
        { allow: [{ from: 'lib', name: 'Response' }] },
      ],
      'max-lines-per-function': [
        'error',
        { max: FUNCTION_LINES_MAX, skipBlankLines: true, skipComments: true },
      ],
      // Environment variables and rows read either way; the house has no opinion.
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      eqeqeq: 'error',
    },
  },
  {
    files: ['app/**', '*.ts'],
    rules: { 'no-console': 'error' },
  },
  {
    // A describe block is a chapter, not a function.
    files: ['tests/**'],
    rules: { 'max-lines-per-function': 'off' },
  },
  {
    files: ['scripts/**/*.mjs'],
    languageOptions: { globals: readonly('process', 'URL', 'setInterval', 'clearInterval') },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: { globals: readonly('module') },
  },
  {
    // What Shopify hosts, and what the sandbox hands to the browser as it is.
    files: ['extensions/**/*.js', 'sandbox/**/*.js', 'public/**/*.js'],
    languageOptions: {
      globals: readonly(
        'window',
        'document',
        'fetch',
        'customElements',
        'AbortSignal',
        'HTMLElement',
        'getComputedStyle',
        'CustomEvent',
        'URL',
        'URLSearchParams',
        'FormData',
        'location',
        'history',
        'sessionStorage',
        'setTimeout',
        'clearTimeout',
        'requestAnimationFrame',
        'crypto',
        'Option',
        'matchMedia',
        'Shopify',
      ),
    },
  },
);

/** @param {string[]} names globals that are read, never written */
function readonly(...names) {
  return Object.fromEntries(names.map((name) => [name, 'readonly']));
}
