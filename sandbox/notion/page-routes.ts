import * as v from 'valibot';
import { requireBlockAllowance, requireCapability, requireEditable } from './access.ts';
import { validationError } from './api-error.ts';
import { parseBlocks } from './blocks.ts';
import { check, CoverSchema, IconSchema, IdSchema } from './check.ts';
import { type NotionCall, type NotionParts, type Route, route } from './handler.ts';
import { pathId } from './ids.ts';
import { listAnswer, pagingOfQuery } from './paging.ts';
import { toPosition } from './position.ts';
import { findProperty, type PropertyDefinition } from './property-types.ts';
import { parsePropertyValue, type PropertyValue, valueOf } from './property-values.ts';
import { type PageParent, type PageRecord } from './state.ts';

const PropertiesSchema = v.record(v.string(), v.unknown());
const CreateSchema = v.strictObject({
  parent: v.unknown(),
  properties: v.optional(PropertiesSchema, {}),
  icon: v.optional(v.nullable(IconSchema), null),
  cover: v.optional(v.nullable(CoverSchema), null),
  children: v.optional(v.unknown()),
  position: v.optional(v.unknown()),
});
const UpdateSchema = v.strictObject({
  properties: v.optional(PropertiesSchema, {}),
  icon: v.optional(v.nullable(IconSchema)),
  cover: v.optional(v.nullable(CoverSchema)),
  in_trash: v.optional(v.boolean()),
  is_archived: v.optional(v.boolean()),
  is_locked: v.optional(v.boolean()),
  erase_content: v.optional(v.boolean()),
});
const ParentSchema = v.strictObject({
  type: v.optional(v.picklist(['page_id', 'data_source_id', 'workspace'])),
  page_id: v.optional(IdSchema),
  data_source_id: v.optional(IdSchema),
  workspace: v.optional(v.literal(true)),
});

