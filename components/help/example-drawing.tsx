/** The example as a flow chart or a mind map, drawn as every plan is, only to look at. */
import type { VNode } from 'preact';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { Drawing } from '../../plan/drawing/drawing.ts';
import { flowChart } from '../../plan/drawing/flow-chart.ts';
import { mindMap } from '../../plan/drawing/mind-map.ts';
import { activeSteps, type Plan } from '../../plan/plan.ts';
import { useApp } from '../app-context.tsx';
import { t } from '../locales/en-views.ts';
import { DrawingSvg } from '../plan/views/drawing-svg.tsx';
import { flowWords } from '../plan/views/flow-view.tsx';
import { wrapInBrowser } from '../plan/views/measure.ts';
import { SCREEN } from '../plan/views/paint.ts';
import { useRoom } from '../plan/views/use-room.ts';
import { number, spoken } from '../translate.ts';

interface Props {
  readonly plan: Plan;
  readonly view: 'flow' | 'map';
}

export function ExampleDrawing({ plan, view }: Props): VNode {
  const port = useApp();
  const [roomRef, width] = useRoom();
  const frame = useRef<HTMLDivElement>(null);
  const { direction } = spoken().rules;
  const drawing = useMemo((): Drawing => {
    const options = { wrap: wrapInBrowser(), direction, width };
    return view === 'flow'
      ? flowChart(plan, { ...options, words: flowWords(port) })
      : mindMap(plan, { ...options, number, withAside: false });
  }, [plan, port, direction, width, view]);
  useLayoutEffect(() => {
    const outcome = drawing.boxes.find(({ kind }) => kind === 'outcome');
    // Where a map is read from; a chart has it in the middle of its width as well.
    if (frame.current && outcome) frame.current.scrollLeft = outcome.x + outcome.width / 2 - frame.current.clientWidth / 2;
  }, [drawing]);
  const name = view === 'flow' ? t('drawing.flow', { n: activeSteps(plan).length }) : t('drawing.map', { n: drawing.boxes.length - 1 });
  return (
    <div ref={roomRef}>
      {/* Wider than the room, it scrolls; the arrow keys do that where it has the focus. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div ref={frame} class="example-frame" dir="ltr" tabIndex={0} role="group" aria-label={name}>
        <DrawingSvg drawing={drawing} palette={SCREEN} name={name} />
      </div>
    </div>
  );
}
