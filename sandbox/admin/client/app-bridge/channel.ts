import type {
  Answer,
  Envelope,
  FrameQuestions,
  FrameStatements,
  ShellStatements,
} from '../protocol.ts';

const script = document.currentScript as HTMLScriptElement;

/** Where this script was loaded from is the admin: only from there are messages taken, only there are they sent. */
export const adminOrigin = new URL(script.src).origin;
export const apiKeyOfScript = script.dataset['apiKey'];
export const isEmbedded = window.parent !== window;

const openQuestions = new Map<
  number,
  { resolve(value: unknown): void; reject(error: Error): void }
>();
const listeners = new Map<string, ((payload: never) => void)[]>();
let lastQuestionId = 0;

/** Tells the shell something that needs no answer. */
export function tell<Type extends keyof FrameStatements>(
  type: Type,
  payload: FrameStatements[Type],
): void {
  post({ sandboxAppBridge: 1, type, payload });
}

/** Asks the shell; rejects with the shell's own words when it cannot answer. */
export function ask<Type extends keyof FrameQuestions>(
  type: Type,
  payload: FrameQuestions[Type]['ask'],
): Promise<FrameQuestions[Type]['answer']> {
  const id = ++lastQuestionId;
  return new Promise((resolve, reject) => {
    openQuestions.set(id, { resolve, reject });
    post({ sandboxAppBridge: 1, type, id, payload });
  });
}

/** Calls `listener` for each statement of the shell of this type. */
export function listen<Type extends keyof ShellStatements>(
  type: Type,
  listener: (payload: ShellStatements[Type]) => void,
): void {
  listeners.set(type, [...(listeners.get(type) ?? []), listener]);
}

function post(envelope: Envelope): void {
  window.parent.postMessage(envelope, adminOrigin);
}

window.addEventListener('message', (event: MessageEvent<Partial<Envelope> | null>) => {
  if (event.origin !== adminOrigin || event.source !== window.parent) return;
  if (event.data?.sandboxAppBridge !== 1) return;
  if (event.data.type !== 'answer') {
    for (const listener of listeners.get(event.data.type ?? '') ?? []) {
      listener(event.data.payload as never);
    }
    return;
  }
  const answer = event.data.payload as Answer;
  const question = openQuestions.get(answer.id);
  openQuestions.delete(answer.id);
  if (answer.problem === undefined) question?.resolve(answer.value);
  else question?.reject(new Error(answer.problem));
});
