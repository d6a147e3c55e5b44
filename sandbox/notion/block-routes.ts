import * as v from 'valibot';
import { requireBlockAllowance, requireCapability, requireEditable } from './access.ts';
import { validationError } from './api-error.ts';
import { allowsChildren, blockTypeOf, checkRow, parseBlocks, updatedContent } from './blocks.ts';
import { check } from './check.ts';
import { type NotionCall, type NotionParts, type Route, route } from './handler.ts';
import { pathId } from './ids.ts';
import { listAnswer, pagingOfQuery } from './paging.ts';
import { toPosition } from './position.ts';
import { type BlockRecord, contentRecord, type PageRecord } from './state.ts';

export function blockRoutes({ state, workspace, answers, settings }: NotionParts): Route[] {
  const blockId = (call: NotionCall) => pathId(call.params[0] ?? '', 'block_id');

  const movePageTime = (record: PageRecord | BlockRecord, call: NotionCall) => {
    const page = workspace.pageOf(record);
    if (settings.apiEditsMovePageTime && page !== undefined) workspace.touch(page, call.connection.actsAs);
  };

  const listChildren = (call: NotionCall) => {
    requireCapability(call.connection, 'read');
    const parent = call.find.block(blockId(call));
    const children = parent.childIds.flatMap((id) => {
      const child = contentRecord(state, id);
      return child === undefined || child.inTrash || !call.find.isVisible(child) ? [] : [child];
    });
    return listAnswer(children, pagingOfQuery(call.query), 'block', answers.block);
  };

  const append = (call: NotionCall) => {
    requireCapability(call.connection, 'insert');
    const parent = call.find.block(blockId(call));
    const body = check(v.strictObject({ children: v.unknown(), position: v.optional(v.unknown()) }), call.body, 'body');
    const drafts = parseBlocks(body.children, 'body.children');
    if (parent.kind === 'block') {
      if (!allowsChildren(parent.content)) throw validationError('Block does not support children.');
      const { content } = parent;
      if (content.type === 'table') drafts.forEach((row) => checkRow(content.value.table_width, row));
    }
    requireEditable(state, parent, 'block');
    requireBlockAllowance(call.connection);
    const position = body.position === undefined ? { type: 'end' as const } : toPosition(body.position, 'blocks');
    const blocks = workspace.appendBlocks(parent, drafts, position, call.connection.actsAs);
    movePageTime(parent, call);
    return listAnswer(blocks, { pageSize: 100, cursor: null }, 'block', answers.block);
  };

  const update = (call: NotionCall) => {
    requireCapability(call.connection, 'update');
    const record = call.find.block(blockId(call));
    const body = check(v.record(v.string(), v.unknown()), call.body, 'body');
    const { in_trash: inTrash, type: _type, ...content } = body;
    const trashed = check(v.optional(v.boolean()), inTrash, 'body.in_trash');
    if (trashed !== false) requireEditable(state, record, 'block');
    if (Object.keys(content).length > 0) {
      if (record.kind !== 'block') throw validationError('Updating this block is not supported via the API.');
      replaceContent(record, content);
    }
    if (trashed !== undefined) record.inTrash = trashed;
    workspace.touch(record, call.connection.actsAs);
    movePageTime(record, call);
    return answers.block(record);
  };

  const replaceContent = (block: BlockRecord, content: Record<string, unknown>) => {
    const { type } = block.content;
    if (type !== 'unsupported') check(v.strictObject({ [type]: v.optional(v.unknown()) }), onlyKnown(content, type), 'body');
    block.content = updatedContent(block.content, content[type], `body.${type}`);
  };

  /** Another type's key is its own refusal: the type of a block never changes. */
  const onlyKnown = (content: Record<string, unknown>, type: string) => {
    const other = Object.keys(content).find((key) => key !== type);
    if (other === undefined) return content;
    const known = blockTypeOf(content, 'body');
    if (known !== type) throw validationError(`Block type cannot be changed: the block is ${type}, the body has ${known}.`);
    return content;
  };

  const remove = (call: NotionCall) => {
    requireCapability(call.connection, 'update');
    const record = call.find.content(blockId(call));
    requireEditable(state, record, 'block');
    record.inTrash = true;
    workspace.touch(record, call.connection.actsAs);
    return answers.block(record);
  };

  return [
    route('GET', '/v1/blocks/:block', (call) => {
      requireCapability(call.connection, 'read');
      return answers.block(call.find.content(blockId(call)));
    }),
    route('PATCH', '/v1/blocks/:block', update),
    route('DELETE', '/v1/blocks/:block', remove),
    route('GET', '/v1/blocks/:block/children', listChildren),
    route('PATCH', '/v1/blocks/:block/children', append),
  ];
}
