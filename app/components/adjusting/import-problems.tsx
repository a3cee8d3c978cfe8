import { Banner, BlockStack, Card, List, Text } from '@shopify/polaris';

import { useLanguage } from '../language/use-language.ts';
import { describeFileProblem, describeLineProblem } from './import-text.ts';
import type { ShownImport } from './shown-import.ts';

/** Why a file was refused: as a whole, or the lines with problems. */
export function ImportProblems({ file }: { readonly file: ShownImport }) {
  const language = useLanguage();
  const { text } = language;
  const { fileProblem, problems, problemCount } = file;
  const more = problemCount - problems.length;
  return (
    <BlockStack gap="400">
      <Banner
        tone="critical"
        title={text('adjusting.refused.title')}
        action={{ content: text('adjusting.refused.again'), url: '/app/adjustments' }}
      >
        <p>
          {fileProblem
            ? describeFileProblem(fileProblem, language)
            : text('adjusting.refused.text', { count: problemCount })}
        </p>
      </Banner>
      {problems.length > 0 && (
        <Card>
          <BlockStack gap="200">
            <Text as="h2" variant="headingSm">
              {text('adjusting.refused.lines')}
            </Text>
            <List>
              {problems.map((problem) => (
                <List.Item key={`${problem.line} ${problem.code}`}>
                  {describeLineProblem(problem, language)}
                </List.Item>
              ))}
            </List>
            {more > 0 && (
              <Text as="p" tone="subdued">
                {text('adjusting.refused.more', { count: more })}
              </Text>
            )}
          </BlockStack>
        </Card>
      )}
    </BlockStack>
  );
}
