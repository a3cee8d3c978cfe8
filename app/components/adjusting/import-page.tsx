import { BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris';
import { useState } from 'react';

import { FigureCard, FigureRow } from '../page/figure-card.tsx';
import { PageFrame } from '../page/page-frame.tsx';
import { useLanguage } from '../language/use-language.ts';
import { useLiveRefresh } from '../page/use-live-refresh.ts';
import { ImportDecisions } from './import-decisions.tsx';
import { ImportLines, type ShownLines } from './import-lines.tsx';
import { ImportProblems } from './import-problems.tsx';
import { ImportProgress } from './import-progress.tsx';
import { type Beyond, isUnderWay, type ShownImport } from './shown-import.ts';

interface ImportPageProps {
  readonly file: ShownImport;
  readonly page: ShownLines;
}

/** A file of adjustments: what is in it, what is wrong with it, what has come of it, and what can be done. */
export function ImportPage({ file, page }: ImportPageProps) {
  useLiveRefresh(isUnderWay(file.state));
  const { text } = useLanguage();
  const [beyond, setBeyond] = useState<Beyond>('leave');
  return (
    <PageFrame
      title={file.fileName}
      back={{ label: text('adjusting.many'), url: '/app/adjustments' }}
    >
      <BlockStack gap="400">
        <ImportProgress file={file} />
        {file.state === 'refused' && <ImportProblems file={file} />}
        {file.lines > 0 && file.state !== 'refused' && <Sums file={file} />}
        <ImportDecisions file={file} beyond={beyond} onBeyond={setBeyond} />
        {page.lines.length > 0 && <ImportLines state={file.state} page={page} beyond={beyond} />}
      </BlockStack>
    </PageFrame>
  );
}

/** What stands at the address of a file that does not exist. */
export function UnknownImportPage() {
  const { text } = useLanguage();
  return (
    <PageFrame
      title={text('adjusting.unknown.title')}
      back={{ label: text('adjusting.many'), url: '/app/adjustments' }}
    >
      <Card>
        <BlockStack gap="400">
          <Text as="p">{text('adjusting.unknown.text')}</Text>
          <InlineStack>
            <Button url="/app/adjustments">{text('adjusting.unknown.back')}</Button>
          </InlineStack>
        </BlockStack>
      </Card>
    </PageFrame>
  );
}

function Sums({ file }: { readonly file: ShownImport }) {
  const { text, format } = useLanguage();
  const { lines, members, gives, takes } = file;
  return (
    <FigureRow columns={3} phoneColumns={2}>
      <FigureCard
        label={text('adjusting.figure.members')}
        figure={format.number(members)}
        unit={text('adjusting.figure.membersUnit', { count: members })}
        notes={[text('adjusting.figure.lines', { count: lines })]}
      />
      <FigureCard
        label={text('adjusting.figure.gives')}
        figure={format.number(gives)}
        unit={text('points.unit', { count: gives })}
        notes={[]}
      />
      <FigureCard
        label={text('adjusting.figure.takes')}
        figure={format.number(takes)}
        unit={text('points.unit', { count: takes })}
        notes={[]}
      />
    </FigureRow>
  );
}
