import { useFetcher } from '@remix-run/react';
import { Banner, BlockStack } from '@shopify/polaris';

import { writePoints } from '../language/amounts.ts';
import type { Member } from '../members/member-details.tsx';
import { memberName } from '../language/member-name.ts';
import { PageFrame } from '../page/page-frame.tsx';
import { useLanguage } from '../language/use-language.ts';
import { AdjustForm } from './adjust-form.tsx';

/** Why an adjustment was not carried out. */
export type AdjustRefusal =
  | { readonly kind: 'invalid'; readonly fields: readonly string[] }
  | { readonly kind: 'not_enough'; readonly available: number }
  | { readonly kind: 'contradictory' | 'no_member' | 'no_amount' };

interface AdjustPageProps {
  readonly member: Member;
  /** Names this form, so that sending it twice adjusts once. */
  readonly formKey: string;
}

/** Gives a member points, or takes some, with a reason that she can read. */
export function AdjustPage({ member, formKey }: AdjustPageProps) {
  const language = useLanguage();
  const { submit, state, data } = useFetcher<AdjustRefusal>();
  const name = memberName(member, language);
  return (
    <PageFrame
      title={language.text('adjusting.one')}
      subtitle={name}
      back={{ label: name, url: `/app/members/${member.memberId}` }}
    >
      <BlockStack gap="400">
        {data && data.kind !== 'invalid' && <Refusal refusal={data} />}
        <AdjustForm
          available={member.available}
          wrong={data?.kind === 'invalid' ? data.fields : []}
          isBusy={state !== 'idle'}
          onSend={(adjustment) => {
            submit({ key: formKey, ...adjustment }, { method: 'post' });
          }}
        />
      </BlockStack>
    </PageFrame>
  );
}

function Refusal({ refusal }: { readonly refusal: Exclude<AdjustRefusal, { kind: 'invalid' }> }) {
  const language = useLanguage();
  const { text } = language;
  if (refusal.kind === 'not_enough') {
    const points = writePoints(refusal.available, language);
    return (
      <Banner tone="warning" title={text('adjusting.form.notEnoughTitle')}>
        <p>{text('adjusting.form.notEnough', { points })}</p>
      </Banner>
    );
  }
  return (
    <Banner tone="critical" title={text('adjusting.form.failedTitle')}>
      <p>{text('adjusting.form.failed')}</p>
    </Banner>
  );
}
