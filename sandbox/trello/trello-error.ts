/** Refusals of the Trello API: plain sentences mostly, JSON on some routes. */
export class TrelloError extends Error {
  readonly status: number;
  readonly body: string | Readonly<Record<string, string>>;

  constructor(status: number, body: string | Readonly<Record<string, string>>) {
    super(typeof body === 'string' ? body : (body['message'] ?? 'error'));
    this.status = status;
    this.body = body;
  }
}

export function invalidValue(name: string): TrelloError {
  return new TrelloError(400, `invalid value for ${name}`);
}

export function gone(): TrelloError {
  return new TrelloError(404, 'The requested resource was not found.');
}
