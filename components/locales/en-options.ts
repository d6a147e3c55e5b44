/** English words of Options. */
import { translate, type Values } from '../translate.ts';

const words = {
  'options.title': 'Options',
  'options.intro': 'Where finished plans go. Nothing is sent before you confirm a plan and press Send.',
  'options.private': 'Tokens stay on this device. They are used for this one service only and are never shown again.',

  'place.notion': 'Notion',
  'place.trello': 'Trello',

  'state.none': 'Not connected',
  'state.checking': 'Checking with {place}',
  'state.connected': 'Connected to {name}',
  'state.refused': '{place} no longer accepts this connection. Nothing is lost: your plans wait here. Connect again to go on.',
  'connect.connect': 'Connect',
  'connect.again': 'Connect again',
  'connect.disconnect': 'Disconnect',

  'notion.step1': 'In Notion, open {link} and make a token that may read, update and insert content.',
  'notion.step1Link': 'your integrations',
  'notion.step2': 'In Notion, share one page or database with it: ••• at the top of the page, then Connections.',
  'notion.step3': 'Paste the token here.',
  'notion.token': 'Notion token',
  'notion.home': 'How plans are kept in Notion',
  'notion.home.page': 'As pages under a page',
  'notion.home.databases': 'As entries of a database',
  'notion.pages': 'The page your plans go under',
  'notion.dataSources': 'The database your plans go into',

  'trello.step1': 'In Trello, open {link}, make a Power-Up and copy its API key.',
  'trello.step1Link': 'your Power-Ups',
  'trello.step2': 'Add this address to the key’s allowed origins:',
  'trello.step3': 'Allow access; Trello asks you once.',
  'trello.step3BuiltIn': 'Allow access on Trello’s own page; it asks you once.',
  'trello.key': 'Trello API key',
  'trello.authorize': 'Allow access in Trello',
  'trello.orToken': 'Or paste a token you made yourself',
  'trello.token': 'Trello token',
  'trello.board': 'The board your steps go onto',
  'trello.list': 'The list on it',
  'trello.bareDateTime': 'Time of day for steps with a day only',
  'trello.bareDateTimeWhy': 'Trello knows no day without a time. Here the step keeps its day.',
  'trello.copy': 'Copy',
  'trello.copied': 'Copied.',
  'trello.notCopied': 'Copying is not allowed here; select the address instead.',

  'target.chosen': 'Plans go to',
  'target.chosenList': 'Steps go to',
  'target.none': 'Nothing chosen yet.',

  'picker.filter': 'Search, or paste an address',
  'picker.refresh': 'Refresh',
  'picker.more': 'More',
  'picker.loading': 'Looking.',
  'picker.found': { one: '{n} found', other: '{n} found' },
  'picker.foundMore': '{n} found so far',
  'picker.noMatch': 'Nothing here has these words in its title.',
  'picker.emptyNotion':
    'Nothing is shared with this connection yet. In Notion, open a page, then ••• and Connections; afterwards press Refresh.',
  'picker.emptyTrello': 'There is nothing here yet. Make one in Trello; afterwards press Refresh.',
  'picker.retry': 'Try again',
  'picker.untitled': 'Without a title',
  'picker.wrongKind': 'This address leads to something else than is asked for here.',

  'mapping.title': 'What is kept where',
  'mapping.intro': 'Guessed from the names. Change what does not fit.',
  'mapping.outcome': 'The outcome is the title, “{name}”.',
  'mapping.id': 'The plan’s own mark, by which it is found again',
  'mapping.date': 'The next date',
  'mapping.status': 'Whether it is open or done',
  'mapping.open': 'Open is called',
  'mapping.done': 'Done is called',
  'mapping.notKept': 'not kept there',
  'mapping.lastLine': 'in the page’s last line',
  'mapping.checkbox': 'Ticked means done.',
  'mapping.saved': 'Saved.',

  'problem.bad-request': 'This could not be asked of {place}. Your plans are untouched. Reload this page, then try once more.',
  'problem.empty': 'There is nothing to check yet. Your plans are untouched. Paste it into the field first.',
  'problem.token-refused':
    '{place} did not accept the token. Nothing is lost; your plans wait here. Copy all of the token once more and paste it again.',
  'problem.token-wrong-service':
    'This looks like a token of another service. Nothing is lost; your plans wait here. Paste the one from {place}.',
  'problem.key-refused':
    '{place} did not accept the API key. Nothing is lost; your plans wait here. Copy the key once more, then connect again.',
  'problem.no-write-permission':
    '{place} lets this connection read only. No plan could be written there. Allow it to update and insert content, then connect again.',
  'problem.not-connected': '{place} is not connected. Your plans wait here. Connect it first.',
  'problem.not-found':
    '{place} does not show this to the connection. No plan could go there. Share it with the connection, then try again.',
  'problem.not-an-address':
    'This is not an address of {place} that can hold plans. Nothing was changed. Copy the address from the browser’s address line.',
  'problem.cancelled': 'The page of {place} was closed before access was allowed. Nothing was changed. You can begin again at any time.',
  'problem.origin-not-allowed':
    '{place} does not know the address it should return to. Nothing was changed. Add the address shown here to the key’s allowed origins, then try again.',
  'problem.no-key': '{place} needs a key before it can ask you. Nothing was changed. Paste the API key first.',
  'problem.offline': 'This device is offline. Your plans wait here. Try again when it is back.',
  'problem.throttled': '{place} asks for a pause. Your plans wait here. Try again a little later.',
  'problem.service-unavailable': '{place} cannot be reached at the moment. Your plans wait here. Try again a little later.',
  'problem.bad-answer':
    'The answer of {place} could not be read. Your plans are untouched. Try again; if it stays so, this extension may need an update.',
  'problem.refused': '{place} did not accept this. Your plans are untouched. Its own words below may say why.',
  'problem.unexpected': 'Something did not work here. Your plans are untouched. Reload this page, then try once more.',
  'problem.detail': '{place} says: {detail}',
  'problem.after': 'Asking again helps from {time} on.',
} as const;

export type OptionsWordKey = keyof typeof words;

export function t(key: OptionsWordKey, values?: Values): string {
  return translate({ tag: 'en', words }, key, values);
}
