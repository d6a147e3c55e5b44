/**
 * The few words of ours that stand between the person's words in other apps, in the plan's language.
 * Whole phrases, so that a translator never has to bend the person's words.
 */
export interface Labels {
  readonly step: (place: number, total: number) => string;
  readonly ifThen: (challenge: string, then: string) => string;
  readonly measure: (words: string) => string;
  readonly review: string;
  readonly notionPage: string;
}

type Phrases = readonly [step: string, ifThen: string, measure: string, review: string, notionPage: string];

const ENGLISH: Phrases = ['Step {1} of {2}', 'If {1}, then {2}', 'Measure: {1}', 'Review', 'The whole plan in Notion'];

const PHRASES: Readonly<Record<string, Phrases>> = {
  de: ['Schritt {1} von {2}', 'Wenn {1}, dann {2}', 'Woran ich es messe: {1}', 'Rückblick', 'Der ganze Plan in Notion'],
  fr: ['Étape {1} sur {2}', 'Si {1}, alors {2}', 'Mesure : {1}', 'Bilan', 'Le plan entier dans Notion'],
  es: ['Paso {1} de {2}', 'Si {1}, entonces {2}', 'Medida: {1}', 'Revisión', 'El plan completo en Notion'],
  pt: ['Passo {1} de {2}', 'Se {1}, então {2}', 'Medida: {1}', 'Revisão', 'O plano completo no Notion'],
  nl: ['Stap {1} van {2}', 'Als {1}, dan {2}', 'Maatstaf: {1}', 'Terugblik', 'Het hele plan in Notion'],
  pl: ['Krok {1} z {2}', 'Jeśli {1}, to {2}', 'Miara: {1}', 'Przegląd', 'Cały plan w Notion'],
  ja: ['ステップ {1} / {2}', 'もし {1} なら、{2}', '目安:{1}', '振り返り', 'Notion のプラン全体'],
  ar: ['الخطوة {1} من {2}', 'إذا {1}، فإن {2}', 'المقياس: {1}', 'المراجعة', 'الخطة كاملة في Notion'],
  he: ['צעד {1} מתוך {2}', 'אם {1}, אז {2}', 'מדד: {1}', 'סקירה', 'התוכנית המלאה ב־Notion'],
};

export function labelsFor(language: string): Labels {
  const [step, ifThen, measure, review, notionPage] = PHRASES[language.toLowerCase().split('-')[0] ?? ''] ?? ENGLISH;
  return {
    step: (place, total) => fill(step, String(place), String(total)),
    ifThen: (challenge, then) => fill(ifThen, clause(challenge), then),
    measure: (words) => fill(measure, words),
    review,
    notionPage,
  };
}

function fill(phrase: string, one: string, two = ''): string {
  // A function, because `$&` in the person's words means nothing.
  return phrase.replace(/\{[12]\}/g, (slot) => (slot === '{1}' ? one : two));
}

/** One final mark would stand before our comma; a run of them carries meaning and stays. */
function clause(words: string): string {
  return words.trim().replace(/(?<![.,;:。、،؛۔।])[.,;:。、،؛۔।]$/, '');
}
