import { useFetcher } from '@remix-run/react';
import {
  Banner,
  BlockStack,
  Button,
  ButtonGroup,
  Card,
  ChoiceList,
  InlineStack,
  Text,
} from '@shopify/polaris';
import { useState } from 'react';

import { useLanguage } from '../language/use-language.ts';
import type { Beyond, ShownImport } from './shown-import.ts';

/** What a decision came to. */
export type DecisionAnswer = 'decided' | 'not_now' | 'unknown';

interface ImportDecisionsProps extends BeyondProps {
  readonly file: ShownImport;
}

interface BeyondProps {
  readonly beyond: Beyond;
  readonly onBeyond: (beyond: Beyond) => void;
}

/** What can be decided about a file now: to carry it out or not, or to take it back. */
export function ImportDecisions({ file, ...beyond }: ImportDecisionsProps) {
  const { text } = useLanguage();
  const { submit, state, data } = useFetcher<DecisionAnswer>();
  const isBusy = state !== 'idle';
  const decide = (decision: Record<string, string>) => {
    submit(decision, { method: 'post' });
  };
  return (
    <BlockStack gap="400">
      {data === 'not_now' && (
        <Banner tone="warning" title={text('adjusting.notNowTitle')}>
          <p>{text('adjusting.notNow')}</p>
        </Banner>
      )}
      {file.state === 'checked' && (
        <Confirm file={file} isBusy={isBusy} onDecide={decide} {...beyond} />
      )}
      {(file.state === 'applied' || file.state === 'applying') && (
        <Undo isBusy={isBusy} onDecide={decide} />
      )}
    </BlockStack>
  );
}

interface DecidingProps {
  readonly isBusy: boolean;
  readonly onDecide: (decision: Record<string, string>) => void;
}

function Confirm({
  file,
  beyond,
  onBeyond,
  isBusy,
  onDecide,
}: DecidingProps & ImportDecisionsProps) {
  const { text } = useLanguage();
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingSm">
          {text('adjusting.confirm.title')}
        </Text>
        {file.takes > 0 && (
          <ChoiceList
            title={text('adjusting.confirm.beyond')}
            choices={[
              { label: text('adjusting.confirm.leave'), value: 'leave' },
              {
                label: text('adjusting.confirm.owe'),
                helpText: text('adjusting.form.oweHelp'),
                value: 'owe',
              },
            ]}
            selected={[beyond]}
            onChange={([chosen]) => {
              onBeyond(chosen === 'owe' ? 'owe' : 'leave');
            }}
          />
        )}
        <Text as="p" tone="subdued">
          {text('adjusting.confirm.undoable')}
        </Text>
        <InlineStack align="end">
          <ButtonGroup>
            <Button
              disabled={isBusy}
              onClick={() => {
                onDecide({ kind: 'discard' });
              }}
            >
              {text('adjusting.confirm.discard')}
            </Button>
            <Button
              variant="primary"
              loading={isBusy}
              onClick={() => {
                onDecide({ kind: 'confirm', beyond });
              }}
            >
              {text('adjusting.confirm.do', { lines: file.lines })}
            </Button>
          </ButtonGroup>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

function Undo({ isBusy, onDecide }: DecidingProps) {
  const { text } = useLanguage();
  const [isAsking, setIsAsking] = useState(false);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {text('adjusting.undo.title')}
        </Text>
        <Text as="p">{text('adjusting.undo.text')}</Text>
        {isAsking ? (
          <ButtonGroup>
            <Button
              variant="primary"
              tone="critical"
              loading={isBusy}
              onClick={() => {
                onDecide({ kind: 'undo' });
              }}
            >
              {text('adjusting.undo.really')}
            </Button>
            <Button
              disabled={isBusy}
              onClick={() => {
                setIsAsking(false);
              }}
            >
              {text('adjusting.undo.keep')}
            </Button>
          </ButtonGroup>
        ) : (
          <InlineStack>
            <Button
              tone="critical"
              onClick={() => {
                setIsAsking(true);
              }}
            >
              {text('adjusting.undo.do')}
            </Button>
          </InlineStack>
        )}
      </BlockStack>
    </Card>
  );
}
