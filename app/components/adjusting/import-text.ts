import type { BadgeProps } from '@shopify/polaris';

import type { ProblemOfFile, ProblemOfLine } from '#app/loyalty/adjusting/import-problem.ts';

import type { Language } from '../language/language.ts';
import type { ShownImport, ShownImportState } from './shown-import.ts';

/** How much a state asks for attention. */
export function toneOfState(state: ShownImportState): Exclude<BadgeProps['tone'], undefined> {
  switch (state) {
    case 'refused':
      return 'critical';
    case 'checked':
      return 'attention';
    case 'reading':
    case 'applying':
    case 'undoing':
      return 'info';
    case 'applied':
      return 'success';
    case 'receiving':
    case 'discarded':
    case 'undone':
      return 'enabled';
  }
}

/** What a file gives and takes: `12 lines · +1,050 · −20`. */
export function describeSums({ lines, gives, takes }: ShownImport, language: Language): string {
  return language.text('adjusting.sums', { lines, gives, takes });
}

/** What is wrong with a line, in words. */
export function describeLineProblem({ line, code }: ProblemOfLine, { text }: Language): string {
  return text('adjusting.problemOfLine', { line, problem: text(`adjusting.problem.${code}`) });
}

/** What is wrong with a file as a whole. */
export function describeFileProblem(problem: ProblemOfFile, { text }: Language): string {
  switch (problem.code) {
    case 'columns_missing':
    case 'columns_repeated': {
      const columns = problem.columns.map((column) => text(`adjusting.column.${column}`));
      return text(`adjusting.fileProblem.${problem.code}`, { columns: columns.join(', ') });
    }
    case 'unreadable':
      return text('adjusting.fileProblem.unreadable', { line: problem.line });
    default:
      return text(`adjusting.fileProblem.${problem.code}`);
  }
}
