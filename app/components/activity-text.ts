import { nameTopic } from './delivery-text.ts';
import type { Language } from './language.ts';

/** Something that was done, as the log keeps it. */
export interface LoggedAction {
  readonly action: string;
  readonly subject: { readonly kind: string; readonly id: string } | null;
  readonly detail: Readonly<Record<string, string | number>>;
}

/** Who did something. */
export type LoggedActor =
  | { readonly kind: 'staff'; readonly id: string; readonly isReader: boolean }
  | { readonly kind: 'shopify' | 'system' };

/** What was done, in words; an action that has none (of another version) by its technical name. */
export function describeAction({ action, detail }: LoggedAction, language: Language): string {
  const { text } = language;
  const topic = nameTopic(String(detail['topic'] ?? ''), language);
  switch (action) {
    case 'delivery.retried':
      return text('activity.action.deliveryRetried', { topic });
    case 'deliveries.retried':
      return text('activity.action.deliveriesRetried', { count: Number(detail['count'] ?? 0) });
    case 'delivery.dismissed':
      return text('activity.action.deliveryDismissed', { topic });
    case 'delivery.test_sent':
      return text('activity.action.testSent');
    case 'data_request.received':
      return text('activity.action.dataRequested');
    case 'data_request.downloaded':
      return text('activity.action.dataDownloaded');
    case 'data_request.handed_over':
      return text('activity.action.dataHandedOver');
    case 'reconciliation.asked':
      return text(
        detail['mode'] === 'everything'
          ? 'activity.action.everythingChecked'
          : 'activity.action.changesChecked',
      );
    case 'ledger_proof.asked':
      return text('activity.action.ledgerProved');
    case 'customer.redacted':
      return text('activity.action.customerRedacted');
    case 'program.draft_saved':
      return text('activity.action.draftSaved');
    case 'program.draft_discarded':
      return text('activity.action.draftDiscarded');
    case 'program.imported':
      return text('activity.action.programImported');
    case 'program.published':
    case 'program.scheduled':
    case 'program.rolled_back':
    case 'program.withdrawn':
    case 'program.began':
      return describeVersionAction(action, detail, language);
    case 'app.installed':
      return text('activity.action.appInstalled');
    case 'app.returned':
      return text('activity.action.appReturned');
    case 'app.uninstalled':
      return text('activity.action.appUninstalled');
    default:
      return action;
  }
}

const VERSION_ACTIONS = {
  'program.published': 'activity.action.versionPublished',
  'program.scheduled': 'activity.action.versionScheduled',
  'program.rolled_back': 'activity.action.versionRolledBack',
  'program.withdrawn': 'activity.action.versionWithdrawn',
  'program.began': 'activity.action.versionBegan',
} as const;

function describeVersionAction(
  action: keyof typeof VERSION_ACTIONS,
  detail: LoggedAction['detail'],
  { text }: Language,
): string {
  const version = Number(detail['version'] ?? 0);
  return text(VERSION_ACTIONS[action], { version, backTo: Number(detail['backTo'] ?? 0) });
}

/** Who did it. Of other staff the app knows the number alone: Shopify tells it nothing more. */
export function nameActor(actor: LoggedActor, { text }: Language): string {
  if (actor.kind === 'staff') {
    return actor.isReader ? text('activity.you') : text('activity.staff', { id: actor.id });
  }
  return text(`activity.${actor.kind}`);
}

/** A page about what something was done to. */
export interface SubjectLink {
  readonly label: string;
  readonly url: string;
  /** Whether it leads out of the app, to a page of the admin. */
  readonly isAdmin: boolean;
}

/** @returns null where there is no such page */
export function linkToSubject(
  subject: LoggedAction['subject'],
  { text }: Language,
): SubjectLink | null {
  switch (subject?.kind) {
    case 'delivery':
      return {
        label: text('activity.openEvent'),
        url: `/app/deliveries/${subject.id}`,
        isAdmin: false,
      };
    case 'customer':
      return {
        label: text('members.unnamed', { id: subject.id }),
        url: `shopify://admin/customers/${subject.id}`,
        isAdmin: true,
      };
    default:
      return null;
  }
}
