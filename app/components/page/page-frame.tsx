import { Button, Page } from '@shopify/polaris';
import { type ReactNode, useEffect } from 'react';

import { PageSkeleton } from './page-skeleton.tsx';
import { useSlowPageChange } from './use-slow-page-change.ts';

interface PageFrameProps {
  readonly title: string;
  readonly subtitle?: string;
  /** The page above this one; every page but the home has one, or is in the navigation. */
  readonly back?: { readonly label: string; readonly url: string };
  /** A way out of the app, to a page of the Shopify admin. */
  readonly adminLink?: { readonly label: string; readonly url: string };
  /** The one thing that is done on this page, or the page on which it is done. */
  readonly primaryAction?:
    | { readonly label: string; readonly onAction: () => void; readonly isBusy: boolean }
    | { readonly label: string; readonly url: string };
  /** Another page on which something is done that belongs here. */
  readonly link?: { readonly label: string; readonly url: string };
  /** As wide as the window, for tables. */
  readonly fullWidth?: boolean;
  readonly children: ReactNode;
}

/** The frame of a page: title, way back and content, or a skeleton while another page takes its time. */
export function PageFrame({
  title,
  subtitle,
  back,
  adminLink,
  primaryAction,
  link,
  fullWidth,
  children,
}: PageFrameProps) {
  const isLeaving = useSlowPageChange();
  useEffect(() => {
    document.title = title;
  }, [title]);
  if (isLeaving) return <PageSkeleton />;
  return (
    <main>
      <Page
        title={title}
        fullWidth={fullWidth ?? false}
        {...(subtitle !== undefined && { subtitle })}
        {...(back && { backAction: { content: back.label, url: back.url } })}
        {...(primaryAction && {
          primaryAction: {
            content: primaryAction.label,
            ...('url' in primaryAction
              ? { url: primaryAction.url }
              : { onAction: primaryAction.onAction, loading: primaryAction.isBusy }),
          },
        })}
        {...(link && { secondaryActions: <Button url={link.url}>{link.label}</Button> })}
        {...(adminLink && {
          secondaryActions: (
            <Button url={adminLink.url} target="_top">
              {adminLink.label}
            </Button>
          ),
        })}
      >
        {children}
      </Page>
    </main>
  );
}