export function pageRoutes(parts: NotionParts): Route[] {
  const { state, workspace, answers } = parts;

  const toParent = (raw: unknown, { find, connection }: NotionCall): PageParent => {
    const parent = check(ParentSchema, raw, 'body.parent');
    if (parent.data_source_id !== undefined) {
      const source = find.dataSource(parent.data_source_id);
      requireEditable(state, source, 'data source');
      return { type: 'data_source_id', data_source_id: source.id, database_id: source.databaseId };
    }
    if (parent.page_id !== undefined) {
      const page = find.page(parent.page_id);
      requireEditable(state, page, 'page');
      return { type: 'page_id', page_id: page.id };
    }
    if (parent.workspace !== true)
      throw validationError('body failed validation: body.parent.page_id should be defined, instead was `undefined`.');
    if (connection.kind !== 'personal') {
      throw validationError(
        'Internal integrations are not owned by a single user, so creating workspace-level private pages is not supported.',
      );
    }
    return { type: 'workspace', workspace: true };
  };

  const parseValues = (definitions: readonly PropertyDefinition[], raw: Record<string, unknown>, call: NotionCall) => {
    const values = new Map<string, PropertyValue>();
    for (const [key, value] of Object.entries(raw)) {
      const definition = findProperty(definitions, key);
      if (definition === undefined) throw validationError(`${key} is not a property that exists.`);
      const parsed = parsePropertyValue(definition, value, `body.properties.${key}`, (one, name) => workspace.addOption(one, name));
      requireTargets(definition, parsed, call);
      values.set(definition.id, parsed);
    }
    return values;
  };

  /** A related page must be a visible row of the related data source; a person must exist. */
  const requireTargets = ({ name, config }: PropertyDefinition, value: PropertyValue, { find }: NotionCall) => {
    if (value.type === 'relation' && config.type === 'relation') {
      for (const { parent } of value.pageIds.map(find.page)) {
        const isRow = parent.type === 'data_source_id' && parent.data_source_id === config.dataSourceId;
        if (!isRow) throw validationError(`${name} can only relate to pages of its related data source.`);
      }
    }
    if (value.type === 'people' && value.userIds.some((id) => !state.users.has(id))) {
      throw validationError(`${name} names a user that does not exist.`);
    }
  };

  const create = (call: NotionCall) => {
    requireCapability(call.connection, 'insert');
    const body = check(CreateSchema, call.body, 'body');
    const parent = toParent(body.parent, call);
    const source = parent.type === 'data_source_id' ? state.dataSources.get(parent.data_source_id) : undefined;
    const definitions = source?.properties ?? [{ id: 'title', name: 'title', description: null, config: { type: 'title' as const } }];
    const children = body.children === undefined ? [] : parseBlocks(body.children, 'body.children');
    const position = body.position === undefined ? undefined : toPosition(body.position, 'page');
    if (position !== undefined && parent.type !== 'page_id') throw validationError('position is only possible under a page.');
    const values = parseValues(definitions, body.properties, call);
    requireBlockAllowance(call.connection);
    const { icon, cover } = body;
    const page = workspace.createPage(
      { parent, icon, cover, values, children, ...(position === undefined ? {} : { position }) },
      call.connection.actsAs,
    );
    return answers.page(page);
  };

  const update = (call: NotionCall) => {
    requireCapability(call.connection, 'update');
    const page = call.find.page(pathId(call.params[0] ?? '', 'page_id'));
    const body = check(UpdateSchema, call.body, 'body');
    if (body.in_trash !== false) requireEditable(state, page, 'page');
    const values = parseValues(workspace.definitionsOf(page), body.properties, call);
    for (const [id, value] of values) {
      const definition = workspace.definitionsOf(page).find((one) => one.id === id);
      if (definition !== undefined) workspace.setValue(page, definition, value);
    }
    if (body.icon !== undefined) page.icon = body.icon;
    if (body.cover !== undefined) page.cover = body.cover;
    if (body.in_trash !== undefined) page.inTrash = body.in_trash;
    if (body.is_archived !== undefined) page.isArchived = body.is_archived;
    if (body.is_locked !== undefined) page.isLocked = body.is_locked;
    if (body.erase_content === true) page.childIds = [];
    workspace.touch(page, call.connection.actsAs);
    return answers.page(page, onlyProperties(workspace.definitionsOf(page), call.query));
  };

  const move = (call: NotionCall) => {
    requireCapability(call.connection, 'update');
    const page = call.find.page(pathId(call.params[0] ?? '', 'page_id'));
    const body = check(v.strictObject({ parent: v.unknown() }), call.body, 'body');
    requireEditable(state, page, 'page');
    workspace.movePage(page, toParent(body.parent, call));
    workspace.touch(page, call.connection.actsAs);
    return answers.page(page);
  };

  const retrieveProperty = (call: NotionCall) => {
    requireCapability(call.connection, 'read');
    const page = call.find.page(pathId(call.params[0] ?? '', 'page_id'));
    const key = call.params[1] ?? '';
    const definition =
      findProperty(workspace.definitionsOf(page), key) ?? findProperty(workspace.definitionsOf(page), decodeURIComponent(key));
    if (definition === undefined) throw validationError(`Could not find property with name or id: ${key}`);
    return propertyItems(page, definition, call.query);
  };

  /** Lists of references and texts come in pages; everything else as one item. */
  const propertyItems = (page: PageRecord, definition: PropertyDefinition, query: URLSearchParams) => {
    const value = valueOf(page.values, definition);
    const whole = answers.property(page, definition);
    const items =
      value.type === 'relation'
        ? value.pageIds.map((id) => ({ id }))
        : value.type === 'people'
          ? value.userIds.map(answers.user)
          : value.type === 'title' || value.type === 'rich_text'
            ? answers.richText(value.text)
            : null;
    if (items === null) return { object: 'property_item', ...whole };
    const listed = items.map((item, index) => ({ id: `00000000-0000-0000-0000-${String(index).padStart(12, '0')}`, item }));
    const list = listAnswer(listed, pagingOfQuery(query), 'block', ({ item }) => ({
      object: 'property_item',
      type: value.type,
      id: whole['id'],
      [value.type]: item,
    }));
    const { block: _block, ...rest } = list;
    return { ...rest, type: 'property_item', property_item: { id: whole['id'], next_url: null, type: value.type, [value.type]: {} } };
  };

  return [
    route('POST', '/v1/pages', create),
    route('GET', '/v1/pages/:page', (call) => {
      requireCapability(call.connection, 'read');
      const page = call.find.page(pathId(call.params[0] ?? '', 'page_id'));
      return answers.page(page, onlyProperties(workspace.definitionsOf(page), call.query));
    }),
    route('PATCH', '/v1/pages/:page', update),
    route('POST', '/v1/pages/:page/move', move),
    route('GET', '/v1/pages/:page/properties/:property', retrieveProperty),
  ];
}

/** `filter_properties` cuts answers down; an unknown one is refused. */
export function onlyProperties(definitions: readonly PropertyDefinition[], query: URLSearchParams): ReadonlySet<string> | undefined {
  const keys = [...query.getAll('filter_properties'), ...query.getAll('filter_properties[]')];
  if (keys.length === 0) return undefined;
  return new Set(
    keys.map((key) => {
      const found = findProperty(definitions, key);
      if (found === undefined) throw validationError(`Could not find property with name or id: ${key}`);
      return found.id;
    }),
  );
}
