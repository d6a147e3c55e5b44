// Keeps a page of the sandbox up to date without a flicker, and carries ticks back to it.
// Runs in the browser as it is; the rest of the sandbox runs in Node.

const EVERY_MS = 2000;
/** @type {string | null} */
let etag = null;

/**
 * Short ones leave out the year we are in.
 * @param {Date} date
 * @param {string | undefined} length
 */
function localTime(date, length) {
  const isThisYear = date.getFullYear() === new Date().getFullYear();
  /** @type {Intl.DateTimeFormatOptions} */
  const style =
    length === 'short' && isThisYear
      ? { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }
      : { dateStyle: 'medium', timeStyle: 'short' };
  return new Intl.DateTimeFormat(undefined, style).format(date);
}

/** @param {Document} root */
function localTimes(root) {
  for (const time of root.querySelectorAll('time')) {
    const text = localTime(new Date(time.dateTime), time.dataset['local']);
    if (time.textContent !== text) time.textContent = text;
  }
}

/**
 * Changes `from` into `to` in place: what is the same stays the same node, so focus, scrolling and open parts survive.
 * @param {ChildNode} from
 * @param {ChildNode} to
 */
function morph(from, to) {
  if (from instanceof Text && to instanceof Text) {
    if (from.data !== to.data) from.data = to.data;
  } else if (from instanceof Element && to instanceof Element && from.nodeName === to.nodeName) {
    morphAttributes(from, to);
    morphChildren(from, to);
  } else {
    from.replaceWith(to.cloneNode(true));
  }
}

/**
 * @param {Element} from
 * @param {Element} to
 */
function morphChildren(from, to) {
  const present = Array.from(from.childNodes);
  const wanted = Array.from(to.childNodes);
  for (const [index, node] of wanted.entries()) {
    const old = present[index];
    if (old === undefined) from.append(node.cloneNode(true));
    else morph(old, node);
  }
  for (const node of present.slice(wanted.length)) node.remove();
}

/**
 * Whether a part is open is the reader's business.
 * @param {Element} from
 * @param {Element} to
 */
function morphAttributes(from, to) {
  for (const name of from.getAttributeNames()) {
    if (!to.hasAttribute(name) && name !== 'open') from.removeAttribute(name);
  }
  for (const { name, value } of to.attributes) {
    if (from.getAttribute(name) !== value && name !== 'open') from.setAttribute(name, value);
  }
  if (from instanceof HTMLInputElement && from.dataset['waiting'] === undefined) from.checked = to.hasAttribute('checked');
}

async function refresh() {
  const answer = await fetch(location.href, { headers: etag === null ? {} : { 'if-none-match': etag }, cache: 'no-store' });
  if (answer.status === 304) return;
  etag = answer.headers.get('etag');
  const next = new DOMParser().parseFromString(await answer.text(), 'text/html');
  localTimes(next);
  document.title = next.title;
  morph(document.body, next.body);
}

/** @param {HTMLInputElement} input */
async function tick(input) {
  const { post = '', id, item } = input.dataset;
  input.dataset['waiting'] = '';
  try {
    await fetch(post, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id, item, checked: input.checked }),
    });
  } finally {
    delete input.dataset['waiting'];
  }
  await refresh();
}

/**
 * A sandbox that has been closed is no reason to complain; the page shows what it last knew.
 * @param {Promise<void>} work
 */
function quietly(work) {
  work.catch(() => undefined);
}

document.addEventListener('change', ({ target }) => {
  if (target instanceof HTMLInputElement && target.dataset['post'] !== undefined) quietly(tick(target));
});
localTimes(document);
setInterval(() => {
  if (!document.hidden) quietly(refresh());
}, EVERY_MS);
