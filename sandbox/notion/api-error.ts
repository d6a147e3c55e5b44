/** Refusals of the Notion API. Codes are stable, wordings follow the recorded ones where there are any. */
export type NotionErrorCode =
  | 'validation_error'
  | 'invalid_json'
  | 'invalid_request_url'
  | 'missing_version'
  | 'unauthorized'
  | 'restricted_resource'
  | 'object_not_found'
  | 'rate_limited'
  | 'internal_server_error';

const STATUS: Record<NotionErrorCode, number> = {
  validation_error: 400,
  invalid_json: 400,
  invalid_request_url: 400,
  missing_version: 400,
  unauthorized: 401,
  restricted_resource: 403,
  object_not_found: 404,
  rate_limited: 429,
  internal_server_error: 500,
};

export class NotionApiError extends Error {
  readonly status: number;
  readonly code: NotionErrorCode;
  readonly additionalData: Readonly<Record<string, unknown>> | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: NotionErrorCode,
    message: string,
    options: { additionalData?: Record<string, unknown>; headers?: Record<string, string> } = {},
  ) {
    super(message);
    this.code = code;
    this.status = STATUS[code];
    this.additionalData = options.additionalData;
    this.headers = options.headers ?? {};
  }
}

export function validationError(message: string): NotionApiError {
  return new NotionApiError('validation_error', message);
}

/** A missing data source is called a database, as the real service does. */
export function notFound(kind: 'page' | 'database' | 'block', id: string, connection: { name: string; botId: string }): NotionApiError {
  return new NotionApiError(
    'object_not_found',
    `Could not find ${kind} with ID: ${id}. Make sure the relevant pages and databases are shared with your integration "${connection.name}".`,
    { additionalData: { integration_id: connection.botId } },
  );
}
