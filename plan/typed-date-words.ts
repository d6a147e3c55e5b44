// The words people use for dates, per language. Intl already knows the names of days and months,
// "tomorrow" and "in 2 days" in every locale; this adds what people also type. All entries are
// written as `plain` leaves them: lower case, without accents, without the dots of abbreviations.

type SpanUnit = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';
export type DatePart = 'year' | 'month' | 'day';

/** "in # weeks"; a form without a figure ("خلال يومين") has a fixed count. */
export interface Span {
  readonly unit: SpanUnit;
  readonly sign: 1 | -1;
  readonly count: number | null;
}

/** What one language adds. Patterns are sources of regular expressions. */
interface MoreWords {
  /** Before a day ("on ", "by the "). */
  readonly lead?: string;
  /** After a day ("までに"). */
  readonly tail?: string;
  /** Around a weekday, for the next such day. */
  readonly next?: string;
  readonly nextAfter?: string;
  /** Before a clock time. */
  readonly at?: string;
  /** Twelve o'clock; words for it that could also mean "around midday" are left out. */
  readonly noon?: string;
  /** Between day, month and year. */
  readonly of?: string;
  /** One, two, three …, alternatives with |. */
  readonly numbers?: string;
  /** First, second, third …, alternatives with |. */
  readonly ordinals?: string;
  /** Days from today. */
  readonly days?: Readonly<Record<string, number>>;
  /** From 1 (Monday) to 7 (Sunday), alternatives with |. */
  readonly weekdays?: string;
  readonly months?: Readonly<Record<string, number>>;
  /** Other ways to say a span, turned into the one Intl uses. */
  readonly spans?: readonly (readonly [RegExp, string])[];
}

/** Everything one locale's dates are read with. Keys are `plain`; those of spans have no spaces. */
export interface DateWords {
  readonly days: ReadonlyMap<string, number>;
  readonly weekdays: ReadonlyMap<string, number>;
  readonly months: ReadonlyMap<string, number>;
  readonly numbers: ReadonlyMap<string, number>;
  readonly ordinals: ReadonlyMap<string, number>;
  readonly spans: ReadonlyMap<string, Span>;
  readonly more: MoreWords;
}

const ONES = 'first second third fourth fifth sixth seventh eighth ninth';

