/**
 * The boxes of a drawing for the keyboard: real buttons over them, one of which is in the tab order, arrow keys
 * between them. The pointer goes through to the drawing.
 */
import type { VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Box } from '../../../plan/drawing/drawing.ts';
import { nearestBox, type Towards } from '../../../plan/drawing/nearest-box.ts';
import { t } from '../../locales/en-views.ts';

interface Props {
  readonly boxes: readonly Box[];
  readonly labelOf: (box: Box) => string;
  readonly selected: string | null;
  readonly onSelect: (box: Box) => void;
}

const TOWARDS: Readonly<Record<string, Towards>> = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right' };

export function BoxKeys({ boxes, labelOf, selected, onSelect }: Props): VNode | null {
  const group = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const tabStop = boxes.find(({ id }) => id === (current ?? selected)) ?? boxes[0];
  if (!tabStop) return null;
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = event.altKey || event.ctrlKey || event.metaKey ? undefined : targetOf(event.key, boxes, tabStop);
    if (!next) return;
    event.preventDefault();
    group.current?.querySelector<HTMLElement>(`[data-box="${CSS.escape(next.id)}"]`)?.focus();
  };
  return (
    <div ref={group} class="box-keys" role="group" aria-label={t('drawing.boxes')}>
      {boxes.map((box) => (
        <button
          key={box.id}
          data-box={box.id}
          tabIndex={box === tabStop ? 0 : -1}
          aria-label={labelOf(box)}
          aria-expanded={box.id === selected}
          style={{ transform: `translate(${box.x}px, ${box.y}px)`, inlineSize: `${box.width}px`, blockSize: `${box.height}px` }}
          onKeyDown={onKeyDown}
          onFocus={() => setCurrent(box.id)}
          onClick={() => onSelect(box)}
        />
      ))}
    </div>
  );
}

function targetOf(key: string, boxes: readonly Box[], from: Box): Box | null | undefined {
  if (key === 'Home') return boxes[0];
  if (key === 'End') return boxes.at(-1);
  const towards = TOWARDS[key];
  return towards && nearestBox(boxes, from, towards);
}
