import { make } from './dom.ts';

/** Asks a yes-or-no question in the middle of the page; closing it is a no. */
export function confirmInDialog(question: {
  title: string;
  text: string;
  yes: string;
  no: string;
}): Promise<boolean> {
  const yes = make(
    'button',
    { className: 'button button-critical', type: 'submit', value: 'yes' },
    question.yes,
  );
  const no = make(
    'button',
    { className: 'button', type: 'submit', value: 'no', autofocus: true },
    question.no,
  );
  const title = make('h2', { id: 'question-title' }, question.title);
  const dialog = make(
    'dialog',
    { className: 'dialog' },
    make(
      'form',
      { method: 'dialog' },
      title,
      make('p', {}, question.text),
      make('div', { className: 'dialog-actions' }, no, yes),
    ),
  );
  dialog.setAttribute('aria-labelledby', title.id);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
  });
}

/** The question before something unsaved is lost. */
export function confirmLeaving(): Promise<boolean> {
  return confirmInDialog({
    title: 'Leave page with unsaved changes?',
    text: 'Leaving this page will delete all unsaved changes.',
    yes: 'Leave page',
    no: 'Stay',
  });
}

/** The question whether the app may do more, which it asks by `shopify.scopes.request()`. */
export function confirmAccess(scopes: readonly string[]): Promise<boolean> {
  return confirmInDialog({
    title: 'Evergreen wants more access',
    text: `It asks for: ${scopes.join(', ')}.`,
    yes: 'Allow',
    no: 'Do not allow',
  });
}
