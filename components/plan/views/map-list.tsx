/** The mind map in words: a list of ideas with lists of what was named under them. */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { IdeaNode } from '../../../plan/drawing/idea-tree.ts';
import { t } from '../../locales/en-views.ts';
import { Own } from '../../own-words.tsx';
import { MapTools } from './map-tools.tsx';
import type { ViewProps } from './view-props.ts';

interface Props extends ViewProps {
  readonly tree: IdeaNode;
}

export function MapList({ tree, ...rest }: Props): VNode {
  const [open, setOpen] = useState<string | null>(null);
  return (
    <section class="as-list" aria-labelledby="map-as-list">
      <h2 id="map-as-list">{t('drawing.asList')}</h2>
      <ul>
        <Row node={tree} open={open} onToggle={(id) => setOpen((it) => (it === id ? null : id))} {...rest} />
      </ul>
    </section>
  );
}

interface RowProps extends ViewProps {
  readonly node: IdeaNode;
  readonly open: string | null;
  readonly onToggle: (nodeId: string) => void;
}

function Row({ node, open, onToggle, ...rest }: RowProps): VNode {
  const said = saidOf(node);
  const isOperable = node.kind === 'outcome' || node.idea !== null || node.step !== null;
  return (
    <li data-row={node.id}>
      <div class="as-row">
        <div>
          {said !== null && <p class="soft small">{said}</p>}
          <Own>{node.text}</Own>
        </div>
        {isOperable && (
          <button
            class="link small"
            data-action="row-tools"
            aria-expanded={open === node.id}
            aria-label={t('map.changeWords', { words: node.text })}
            onClick={() => onToggle(node.id)}
          >
            {t('map.change')}
          </button>
        )}
      </div>
      {open === node.id && <MapTools node={node} {...rest} />}
      {node.children.length > 0 && (
        <ul>
          {node.children.map((child) => (
            <Row key={child.id} node={child} open={open} onToggle={onToggle} {...rest} />
          ))}
        </ul>
      )}
    </li>
  );
}

function saidOf({ place, isKept, kind, isDone }: IdeaNode): string | null {
  const words = [
    ...(place === null ? [] : [t('map.step', { n: place })]),
    ...(isKept ? [t('map.keptShort')] : []),
    ...(kind === 'part' ? [t('map.partShort')] : []),
    ...(isDone ? [t('flow.done')] : []),
  ];
  return words.length === 0 ? null : words.join(', ');
}
