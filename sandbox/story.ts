import type { Script } from './play.ts';

const PHONE = 'My phone stays in the hallway after eight';
const DOOR = 'I close the office door at six, whatever is left';
const MIRA = 'Mira knows which evenings are ours';
const WALK = 'Walk home through the park instead of taking the bus';

/** Someone who wants their evenings back: what `npm start` plays where nobody can watch. Times are given by `day`. */
export function evenings(day: (daysFromNow: number) => string): Script {
  return {
    situation: ['My evenings disappear into work'],
    outcome: ['Three evenings a week that are really mine'],
    need: [DOOR, PHONE, MIRA],
    'need.else': [WALK],
    first: [{ pick: MIRA }],
    challenge: ['I say yes when someone asks for “just one more thing”'],
    'challenge.then': ['I say “first thing tomorrow” and write it down where I will see it'],
    motivation: [{ choice: 'yes' }],
    'motivation.why': ['I miss playing the piano'],
    record: [{ choice: 'list' }],
    next: [{ pick: DOOR }, { pick: PHONE }, { pick: WALK }],
    enough: [{ choice: 'it-happens', text: 'I sleep, and I play again' }],
    when: [{ date: day(1) }, { date: `${day(3)} 18:00` }, { date: day(5) }, { date: day(8) }],
    commit: [{ choice: 'yes' }, { choice: 'yes' }, { choice: 'yes' }, { choice: 'yes' }],
    'smarter.rv': [{ date: day(21), with: 'Mira' }],
    scale: [{ scale: 8 }],
    'scale.why': ['The door has a key'],
  };
}
