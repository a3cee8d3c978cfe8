import { useFetcher } from '@remix-run/react';
import { Banner, BlockStack, Modal, Select, Text, TextField } from '@shopify/polaris';
import { useEffect, useState } from 'react';

import type { ShownTier, TierAnswer } from './shown-tier.ts';
import { tierName } from './tier-name.ts';
import { useLanguage } from '../language/use-language.ts';

interface SetTierModalProps {
  readonly memberId: string;
  readonly tier: ShownTier;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Stands for the tier that she reaches by herself; no tier's key begins so. */
const HER_OWN = '-own';

/** Where staff set a member's tier by hand, or let her own take its place again. */
export function SetTierModal({ memberId, tier, isOpen, onClose }: SetTierModalProps) {
  const language = useLanguage();
  const { text } = language;
  const { submit, state, data } = useFetcher<TierAnswer>();
  const [key, setKey] = useState(tier.tier.key);
  const [until, setUntil] = useState('');
  const [reason, setReason] = useState('');
  const isBusy = state !== 'idle';
  const isSet = data === 'set' && !isBusy;
  useEffect(() => {
    if (isSet) onClose();
    // Not when `onClose` is another function: the answer stays, and the modal could not be opened again.
  }, [isSet]);
  const save = () => {
    const wish =
      key === HER_OWN ? { intent: 'release' } : { intent: 'set', tier: key, until, reason };
    submit(wish, { method: 'post', action: `/app/members/${memberId}/tier` });
  };
  const options = [
    ...(tier.byHand ? [{ value: HER_OWN, label: text('memberTier.form.own') }] : []),
    ...tier.ladder.map((each) => ({ value: each.key, label: tierName(each, language) })),
  ];
  return (
    <Modal
      open={isOpen}
      onClose={onClose}
      title={text('memberTier.form.title')}
      primaryAction={{ content: text('memberTier.form.save'), onAction: save, loading: isBusy }}
      secondaryActions={[{ content: text('memberTier.form.cancel'), onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="400">
          <Refusal answer={isBusy ? undefined : data} />
          <Text as="p">{text('memberTier.form.lead')}</Text>
          <Select
            label={text('memberTier.title')}
            options={options}
            value={key}
            onChange={setKey}
          />
          {key !== HER_OWN && (
            <>
              <TextField
                type="date"
                label={text('memberTier.form.until')}
                helpText={text('memberTier.form.untilHelp')}
                value={until}
                onChange={setUntil}
                autoComplete="off"
                {...errorOf(data === 'in_the_past' && text('memberTier.form.inThePast'))}
              />
              <TextField
                label={text('memberTier.form.reason')}
                helpText={text('memberTier.form.reasonHelp')}
                maxLength={200}
                value={reason}
                onChange={setReason}
                autoComplete="off"
                {...errorOf(data === 'no_reason' && text('memberTier.form.noReason'))}
              />
            </>
          )}
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}

function errorOf(error: string | false) {
  return error === false ? {} : { error };
}

/** What was refused and stands at no field. */
function Refusal({ answer }: { readonly answer: TierAnswer | undefined }) {
  const { text } = useLanguage();
  const isAtField = answer === 'in_the_past' || answer === 'no_reason';
  if (answer === undefined || answer === 'set' || isAtField) return null;
  return <Banner tone="warning" title={text('memberTier.form.refused')} />;
}
