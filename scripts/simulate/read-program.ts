import { readFile } from 'node:fs/promises';

import type { Language } from '#app/components/language/language.ts';
import { describeProblem } from '#app/components/program-text/program-problem-text.ts';
import { presetFor, type PresetName, PRESETS } from '#app/loyalty/presets/presets.ts';
import type { Program } from '#app/loyalty/program/program.ts';
import { readProgramText } from '#app/loyalty/program/program-text.ts';

import { PlainError } from '../support/plain-error.ts';

/** A program in a shop's currency, in which a preset's money is; null for one with hundredths. */
export type ProgramIn = (currency: string | null) => Program;

/**
 * The program that somebody names: a preset, or a file with its document.
 * @param language in which is said what is wrong with it
 * @throws PlainError where there is none, or what there is is no program
 */
export async function readProgramOf(name: string, language: Language): Promise<ProgramIn> {
  if (isPreset(name)) {
    return (currency) => (currency === null ? PRESETS[name] : presetFor(name, currency));
  }
  const text = await readFile(name, 'utf8').catch(() => {
    const presets = Object.keys(PRESETS).join(', ');
    throw new PlainError(`${name} is no file that can be read, and no preset (${presets}).`);
  });
  const parsed = readProgramText(text);
  if (parsed.ok) return () => parsed.program;
  const problems = parsed.problems.map((problem) => {
    const place = problem.path === '' ? '' : `${problem.path}: `;
    return `- ${place}${describeProblem(problem, language)}`;
  });
  throw new PlainError(`${name} is no program:\n${problems.join('\n')}`);
}

function isPreset(name: string): name is PresetName {
  return Object.hasOwn(PRESETS, name);
}
