import { Modal, Text } from '@shopify/polaris';

import { type RedemptionIntent, wordingOf } from './redemption-intent.ts';
import type { ShownRedemption } from './redemption-text.ts';
import { useLanguage } from '../language/use-language.ts';

interface ConfirmDecisionProps {
  /** What is to be decided; null where nothing is. */
  readonly intent: RedemptionIntent | null;
  readonly redemption: Pick<ShownRedemption, 'kind'>;
  readonly onCancel: () => void;
  readonly onConfirm: (intent: RedemptionIntent) => void;
}

/** Asks once more before points move, and says where they go. */
export function ConfirmDecision({ intent, redemption, onCancel, onConfirm }: ConfirmDecisionProps) {
  const { text } = useLanguage();
  if (intent === null) return null;
  const wording = wordingOf(intent, redemption);
  return (
    <Modal
      open
      onClose={onCancel}
      title={text(`redemptions.decide.${wording}.title`)}
      primaryAction={{
        content: text(`redemptions.decide.${wording}.label`),
        onAction: () => {
          onConfirm(intent);
        },
      }}
      secondaryActions={[{ content: text('redemptions.decide.cancel'), onAction: onCancel }]}
    >
      <Modal.Section>
        <Text as="p">{text(`redemptions.decide.${wording}.text`)}</Text>
      </Modal.Section>
    </Modal>
  );
}
