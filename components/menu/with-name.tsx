import type { VNode } from 'preact';
import { Fragment } from 'preact';

interface Props {
  /** With `{client}` where the name belongs. */
  readonly sentence: string;
  readonly name: string;
}

/** A sentence of the interface with a name in it, which keeps its own direction. */
export function WithName({ sentence, name }: Props): VNode {
  const [before = '', after = ''] = sentence.split('{client}');
  return (
    <Fragment>
      {before}
      <bdi>{name}</bdi>
      {after}
    </Fragment>
  );
}
