import type { Language } from './language.ts';

/**
 * What a member is called: her name, or her customer id where the shop may not see names.
 */
export function memberName(
  member: {
    readonly firstName: string | null;
    readonly lastName: string | null;
    readonly customerId: string;
  },
  { text }: Language,
): string {
  const name = [member.firstName, member.lastName].filter(Boolean).join(' ');
  return name || text('members.unnamed', { id: member.customerId });
}
