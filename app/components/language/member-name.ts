import type { Language } from './language.ts';

/**
 * What a member is called: her name, her address where she never gave one (who signs in by e-mail need not), or her
 * customer id where the shop may see neither.
 */
export function memberName(
  member: {
    readonly firstName: string | null;
    readonly lastName: string | null;
    readonly email: string | null;
    readonly customerId: string;
  },
  { text }: Language,
): string {
  const name = [member.firstName, member.lastName].filter(Boolean).join(' ');
  if (name !== '') return name;
  return member.email ?? text('members.unnamed', { id: member.customerId });
}