const moreWords: Readonly<Record<string, MoreWords>> = {
  en: {
    lead: '(?:(?:on|by) )?(?:the )?',
    next: '(?:next|this|coming) ',
    at: '(?:at|@)',
    noon: 'noon|midday',
    of: 'of(?: the)?',
    numbers: 'one|a|an two three four five six seven eight nine ten eleven twelve',
    ordinals: `${ONES} tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth ${ONES.replace(/\w+/g, 'twenty_$&')} thirtieth thirty_first`,
    days: { 'day after tomorrow': 2, 'day before yesterday': -2 },
    weekdays: 'mon tues weds thur|thurs fri sat sun',
    months: { sept: 9 },
    spans: [
      [/^within /, 'in '],
      [/\ba fortnight\b/, '2 weeks'],
      [/^(.+) from (?:now|today)$/, 'in $1'],
      [/(?:'s|') time$/, ''],
    ],
  },
  de: {
    lead: '(?:bis )?(?:(?:am|zum|den|der) )?',
    next: '(?:nachste[nrms]?|kommende[nrms]?|diese[nrms]?) ',
    at: 'um',
    numbers: 'ein|eine|einem|einer zwei drei vier funf sechs sieben acht neun zehn elf zwolf',
    ordinals: 'erste|ersten|erster',
    weekdays: '- - - - - sonnabend -',
    spans: [[/^innerhalb (?:von )?/, 'in ']],
  },
  fr: {
    lead: "(?:d'ici )?(?:(?:le|ce) )?",
    nextAfter: ' prochain',
    at: 'a',
    noon: 'midi',
    numbers: 'un|une deux trois quatre cinq six sept huit neuf dix onze douze',
    ordinals: 'premier',
    spans: [[/^d'ici /, 'dans ']],
  },
  es: {
    lead: '(?:para )?(?:el )?',
    next: '(?:proximo|este) ',
    nextAfter: ' (?:proximo|que viene)',
    at: 'a las?',
    of: 'del?',
    numbers: 'un|una|uno dos tres cuatro cinco seis siete ocho nueve diez once doce',
    ordinals: 'primero',
    months: { setiembre: 9 },
    spans: [[/^en /, 'dentro de ']],
  },
  pt: {
    lead: '(?:ate )?(?:(?:o|a|no|na|em) )?(?:dia )?',
    next: '(?:proxim[oa]|est[ea]|nest[ea]) ',
    nextAfter: ' (?:proxim[oa]|que vem)',
    at: '(?:as|a)',
    of: 'de',
    numbers: 'um|uma dois|duas tres quatro cinco seis sete oito nove dez onze doze',
    ordinals: 'primeiro',
    weekdays: 'segunda terca quarta quinta sexta - -',
    spans: [[/^(?:daqui a|dentro de) /, 'em ']],
  },
  nl: {
    lead: '(?:(?:op|tegen) )?(?:de )?',
    next: '(?:volgende|komende|aanstaande|deze) ',
    nextAfter: ' aanstaande',
    at: 'om',
    numbers: 'een twee drie vier vijf zes zeven acht negen tien elf twaalf',
    spans: [[/^binnen /, 'over ']],
  },
  pl: {
    lead: '(?:do |we? |na )?',
    next: '(?:nastepn[yaei]|najblizsz[yaei]|ta|te|ten) ',
    at: 'o',
    numbers: 'jeden|jedna dwa|dwie trzy cztery piec szesc siedem osiem dziewiec dziesiec',
    days: { dzis: 0 },
    weekdays: '- - srode - - sobote niedziele',
    spans: [
      [/^w ciagu /, 'za '],
      [/^za (dzien|tydzien|miesiac|rok)$/, 'za 1 $1'],
    ],
  },
  ja: {
    tail: '(?:までに?|中に|に)',
    next: '(?:次の|今度の)',
    at: 'の',
    noon: '正午',
    numbers: '一 二 三 四 五 六 七 八 九 十',
    days: { あした: 1, あす: 1, きょう: 0, きのう: -1, あさって: 2, おととい: -2 },
    weekdays: '月曜 火曜 水曜 木曜 金曜 土曜 日曜',
    spans: [
      [/[ヶカヵケ箇]月/, 'か月'],
      [/以内$/, '後'],
    ],
  },
  ar: {
    lead: '(?:حتى |بحلول )?(?:في )?(?:يوم )?',
    nextAfter: ' (?:القادم|المقبل|القادمة|المقبلة)',
    at: '(?:في )?الساعة',
    days: { غدا: 1, بكرة: 1 },
    weekdays: 'الإثنين - - - - - -',
    spans: [[/^(?:بعد|في غضون) /, 'خلال ']],
  },
  he: {
    lead: '(?:עד )?(?:ב-? ?|ה-?)?',
    nextAfter: ' (?:הבא|הקרוב|הבאה|הקרובה)',
    at: '(?:בשעה|ב-?)',
    of: 'ב',
    weekdays: 'שני שלישי רביעי חמישי שישי שבת|יום_שבת ראשון',
    spans: [
      [/^עוד /, 'בעוד '],
      [/^תוך /, 'בעוד '],
    ],
  },
};

/**
 * One way to write the same thing: compatibility forms and Arabic figures as ASCII, lower
 * case, no accents or vowel signs, no dots after letters, no commas
 * or hyphens between words, single spaces.
 */
export function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[٠-٩۰-۹]/g, (figure) => String(figure.charCodeAt(0) & 15))
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036F\u064B-\u0652\u200E\u200F\u061C\u2066-\u2069]/g, '')
    .normalize('NFC')
    .replaceAll('’', "'")
    .replace(/(?<=\p{L})(?:\.|-(?=\p{L}))|[,،、]/gu, ' ')
    .replace(/(?<=\b[ap]) (?=m\b)/, '')
    .replace(/\s+/g, ' ')
    .trim();
}

