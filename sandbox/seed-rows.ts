import { type NotionService } from './notion/service.ts';

/** A few rows in the sample databases, dated around today so that the workspace looks lived in. */
export function seedRows(notion: NotionService, sources: { projects: string; aufgaben: string }): void {
  const { user, state } = notion;
  const today = Math.max(...[...state.pages.values()].map(({ createdAt }) => createdAt));
  const day = (offset: number) => ({ date: { start: new Date(today + offset * 86_400_000).toISOString().slice(0, 10) } });
  const row = (dataSourceId: string, title: string, values: Record<string, unknown>) => {
    const databaseId = state.dataSources.get(dataSourceId)?.databaseId ?? '';
    const id = user.createPage({ type: 'data_source_id', data_source_id: dataSourceId, database_id: databaseId }, title);
    for (const [name, value] of Object.entries(values)) user.editProperty(id, name, value);
  };
  row(sources.projects, 'New onboarding', {
    Status: { status: { name: 'In progress' } },
    Due: day(12),
    Area: { select: { name: 'Product' } },
    Owner: { people: [{ id: user.id }] },
  });
  row(sources.projects, 'Team offsite', { Status: { status: { name: 'Not started' } }, Due: day(40), Area: { select: { name: 'Team' } } });
  row(sources.projects, 'Archive the old wiki', { Status: { status: { name: 'Done' } }, Area: { select: { name: 'Team' } } });
  row(sources.aufgaben, 'Steuererklärung vorbereiten', { Fällig: day(20), Priorität: { select: { name: 'hoch' } } });
  row(sources.aufgaben, 'Fahrrad zur Werkstatt bringen', { Fällig: day(3), Priorität: { select: { name: 'normal' } } });
  row(sources.aufgaben, 'Zahnarzt anrufen', { Erledigt: { checkbox: true } });
}
