/** What of a plan is kept in which property of the person's own database, in words that can be changed. */
import type { VNode } from 'preact';
import type { PlanMapping, PropertyRef } from '../../sync/connection.ts';
import type { Reply } from '../../sync/messages.ts';
import { type OptionsWordKey, t } from '../locales/en-options.ts';

type DataSource = Extract<Reply, { readonly kind: 'data-source' }>;
type Property = DataSource['properties'][number];

interface Props {
  readonly source: DataSource;
  readonly mapping: PlanMapping;
  readonly onChange: (mapping: PlanMapping) => void;
}

const TYPES = {
  id: ['rich_text'],
  date: ['date'],
  status: ['status', 'select', 'checkbox'],
} as const;

export function MappingEditor({ source, mapping, onChange }: Props): VNode {
  const { properties } = source;
  const status = mapping.status && properties.find(({ id }) => id === mapping.status?.property.id);
  return (
    <fieldset class="mapping" data-mapping="">
      <legend>{t('mapping.title')}</legend>
      <p class="soft small">{t('mapping.intro')}</p>
      <p>{t('mapping.outcome', { name: mapping.title.name })}</p>
      <PropertySelect
        field="id"
        chosen={mapping.id}
        properties={properties}
        none="mapping.lastLine"
        onChoose={(property) => onChange({ ...mapping, id: refOf(property) })}
      />
      <PropertySelect
        field="date"
        chosen={mapping.date}
        properties={properties}
        none="mapping.notKept"
        onChoose={(property) => onChange({ ...mapping, date: refOf(property) })}
      />
      <PropertySelect
        field="status"
        chosen={mapping.status?.property ?? null}
        properties={properties}
        none="mapping.notKept"
        onChoose={(property) => onChange({ ...mapping, status: property && statusOf(property, source) })}
      />
      {mapping.status && status && (
        <StatusOptions property={status} status={mapping.status} onChange={(changed) => onChange({ ...mapping, status: changed })} />
      )}
    </fieldset>
  );
}

function refOf(property: Property | null): PropertyRef | null {
  return property && { id: property.id, name: property.name, type: property.type };
}

type Status = NonNullable<PlanMapping['status']>;

/** The guess where it is about this property; else its first and last option, as groups are ordered in Notion. */
function statusOf(property: Property, { guess }: DataSource): Status {
  if (guess.status?.property.id === property.id) return guess.status;
  const ref = { id: property.id, name: property.name, type: property.type };
  if (property.type === 'checkbox') return { property: ref, open: null, done: null };
  return { property: ref, open: property.options[0]?.id ?? null, done: property.options.at(-1)?.id ?? null };
}

interface SelectProps {
  readonly field: keyof typeof TYPES;
  readonly chosen: PropertyRef | null;
  readonly properties: readonly Property[];
  readonly none: OptionsWordKey;
  readonly onChoose: (property: Property | null) => void;
}

function PropertySelect({ field, chosen, properties, none, onChoose }: SelectProps): VNode {
  const types: readonly string[] = TYPES[field];
  const fitting = properties.filter(({ type }) => types.includes(type));
  return (
    <label>
      {t(`mapping.${field}`)}
      <select
        data-mapping-field={field}
        value={chosen?.id ?? ''}
        onChange={(event) => onChoose(fitting.find(({ id }) => id === event.currentTarget.value) ?? null)}
      >
        <option value="">{t(none)}</option>
        {fitting.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

interface StatusProps {
  readonly property: Property;
  readonly status: Status;
  readonly onChange: (status: Status) => void;
}

function StatusOptions({ property, status, onChange }: StatusProps): VNode {
  if (property.type === 'checkbox') return <p class="soft small">{t('mapping.checkbox')}</p>;
  return (
    <div class="two">
      {(['open', 'done'] as const).map((end) => (
        <label key={end}>
          {t(`mapping.${end}`)}
          <select
            data-mapping-option={end}
            value={status[end] ?? ''}
            onChange={(event) => onChange({ ...status, [end]: event.currentTarget.value || null })}
          >
            <option value="">{t('mapping.notKept')}</option>
            {property.options.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      ))}
    </div>
  );
}
