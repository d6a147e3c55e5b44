// Keeps a page of the sandbox up to date without a flicker, and carries ticks back to it.
// Runs in the browser as it is; the rest of the sandbox runs in Node.

const EVERY_MS = 2000;
let etag = null;

// Short ones leave out the year we are in.
function localTime(date, length) {
  const isThisYear = date.getFullYear() === new Date().getFullYear();
  const style =
    length === 'short' && isThisYear
      ? { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }
      : { dateStyle: 'medium', timeStyle: 'short' };
  return new Intl.DateTimeFormat(undefined, style).format(date);
}

function localTimes(root) {
  for (const time of root.querySelectorAll('time[data-local]')) {
    const text = localTime(new Date(time.dateTime), time.dataset.local);
    if (time.textContent !== text) time.textContent = text;
  }
}

// Changes `from` into `to` in place: what is the same stays the same node, so focus, scrolling and open parts survive.
function morph(from, to) {
  if (from.nodeType !== to.nodeType || from.nodeName !== to.nodeName) return from.replaceWith(to.cloneNode(true));
  if (from.nodeType === Node.TEXT_NODE) {
    if (from.data !== to.data) from.data = to.data;
    return;
  }
  if (from.nodeType !== Node.ELEMENT_NODE) return;
  morphAttributes(from, to);
  const wanted = [...to.childNodes];
  const present = [...from.childNodes];
  wanted.forEach((node, index) => {
    if (present[index] === undefined) from.append(node.cloneNode(true));
    else morph(present[index], node);
  });
  present.slice(wanted.length).forEach((node) => node.remove());
}

function morphAttributes(from, to) {
  for (const { name } of [...from.attributes]) {
    // Whether a part is open is the reader's business.
    if (!to.hasAttribute(name) && name !== 'open') from.removeAttribute(name);
  }
  for (const { name, value } of to.attributes) {
    if (from.getAttribute(name) !== value && name !== 'open') from.setAttribute(name, value);
  }
  if (from.nodeName === 'INPUT' && from.dataset.waiting === undefined) from.checked = to.hasAttribute('checked');
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

async function tick(input) {
  const { post, id, item } = input.dataset;
  input.dataset.waiting = '';
  try {
    await fetch(post, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id, ...(item === undefined ? {} : { item }), checked: input.checked }),
    });
  } finally {
    delete input.dataset.waiting;
  }
  await refresh();
}

// A sandbox that has been closed is no reason to complain; the page shows what it last knew.
const quietly = (promise) => promise.catch(() => {});

document.addEventListener('change', (event) => {
  if (event.target.matches?.('input[data-post]')) void quietly(tick(event.target));
});
localTimes(document);
setInterval(() => {
  if (!document.hidden) void quietly(refresh());
}, EVERY_MS);
