import { BlockStack, Box, Card, InlineStack, Layout, Link, Text } from '@shopify/polaris';

import type { Program } from '#app/loyalty/program/program.ts';

import { ListCard } from '../page/list-card.tsx';
import { PageFrame } from '../page/page-frame.tsx';
import { PageTurning } from '../page/page-turning.tsx';
import { useLanguage } from '../language/use-language.ts';
import type { CatalogWords } from '../program-text/program-words.ts';
import { ProgramSections } from './program-sections.tsx';
import {
  nameStoredActor,
  type ShownDraft,
  type ShownVersion,
  writeMoment,
} from './shown-program.ts';
import { VersionFacts } from './version-facts.tsx';
import { VersionStateBadge } from './version-state-badge.tsx';

interface ProgramPageProps {
  readonly currency: string;
  /** What products and collections are called, by `product 7`. */
  readonly names: CatalogWords['names'];
  readonly inForce: { readonly version: number; readonly program: Program } | null;
  /** Newest first. */
  readonly versions: readonly ShownVersion[];
  readonly isNewest: boolean;
  readonly older: string | null;
  readonly draft: ShownDraft | null;
  readonly readerId: string;
}

/** The program: what is promised now, what is being prepared, and what was promised before. */
export function ProgramPage(props: ProgramPageProps) {
  const { currency, names, inForce, versions, isNewest, older, draft, readerId } = props;
  const { text } = useLanguage();
  return (
    <PageFrame
      title={text('programPage.title')}
      subtitle={text('programPage.subtitle')}
      primaryAction={{
        label: text(draft ? 'programPage.openDraft' : 'programPage.edit'),
        url: '/app/program/draft',
      }}
    >
      <Layout>
        <Layout.Section>
          {inForce ? (
            <ProgramSections
              program={inForce.program}
              currency={currency}
              names={names}
              title={text('programPage.inForce', { version: inForce.version })}
            />
          ) : (
            <Card>
              <Text as="p">{text('programPage.nothingInForce')}</Text>
            </Card>
          )}
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <BlockStack gap="400">
            <DraftCard draft={draft} readerId={readerId} />
            <ListCard
              title={text('programPage.versions')}
              footer={
                isNewest && older === null ? undefined : (
                  <PageTurning isNewest={isNewest} older={older} />
                )
              }
            >
              {versions.map((version) => (
                <VersionRow key={version.version} version={version} readerId={readerId} />
              ))}
            </ListCard>
          </BlockStack>
        </Layout.Section>
      </Layout>
    </PageFrame>
  );
}

function DraftCard({ draft, readerId }: Pick<ProgramPageProps, 'draft' | 'readerId'>) {
  const language = useLanguage();
  const { text } = language;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {text('programPage.draftTitle')}
        </Text>
        <Text as="p">
          {draft
            ? text('programPage.draftSaved', {
                who: nameStoredActor(draft.savedBy, readerId, language),
                when: writeMoment(draft.savedAt, language),
              })
            : text('programPage.begin.text')}
        </Text>
      </BlockStack>
    </Card>
  );
}

function VersionRow({
  version,
  readerId,
}: {
  readonly version: ShownVersion;
  readonly readerId: string;
}) {
  const { text } = useLanguage();
  return (
    <Box padding="400">
      <BlockStack gap="100">
        <InlineStack gap="200" align="space-between" blockAlign="center">
          <Text as="h3" variant="bodyMd" fontWeight="semibold">
            <Link url={`/app/program/versions/${version.version}`} monochrome>
              {text('programPage.version', { version: version.version })}
            </Link>
          </Text>
          <VersionStateBadge state={version.state} />
        </InlineStack>
        <VersionFacts version={version} readerId={readerId} />
      </BlockStack>
    </Box>
  );
}
