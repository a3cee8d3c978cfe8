import { Banner, Box } from '@shopify/polaris';

import type { ProgramProblem } from '#app/loyalty/program/program-problems.ts';

import type { Language } from '../language/language.ts';
import { useLanguage } from '../language/use-language.ts';
import { writeMoment } from './shown-program.ts';

/** What a wish about the program or its draft came to. Times are ISO 8601 on the page. */
export type ProgramAnswer =
  | { readonly outcome: 'saved' }
  | { readonly outcome: 'discarded' | 'no_time' | 'in_force_already' | 'unknown' }
  | { readonly outcome: 'withdrawn' | 'withdrawn_before' | 'has_begun' }
  | { readonly outcome: 'invalid'; readonly problems: readonly ProgramProblem[] }
  | { readonly outcome: 'draft_moved_on' }
  | {
      readonly outcome: 'published';
      readonly version: number;
      readonly inForceFrom: Date | string;
      readonly hasBegun: boolean;
    }
  | { readonly outcome: 'in_the_past'; readonly earliest: Date | string }
  | { readonly outcome: 'too_far_ahead'; readonly latest: Date | string }
  | { readonly outcome: 'too_many_scheduled'; readonly scheduledMax: number };

/** Says what a wish came to, to screen readers too. */
export function AnswerBanner({ answer }: { readonly answer: ProgramAnswer | undefined }) {
  const language = useLanguage();
  return (
    <Box role="status">
      {answer && (
        <Banner
          tone={SUCCESSES.has(answer.outcome) ? 'success' : 'warning'}
          title={writeAnswer(answer, language)}
        />
      )}
    </Box>
  );
}

const SUCCESSES: ReadonlySet<ProgramAnswer['outcome']> = new Set([
  'saved',
  'discarded',
  'published',
  'withdrawn',
]);

function writeAnswer(answer: ProgramAnswer, language: Language): string {
  const { text } = language;
  const write = (moment: Date | string) => writeMoment(String(moment), language);
  switch (answer.outcome) {
    case 'saved':
    case 'discarded':
    case 'invalid':
    case 'unknown':
    case 'withdrawn':
      return text(`programPage.answer.${answer.outcome}`);
    case 'withdrawn_before':
      return text('programPage.answer.withdrawn');
    case 'published': {
      const { version, hasBegun, inForceFrom } = answer;
      return hasBegun
        ? text('programPage.answer.published', { version })
        : text('programPage.answer.scheduled', { version, when: write(inForceFrom) });
    }
    case 'draft_moved_on':
      return text('programPage.answer.movedOn');
    case 'in_the_past':
      return text('programPage.answer.inThePast', { when: write(answer.earliest) });
    case 'too_far_ahead':
      return text('programPage.answer.tooFarAhead', { when: write(answer.latest) });
    case 'too_many_scheduled':
      return text('programPage.answer.tooMany', { count: answer.scheduledMax });
    case 'no_time':
      return text('programPage.answer.noTime');
    case 'has_begun':
      return text('programPage.answer.hasBegun');
    case 'in_force_already':
      return text('programPage.answer.inForceAlready');
  }
}
