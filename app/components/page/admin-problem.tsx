import { useRevalidator } from '@remix-run/react';
import { Banner, Page } from '@shopify/polaris';
import { useTranslations } from 'use-intl/react';

/**
 * Stands in for a page of the admin that could not be shown.
 * @param isMissing there is nothing at this address, so trying again is no use
 */
export function AdminProblem({ isMissing }: { readonly isMissing: boolean }) {
  const text = useTranslations('problem');
  // Not by loading the page again: inside the frame its address has lost what the admin had added to it.
  const { revalidate, state } = useRevalidator();
  return (
    <Page>
      {isMissing ? (
        <Banner
          title={text('notFoundTitle')}
          tone="warning"
          action={{ content: text('home'), url: '/app' }}
        >
          <p>{text('notFoundText')}</p>
        </Banner>
      ) : (
        <Banner
          title={text('title')}
          tone="critical"
          action={{
            content: text('retry'),
            onAction: revalidate,
            loading: state === 'loading',
          }}
        >
          <p>{text('text')}</p>
        </Banner>
      )}
    </Page>
  );
}
