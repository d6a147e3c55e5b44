import type { VNode } from 'preact';
import type { Drawing } from '../../../plan/drawing/drawing.ts';
import { fileNameOf } from '../../../plan/file-name.ts';
import { useApp } from '../../app-context.tsx';
import { t } from '../../locales/en-views.ts';
import type { PlanActions } from '../../plan-actions.ts';
import { pngOf, svgOf } from './picture.tsx';

interface Props {
  readonly drawing: Drawing;
  /** What the person would like to happen: the name of the file, and of the picture to who cannot see it. */
  readonly title: string;
  readonly actions: PlanActions;
}

/** The drawing as a picture of its own. */
export function SaveButtons({ drawing, title, actions }: Props): VNode {
  const port = useApp();
  const save = (ending: string, content: Blob): void =>
    port.saveFile({ name: `${fileNameOf(title, t('drawing.fileName'))}.${ending}`, content });
  const saveSvg = (): void => save('svg', new Blob([svgOf(drawing, title)], { type: 'image/svg+xml' }));
  const savePng = async (): Promise<void> => {
    const picture = await pngOf(drawing, title);
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
