import type { Envelope, FrameQuestions, FrameStatements, ShellStatements } from '../protocol.ts';

type StatementHandlers = {
  [Type in keyof FrameStatements]: (payload: FrameStatements[Type]) => void;
};
type QuestionHandlers = {
  [Type in keyof FrameQuestions]: (
    payload: FrameQuestions[Type]['ask'],
  ) => Promise<FrameQuestions[Type]['answer']>;
};

/**
 * Talks with App Bridge in the app's frame. Only the frame's own window at the app's own origin is heard and answered:
 * should the frame show another site, that site gets no session token.
 */
export function connectFrame(
  frame: HTMLIFrameElement,
  appOrigin: string,
  statements: StatementHandlers,
  questions: QuestionHandlers,
): { tell<Type extends keyof ShellStatements>(type: Type, payload: ShellStatements[Type]): void } {
  const post = (type: string, payload: unknown) => {
    const envelope: Envelope = { sandboxAppBridge: 1, type, payload };
    frame.contentWindow?.postMessage(envelope, appOrigin);
  };

  window.addEventListener('message', (event: MessageEvent<Partial<Envelope> | null>) => {
    if (event.origin !== appOrigin || event.source !== frame.contentWindow) return;
    if (event.data?.sandboxAppBridge !== 1) return;
    const { type = '', id, payload } = event.data;
    if (id === undefined) {
      if (Object.hasOwn(statements, type)) {
        statements[type as keyof StatementHandlers](payload as never);
      }
      return;
    }
    if (!Object.hasOwn(questions, type)) {
      post('answer', { id, problem: `The admin does not know “${type}”.` });
      return;
    }
    questions[type as keyof QuestionHandlers](payload as never).then(
      (value) => post('answer', { id, value }),
      (error: unknown) =>
        post('answer', { id, problem: error instanceof Error ? error.message : String(error) }),
    );
  });
  return { tell: post };
}
