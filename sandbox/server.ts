import { createServer } from 'node:https';
import { type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, type Socket } from 'node:net';
import { chromiumArgs, createCertificate } from './certificate.ts';
import { createFaults, type Faults } from './faults.ts';
import { createNotionService, type NotionService } from './notion/service.ts';
import { createPages } from './pages/pages.ts';
import { ConnectionDropped } from './pipeline.ts';
import { createRequestLog, type RequestLog } from './request-log.ts';
import { type SeededNotion, type SeededTrello, seedNotion, seedTrello } from './seed.ts';
import { REAL_LIMITS } from './trello/rate-limit.ts';
import { createTrelloService, type TrelloService } from './trello/service.ts';

export interface SandboxOptions {
  readonly port?: number;
  readonly host?: string;
  readonly seed?: boolean;
  /** The services' own request limits; off unless asked for. */
  readonly limits?: boolean;
  /** More boards than a picker shows at once. */
  readonly manyBoards?: boolean;
  readonly now?: () => number;
}

export interface Sandbox {
  readonly port: number;
  /** The front page, with links to both workspaces. */
  readonly url: string;
  readonly spkiHash: string;
  readonly chromiumArgs: string[];
  readonly notion: NotionService;
  readonly trello: TrelloService;
  readonly faults: Faults;
  readonly log: RequestLog;
  /** Ids of the sample content; null without `seed`. */
  readonly seeded: { readonly notion: SeededNotion; readonly trello: SeededTrello } | null;
  close(): Promise<void>;
}

const REQUESTS_PER_MINUTE = 180;

export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { port = 0, host = '127.0.0.1', seed = true, limits = false, manyBoards = false, now = Date.now } = options;
  const faults = createFaults();
  const log = createRequestLog();
  const notion = createNotionService({ now, faults, log, requestsPerMinute: limits ? REQUESTS_PER_MINUTE : null });
  const trello = createTrelloService({ now, faults, log, limits: limits ? REAL_LIMITS : null });
  const seeded = seed ? { notion: seedNotion(notion), trello: seedTrello(trello, { manyBoards }) } : null;
  const pages = createPages({ notion, trello, log, now });

  const answer = (request: Request): Promise<Response> | Response => {
    const { hostname, pathname } = new URL(request.url);
    if (hostname === 'api.notion.com') return notion.fetch(request);
    if (hostname === 'api.trello.com') return trello.fetch(request);
    if (hostname === 'trello.com' && pathname.startsWith('/1/')) return trello.fetch(request);
    return pages.fetch(request);
  };

  const { key, cert, spkiHash } = await createCertificate();
  // Larger than Node's default, so that the services themselves can refuse addresses that are too long.
  const server = createServer({ key, cert, maxHeaderSize: 256 * 1024, keepAlive: true }, (incoming, outgoing) => {
    serve(incoming, outgoing, answer).catch((error: unknown) => fail(error, incoming.socket, outgoing));
  });
  // A server that hangs up on idle connections makes browsers repeat requests; that is for the fault plan to decide.
  server.keepAliveTimeout = 60_000;
  const sockets = new Set<Socket>();
  server.on('secureConnection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const actualPort = (server.address() as AddressInfo).port;
  return {
    port: actualPort,
    url: `https://${host}:${actualPort}/`,
    spkiHash,
    chromiumArgs: chromiumArgs(actualPort, spkiHash),
    notion,
    trello,
    faults,
    log,
    seeded,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        for (const socket of sockets) socket.destroy();
      }),
  };
}

async function serve(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  answer: (request: Request) => Promise<Response> | Response,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const { method = 'GET', url = '/' } = incoming;
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) if (value !== undefined) headers.set(name, String(value));
  const mayHaveBody = method !== 'GET' && method !== 'HEAD' && chunks.length > 0;
  const address = `https://${incoming.headers.host ?? 'localhost'}${url}`;
  const response = await answer(new Request(address, { method, headers, body: mayHaveBody ? Buffer.concat(chunks) : null }));
  // `headers` would join several of one name; the sandbox never sends any twice.
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  if (response.body !== null) for await (const piece of response.body) await written(outgoing, piece);
  outgoing.end();
}

function written(outgoing: ServerResponse, piece: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => outgoing.write(piece, (error) => (error == null ? resolve() : reject(error))));
}

/** A dropped connection is a dead socket; anything else that throws is a bug and should be seen. */
function fail(error: unknown, socket: Socket, outgoing: ServerResponse): void {
  // Once headers have gone out they must arrive: browsers treat a death before the first byte differently.
  if (error instanceof ConnectionDropped && outgoing.headersSent) {
    socket.destroySoon();
    return;
  }
  if (error instanceof ConnectionDropped || socket.destroyed) {
    socket.destroy();
    return;
  }
  process.stderr.write(`The sandbox could not answer: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  if (outgoing.headersSent) {
    socket.destroy();
    return;
  }
  outgoing.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' });
  outgoing.end('The sandbox made a mistake; see its output.');
}
