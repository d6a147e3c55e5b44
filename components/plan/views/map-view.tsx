/** The plan as a mind map: the outcome, the ideas around it, and what was named under them. */
import type { VNode } from 'preact';
import { useCallback, useMemo, useState } from 'preact/hooks';
import type { Box } from '../../../plan/drawing/drawing.ts';
import { countAside, type IdeaNode, ideaTree, ROOT } from '../../../plan/drawing/idea-tree.ts';
import { mindMap } from '../../../plan/drawing/mind-map.ts';
import { useBegunEdits } from '../../edit/begun-edits.tsx';
import { t as tEdit } from '../../locales/en-edit.ts';
import { t } from '../../locales/en-views.ts';
import { number, spoken } from '../../translate.ts';
import { DrawingView } from './drawing-view.tsx';
import { MapList } from './map-list.tsx';
import { isBegun, MapTools } from './map-tools.tsx';
import { wrapInBrowser } from './measure.ts';
import { useRoom } from './use-room.ts';
import type { ViewProps } from './view-props.ts';

export function MapView({ plan, actions, onOpen }: ViewProps): VNode {
  const [roomRef, room] = useRoom();
  const [withAside, setWithAside] = useState(false);
  const [selected, setSelected] = useState<string | null>(null);
  const speaks = spoken();
  const draw = useCallback(
    (width: number) => mindMap(plan, { wrap: wrapInBrowser(), direction: speaks.rules.direction, width, number, withAside }),
    [plan, speaks, withAside],
  );
  const drawing = useMemo(() => draw(room), [draw, room]);
  const tree = useMemo(() => ideaTree(plan, { withAside }), [plan, withAside]);
  const chosen = selected === null ? null : findNode(tree, ({ id }) => id === selected);
  const begun = useBegunEdits();
  const begunNode = chosen ? null : findNode(tree, (node) => isBegun(node, begun));
  const aside = countAside(plan);
  return (
    <>
      {aside > 0 && (
        <label class="check small">
          <input
            type="checkbox"
            data-field="with-aside"
            checked={withAside}
            onChange={(event) => setWithAside(event.currentTarget.checked)}
          />{' '}
          {t('map.withAside', { n: aside })}
        </label>
      )}
      {begunNode && (
        <button class="link small" data-action="go-on-changing" onClick={() => setSelected(begunNode.id)}>
          {tEdit('words.begun')}
        </button>
      )}
      <DrawingView
        drawing={drawing}
        drawForPaper={draw}
        name={t('drawing.map', { n: drawing.boxes.length - 1 })}
        plan={plan}
        room={room}
        roomRef={roomRef}
        operable={isOperable}
        labelOf={labelOf}
        selected={chosen && selected}
        onSelect={setSelected}
        actions={actions}
      >
        {chosen && <MapTools key={chosen.id} plan={plan} node={chosen} actions={actions} onOpen={onOpen} />}
      </DrawingView>
      <MapList tree={tree} plan={plan} actions={actions} onOpen={onOpen} />
    </>
  );
}

function findNode(node: IdeaNode, isMeant: (node: IdeaNode) => boolean): IdeaNode | null {
  if (isMeant(node)) return node;
  for (const child of node.children) {
    const found = findNode(child, isMeant);
    if (found) return found;
  }
  return null;
}

const isOperable = ({ id, idea, step }: Box): boolean => id === ROOT || idea !== null || step !== null;

function labelOf({ kind, place, full }: Box): string {
  if (place !== null) return t('flow.step', { n: place, words: full });
  switch (kind) {
    case 'outcome':
      return t('map.outcome', { words: full });
    case 'kept':
      return t('map.kept', { words: full });
    case 'part':
      return t('map.part', { words: full });
    case 'idea':
    case 'step':
    case 'now':
    case 'if-then':
      return t('map.idea', { words: full });
  }
}
