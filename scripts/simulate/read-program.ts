import { readFile } from 'node:fs/promises';

import { PRESETS } from '#app/loyalty/presets.ts';
import type { Program } from '#app/loyalty/program.ts';
import { readProgramText } from '#app/loyalty/program-text.ts';

import { PlainError } from '../support/plain-error.ts';

/**
 * The program that somebody names: a preset, or a file with its document.
 * @throws PlainError where there is none, or what there is is no program
 */
export async function readProgramOf(name: string): Promise<Program> {
  const preset = Object.entries(PRESETS).find(([key]) => key === name)?.[1];
  if (preset) return preset;
  const text = await readFile(name, 'utf8').catch(() => {
    const presets = Object.keys(PRESETS).join(', ');
    throw new PlainError(`${name} is no file that can be read, and no preset (${presets}).`);
  });
  const parsed = readProgramText(text);
  if (parsed.ok) return parsed.program;
  const problems = parsed.problems.map(({ path, code, detail }) =>
    ['-', path || 'document', code, ...Object.values(detail)].join(' '),
  );
  throw new PlainError(`${name} is no program:\n${problems.join('\n')}`);
}
