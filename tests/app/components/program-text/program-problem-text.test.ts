import { expect, test } from 'vitest';

import { describeProblem } from '#app/components/program-text/program-problem-text.ts';
import { parseProgram } from '#app/loyalty/program/upgrade-program.ts';
import { validateProgram } from '#app/loyalty/validation/validate-program.ts';
import { languageFor } from '#app/platform/translations.server.ts';
import { orderRule, programOf } from '#tests/app/loyalty/a-program.ts';
import { aReward } from '#tests/app/loyalty/some-rules.ts';

const english = languageFor('en', 'UTC');
const german = languageFor('de', 'UTC');

test('says what is wrong with a document in the reader’s language', () => {
  const broken = { ...programOf({ order: { minimum: -1 } }), name: 7, bonus: 2 };
  const parsed = parseProgram(broken);
  const problems = parsed.ok ? [] : parsed.problems;
  expect(problems.map((problem) => [problem.path, describeProblem(problem, english)])).toEqual([
    ['name', 'A text is expected here.'],
    ['earning.order.minimum', 'At least 0 is needed.'],
    ['bonus', 'There is no such field. Perhaps it is spelled differently.'],
  ]);
  expect(problems.map((problem) => describeProblem(problem, german))).toEqual([
    'Hier wird ein Text erwartet.',
    'Es muss mindestens 0 sein.',
    'Dieses Feld gibt es nicht. Vielleicht wird es anders geschrieben.',
  ]);
});

test('writes amounts as money', () => {
  const steps = [{ points: 100, amount: 5_000 }];
  const program = programOf({
    order: orderRule({ earns: { kind: 'per_amount', points: 1, amount: 10 }, minimum: 500 }),
    rewards: [
      aReward({
        gives: { kind: 'amount_off', steps: [{ points: 1, amount: 300 }], products: 'all' },
      }),
      aReward({ key: 'b', gives: { kind: 'amount_off', steps, products: 'all' } }),
    ],
  });
  const sentences = validateProgram(program, 'EUR').map((each) => describeProblem(each, english));
  expect(sentences).toEqual([
    'An order of €5.00 earns no whole point yet.',
    '1 point is earned by spending €10.00, and €3.00 is given for that: 30% back.',
  ]);
  expect(validateProgram(program, 'EUR').map((each) => describeProblem(each, german))).toEqual([
    'Eine Bestellung über 5,00\u00A0€ bringt noch keinen ganzen Punkt.',
    '1 Punkt gibt es für Einkäufe über 10,00\u00A0€, und dafür gibt es 3,00\u00A0€: 30 % zurück.',
  ]);
});
