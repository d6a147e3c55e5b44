/** A list of places with a search field that also takes a pasted address. Search is done by the service. */
import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { DestinationName } from '../../sync/destination.ts';
import type { PlaceOption } from '../../sync/messages.ts';
import { t } from '../locales/en-options.ts';
import { ProblemLine } from './problem-line.tsx';
import { type Places, type PlaceSource, usePlaces } from './use-places.ts';

/** This close to the end of the list the next page is asked for. */
const NEAR_END_PX = 80;

interface Props {
  readonly name: 'notion-plans' | 'trello-board' | 'trello-list';
  readonly label: string;
  readonly destination: DestinationName;
  readonly source: PlaceSource;
  readonly chosenId: string | null;
  readonly onChoose: (place: PlaceOption) => void;
}

export function PlacePicker({ name, label, destination, source, chosenId, onChoose }: Props): VNode {
  const places = usePlaces(source);
  const [active, setActive] = useState(0);
  useEffect(() => setActive(0), [places.query]);
  const choose = (place: PlaceOption | undefined, index: number): void => {
    setActive(index);
    if (place) onChoose(place);
  };
  /** Never a place of a list that does not answer what was typed: it would be one nobody chose. */
  const chooseActive = async (): Promise<void> => {
    if (places.isCurrent) return choose(places.shown[active], active);
    const found = await places.settle();
    if (found) choose(found, 0);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const last = places.shown.length - 1;
    if (event.key === 'ArrowDown') setActive(Math.min(active + 1, last));
    else if (event.key === 'ArrowUp') setActive(Math.max(active - 1, 0));
    else if (event.key === 'Enter' && !event.isComposing) void chooseActive();
    else return;
    event.preventDefault();
    if (event.key === 'ArrowDown' && active + 1 >= last) places.more();
  };
  const activeId = places.shown[active] ? optionId(name, active) : undefined;
  return (
    <div class="picker" data-picker={name}>
      <div class="picker-head">
        <label>
          {label}
          <input
            type="text"
            data-filter=""
            role="combobox"
            aria-expanded="true"
            aria-controls={`${name}-list`}
            {...(activeId === undefined ? {} : { 'aria-activedescendant': activeId })}
            placeholder={t('picker.filter')}
            autocomplete="off"
            spellcheck={false}
            onInput={(event) => places.search(event.currentTarget.value)}
            onKeyDown={onKeyDown}
          />
        </label>
        <button data-action="refresh" onClick={places.refresh}>
          {t('picker.refresh')}
        </button>
      </div>
      <Options {...{ name, label, places, active, chosenId }} onKeyDown={onKeyDown} onChoose={choose} />
      <PickerState places={places} destination={destination} />
    </div>
  );
}

function optionId(name: string, index: number): string {
  return `${name}-${index}`;
}

interface OptionsProps extends Pick<Props, 'name' | 'label' | 'chosenId'> {
  readonly places: Places;
  readonly active: number;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onChoose: (place: PlaceOption, index: number) => void;
}

function Options({ name, label, chosenId, places, active, onKeyDown, onChoose }: OptionsProps): VNode {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => list.current?.children[active]?.scrollIntoView?.({ block: 'nearest' }), [active]);
  const onScroll = (event: Event): void => {
    const box = event.currentTarget;
    if (box instanceof HTMLElement && box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END_PX) places.more();
  };
  return (
    <div
      ref={list}
      id={`${name}-list`}
      class="places"
      role="listbox"
      aria-label={label}
      aria-activedescendant={places.shown[active] ? optionId(name, active) : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onScroll={onScroll}
      hidden={places.shown.length === 0}
    >
      {places.shown.map((place, index) => (
        <button
          key={place.id}
          id={optionId(name, index)}
          role="option"
          class={index === active ? 'place active' : 'place'}
          data-id={place.id}
          aria-selected={place.id === chosenId}
          tabIndex={-1}
          onClick={() => onChoose(place, index)}
        >
          <span>{place.title || t('picker.untitled')}</span>
          {place.within !== '' && <span class="soft small">{place.within}</span>}
        </button>
      ))}
    </div>
  );
}

function PickerState({ places, destination }: { readonly places: Places; readonly destination: DestinationName }): VNode {
  const { state, shown, query, hasMore } = places;
  return (
    <div class="picker-state">
      <p role="status" class="soft small">
        {state.kind === 'loading' && t('picker.loading')}
        {state.kind === 'ready' && shown.length > 0 && t(hasMore ? 'picker.foundMore' : 'picker.found', { n: shown.length })}
        {state.kind === 'ready' && shown.length === 0 && emptyWords(query, destination)}
        {state.kind === 'wrong-kind' && t('picker.wrongKind')}
      </p>
      {hasMore && state.kind === 'ready' && (
        <button class="link" data-action="more" onClick={places.more}>
          {t('picker.more')}
        </button>
      )}
      {state.kind === 'failed' && (
        <>
          <ProblemLine problem={state.problem} destination={destination} />
          <button class="link" data-action="try-again" onClick={places.refresh}>
            {t('picker.retry')}
          </button>
        </>
      )}
    </div>
  );
}

function emptyWords(query: string, destination: DestinationName): string {
  if (query !== '') return t('picker.noMatch');
  return t(destination === 'notion' ? 'picker.emptyNotion' : 'picker.emptyTrello');
}
