/** Draws the app in a document and acts on it as a person would: by what can be seen, pressed and typed. */
import { act } from 'preact/test-utils';
import { startApp } from '../../../components/app.tsx';
import { startOptions } from '../../../components/options/options.tsx';
import type { FakePort } from './fake-port.ts';
import { render } from 'preact';
// Views that are loaded on demand are read beforehand, so that tests wait for work and never for the disk.
import '../../../components/check/check-date.tsx';
import '../../../components/check/now-answer.tsx';
import '../../../components/home/due-soon.tsx';
import '../../../components/plan-view.tsx';
import '../../../components/plan/plan-screen.tsx';
import '../../../components/question/date-answer.tsx';
import '../../../components/question/month-calendar.tsx';
import '../../../components/question/own-answer.tsx';
import '../../../components/question/review-answer.tsx';
import '../../../components/question/scale-answer.tsx';
import '../../../components/question/smarter-row.tsx';
import '../../../plan/typed-dates.ts';

/** Turns of the event loop within which everything the views began is done. */
const TURNS = 12;

export async function settle(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn += 1) await act(() => new Promise<void>((resolve) => setImmediate(resolve)));
}

let root: HTMLElement | null = null;

export async function open(port: FakePort): Promise<void> {
  await draw((element) => startApp(element, port, async () => port.record));
}

export async function openOptions(port: FakePort): Promise<void> {
  await draw((element) => startOptions(element, port, async () => port.record));
}

async function draw(start: (root: HTMLElement) => Promise<void>): Promise<void> {
  close();
  const element = document.createElement('div');
  document.body.append(element);
  root = element;
  await act(() => start(element));
  await settle();
}

/** As the browser does when the view goes away. */
export function close(): void {
  if (root === null) return;
  void act(() => render(null, root as HTMLElement));
  root.remove();
  root = null;
}

export function find<Found extends HTMLElement = HTMLElement>(selector: string): Found {
  const found = document.querySelector<Found>(selector);
  if (!found) throw new Error(`Nothing on the screen is ${selector}:\n${markup()}`);
  return found;
}

/** The whole page as text, attributes included. */
export const markup = (): string => new XMLSerializer().serializeToString(document.body);

export const has = (selector: string): boolean => document.querySelector(selector) !== null;
export const all = (selector: string): HTMLElement[] => [...document.querySelectorAll<HTMLElement>(selector)];
export const words = (selector: string): string => (find(selector).textContent ?? '').trim();
export const field = (): HTMLTextAreaElement => find<HTMLTextAreaElement>('[data-answer=""]');
export const question = (): string | undefined => find('main').dataset['question'];

export async function click(selector: string, init: MouseEventInit = {}): Promise<void> {
  const element = find<HTMLButtonElement>(selector);
  if (element.disabled) throw new Error(`${selector} is disabled`);
  await act(() => {
    element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ...init }));
  });
  await settle();
}

/** Puts text into a field as typing it does, the caret behind it. */
export async function type(text: string, element: HTMLTextAreaElement | HTMLInputElement = field()): Promise<void> {
  await act(() => {
    element.focus();
    element.value = text;
    element.setSelectionRange(text.length, text.length);
    element.dispatchEvent(new InputEvent('input', { bubbles: true }));
  });
}

/** Whether the page took the key for itself. */
export async function press(
  key: string,
  element: Element = document.activeElement ?? document.body,
  init: KeyboardEventInit = {},
): Promise<boolean> {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init });
  await act(() => {
    element.dispatchEvent(event);
  });
  await settle();
  return event.defaultPrevented;
}

export async function answer(text: string): Promise<void> {
  await type(text);
  await press('Enter', field());
}
