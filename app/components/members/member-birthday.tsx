import { useFetcher } from '@remix-run/react';
import {
  Banner,
  BlockStack,
  Button,
  ButtonGroup,
  Card,
  FormLayout,
  InlineStack,
  Select,
  Text,
  TextField,
} from '@shopify/polaris';
import { useState } from 'react';

import type { Birthday } from '#app/loyalty/actions/birthday.ts';

import { useLanguage } from '../language/use-language.ts';

const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

/** What saving a birthday answers. */
export interface BirthdayAnswer {
  readonly state: 'saved' | 'not_a_date' | 'not_a_member';
}

interface MemberBirthdayProps {
  readonly memberId: string;
  /** Null where nobody told it. */
  readonly birthday: Birthday | null;
}

/** A member's birthday, which staff write down for her. */
export function MemberBirthday({ memberId, birthday }: MemberBirthdayProps) {
  const { text } = useLanguage();
  const { submit, state, data } = useFetcher<BirthdayAnswer>();
  const [written, setWritten] = useState(() => writtenOf(birthday));
  const save = (told: WrittenFields) => {
    submit({ ...told }, { method: 'post', action: `/app/members/${memberId}/birthday` });
  };
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {text('actions.member.birthday')}
        </Text>
        {data && state === 'idle' && <SavedBanner answer={data} isGone={birthday === null} />}
        <BirthdayFields written={written} onChange={setWritten} />
        <InlineStack>
          <ButtonGroup>
            <Button
              loading={state !== 'idle'}
              onClick={() => {
                save(written);
              }}
            >
              {text('actions.member.save')}
            </Button>
            {birthday !== null && (
              <Button
                onClick={() => {
                  setWritten(writtenOf(null));
                  save(writtenOf(null));
                }}
              >
                {text('actions.member.forget')}
              </Button>
            )}
          </ButtonGroup>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

function SavedBanner({ answer, isGone }: { answer: BirthdayAnswer; isGone: boolean }) {
  const { text } = useLanguage();
  switch (answer.state) {
    case 'saved':
      return (
        <Banner
          tone="success"
          title={isGone ? text('actions.member.forgotten') : text('actions.member.saved')}
        />
      );
    case 'not_a_date':
      return <Banner tone="critical" title={text('actions.member.notADate')} />;
    case 'not_a_member':
      return <Banner tone="critical" title={text('actions.member.failed')} />;
  }
}

/** A birthday as it stands in its fields. */
interface WrittenFields {
  readonly day: string;
  readonly month: string;
  readonly year: string;
}

function writtenOf(birthday: Birthday | null): WrittenFields {
  return {
    day: String(birthday?.day ?? ''),
    month: String(birthday?.month ?? ''),
    year: String(birthday?.year ?? ''),
  };
}

interface BirthdayFieldsProps {
  readonly written: WrittenFields;
  readonly onChange: (written: WrittenFields) => void;
}

function BirthdayFields({ written, onChange }: BirthdayFieldsProps) {
  const { text, format } = useLanguage();
  const months = MONTHS.map((each) => ({
    value: String(each),
    label: format.dateTime(new Date(Date.UTC(2024, each - 1, 15)), { month: 'long' }),
  }));
  return (
    <FormLayout>
      <FormLayout.Group condensed>
        <TextField
          label={text('actions.member.day')}
          type="integer"
          inputMode="numeric"
          value={written.day}
          onChange={(day) => {
            onChange({ ...written, day });
          }}
          maxLength={2}
          autoComplete="off"
        />
        <Select
          label={text('actions.member.month')}
          options={[{ value: '', label: text('actions.member.noMonth') }, ...months]}
          value={written.month}
          onChange={(month) => {
            onChange({ ...written, month });
          }}
        />
      </FormLayout.Group>
      <TextField
        label={text('actions.member.year')}
        helpText={text('actions.member.yearHelp')}
        type="integer"
        inputMode="numeric"
        value={written.year}
        onChange={(year) => {
          onChange({ ...written, year });
        }}
        maxLength={4}
        autoComplete="off"
      />
    </FormLayout>
  );
}
