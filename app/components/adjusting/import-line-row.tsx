import { BlockStack, Box, IndexTable, InlineStack, Link, Text } from '@shopify/polaris';

import { writeChange, writePoints } from '../language/amounts.ts';
import type { Language } from '../language/language.ts';
import { useLanguage } from '../language/use-language.ts';
import { memberName } from '../language/member-name.ts';
import type { Beyond, ShownLine } from './shown-import.ts';

interface LineProps {
  readonly line: ShownLine;
  readonly isPreview: boolean;
  readonly beyond: Beyond;
}

/** A line of a file in the columns of a table. */
export function ImportLineCells({ line, isPreview, beyond }: LineProps) {
  const language = useLanguage();
  return (
    <>
      <IndexTable.Cell>{language.format.number(line.line)}</IndexTable.Cell>
      <IndexTable.Cell className="admin-wrapping-cell">
        <MemberLink line={line} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" alignment="end" numeric>
          {writeChange(line.points, language)}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell className="admin-wrapping-cell">
        <Text as="p" alignment="end" numeric>
          {isPreview ? writeBalances(line, beyond, language) : writeDone(line, language)}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell className="admin-wrapping-cell">
        <Text as="span" breakWord>
          {line.reason}
        </Text>
      </IndexTable.Cell>
    </>
  );
}

/** The same below one another, on a phone. */
export function ImportLineCondensed({ line, isPreview, beyond }: LineProps) {
  const language = useLanguage();
  return (
    <Box padding="300" width="100%">
      <BlockStack gap="100">
        <InlineStack align="space-between" blockAlign="start" gap="200" wrap={false}>
          <MemberLink line={line} />
          <Text as="span" fontWeight="semibold" numeric>
            {writeChange(line.points, language)}
          </Text>
        </InlineStack>
        <Text as="p">
          {isPreview
            ? writeBalances(line, beyond, language)
            : language.text('adjusting.lines.cameTo', { done: writeDone(line, language) })}
        </Text>
        <Text as="p" variant="bodySm" tone="subdued" breakWord>
          {language.text('adjusting.lines.where', { line: line.line, reason: line.reason })}
        </Text>
      </BlockStack>
    </Box>
  );
}

function MemberLink({ line }: Pick<LineProps, 'line'>) {
  return (
    <Text as="span" fontWeight="semibold" breakWord>
      <Link monochrome removeUnderline url={`/app/members/${line.memberId}`}>
        {memberName(line, useLanguage())}
      </Link>
    </Text>
  );
}

/** `467 → 517 points`, and what is not there to be taken. */
function writeBalances({ points, preview }: ShownLine, beyond: Beyond, language: Language): string {
  const { text } = language;
  if (preview === null) return text('adjusting.lines.unknown');
  const { before, after } = preview[beyond];
  const change = text('adjusting.lines.balance', {
    before: before.available,
    after: after.available,
  });
  if (after.owed > 0) {
    return text('adjusting.lines.owing', { change, points: writePoints(after.owed, language) });
  }
  return before.available < -points
    ? text('adjusting.lines.short', { change, there: before.available, asked: -points })
    : change;
}

/** What was really given or taken. */
function writeDone({ points, adjusted }: ShownLine, language: Language): string {
  if (adjusted === null) return language.text('adjusting.lines.waiting');
  const done = writeChange(adjusted, language);
  if (adjusted === points) return done;
  return language.text('adjusting.lines.partly', { done, asked: writeChange(points, language) });
}
