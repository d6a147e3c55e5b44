/** The plan as a process flow chart: the order, what happens alongside, and every step one press away. */
import type { VNode } from 'preact';
import { useCallback, useMemo, useState } from 'preact/hooks';
import type { Box } from '../../../plan/drawing/drawing.ts';
import { flowChart, type FlowWords } from '../../../plan/drawing/flow-chart.ts';
import { activeSteps, type Step } from '../../../plan/plan.ts';
import { type AppPort, useApp } from '../../app-context.tsx';
import { shortDay } from '../../days.ts';
import { t } from '../../locales/en-views.ts';
import { number, spoken } from '../../translate.ts';
import { DrawingView } from './drawing-view.tsx';
import { FlowList } from './flow-list.tsx';
import { FlowTools } from './flow-tools.tsx';
import { wrapInBrowser } from './measure.ts';
import { useRoom } from './use-room.ts';
import type { ViewProps } from './view-props.ts';

export function FlowView({ plan, actions, onOpen }: ViewProps): VNode {
  const port = useApp();
  const [roomRef, room] = useRoom();
  const [selected, setSelected] = useState<string | null>(null);
  const speaks = spoken();
  const draw = useCallback(
    (width: number) => flowChart(plan, { wrap: wrapInBrowser(), direction: speaks.rules.direction, width, words: flowWords(port) }),
    [plan, port, speaks],
  );
  const drawing = useMemo(() => draw(room), [draw, room]);
  const steps = activeSteps(plan);
  // An if–then belongs to its step: pressing it opens the step.
  const select = useCallback((boxId: string | null) => setSelected(boxId?.replace(/^if:/, 'step:') ?? null), []);
  const step = steps.find(({ id }) => `step:${id}` === selected);
  return (
    <>
      <DrawingView
        drawing={drawing}
        drawForPaper={draw}
        name={t('drawing.flow', { n: steps.length })}
        plan={plan}
        room={room}
        roomRef={roomRef}
        operable={isOperable}
        hasKey={isStep}
        labelOf={labelOf}
        selected={step ? selected : null}
        onSelect={select}
        actions={actions}
      >
        {step && <FlowTools plan={plan} step={step} actions={actions} onOpen={onOpen} />}
      </DrawingView>
      <FlowList plan={plan} actions={actions} onOpen={onOpen} />
    </>
  );
}

const isStep = ({ kind }: Box): boolean => kind === 'step';
const isOperable = ({ step }: Box): boolean => step !== null;
const labelOf = ({ place, full }: Box): string => t('flow.step', { n: place ?? 0, words: full });

/** What the chart says besides the person's words. */
export function flowWords(port: AppPort): FlowWords {
  return {
    now: t('flow.now'),
    if: t('flow.if'),
    then: t('flow.then'),
    when: (due) => shortDay(due, port.locale, port.today(), port.timeZone),
    status: statusWords,
    parts: (parts) => {
      const done = parts.filter((part) => part.done).length;
      return done === 0 ? t('flow.parts', { n: parts.length }) : t('flow.partsDone', { n: parts.length, done });
    },
    number,
  };
}

function statusWords(status: Step['status']): string | null {
  switch (status) {
    case 'partly':
      return t('flow.partly');
    case 'not-done':
      return t('flow.notDone');
    case 'open':
    case 'done':
    case 'left-out':
      return null;
  }
}
