import {
  Badge,
  BlockStack,
  Box,
  Button,
  Card,
  Divider,
  InlineGrid,
  InlineStack,
  ProgressBar,
  Text,
} from '@shopify/polaris';

import type { OnOff, ThemeEditorLinks } from '../storefront/storefront-state.ts';
import { useLanguage } from '../language/use-language.ts';
import { useStorefrontState } from '../storefront/use-storefront-state.ts';

interface SetupGuideProps {
  readonly links: ThemeEditorLinks;
  /** Whether another program is in force than the one that every shop begins with. */
  readonly isProgramChosen: boolean;
}

/** The steps from an installed app to the first points, for a shop that has given none yet. */
export function SetupGuide({ links, isProgramChosen }: SetupGuideProps) {
  const { text } = useLanguage();
  const { embed, block } = useStorefrontState();
  // The guide is gone once points were given, so that its last step is always still to do.
  const steps = [isProgramChosen ? 'on' : 'off', embed, block];
  const done = steps.filter((state) => state === 'on').length;
  const all = 4;
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {text('home.setup.title')}
          </Text>
          <Text as="p" tone="subdued">
            {text('home.setup.text')}
          </Text>
        </BlockStack>
        <BlockStack gap="100">
          <Text as="p" variant="bodySm">
            {text('home.setup.progress', { done, all })}
          </Text>
          <ProgressBar
            progress={(done / all) * 100}
            size="small"
            tone="success"
            ariaLabelledBy={STEPS_ID}
          />
        </BlockStack>
        <BlockStack gap="400" id={STEPS_ID}>
          <ProgramStep isChosen={isProgramChosen} />
          <Divider />
          <Step
            title={text('home.setup.embedTitle')}
            text={text('home.setup.embedText')}
            state={embed}
            action={{
              label: text('home.setup.embedAction'),
              url: links.embed,
              isNext: isProgramChosen,
            }}
          />
          <Divider />
          <Step
            title={text('home.setup.blockTitle')}
            text={text('home.setup.blockText')}
            state={block}
            action={{
              label: text('home.setup.blockAction'),
              url: links.block,
              isNext: isProgramChosen && embed === 'on',
            }}
          />
          <Divider />
          <Step
            title={text('home.setup.orderTitle')}
            text={text('home.setup.orderText')}
            state="off"
          />
        </BlockStack>
      </BlockStack>
    </Card>
  );
}

function ProgramStep({ isChosen }: { readonly isChosen: boolean }) {
  const { text } = useLanguage();
  return (
    <Step
      title={text('home.setup.programTitle')}
      text={text('home.setup.programText')}
      state={isChosen ? 'on' : 'off'}
      action={{
        label: text('home.setup.programAction'),
        url: '/app/program/draft',
        isNext: true,
        isHere: true,
      }}
    />
  );
}

const STEPS_ID = 'setup-steps';

interface StepProps {
  readonly title: string;
  readonly text: string;
  readonly state: OnOff;
  readonly action?: {
    readonly label: string;
    readonly url: string;
    readonly isNext: boolean;
    /** A page of this app, not one of the admin's that opens beside it. */
    readonly isHere?: boolean;
  };
}

function Step({ title, text, state, action }: StepProps) {
  return (
    <InlineGrid columns={{ xs: 1, sm: '1fr auto' }} gap="300" alignItems="center">
      <BlockStack gap="100">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h3" variant="headingSm">
            {title}
          </Text>
          <StepBadge state={state} />
        </InlineStack>
        <Box maxWidth="36rem">
          <Text as="p" tone="subdued">
            {text}
          </Text>
        </Box>
      </BlockStack>
      {action && state !== 'on' && (
        <InlineStack>
          <Button
            url={action.url}
            {...(!action.isHere && { target: '_blank' as const })}
            {...(action.isNext && { variant: 'primary' as const })}
          >
            {action.label}
          </Button>
        </InlineStack>
      )}
    </InlineGrid>
  );
}

function StepBadge({ state }: { readonly state: OnOff }) {
  const { text } = useLanguage();
  switch (state) {
    case 'on':
      return (
        <Badge tone="success" progress="complete">
          {text('home.setup.done')}
        </Badge>
      );
    case 'off':
      return <Badge progress="incomplete">{text('home.setup.open')}</Badge>;
    case 'unknown':
      return <Badge>{text('home.storefront.unknown')}</Badge>;
    case 'checking':
      return <Badge>{text('home.storefront.checking')}</Badge>;
  }
}
