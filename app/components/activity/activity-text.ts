import { DIFFERENCES } from '#app/loyalty/rewards/standing-terms.ts';

import { writePoints } from '../language/amounts.ts';
import { nameTopic } from '../deliveries/delivery-text.ts';
import type { Language } from '../language/language.ts';
import { describeDecision, isDecision } from '../redemptions/redemption-text.ts';

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

/** What needs no detail to be told. */
const PLAIN_ACTIONS = {
  'delivery.test_sent': 'activity.action.testSent',
  'data_request.received': 'activity.action.dataRequested',
  'data_request.downloaded': 'activity.action.dataDownloaded',
  'data_request.handed_over': 'activity.action.dataHandedOver',
  'ledger_proof.asked': 'activity.action.ledgerProved',
  'adjustments.uploaded': 'adjusting.action.uploaded',
  'tier.set': 'memberTier.action.set',
  'tier.released': 'memberTier.action.released',
  'perk.used': 'memberTier.action.perkUsed',
  'perk.undone': 'memberTier.action.perkUndone',
  'customer.redacted': 'activity.action.customerRedacted',
  'program.draft_saved': 'activity.action.draftSaved',
  'program.draft_discarded': 'activity.action.draftDiscarded',
  'program.imported': 'activity.action.programImported',
  'app.installed': 'activity.action.appInstalled',
  'app.returned': 'activity.action.appReturned',
  'app.uninstalled': 'activity.action.appUninstalled',
} as const;

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
    case 'reconciliation.asked':
      return text(
        detail['mode'] === 'everything'
          ? 'activity.action.everythingChecked'
          : 'activity.action.changesChecked',
      );
    case 'program.published':
    case 'program.scheduled':
    case 'program.rolled_back':
    case 'program.withdrawn':
    case 'program.began':
      return describeVersionAction(action, detail, language);
    case 'points.given':
    case 'points.taken':
    case 'adjustments.confirmed':
    case 'adjustments.discarded':
    case 'adjustments.undone':
      return describeAdjusting(action, detail, language);
    case 'action.approved':
    case 'action.rejected':
    case 'action.tapped':
    case 'birthday.changed':
    case 'api_key.created':
    case 'api_key.revoked':
      return describeActionOfStaff(action, detail, language);
    case 'reward.paused':
    case 'reward.resumed': {
      const reward = String(detail['reward'] ?? '');
      const key = action === 'reward.paused' ? 'rewardPaused' : 'rewardResumed';
      return text(`redemptions.action.${key}`, { reward });
    }
    case 'reward.discount_deleted': {
      const reward = String(detail['reward'] ?? '');
      const count = Number(detail['codes'] ?? 0);
      return text('redemptions.action.discountDeleted', { reward, count });
    }
    case 'reward.discount_withdrawn': {
      const reward = String(detail['reward'] ?? '');
      const count = Number(detail['codes'] ?? 0);
      return text('redemptions.action.discountWithdrawn', { reward, count });
    }
    case 'reward.discount_changed':
      return describeChange(detail, language);
    default:
      if (isPlain(action)) return text(PLAIN_ACTIONS[action]);
      return isDecision(action) ? describeDecision(action, language) : action;
  }
}

/** In what a reward's discount was another than it should be, by names that later versions may not know any more. */
function describeChange(detail: LoggedAction['detail'], language: Language): string {
  const differences = String(detail['differences'] ?? '')
    .split(',')
    .flatMap((name) => DIFFERENCES.filter((each) => each === name))
    .map((each) => language.text(`redemptions.action.difference.${each}`));
  return language.text('redemptions.action.discountChanged', {
    reward: String(detail['reward'] ?? ''),
    differences: language.format.list(differences),
  });
}

function isPlain(action: string): action is keyof typeof PLAIN_ACTIONS {
  return Object.hasOwn(PLAIN_ACTIONS, action);
}

const STAFF_ACTIONS = {
  'action.approved': 'actions.activity.approved',
  'action.rejected': 'actions.activity.rejected',
  'action.tapped': 'actions.activity.tapped',
  'birthday.changed': 'actions.activity.birthdayChanged',
  'api_key.created': 'actions.activity.keyCreated',
  'api_key.revoked': 'actions.activity.keyRevoked',
} as const;

function describeActionOfStaff(
  action: keyof typeof STAFF_ACTIONS,
  detail: LoggedAction['detail'],
  language: Language,
): string {
  const points = writePoints(Number(detail['points'] ?? 0), language);
  return language.text(STAFF_ACTIONS[action], { points, name: String(detail['name'] ?? '') });
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

const ADJUSTING_ACTIONS = {
  'points.given': 'adjusting.action.given',
  'points.taken': 'adjusting.action.taken',
  'adjustments.confirmed': 'adjusting.action.confirmed',
  'adjustments.discarded': 'adjusting.action.discarded',
  'adjustments.undone': 'adjusting.action.undone',
} as const;

function describeAdjusting(
  action: keyof typeof ADJUSTING_ACTIONS,
  detail: LoggedAction['detail'],
  { text }: Language,
): string {
  const number = (name: string) => Number(detail[name] ?? 0);
  return text(ADJUSTING_ACTIONS[action], {
    points: number('points'),
    ...{ lines: number('lines'), gives: number('gives'), takes: number('takes') },
  });
}

/** Who did it. Of other staff the app knows the number alone: Shopify tells it nothing more. */
export function nameActor(actor: LoggedActor, { text }: Language): string {
  if (actor.kind === 'staff') {
    return actor.isReader ? text('activity.you') : text('activity.staff', { id: actor.id });
  }
  return text(`activity.${actor.kind}`);
}

/** The same behind `by`: `Published by you`. */
export function nameActorBehindBy(actor: LoggedActor, language: Language): string {
  return actor.kind === 'staff' && actor.isReader
    ? language.text('activity.byYou')
    : nameActor(actor, language);
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
    case 'adjustments':
      return {
        label: text('adjusting.open'),
        url: `/app/adjustments/${subject.id}`,
        isAdmin: false,
      };
    case 'member':
      return {
        label: text('memberTier.openMember'),
        url: `/app/members/${subject.id}`,
        isAdmin: false,
      };
    case 'program':
      return {
        label: text('programPage.version', { version: Number(subject.id) }),
        url: `/app/program/versions/${subject.id}`,
        isAdmin: false,
      };
    case 'redemption':
      return {
        label: text('redemptions.open'),
        url: `/app/redemptions/${subject.id}`,
        isAdmin: false,
      };
    case 'customer':
      return {
        label: text('member.viewCustomer'),
        url: `shopify://admin/customers/${subject.id}`,
        isAdmin: true,
      };
    default:
      return null;
  }
}
