import { useFetcher, useRevalidator } from '@remix-run/react';
import { Banner, InlineStack, Link, Spinner, Text } from '@shopify/polaris';
import { useEffect, useState } from 'react';

import type { ShownDelivery } from './shown-delivery.ts';
import { useLanguage } from '../language/use-language.ts';

const PAUSE_MS = 400;

/** A worker that runs takes a second; who has waited for this long is told. */
const PATIENCE_MS = 15_000;

/** What the page of a delivery reads. */
type Watched =
  { readonly kind: 'unknown' } | { readonly kind: 'found'; readonly delivery: ShownDelivery };

interface TestEventBannerProps {
  /** Of the delivery. */
  readonly id: string;
  readonly onDismiss: () => void;
}

/** Follows a test event until the worker has finished it, and says how long that took. */
export function TestEventBanner({ id, onDismiss }: TestEventBannerProps) {
  const { text, format } = useLanguage();
  const { delivery, isSlow } = useWatchedDelivery(id);
  const link = <Link url={`/app/deliveries/${id}`}>{text('deliveries.test.open')}</Link>;
  if (delivery?.state === 'done' && delivery.doneAt !== null) {
    const ms = Math.max(0, Date.parse(delivery.doneAt) - Date.parse(delivery.receivedAt));
    const duration = format.number(ms / 1000, {
      style: 'unit',
      unit: 'second',
      unitDisplay: 'long',
      maximumFractionDigits: 2,
    });
    return (
      <Banner
        tone="success"
        title={text('deliveries.test.doneTitle', { duration })}
        onDismiss={onDismiss}
      >
        <p>
          {text('deliveries.test.doneText')} {link}
        </p>
      </Banner>
    );
  }
  if (isSlow) {
    return (
      <Banner tone="warning" title={text('deliveries.test.slowTitle')} onDismiss={onDismiss}>
        <p>
          {text('deliveries.test.slowText')} {link}
        </p>
      </Banner>
    );
  }
  return (
    <Banner tone="info" title={text('deliveries.test.sentTitle')}>
      <InlineStack gap="200" blockAlign="center">
        <Spinner size="small" />
        <Text as="p">{text('deliveries.test.sentText')}</Text>
      </InlineStack>
    </Banner>
  );
}

function useWatchedDelivery(id: string) {
  const { load, data, state } = useFetcher<Watched>();
  const { revalidate } = useRevalidator();
  const [isSlow, setIsSlow] = useState(false);
  const found = data?.kind === 'found' && data.delivery.id === id ? data.delivery : undefined;
  const isDone = found?.state === 'done';
  useEffect(() => {
    if (isDone || state !== 'idle') return undefined;
    const timer = setTimeout(() => {
      load(`/app/deliveries/${id}`);
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [id, isDone, state, load]);
  useEffect(() => {
    setIsSlow(false);
    const timer = setTimeout(() => {
      setIsSlow(true);
    }, PATIENCE_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [id]);
  // The list behind the banner shows it as done, too.
  useEffect(() => {
    if (isDone) revalidate();
  }, [isDone, revalidate]);
  return { delivery: found, isSlow };
}
