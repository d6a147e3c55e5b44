/** Hands plans to the person as a file of their own. */
import type { AppPort, ExportHow } from '../app-context.tsx';

/** `gone`: there is nothing to save, because a plan is no longer there or there is none yet. */
export async function savePlanFile(port: AppPort, planIds: readonly string[] | 'all', how: ExportHow): Promise<'saved' | 'gone'> {
  const file = await port.exportPlans(planIds, how);
  if (file === null) return 'gone';
  port.saveFile({ name: file.name, content: new Blob([file.text], { type: 'application/json' }) });
  return 'saved';
}
