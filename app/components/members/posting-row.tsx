import {
  BlockStack,
  Box,
  Button,
  Collapsible,
  InlineGrid,
  InlineStack,
  List,
  Text,
} from '@shopify/polaris';
import { type ReactNode, useId, useState } from 'react';

import { writeChange } from '../language/amounts.ts';
import type { ReceiptText } from '../receipts/described-receipt.ts';
import { useLanguage } from '../language/use-language.ts';

interface PostingRowProps {
  readonly receipt: ReceiptText;
  /** ISO 8601. */
  readonly at: string;
  /** Points, or null where the fact moved none. Of those that only change their place, 0, the headline says enough. */
  readonly change: number | null;
  /** Whose it is, where that is not clear from the page. */
  readonly member?: ReactNode;
  /** Whether the reasons are unfolded when the page opens. */
  readonly isOpenAtFirst?: boolean;
}

/** One thing that happened to a member's points, with the reasons behind it on request. */
export function PostingRow({
  receipt,
  at,
  change,
  member,
  isOpenAtFirst = false,
}: PostingRowProps) {
  const language = useLanguage();
  const when = language.format.dateTime(new Date(at), { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <Box padding="400">
      <InlineGrid columns="1fr auto" gap="400">
        <BlockStack gap="100">
          {member}
          <Text as="p" variant="bodyMd" fontWeight={member === undefined ? 'medium' : 'regular'}>
            {receipt.headline}
          </Text>
          <Reasons sentences={receipt.sentences} isOpenAtFirst={isOpenAtFirst}>
            <Text as="span" variant="bodySm" tone="subdued">
              <time dateTime={at}>{when}</time>
            </Text>
          </Reasons>
        </BlockStack>
        {change !== 0 && <Change points={change} />}
      </InlineGrid>
    </Box>
  );
}

function Change({ points }: { readonly points: number | null }) {
  const language = useLanguage();
  if (points === null) {
    return (
      <Text as="p" tone="subdued">
        {language.text('member.noPoints')}
      </Text>
    );
  }
  return (
    <Text as="p" fontWeight="semibold" numeric {...(points > 0 && { tone: 'success' })}>
      {writeChange(points, language)}{' '}
      <Text as="span" visuallyHidden>
        {language.text('points.unit', { count: Math.abs(points) })}
      </Text>
    </Text>
  );
}

interface ReasonsProps {
  readonly sentences: readonly string[];
  readonly isOpenAtFirst: boolean;
  /** Stands before the reasons, on the line of the button that unfolds them. */
  readonly children: ReactNode;
}

/** A single reason is said at once; an arithmetic of several steps is folded away. */
function Reasons({ sentences, isOpenAtFirst, children }: ReasonsProps) {
  const id = useId();
  const { text } = useLanguage();
  const [isOpen, setIsOpen] = useState(isOpenAtFirst);
  if (sentences.length < 2) {
    return (
      <>
        {children}
        {sentences.map((sentence) => (
          <Text key={sentence} as="p" tone="subdued">
            {sentence}
          </Text>
        ))}
      </>
    );
  }
  return (
    <>
      <InlineStack gap="200" blockAlign="center">
        {children}
        <Button
          variant="plain"
          size="micro"
          disclosure={isOpen ? 'up' : 'down'}
          ariaExpanded={isOpen}
          ariaControls={id}
          onClick={() => {
            setIsOpen(!isOpen);
          }}
        >
          {text('member.how')}
        </Button>
      </InlineStack>
      <Collapsible id={id} open={isOpen}>
        <Box color="text-secondary" paddingBlockStart="100">
          <List type="bullet" gap="extraTight">
            {sentences.map((sentence, index) => (
              <List.Item key={index}>{sentence}</List.Item>
            ))}
          </List>
        </Box>
      </Collapsible>
    </>
  );
}
