import { Banner, BlockStack, Link, List, Text } from '@shopify/polaris';

import { memberName } from '../language/member-name.ts';
import type { ShownAlarm } from './shown-checks.ts';
import { useLanguage } from '../language/use-language.ts';

/** The ledger does not add up: what was found, since when, whom it concerns, and what is to be done. */
export function LedgerAlarm({ alarm }: { readonly alarm: ShownAlarm | null }) {
  const language = useLanguage();
  const { text, format } = language;
  if (!alarm) return null;
  const moment = { dateStyle: 'long', timeStyle: 'short' } as const;
  const since = format.dateTime(new Date(alarm.since), moment);
  return (
    <Banner tone="critical" title={text('home.alarm.title', { count: alarm.drifts })}>
      <BlockStack gap="200">
        <Text as="p">{text('home.alarm.text', { since })}</Text>
        <List>
          {alarm.kinds.map(({ kind, count }) => (
            <List.Item key={kind}>{text(`home.alarm.kind.${kind}`, { count })}</List.Item>
          ))}
        </List>
        {alarm.members.length > 0 && (
          <Text as="p">
            {text('home.alarm.members')}{' '}
            {alarm.members.map((member, index) => (
              <span key={member.memberId}>
                {index > 0 && ', '}
                <Link url={`/app/members/${member.memberId}`}>{memberName(member, language)}</Link>
              </span>
            ))}
            {alarm.otherMembers > 0 &&
              ` ${text('home.alarm.others', { count: alarm.otherMembers })}`}
          </Text>
        )}
        <Text as="p">{text('home.alarm.nextStep')}</Text>
      </BlockStack>
    </Banner>
  );
}
