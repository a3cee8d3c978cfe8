import { Banner, BlockStack, ProgressBar, Text } from '@shopify/polaris';
import { useId } from 'react';

import { writePoints } from '../language/amounts.ts';
import { useLanguage } from '../language/use-language.ts';
import type { ShownImport } from './shown-import.ts';

/** How far the job has got with a file, or what has come of it. */
export function ImportProgress({ file }: { readonly file: ShownImport }) {
  const language = useLanguage();
  const { text } = language;
  const id = useId();
  const { state, lines, linesDone } = file;
  switch (state) {
    case 'receiving':
    case 'reading':
      return (
        <Banner tone="info" title={text(`adjusting.state.${state}`)}>
          <p>{text(state === 'reading' ? 'adjusting.readingText' : 'adjusting.receivingText')}</p>
        </Banner>
      );
    case 'applying':
    case 'undoing':
      return (
        <Banner tone="info" title={text(`adjusting.state.${state}`)}>
          <BlockStack gap="200">
            <Text as="p" id={id}>
              {text('adjusting.progress', { done: linesDone, lines })}
            </Text>
            <ProgressBar
              size="small"
              tone="primary"
              animated={false}
              ariaLabelledBy={id}
              progress={lines === 0 ? 100 : Math.round((linesDone / lines) * 100)}
            />
          </BlockStack>
        </Banner>
      );
    case 'applied':
    case 'undone':
      return (
        <Banner tone="success" title={text(`adjusting.state.${state}`)}>
          <BlockStack gap="100">
            <p>
              {text(state === 'applied' ? 'adjusting.result' : 'adjusting.resultUndone', {
                given: file.given,
                taken: file.taken,
              })}
            </p>
            {file.leftOver > 0 && (
              <p>
                {text(state === 'applied' ? 'adjusting.notThere' : 'adjusting.spentMeanwhile', {
                  points: writePoints(file.leftOver, language),
                })}
              </p>
            )}
          </BlockStack>
        </Banner>
      );
    case 'discarded':
      return (
        <Banner tone="info" title={text('adjusting.state.discarded')}>
          <p>{text('adjusting.discardedText')}</p>
        </Banner>
      );
    case 'refused':
    case 'checked':
      return null;
  }
}
