import { Banner, BlockStack, Layout } from '@shopify/polaris';

import type { Program } from '#app/loyalty/program/program.ts';

import { PageFrame } from '../page/page-frame.tsx';
import { useLanguage } from '../language/use-language.ts';
import type { CatalogWords } from '../program-text/program-words.ts';
import { BeginCards } from './begin-cards.tsx';
import { ChangeCard } from './change-card.tsx';
import { EditCard } from './edit-card.tsx';
import { ProblemCard } from './problem-card.tsx';
import { AnswerBanner } from './program-answer.tsx';
import { ProgramSections } from './program-sections.tsx';
import { PublishCard } from './publish-card.tsx';
import { nameStoredActor, type ShownDraft, writeMoment } from './shown-program.ts';
import { type DraftForm, useDraftForm } from './use-draft-form.ts';

interface DraftPageProps {
  readonly currency: string;
  /** What products and collections are called, by `product 7`. */
  readonly names: CatalogWords['names'];
  readonly inForce: { readonly version: number; readonly program: Program } | null;
  readonly draft: (ShownDraft & { readonly changes: readonly { readonly path: string }[] }) | null;
  readonly draftRevision: number;
  readonly readerId: string;
}

/** The draft: how to begin one, what it changes, what is wrong with it, and how it is published. */
export function DraftPage(props: DraftPageProps) {
  const { currency, names, inForce, draft, draftRevision, readerId } = props;
  const language = useLanguage();
  const { text } = language;
  const form = useDraftForm(draftRevision);
  const refused = form.answer?.outcome === 'invalid' ? form.answer.problems : [];
  return (
    <PageFrame
      title={text('programPage.draftTitle')}
      back={{ label: text('programPage.title'), url: '/app/program' }}
      {...(draft && {
        subtitle: text('programPage.draftSaved', {
          who: nameStoredActor(draft.savedBy, readerId, language),
          when: writeMoment(draft.savedAt, language),
        }),
      })}
    >
      <BlockStack gap="400">
        <AnswerBanner answer={form.answer} />
        <ProblemCard problems={refused} said={null} written={form.sentText} />
        {draft ? (
          <Draft
            form={form}
            draft={draft}
            inForce={inForce?.program ?? null}
            currency={currency}
            names={names}
          />
        ) : (
          <BeginCards form={form} versionInForce={inForce?.version ?? null} />
        )}
      </BlockStack>
    </PageFrame>
  );
}

interface DraftProps {
  readonly form: DraftForm;
  readonly draft: NonNullable<DraftPageProps['draft']>;
  readonly inForce: Program | null;
  readonly currency: string;
  readonly names: CatalogWords['names'];
}

function Draft({ form, draft, inForce, currency, names }: DraftProps) {
  const { text } = useLanguage();
  const { program, problems, changes } = draft;
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  return (
    <Layout>
      <Layout.Section>
        <BlockStack gap="400">
          {draft.isOutdated && (
            <Banner tone="warning" title={text('programPage.outdated.title')}>
              {text('programPage.outdated.text')}
            </Banner>
          )}
          {program === null && <Banner tone="warning" title={text('programPage.unreadable')} />}
          <ProblemCard
            problems={problems}
            said={program && { program, currency }}
            written={draft.text}
          />
          {program && inForce && (
            <ChangeCard
              before={inForce}
              after={program}
              changedPaths={changes.map(({ path }) => path)}
              currency={currency}
              names={names}
            />
          )}
          <EditCard key={draft.revision} form={form} draft={draft} />
          {program && (
            <ProgramSections
              program={program}
              currency={currency}
              names={names}
              title={text('programPage.draftWords')}
            />
          )}
        </BlockStack>
      </Layout.Section>
      <Layout.Section variant="oneThird">
        <PublishCard form={form} errors={errors} />
      </Layout.Section>
    </Layout>
  );
}
