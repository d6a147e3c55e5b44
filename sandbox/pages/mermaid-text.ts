import { type Html, html } from './html.ts';

/** Words in boxes: measured by rule of thumb, since nothing can be measured here. */
export const LINE_HEIGHT = 20;
const CHARACTER_WIDTH = 7.4;
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\u{1f300}-\u{1faff}]/u;

/** What Mermaid writes for characters that would end a label, and its line breaks. */
export function readLabel(raw: string): string {
  const inner = raw
    .trim()
    .replace(/^"([\s\S]*)"$/, '$1')
    .replace(/^`([\s\S]*)`$/, '$1');
  return inner
    .replace(/<br\s*\/?>/gi, '\n')
    .replace(/[#&](\d+);/g, (_, code: string) => String.fromCodePoint(Math.min(Number(code), 0x10ffff)))
    .replace(/[#&](quot|amp|lt|gt|apos|nbsp);/g, (_, name: string) => ENTITIES[name] ?? '');
}

const ENTITIES: Readonly<Record<string, string>> = { quot: '"', amp: '&', lt: '<', gt: '>', apos: "'", nbsp: ' ' };

export function textWidth(text: string): number {
  return Array.from(text).reduce((width, character) => width + (WIDE.test(character) ? 2 : 1), 0) * CHARACTER_WIDTH;
}

export function wrapText(text: string, maxWidth: number): string[] {
  const lines = text.split('\n').flatMap((line) => wrapLine(line, maxWidth));
  return lines.length === 0 ? [''] : lines;
}

function wrapLine(line: string, maxWidth: number): string[] {
  const lines: string[] = [];
  let current = '';
  // A word that is too long by itself is cut; scripts without spaces are such words.
  const pieces = line.split(/(?<=\s)/).flatMap((word) => cutWord(word, maxWidth));
  for (const piece of pieces) {
    if (current !== '' && textWidth(current + piece.trimEnd()) > maxWidth) {
      lines.push(current.trim());
      current = '';
    }
    current += piece;
  }
  lines.push(current.trim());
  return lines;
}

function cutWord(word: string, maxWidth: number): string[] {
  if (textWidth(word) <= maxWidth) return [word];
  const pieces: string[] = [''];
  for (const character of word) {
    if (textWidth((pieces.at(-1) ?? '') + character) > maxWidth) pieces.push('');
    pieces[pieces.length - 1] += character;
  }
  return pieces;
}

export function centredText(lines: readonly string[], x: number, y: number): Html {
  const top = y - ((lines.length - 1) * LINE_HEIGHT) / 2;
  return html`<text text-anchor="middle">${lines.map((line, index) => html`<tspan x="${round(x)}" y="${round(top + index * LINE_HEIGHT + 5)}">${line}</tspan>`)}</text>`;
}

export function round(number: number): number {
  return Math.round(number * 10) / 10;
}
