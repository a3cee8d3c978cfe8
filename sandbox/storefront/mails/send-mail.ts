import { createTransport } from 'nodemailer';
import type { World } from '../../world.ts';

export interface OutgoingMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Sends a mail; false when the mail server did not take it. */
export type SendMail = (mail: OutgoingMail) => Promise<boolean>;

const TIMEOUT_MILLISECONDS = 5_000;

/** Sends the shop's mails by SMTP to the mailbox, as a shop's mail leaves it: over a real connection. */
export function createMailSender(world: World): SendMail {
  return async (mail) => {
    const { name, email } = world.shop.get();
    const transport = createTransport({
      host: '127.0.0.1',
      port: world.options.smtpPort,
      secure: false,
      ignoreTLS: true,
      connectionTimeout: TIMEOUT_MILLISECONDS,
      socketTimeout: TIMEOUT_MILLISECONDS,
    });
    try {
      await transport.sendMail({ from: { name, address: email }, ...mail });
      return true;
    } catch (problem) {
      console.error(`The shop could not send a mail: ${String(problem)}`);
      return false;
    } finally {
      transport.close();
    }
  };
}
