import { BlockStack, Box, InlineStack, Link, Text } from '@shopify/polaris';

import {
  describeAction,
  linkToSubject,
  type LoggedAction,
  type LoggedActor,
  nameActor,
} from './activity-text.ts';
import { ListCard } from '../page/list-card.tsx';
import { PageFrame } from '../page/page-frame.tsx';
import { PageTurning } from '../page/page-turning.tsx';
import { TeachingEmptyState } from '../page/teaching-empty-state.tsx';
import { useLanguage } from '../language/use-language.ts';

/** An entry of the log. */
interface LoggedEntry extends LoggedAction {
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  readonly actor: LoggedActor;
}

interface ActivityPageProps {
  /** Newest first. */
  readonly entries: readonly LoggedEntry[];
  readonly isNewest: boolean;
  readonly older: string | null;
}

/** What staff did, and what was done at Shopify's demand. */
export function ActivityPage({ entries, isNewest, older }: ActivityPageProps) {
  const { text } = useLanguage();
  return (
    <PageFrame
      title={text('activity.title')}
      subtitle={text('activity.subtitle')}
      back={{ label: text('settings.title'), url: '/app/settings' }}
    >
      <ListCard
        title={text('activity.listTitle')}
        footer={
          isNewest && older === null ? undefined : <PageTurning isNewest={isNewest} older={older} />
        }
      >
        {entries.length === 0 ? (
          <TeachingEmptyState
            title={text('activity.emptyTitle')}
            text={text('activity.emptyText')}
          />
        ) : (
          entries.map((entry) => <Entry key={entry.id} entry={entry} />)
        )}
      </ListCard>
    </PageFrame>
  );
}

function Entry({ entry }: { readonly entry: LoggedEntry }) {
  const language = useLanguage();
  const link = linkToSubject(entry.subject, language);
  const when = language.format.dateTime(new Date(entry.at), {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  return (
    <Box padding="400">
      <BlockStack gap="100">
        <InlineStack align="space-between" gap="200">
          <Text as="p" fontWeight="medium" breakWord>
            {describeAction(entry, language)}
          </Text>
          {link && (
            <Link url={link.url} {...(link.isAdmin && { target: '_top' })}>
              {link.label}
            </Link>
          )}
        </InlineStack>
        <Text as="p" variant="bodySm" tone="subdued">
          {nameActor(entry.actor, language)} · <time dateTime={entry.at}>{when}</time>
        </Text>
      </BlockStack>
    </Box>
  );
}
