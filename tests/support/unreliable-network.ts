import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** What becomes of a connection when a certain statement comes along. */
export type Mishap =
  /** The statement never arrives, and the connection breaks. */
  | 'lost and cut'
  /** The statement is carried out, but instead of its answer the connection breaks. */
  | 'answer lost and cut'
  /** The statement never arrives, and nobody ever says so. */
  | 'lost in silence'
  /** The statement is carried out, but its answer never comes, and nobody ever says so. */
  | 'answer lost in silence';

/** A network between the app and PostgreSQL in which anything may happen. */
export interface UnreliableNetwork {
  /** The address of the database by way of this network. */
  readonly url: string;
  /** Has this happen the next so many times that something with this text in it goes to the database. */
  plan(text: string, mishap: Mishap, times?: number): void;
  /** How much of it has not happened yet. */
  planned(): number;
  /** On the connections there are nothing passes any more, in either direction and for ever; none of them is closed. */
  silence(): void;
  /** Whether new connections are refused, or taken and never answered, from now on. */
  setDoor(door: Door): void;
  close(): Promise<void>;
}

type Door = 'open' | 'refusing' | 'silent';

interface Plan {
  readonly text: string;
  readonly mishap: Mishap;
  times: number;
}

interface Line {
  readonly client: Socket;
  readonly server: Socket;
  state: 'well' | 'cut at answer' | 'deaf' | 'silent';
}

/** @param databaseUrl where PostgreSQL really is */
export async function openUnreliableNetwork(databaseUrl: string): Promise<UnreliableNetwork> {
  const { hostname, port } = new URL(databaseUrl);
  const lines = new Set<Line>();
  const plans: Plan[] = [];
  let door: Door = 'open';

  const proxy = createServer({ allowHalfOpen: true }, (client) => {
    client.on('error', () => undefined);
    if (door === 'refusing') {
      client.destroy();
      return;
    }
    const server = connect({ port: Number(port), host: hostname, allowHalfOpen: true });
    server.on('error', () => undefined);
    const line: Line = { client, server, state: door === 'silent' ? 'silent' : 'well' };
    lines.add(line);
    client.on('data', (chunk) => {
      if (line.state === 'well') meet(line, plans, chunk);
      if (line.state !== 'silent') server.write(chunk);
      if (line.state === 'deaf') line.state = 'silent';
    });
    server.on('data', (chunk) => {
      if (line.state === 'cut at answer') end(line);
      else if (line.state === 'well') client.write(chunk);
    });
    for (const socket of [client, server]) {
      // In silence neither side hears of the other's end.
      socket.on('end', () => line.state === 'silent' || end(line));
      socket.on('close', () => {
        if (line.state !== 'silent') end(line);
        if (client.destroyed && server.destroyed) lines.delete(line);
      });
    }
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const url = new URL(databaseUrl);
  url.port = String((proxy.address() as AddressInfo).port);
  return {
    url: url.href,
    plan: (text, mishap, times = 1) => void plans.push({ text, mishap, times }),
    planned: () => plans.reduce((sum, { times }) => sum + times, 0),
    silence: () => {
      for (const line of lines) line.state = 'silent';
    },
    setDoor: (newDoor) => {
      door = newDoor;
    },
    async close() {
      lines.forEach(end);
      await new Promise((resolve) => proxy.close(resolve));
    },
  };
}

function end({ client, server }: Line): void {
  client.destroy();
  server.destroy();
}

/** Has what is planned for a statement happen to its line. */
function meet(line: Line, plans: readonly Plan[], chunk: Buffer): void {
  const plan = plans.find(({ text, times }) => times > 0 && chunk.includes(text));
  if (!plan) return;
  plan.times -= 1;
  if (plan.mishap === 'answer lost and cut') line.state = 'cut at answer';
  // The answer to a statement that is let through comes after this line has become silent.
  else if (plan.mishap === 'answer lost in silence') line.state = 'deaf';
  else line.state = 'silent';
  if (plan.mishap === 'lost and cut') end(line);
}
