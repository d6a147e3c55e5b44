/** What arrived, as text for a terminal. */
import type { InspectedBlock, InspectedPage } from './notion/inspect.ts';
import type { InspectedCard } from './trello/inspect.ts';

export function pageAsText({ title, blocks }: InspectedPage): string {
  return [`# ${title}`, '', ...blocks.flatMap((block) => blockLines(block, ''))].join('\n');
}

function blockLines(block: InspectedBlock, indent: string): readonly string[] {
  const [first = '', ...rest] = block.text.split('\n');
  const mark = blockMark(block);
  const hang = indent + ' '.repeat(mark.length);
  return [
    indent + mark + first,
    ...rest.map((line) => hang + line),
    ...block.children.flatMap((child) => blockLines(child, `${indent}    `)),
  ];
}

function blockMark({ type, checked }: InspectedBlock): string {
  if (type === 'to_do') return checked === true ? '[x] ' : '[ ] ';
  if (type === 'callout' || type === 'quote') return '> ';
  if (type === 'bulleted_list_item') return '- ';
  return type.startsWith('heading') ? '## ' : '';
}

export function boardAsText(name: string, cards: readonly InspectedCard[]): string {
  const lines = cards.flatMap((card) => [`[${card.dueComplete ? 'x' : ' '}] ${card.name}`, ...detailLines(card), '']);
  return [`${name} · ${cards[0]?.list ?? 'no cards'}`, '', ...lines].join('\n').trimEnd();
}

function detailLines({ due, desc }: InspectedCard): readonly string[] {
  const when = due === null ? [] : [`due ${new Date(due).toLocaleString('en-GB', { dateStyle: 'full', timeStyle: 'short' })}`];
  return [...when, ...desc.split('\n').filter((line) => line.trim() !== '')].map((line) => `      ${line}`);
}
