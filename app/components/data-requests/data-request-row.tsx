import { useFetcher } from '@remix-run/react';
import {
  Badge,
  BlockStack,
  Box,
  Button,
  ButtonGroup,
  InlineStack,
  Link,
  Text,
} from '@shopify/polaris';
import { useEffect } from 'react';

import { memberName } from '../language/member-name.ts';
import { useDownload } from '../page/use-download.ts';
import { useLanguage } from '../language/use-language.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** From here on a request is urgent. */
const URGENT_DAYS = 7;

/** A customer's request. Times are ISO 8601. */
export interface ShownDataRequest {
  readonly id: string;
  readonly customerId: string;
  readonly memberId: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly requestedAt: string;
  readonly dueAt: string;
  readonly handedOverAt: string | null;
}

interface DataRequestRowProps {
  readonly request: ShownDataRequest;
  readonly now: string;
  /** Told whether a download has failed. */
  readonly onOutcome: (hasFailed: boolean) => void;
}

/** A request: who, until when, and the two things that are done about it. */
export function DataRequestRow({ request, now, onOutcome }: DataRequestRowProps) {
  const language = useLanguage();
  const { text, format } = language;
  const { submit, state } = useFetcher();
  const download = useDownload();
  useEffect(() => {
    if (download.state !== 'idle') onOutcome(download.state === 'failed');
  }, [download.state, onOutcome]);
  const day = (at: string) => format.dateTime(new Date(at), { dateStyle: 'long' });
  const isOpen = request.handedOverAt === null;
  const name = memberName(request, language);
  return (
    <Box padding="400">
      <BlockStack gap="300">
        <BlockStack gap="050">
          <InlineStack align="space-between" gap="200">
            <Text as="h3" variant="bodyMd" fontWeight="semibold">
              <Link
                url={`shopify://admin/customers/${request.customerId}`}
                target="_top"
                monochrome
              >
                {name}
              </Link>
            </Text>
            <DueBadge request={request} now={now} />
          </InlineStack>
          {request.email !== null && (
            <Text as="p" breakWord>
              {request.email}
            </Text>
          )}
          <Text as="p" tone="subdued">
            {text('privacy.requested', { date: day(request.requestedAt) })} ·{' '}
            {request.handedOverAt === null
              ? text('privacy.dueOn', { date: day(request.dueAt) })
              : text('privacy.handedOverOn', { date: day(request.handedOverAt) })}
          </Text>
        </BlockStack>
        <ButtonGroup>
          <Button
            accessibilityLabel={text('privacy.downloadOf', { name })}
            loading={download.state === 'busy'}
            onClick={() => {
              download.start(
                `/app/data-requests/${request.id}/export`,
                `evergreen-customer-${request.customerId}.json`,
              );
            }}
          >
            {text('privacy.download')}
          </Button>
          {isOpen && (
            <Button
              accessibilityLabel={text('privacy.handOverOf', { name })}
              loading={state !== 'idle'}
              onClick={() => {
                submit({ id: request.id }, { method: 'post' });
              }}
            >
              {text('privacy.handOver')}
            </Button>
          )}
        </ButtonGroup>
      </BlockStack>
    </Box>
  );
}

function DueBadge({ request, now }: Pick<DataRequestRowProps, 'request' | 'now'>) {
  const { text } = useLanguage();
  if (request.handedOverAt !== null) {
    return <Badge tone="success">{text('privacy.state.done')}</Badge>;
  }
  const days = Math.ceil((Date.parse(request.dueAt) - Date.parse(now)) / DAY_MS);
  if (days <= 0) return <Badge tone="critical">{text('privacy.state.overdue')}</Badge>;
  return (
    <Badge tone={days <= URGENT_DAYS ? 'warning' : 'attention'}>
      {text('privacy.state.open', { days })}
    </Badge>
  );
}
