import type { VNode } from 'preact';
import type { Drawing } from '../../../plan/drawing/drawing.ts';
import { fileNameOf } from '../../../plan/file-name.ts';
import { useApp } from '../../app-context.tsx';
import { t } from '../../locales/en-views.ts';
import type { PlanActions } from '../../plan-actions.ts';
import { pngOf, svgOf } from './picture.tsx';

interface Props {
  readonly drawing: Drawing;
  readonly name: string;
  /** What the person would like to happen: the name of the file. */
  readonly title: string;
  readonly actions: PlanActions;
}

/** The drawing as a picture of its own. */
export function SaveButtons({ drawing, name, title, actions }: Props): VNode {
  const port = useApp();
  const save = (ending: string, content: Blob): void =>
    port.saveFile({ name: `${fileNameOf(title, t('drawing.fileName'))}.${ending}`, content });
  const saveSvg = (): void => save('svg', new Blob([svgOf(drawing, name)], { type: 'image/svg+xml' }));
  const savePng = async (): Promise<void> => {
    const picture = await pngOf(drawing, name);
    if (picture) save('png', picture);
    else actions.tell({ text: t('drawing.noPicture') });
  };
  return (
    <>
      <button class="link small" data-action="save-svg" aria-label={t('drawing.svg')} title={t('drawing.svg')} onClick={saveSvg}>
        SVG
      </button>
      <button class="link small" data-action="save-png" aria-label={t('drawing.png')} title={t('drawing.png')} onClick={savePng}>
        PNG
      </button>
    </>
  );
}
