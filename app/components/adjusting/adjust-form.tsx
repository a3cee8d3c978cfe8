import {
  Button,
  Card,
  ChoiceList,
  FormLayout,
  InlineStack,
  Text,
  TextField,
} from '@shopify/polaris';
import { useState } from 'react';

import { ADJUSTMENT_POINTS_MAX, REASON_LENGTH_MAX } from '#app/loyalty/adjusting/adjustment.ts';

import { writePoints } from '../language/amounts.ts';
import { useLanguage } from '../language/use-language.ts';

/** What was filled in, as a form sends it. */
export interface FilledIn {
  readonly direction: 'give' | 'take';
  readonly points: string;
  readonly reason: string;
  readonly beyond: 'refuse' | 'owe';
}

interface AdjustFormProps {
  /** Points that the member can spend now. */
  readonly available: number;
  /** Fields that were not right when they were sent. */
  readonly wrong: readonly string[];
  readonly isBusy: boolean;
  readonly onSend: (filledIn: FilledIn & Record<string, string>) => void;
}

const EMPTY: FilledIn = { direction: 'give', points: '', reason: '', beyond: 'refuse' };

/** How many points, in which direction, and why. */
export function AdjustForm({ available, wrong, isBusy, onSend }: AdjustFormProps) {
  const language = useLanguage();
  const { text } = language;
  const [filledIn, setFilledIn] = useState(EMPTY);
  const change = (changed: Partial<FilledIn>) => {
    setFilledIn({ ...filledIn, ...changed });
  };
  const isGiving = filledIn.direction === 'give';
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSend({ ...filledIn, beyond: isGiving ? 'refuse' : filledIn.beyond });
      }}
    >
      <Card>
        <FormLayout>
          <Text as="p" tone="subdued">
            {text('adjusting.form.has', { points: writePoints(available, language) })}
          </Text>
          <Direction {...filledIn} onChange={change} />
          <TextField
            label={text('adjusting.form.points')}
            type="integer"
            min={1}
            max={ADJUSTMENT_POINTS_MAX}
            autoComplete="off"
            value={filledIn.points}
            onChange={(points) => {
              change({ points });
            }}
            error={wrong.includes('points') && text('adjusting.form.pointsWrong')}
          />
          <TextField
            label={text('adjusting.form.reason')}
            helpText={text('adjusting.form.reasonHelp')}
            maxLength={REASON_LENGTH_MAX}
            autoComplete="off"
            value={filledIn.reason}
            onChange={(reason) => {
              change({ reason });
            }}
            error={wrong.includes('reason') && text('adjusting.form.reasonWrong')}
          />
          {!isGiving && <Beyond {...filledIn} onChange={change} />}
          <InlineStack align="end">
            <Button submit variant="primary" loading={isBusy}>
              {text(isGiving ? 'adjusting.form.doGive' : 'adjusting.form.doTake')}
            </Button>
          </InlineStack>
        </FormLayout>
      </Card>
    </form>
  );
}

type ChoiceProps = FilledIn & { readonly onChange: (changed: Partial<FilledIn>) => void };

function Direction({ direction, onChange }: ChoiceProps) {
  const { text } = useLanguage();
  return (
    <ChoiceList
      title={text('adjusting.form.direction')}
      choices={[
        { label: text('adjusting.form.give'), value: 'give' },
        { label: text('adjusting.form.take'), value: 'take' },
      ]}
      selected={[direction]}
      onChange={([chosen]) => {
        onChange({ direction: chosen === 'take' ? 'take' : 'give' });
      }}
    />
  );
}

function Beyond({ beyond, onChange }: ChoiceProps) {
  const { text } = useLanguage();
  return (
    <ChoiceList
      title={text('adjusting.form.beyond')}
      choices={[
        { label: text('adjusting.form.refuse'), value: 'refuse' },
        {
          label: text('adjusting.form.owe'),
          helpText: text('adjusting.form.oweHelp'),
          value: 'owe',
        },
      ]}
      selected={[beyond]}
      onChange={([chosen]) => {
        onChange({ beyond: chosen === 'owe' ? 'owe' : 'refuse' });
      }}
    />
  );
}
