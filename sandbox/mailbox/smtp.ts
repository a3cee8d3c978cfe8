import type { AddressInfo } from 'node:net';
import PostalMime from 'postal-mime';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';
import type { Mail } from '../store/mail-types.ts';
import type { World } from '../world.ts';

/** Largest mail that is taken: enough for any letter, too little to fill a disk. */
const MAIL_BYTES_MAX = 2 * 1024 * 1024;
/** Older mails are dropped beyond this. */
const MAILS_MAX = 500;

export interface RunningSmtp {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Starts the mail server that takes every mail of the sandbox, whoever it is for, and delivers none: they all end in
 * `world.mails`. It listens on this machine only and knows neither passwords nor TLS.
 * @throws the system's error (`EADDRINUSE` …) when it cannot listen
 */
export async function startSmtp(world: World): Promise<RunningSmtp> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: MAIL_BYTES_MAX,
    // A look-up of who is calling would leave the machine.
    disableReverseLookup: true,
    onData(stream, session, done) {
      const recipients = session.envelope.rcptTo.map((recipient) => recipient.address);
      receive(world, stream, recipients).then(
        (problem) => done(problem ?? null),
        (problem: unknown) => done(problem instanceof Error ? problem : new Error(String(problem))),
      );
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(world.options.smtpPort, '127.0.0.1', () => {
      server.off('error', reject);
      // A connection that breaks is the sender's affair; without a listener it would end the process.
      server.on('error', (problem: Error) => console.error(`Mail server: ${problem.message}`));
      resolve();
    });
  });
  const { port } = server.server.address() as AddressInfo;
  return { port, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

/** Reads a message to its end and keeps it; the error says what the sender is told. */
async function receive(
  world: World,
  stream: SMTPServerDataStream,
  recipients: readonly string[],
): Promise<Error | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    // Read on, so that the sender gets an answer, but keep nothing.
    if (bytes <= MAIL_BYTES_MAX) chunks.push(chunk);
  }
  if (bytes > MAIL_BYTES_MAX) {
    return Object.assign(new Error('The message is too large'), { responseCode: 552 });
  }
  const mail = await readMail(Buffer.concat(chunks), recipients);
  world.mails.put({ ...mail, id: world.newId(), receivedAt: world.clock.now().toISOString() });
  dropOldest(world);
  return undefined;
}

/** Takes a message apart; `to` is whom it was delivered to, whatever its header says. */
async function readMail(
  raw: Buffer,
  recipients: readonly string[],
): Promise<Omit<Mail, 'id' | 'receivedAt'>> {
  const parsed = await PostalMime.parse(raw);
  const { from } = parsed;
  const sender = from?.name ? `${from.name} <${from.address ?? ''}>` : (from?.address ?? '');
  return {
    from: sender,
    to: recipients.join(', '),
    subject: parsed.subject ?? '',
    text: parsed.text ?? '',
    html: parsed.html ?? null,
    raw: raw.toString('utf8'),
  };
}

function dropOldest(world: World): void {
  const mails = newestFirst(world);
  for (const mail of mails.slice(MAILS_MAX)) world.mails.delete(mail.id);
}

/** All mails, the newest first; those of the same instant by id, which grows. */
export function newestFirst(world: World): Mail[] {
  const byAge = (left: Mail, right: Mail) =>
    right.receivedAt.localeCompare(left.receivedAt) ||
    right.id.length - left.id.length ||
    right.id.localeCompare(left.id);
  return [...world.mails.all()].sort(byAge);
}
