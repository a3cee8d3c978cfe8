import { Banner, BlockStack, ProgressBar, Text } from '@shopify/polaris';
import { useId } from 'react';

import type { BoundedCount } from '../page/bounded-count.ts';
import { useLanguage } from '../language/use-language.ts';

interface RetryBannerProps {
  readonly queued: number;
  /** Whether more than these are to be retried. */
  readonly isMore: boolean;
  /** What is in line at the moment. */
  readonly inLine: BoundedCount;
  readonly onDismiss: () => void;
}

/** How far deliveries that were put in line together have been worked off. */
export function RetryBanner({ queued, isMore, inLine, onDismiss }: RetryBannerProps) {
  const id = useId();
  const { text } = useLanguage();
  if (queued === 0) {
    return (
      <Banner tone="info" title={text('deliveries.retry.noneTitle')} onDismiss={onDismiss}>
        <p>{text('deliveries.retry.noneText')}</p>
      </Banner>
    );
  }
  // Others may have joined the line meanwhile.
  const left = Math.min(inLine.count, queued);
  if (left === 0) {
    return (
      <Banner
        tone="success"
        title={text('deliveries.retry.doneTitle', { count: queued })}
        onDismiss={onDismiss}
      >
        <p>{isMore ? text('deliveries.retry.moreText') : text('deliveries.retry.doneText')}</p>
      </Banner>
    );
  }
  return (
    <Banner tone="info" title={text('deliveries.retry.title', { count: queued })}>
      <BlockStack gap="200">
        <Text as="p" id={id}>
          {text('deliveries.retry.left', { count: left })}
        </Text>
        <ProgressBar
          size="small"
          tone="primary"
          animated={false}
          ariaLabelledBy={id}
          progress={Math.round(((queued - left) / queued) * 100)}
        />
      </BlockStack>
    </Banner>
  );
}
