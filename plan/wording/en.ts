/**
 * English wording of every question (the method, section 5). Two entries: addressed as "you", then as "I";
 * one entry: the same in both. At most one placeholder each: {outcome} in quotation marks, or {n}.
 */
export const english = {
  /** Joins the person's words, shown before each echo. Not a question. */
  'echo.and': ['And'],
  situation: ['What is this about?'],
  'setup.like': ['For this conversation to go just the way you would like, what will it be like?'],
  outcome: ['What would you like to happen in this situation?', 'What would I like to happen in this situation?'],
  'outcome.bare': ['What would you like to happen?', 'What would I like to happen?'],
  'outcome.sort': [
    'Is this something you would like, something you would like less of, or something that is difficult now?',
    'Is this something I would like, something I would like less of, or something that is difficult now?',
  ],
  'outcome.remedy': ['And when this happens, then what happens?'],
  'outcome.problem': ['And when it is like this, what would you like to happen?', 'And when it is like this, what would I like to happen?'],
  'outcome.more': ['And is there anything else about this?'],
  need: ['And what needs to happen for this to happen?'],
  'need.else': ['And is there anything else that needs to happen for this to happen?'],
  'need.of': ['And what needs to happen for this to happen?'],
  first: ['What needs to happen first for this to happen?'],
  challenge: ['What challenges might there be in this step?'],
  'challenge.then': ['And when this happens, what needs to happen?'],
  motivation: ['Is this something you genuinely want to happen?', 'Is this something I genuinely want to happen?'],
  'motivation.why': ['What is important to you about this?', 'What is important to me about this?'],
  'motivation.unsure': [
    'What needs to happen for this to be something you genuinely want?',
    'What needs to happen for this to be something I genuinely want?',
  ],
  note: ['How would you like to note this down?', 'How would I like to note this down?'],
  record: ['How would you like to keep your plan?', 'How would I like to keep my plan?'],
  next: ['What needs to happen next?'],
  before: ['And what needs to happen just before this?'],
  unused: ['What would you like to do with this?', 'What would I like to do with this?'],
  enough: ['And when all of this has happened, then what happens?'],
  when: ['When will you have completed this?', 'When will I have completed this?'],
  'own.part': ['What will you do for this to happen?', 'What will I do for this to happen?'],
  'smarter.s': ['What exactly will happen?'],
  'smarter.m': ['How will you know that this has happened?', 'How will I know that this has happened?'],
  'smarter.a': ['Can this happen?'],
  'smarter.a.need': ['And what needs to happen for this to happen?'],
  'smarter.r': ['And when this has happened, what happens to {outcome}?'],
  'smarter.e': ['When will you look at how this is going?', 'When will I look at how this is going?'],
  'smarter.rv': [
    'When will you go through the whole plan again, and with whom?',
    'When will I go through the whole plan again, and with whom?',
  ],
  commit: ['Is this something you will do?', 'Is this something I will do?'],
  'commit.if': ['What needs to happen for you to do this?', 'What needs to happen for me to do this?'],
  scale: ['On a scale from 0 to 10, how committed are you to this?', 'On a scale from 0 to 10, how committed am I to this?'],
  'scale.why': ['What makes it {n} and not lower?'],
  'scale.up': ['What would make it one higher?'],
  contract: ['What would you like from me between now and then?'],
  tell: [
    'Who, if anyone, would you like to tell, and what would you like from them?',
    'Who, if anyone, would I like to tell, and what would I like from them?',
  ],
  own: ['This is my plan, in my words, with the times I have chosen.'],
  check: ['What happened?'],
  'check.now': ['And what needs to happen now?'],
  'check.outcome': ['Has this happened?'],
  rebase: ['Does this still need to happen?'],
  // The reflection is no part of the conversation: its answers belong to the private record, never to the plan.
  'ref.sticky': ['Were there any ‘sticky’ moments?'],
  'ref.less': ['How could you have reduced the ‘stickiness’?'],
  'ref.better': ['What could you have done better to assist in the process of coaching?'],
  'ref.next': ['What could you do next time to assist the client get the most they can out of this type of process?'],
  'self.sticky': ['Were there any sticky moments?'],
  'self.less': ['What could have made them less sticky?'],
  'self.better': ['What could you have done better in making this plan?', 'What could I have done better in making this plan?'],
  'self.next': ['What could you do next time to get the most out of this?', 'What could I do next time to get the most out of this?'],
} as const satisfies Record<string, readonly [string, string?]>;

/** Identifiers of the method's questions. Stable: translations, stored plans and pages refer to them. */
export type QuestionId = Exclude<keyof typeof english, 'echo.and' | ReflectionId>;
/** Questions of the reflection: the coach's, and a person's own. */
export type ReflectionId = Extract<keyof typeof english, `ref.${string}` | `self.${string}`>;
export type Wording = Readonly<Record<keyof typeof english, readonly [you: string, i?: string]>>;
