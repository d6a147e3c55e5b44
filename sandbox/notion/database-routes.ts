import * as v from 'valibot';
import { requireBlockAllowance, requireCapability, requireEditable } from './access.ts';
import { validationError } from './api-error.ts';
import { check, CoverSchema, hasKey, IconSchema, IdSchema } from './check.ts';
import { type NotionCall, type NotionParts, type Route, route } from './handler.ts';
import { pathId } from './ids.ts';
import { findProperty, parsePropertyDraft } from './property-types.ts';
import { queryRoute } from './query-route.ts';
import { RichTextSchema } from './rich-text.ts';
import { type DatabaseParent, type DataSourceRecord } from './state.ts';
import { deleteProperty, renameProperty } from './workspace.ts';

const SchemaOfPropertiesSchema = v.record(v.string(), v.unknown());
const CreateDatabaseSchema = v.strictObject({
  parent: v.strictObject({
    type: v.picklist(['page_id', 'workspace']),
    page_id: v.optional(IdSchema),
    workspace: v.optional(v.literal(true)),
  }),
  title: v.optional(RichTextSchema, []),
  description: v.optional(RichTextSchema, []),
  is_inline: v.optional(v.boolean(), false),
  icon: v.optional(v.nullable(IconSchema), null),
  cover: v.optional(v.nullable(CoverSchema), null),
  initial_data_source: v.optional(v.strictObject({ properties: v.optional(SchemaOfPropertiesSchema) }), {}),
});
const CreateDataSourceSchema = v.strictObject({
  parent: v.strictObject({ type: v.optional(v.literal('database_id')), database_id: IdSchema }),
  properties: SchemaOfPropertiesSchema,
  title: v.optional(RichTextSchema, []),
  icon: v.optional(v.nullable(IconSchema), null),
});
const UpdateDataSourceSchema = v.strictObject({
  properties: v.optional(SchemaOfPropertiesSchema, {}),
  title: v.optional(RichTextSchema),
  icon: v.optional(v.nullable(IconSchema)),
  in_trash: v.optional(v.boolean()),
});

export function databaseRoutes(parts: NotionParts): Route[] {
  const { state, workspace, answers } = parts;

  const addProperty = (source: DataSourceRecord, name: string, raw: unknown, call: NotionCall) => {
    const draft = parsePropertyDraft(raw, `body.properties.${name}`, workspace.nextNumber);
    if (draft.config.type === 'relation') call.find.dataSource(draft.config.dataSourceId);
    return workspace.addProperty(source, name, draft);
  };

  /** Before anything exists, so that a refused schema leaves no half database behind. */
  const checkSchema = (properties: Record<string, unknown>, at: string, { find }: NotionCall) => {
    const titles = Object.values(properties).filter((one) => hasKey(one, 'title')).length;
    if (titles !== 1) throw validationError(`body failed validation: ${at} should have exactly one title property, instead had ${titles}.`);
    for (const [name, raw] of Object.entries(properties)) {
      const { config } = parsePropertyDraft(raw, `${at}.${name}`, () => 0);
      if (config.type === 'relation') find.dataSource(config.dataSourceId);
    }
  };

  const addSchema = (source: DataSourceRecord, properties: Record<string, unknown>, call: NotionCall) => {
    for (const [name, raw] of Object.entries(properties)) addProperty(source, name, raw, call);
  };

  const toParent = (parent: v.InferOutput<typeof CreateDatabaseSchema>['parent'], call: NotionCall): DatabaseParent => {
    if (parent.type === 'workspace') {
      if (call.connection.kind !== 'personal') throw validationError('Internal integrations cannot create databases at workspace level.');
      return { type: 'workspace', workspace: true };
    }
    const page = call.find.page(check(IdSchema, parent.page_id, 'body.parent.page_id'));
    requireEditable(state, page, 'page');
    return { type: 'page_id', page_id: page.id };
  };

  const createDatabase = (call: NotionCall) => {
    requireCapability(call.connection, 'insert');
    const body = check(CreateDatabaseSchema, call.body, 'body');
    const parent = toParent(body.parent, call);
    const properties = body.initial_data_source.properties ?? { Name: { title: {} } };
    checkSchema(properties, 'body.initial_data_source.properties', call);
    requireBlockAllowance(call.connection);
    const { title, description, icon, cover, is_inline: isInline } = body;
    const by = call.connection.actsAs;
    const database = workspace.createDatabase({ parent, title, description, icon, cover, isInline }, by);
    addSchema(workspace.createDataSource(database, title, by, icon), properties, call);
    return answers.database(database);
  };

  const createDataSource = (call: NotionCall) => {
    requireCapability(call.connection, 'insert');
    const body = check(CreateDataSourceSchema, call.body, 'body');
    const database = call.find.database(body.parent.database_id);
    checkSchema(body.properties, 'body.properties', call);
    const source = workspace.createDataSource(database, body.title, call.connection.actsAs, body.icon);
    addSchema(source, body.properties, call);
    return answers.dataSource(source);
  };

  const updateDataSource = (call: NotionCall) => {
    requireCapability(call.connection, 'update');
    const source = call.find.dataSource(pathId(call.params[0] ?? '', 'data_source_id'));
    const body = check(UpdateDataSourceSchema, call.body, 'body');
    if (body.in_trash !== false) requireEditable(state, source, 'data source');
    for (const [key, raw] of Object.entries(body.properties)) changeProperty(source, key, raw, call);
    if (body.title !== undefined) source.title = body.title;
    if (body.icon !== undefined) source.icon = body.icon;
    if (body.in_trash !== undefined) source.inTrash = body.in_trash;
    workspace.touch(source, call.connection.actsAs);
    return answers.dataSource(source);
  };

  /** Absent stays, null deletes, `name` alone renames, a type adds or changes. */
  const changeProperty = (source: DataSourceRecord, key: string, raw: unknown, call: NotionCall) => {
    const existing = findProperty(source.properties, key);
    if (existing === undefined) {
      if (raw === null) throw validationError(`Could not find property with name or id: ${key}`);
      return void addProperty(source, key, raw, call);
    }
    if (raw === null) return deleteProperty(source, existing);
    const change = check(v.record(v.string(), v.unknown()), raw, `body.properties.${key}`);
    if (typeof change['name'] === 'string') renameProperty(source, existing, change['name']);
    const { name: _name, ...config } = change;
    if (Object.keys(config).length === 0) return;
    const draft = parsePropertyDraft(config, `body.properties.${key}`, workspace.nextNumber, existing.config);
    if ((existing.config.type === 'title') !== (draft.config.type === 'title')) throw validationError('The title property keeps its type.');
    existing.config = draft.config;
  };

  return [
    route('POST', '/v1/databases', createDatabase),
    route('GET', '/v1/databases/:database', (call) => {
      requireCapability(call.connection, 'read');
      return answers.database(call.find.database(pathId(call.params[0] ?? '', 'database_id')));
    }),
    route('POST', '/v1/data_sources', createDataSource),
    route('GET', '/v1/data_sources/:source', (call) => {
      requireCapability(call.connection, 'read');
      return answers.dataSource(call.find.dataSource(pathId(call.params[0] ?? '', 'data_source_id')));
    }),
    route('PATCH', '/v1/data_sources/:source', updateDataSource),
    queryRoute(parts),
  ];
}
