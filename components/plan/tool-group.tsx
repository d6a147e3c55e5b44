import type { ComponentChildren, VNode } from 'preact';
import { type EditWordKey, t } from '../locales/en-edit.ts';

interface Props {
  readonly name: Extract<EditWordKey, `group.${string}`>;
  readonly children: ComponentChildren;
}

/** Tools that belong together, under a quiet word. */
export function ToolGroup({ name, children }: Props): VNode {
  return (
    <div class="tool-group" role="group" aria-label={t(name)}>
      <span class="tool-name" aria-hidden="true">
        {t(name)}
      </span>
      <div class="tools">{children}</div>
    </div>
  );
}
