/** What can be done with a plan as a whole. */
import type { ComponentChildren } from 'preact';
import type { Plan } from '../../plan/plan.ts';
import type { AppPort, ExportHow } from '../app-context.tsx';
import { savePlanFile } from '../files/save-plan-file.ts';
import { WithName } from './with-name.tsx';
import { t } from '../locales/en-menu.ts';
import { NOTICE_MS } from '../notice.tsx';
import type { PlanActions } from '../plan-actions.ts';
import type { PlanDoors } from './plan-doors.ts';

export interface MenuItem {
  readonly action: string;
  readonly label: ComponentChildren;
  /** One line on what it does, where the name does not say enough. */
  readonly why?: string;
  readonly run: () => void;
}

interface Deps {
  readonly plan: Plan;
  readonly actions: PlanActions;
  readonly doors: PlanDoors;
  readonly port: AppPort;
}

export function menuItems(deps: Deps): readonly MenuItem[] {
  const { plan, doors } = deps;
  return [
    { action: 'settings', label: t('menu.settings'), run: () => doors.show('settings') },
    { action: 'export', label: t('menu.export'), run: () => void save(deps, 'full') },
    ...(plan.mode === 'coach' ? clientItems(deps) : []),
    ...archiveItems(deps),
    { action: 'help', label: t('menu.help'), run: () => doors.show('help') },
  ];
}

function clientItems(deps: Deps): readonly MenuItem[] {
  const { plan, port } = deps;
  const name = plan.client ? <WithName sentence={t('menu.handOver')} name={plan.client} /> : t('menu.handOverUnnamed');
  return [
    { action: 'client-screen', label: t('menu.clientScreen'), run: () => void port.openClientScreen(plan.id) },
    { action: 'hand-over', label: name, why: t('menu.handOverWhy'), run: () => void save(deps, 'hand-over') },
  ];
}

function archiveItems(deps: Deps): readonly MenuItem[] {
  if (deps.plan.archivedAt === null) return [{ action: 'archive', label: t('menu.archive'), run: () => void archive(deps) }];
  return [
    { action: 'bring-back', label: t('menu.bringBack'), run: () => void bringBack(deps) },
    { action: 'delete', label: t('menu.delete'), run: () => deps.doors.show('delete') },
  ];
}

async function save({ plan, port, actions }: Deps, how: ExportHow): Promise<void> {
  const saved = await savePlanFile(port, [plan.id], how);
  if (saved === 'saved') actions.tell({ text: t('menu.saved'), forMs: NOTICE_MS });
}

async function archive({ plan, port, actions, doors }: Deps): Promise<void> {
  const archived = await port.archive(plan.id, true);
  if (archived.kind === 'saved') await doors.archived();
  else if (archived.kind === 'storage-full') actions.kept('storage-full');
}

async function bringBack({ plan, port, actions }: Deps): Promise<void> {
  const back = await port.archive(plan.id, false);
  if (back.kind === 'saved') actions.tell({ text: t('menu.broughtBack'), forMs: NOTICE_MS });
  else if (back.kind === 'storage-full') actions.kept('storage-full');
}
