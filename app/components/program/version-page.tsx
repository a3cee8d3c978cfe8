import { useFetcher } from '@remix-run/react';
import { BlockStack, Button, Card, InlineStack, Layout, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';

import type { Program } from '#app/loyalty/program/program.ts';

import { PageFrame } from '../page/page-frame.tsx';
import { useLanguage } from '../language/use-language.ts';
import type { CatalogWords } from '../program-text/program-words.ts';
import { ChangeCard } from './change-card.tsx';
import { DownloadButton } from './download-button.tsx';
import { ProblemCard } from './problem-card.tsx';
import { AnswerBanner, type ProgramAnswer } from './program-answer.tsx';
import { ProgramSections } from './program-sections.tsx';
import type { ShownVersion } from './shown-program.ts';
import { VersionFacts } from './version-facts.tsx';
import { VersionStateBadge } from './version-state-badge.tsx';

interface VersionPageProps {
  readonly version: ShownVersion & {
    readonly program: Program;
    readonly currency: string;
    readonly inForce: { readonly program: Program } | null;
    readonly changesFromInForce: readonly { readonly path: string }[];
  };
  /** What products and collections are called, by `product 7`. */
  readonly names: CatalogWords['names'];
  readonly readerId: string;
}

/** A version: what it says, when it holds, and what can be done about it. */
export function VersionPage({ version, names, readerId }: VersionPageProps) {
  const { text } = useLanguage();
  const { submit, state, data } = useFetcher<ProgramAnswer>();
  const { program, currency, inForce } = version;
  const ask = (fields: Readonly<Record<string, string>>) => {
    submit(fields, { method: 'post' });
  };
  return (
    <PageFrame
      title={text('programPage.version', { version: version.version })}
      back={{ label: text('programPage.title'), url: '/app/program' }}
    >
      <BlockStack gap="400">
        <AnswerBanner answer={data} />
        {data?.outcome === 'invalid' && (
          <ProblemCard said={null} written={null} problems={data.problems} />
        )}
        <Layout>
          <Layout.Section>
            <BlockStack gap="400">
              {inForce && version.state !== 'in_force' && (
                <ChangeCard
                  before={inForce.program}
                  after={program}
                  changedPaths={version.changesFromInForce.map(({ path }) => path)}
                  currency={currency}
                  names={names}
                />
              )}
              <ProgramSections
                program={program}
                currency={currency}
                names={names}
                title={text('programPage.words')}
              />
            </BlockStack>
          </Layout.Section>
          <Layout.Section variant="oneThird">
            <BlockStack gap="400">
              <FactsCard version={version} readerId={readerId} />
              {version.state === 'scheduled' && (
                <ActionCard what="withdraw" isBusy={state !== 'idle'} onAsk={ask} />
              )}
              {version.state === 'superseded' && (
                <ActionCard what="rollBack" isBusy={state !== 'idle'} onAsk={ask} />
              )}
            </BlockStack>
          </Layout.Section>
        </Layout>
      </BlockStack>
    </PageFrame>
  );
}

function FactsCard({ version, readerId }: Omit<VersionPageProps, 'names'>) {
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack>
          <VersionStateBadge state={version.state} />
        </InlineStack>
        <VersionFacts version={version} readerId={readerId} />
        <DownloadButton
          url={`/app/program/versions/${version.version}/export`}
          fileName={`program-version-${version.version}.json`}
        />
      </BlockStack>
    </Card>
  );
}

interface ActionCardProps {
  readonly what: 'withdraw' | 'rollBack';
  readonly isBusy: boolean;
  readonly onAsk: (fields: Readonly<Record<string, string>>) => void;
}

function ActionCard({ what, isBusy, onAsk }: ActionCardProps) {
  const { text } = useLanguage();
  const [note, setNote] = useState('');
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {text(`programPage.${what}.title`)}
        </Text>
        <Text as="p">{text(`programPage.${what}.text`)}</Text>
        {what === 'rollBack' && (
          <TextField
            label={text('programPage.publishing.note')}
            value={note}
            onChange={setNote}
            maxLength={500}
            autoComplete="off"
          />
        )}
        <InlineStack>
          <Button
            loading={isBusy}
            {...(what === 'withdraw' && { tone: 'critical' })}
            onClick={() => {
              onAsk({ intent: what, note });
            }}
          >
            {text(`programPage.${what}.action`)}
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

/** What stands at the address of a version that does not exist. */
export function UnknownVersionPage() {
  const { text } = useLanguage();
  return (
    <PageFrame
      title={text('programPage.unknownTitle')}
      back={{ label: text('programPage.title'), url: '/app/program' }}
    >
      <Card>
        <BlockStack gap="400">
          <Text as="p">{text('programPage.unknownText')}</Text>
          <InlineStack>
            <Button url="/app/program">{text('programPage.backToProgram')}</Button>
          </InlineStack>
        </BlockStack>
      </Card>
    </PageFrame>
  );
}
