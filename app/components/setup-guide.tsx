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

import type { OnOff, ThemeEditorLinks } from './storefront-state.ts';
import { useLanguage } from './use-language.ts';
import { useStorefrontState } from './use-storefront-state.ts';

/** The steps from an installed app to the first points, for a shop that has given none yet. */
export function SetupGuide({ links }: { readonly links: ThemeEditorLinks }) {
  const { text } = useLanguage();
  const { embed, block } = useStorefrontState();
  // The guide is gone once points were given, so that its last step is always still to do.
  const done = [embed, block].filter((state) => state === 'on').length;
  const all = 3;
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
          <Step
            title={text('home.setup.embedTitle')}
            text={text('home.setup.embedText')}
            state={embed}
            action={{ label: text('home.setup.embedAction'), url: links.embed, isNext: true }}
          />
          <Divider />
          <Step
            title={text('home.setup.blockTitle')}
            text={text('home.setup.blockText')}
            state={block}
            action={{
              label: text('home.setup.blockAction'),
              url: links.block,
              isNext: embed === 'on',
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

const STEPS_ID = 'setup-steps';

interface StepProps {
  readonly title: string;
  readonly text: string;
  readonly state: OnOff;
  readonly action?: { readonly label: string; readonly url: string; readonly isNext: boolean };
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
            target="_blank"
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