const known = new Map<string, DateWords>();

/** The words of a locale, collected once. */
export function dateWords(locale: string): DateWords {
  const found = known.get(locale) ?? collectWords(locale);
  known.set(locale, found);
  return found;
}

/** How the locale orders a date in figures. */
export function figureOrder(locale: string): readonly DatePart[] {
  const parts = dateFormat(locale, { year: 'numeric', month: 'numeric', day: 'numeric' });
  return parts.formatToParts(0).flatMap(({ type }) => (isDatePart(type) ? [type] : []));
}

function isDatePart(type: string): type is DatePart {
  return type === 'year' || type === 'month' || type === 'day';
}

function collectWords(locale: string): DateWords {
  const more = moreWords[new Intl.Locale(locale).language] ?? {};
  return {
    days: new Map([...intlDays(locale), ...Object.entries(more.days ?? {})]),
    weekdays: new Map([...intlWeekdays(locale), ...positions(more.weekdays)]),
    months: new Map([...intlMonths(locale), ...Object.entries(more.months ?? {})]),
    numbers: new Map(positions(more.numbers)),
    ordinals: new Map(positions(more.ordinals)),
    spans: new Map(intlSpans(locale)),
    more,
  };
}

type Entry = readonly [word: string, value: number];

/** "one|a two" gives one 1, a 1, two 2; _ stands for a space and - for no word. */
function positions(list = ''): readonly Entry[] {
  const entries = list.split(' ').flatMap((words, at) => words.split('|').map((word): Entry => [word.replaceAll('_', ' '), at + 1]));
  return entries.filter(([word]) => word !== '-' && word !== '');
}

function intlDays(locale: string): readonly Entry[] {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  return [-2, -1, 0, 1, 2].map((n) => [plain(format.format(n, 'day')), n]);
}

function intlWeekdays(locale: string): readonly Entry[] {
  return (['short', 'long'] as const).flatMap((weekday) => {
    const format = dateFormat(locale, { weekday });
    // 5 January 1970 was a Monday.
    return range(7).map((n): Entry => [plain(format.format(Date.UTC(1970, 0, 4 + n))), n]);
  });
}

/** Month names alone and as they stand in a date, where some languages inflect them. */
function intlMonths(locale: string): readonly Entry[] {
  const forms = (['short', 'long'] as const).flatMap((month) => [
    dateFormat(locale, { month }),
    dateFormat(locale, { month, day: 'numeric' }),
  ]);
  return forms.flatMap((format) => range(12).map((n): Entry => [monthName(format, n), n]));
}

function monthName(format: Intl.DateTimeFormat, month: number): string {
  const parts = format.formatToParts(Date.UTC(1970, month - 1, 15));
  const name = plain(parts.find(({ type }) => type === 'month')?.value ?? '');
  // Japanese gives the bare figure; the month sign after it is a separate part.
  return /^\d+$/.test(name) ? `${name}月` : name;
}

const SPAN_UNITS: readonly SpanUnit[] = ['minute', 'hour', 'day', 'week', 'month', 'year'];
/** One count for each plural form of the languages above. */
const PLURAL_SAMPLES = [1, 2, 3, 5, 11, 22];

function intlSpans(locale: string): readonly (readonly [string, Span])[] {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'always' });
  return ([1, -1] as const).flatMap((sign) =>
    SPAN_UNITS.flatMap((unit) =>
      PLURAL_SAMPLES.map((n): readonly [string, Span] => {
        const form = plain(format.format(sign * n, unit)).replace(/ ?\(\d+\)/, '');
        return [spanKey(form), { unit, sign, count: /\d/.test(form) ? null : n }];
      }),
    ),
  );
}

/** Without spaces, and with # for the first figure. */
export function spanKey(text: string): string {
  return text.replace(/\d+/, '#').replaceAll(' ', '');
}

function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const western = { calendar: 'gregory', numberingSystem: 'latn', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(locale, { ...options, ...western });
}

function range(length: number): readonly number[] {
  return Array.from({ length }, (_, i) => i + 1);
}
