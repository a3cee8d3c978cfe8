import { useFetcher } from '@remix-run/react';
import { useState } from 'react';

import type { ProgramAnswer } from './program-answer.tsx';

/** The way to ask for something that is done with the draft. */
export interface DraftForm {
  readonly answer: ProgramAnswer | undefined;
  readonly isBusy: boolean;
  /** The document that was sent last; null where none was. */
  readonly sentText: string | null;
  /** Sends fields, with the revision that is shown: who works on an older one changes nothing. */
  send(fields: Readonly<Record<string, string>>): void;
}

/** @param revision on top of which the page was shown */
export function useDraftForm(revision: number): DraftForm {
  const { submit, state, data } = useFetcher<ProgramAnswer>();
  const [sentText, setSentText] = useState<string | null>(null);
  return {
    answer: data,
    isBusy: state !== 'idle',
    sentText,
    send: (fields) => {
      setSentText(fields['text'] ?? null);
      submit({ ...fields, revision: String(revision) }, { method: 'post' });
    },
  };
}
