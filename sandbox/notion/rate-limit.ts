import { NotionApiError } from './api-error.ts';

/** A fixed window of a minute per connection: bursts are fine until the window is full. */
export function createRateLimit(now: () => number, perMinute: () => number | null): (token: string) => void {
  const windows = new Map<string, { startedAt: number; count: number }>();
  return (token) => {
    const limit = perMinute();
    if (limit === null) return;
    const current = windows.get(token);
    const window = current === undefined || now() - current.startedAt >= 60_000 ? { startedAt: now(), count: 0 } : current;
    windows.set(token, window);
    window.count += 1;
    if (window.count <= limit) return;
    const seconds = Math.max(1, Math.ceil((window.startedAt + 60_000 - now()) / 1000));
    throw new NotionApiError('rate_limited', 'You have been rate limited. Please try again in a few minutes.', {
      headers: { 'retry-after': String(seconds) },
      additionalData: { rate_limit_reason: 'public_api_request_rate_limit', retry_after: seconds },
    });
  };
}
