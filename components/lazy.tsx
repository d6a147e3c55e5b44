/** Views that are loaded when they are first drawn, or earlier while nothing else happens. */
import type { ComponentType, VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from './locales/en.ts';

type State<Props> = { readonly kind: 'loading' | 'failed' } | { readonly kind: 'loaded'; readonly View: ComponentType<Props> };

export interface LazyView<Props> {
  (props: Props): VNode | null;
  /** Loads it without drawing. A failure is left to the next attempt, which is shown. */
  readonly prefetch: () => Promise<void>;
}

export function lazy<Props extends object>(load: () => Promise<ComponentType<Props>>): LazyView<Props> {
  let known: ComponentType<Props> | null = null;
  const loadOnce = async (): Promise<ComponentType<Props>> => (known ??= await load());

  function Lazy(props: Props): VNode | null {
    const [state, setState] = useState<State<Props>>(known ? { kind: 'loaded', View: known } : { kind: 'loading' });
    useEffect(() => {
      if (state.kind !== 'loading') return;
      loadOnce().then(
        (View) => setState({ kind: 'loaded', View }),
        () => setState({ kind: 'failed' }),
      );
    }, [state]);
    switch (state.kind) {
      case 'loading':
        return null;
      case 'failed':
        return <LoadFailed onRetry={() => setState({ kind: 'loading' })} />;
      case 'loaded':
        return <state.View {...props} />;
    }
  }

  const prefetch = (): Promise<void> =>
    loadOnce().then(
      () => undefined,
      () => undefined,
    );
  return Object.assign(Lazy, { prefetch });
}

function LoadFailed({ onRetry }: { readonly onRetry: () => void }): VNode {
  return (
    <p class="face">
      {t('app.unexpected')} <button onClick={onRetry}>{t('app.retry')}</button>
    </p>
  );
}
