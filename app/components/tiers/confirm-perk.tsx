import { Modal, Text } from '@shopify/polaris';
import { useState } from 'react';

import { useLanguage } from '../language/use-language.ts';
import type { ShownPerk } from './shown-tier.ts';
import { describeTick } from './tier-text.ts';

interface ConfirmPerkProps {
  readonly perk: ShownPerk;
  readonly onCancel: () => void;
  /** @param wish what the form sends */
  readonly onConfirm: (wish: Record<string, string>) => void;
}

/** Asks once more before a right of the member is used up, or comes back, and says what that means. */
export function ConfirmPerk({ perk, onCancel, onConfirm }: ConfirmPerkProps) {
  const language = useLanguage();
  const { text } = language;
  const { name, useId } = perk;
  // Named once a question: two taps on its answer are one wish.
  const [key] = useState(() => crypto.randomUUID());
  const isUndoing = useId !== null;
  return (
    <Modal
      open
      onClose={onCancel}
      title={text(isUndoing ? 'memberTier.perk.undoTitle' : 'memberTier.perk.tickTitle', { name })}
      primaryAction={{
        content: text(isUndoing ? 'memberTier.perk.undoYes' : 'memberTier.perk.tick'),
        onAction: () => {
          onConfirm(
            isUndoing ? { intent: 'untick', use: useId } : { intent: 'tick', perk: perk.key, key },
          );
        },
      }}
      secondaryActions={[{ content: text('memberTier.perk.cancel'), onAction: onCancel }]}
    >
      <Modal.Section>
        <Text as="p">
          {isUndoing ? text('memberTier.perk.undoText') : describeTick(perk, language)}
        </Text>
      </Modal.Section>
    </Modal>
  );
}
