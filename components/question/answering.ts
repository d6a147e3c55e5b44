/** Giving an answer, or none, to the question on the screen, and what happens around it. */
import { answerQuestion, closeQuestion, type Detour, reopenQuestion, type Session, skipQuestion } from '../../plan/flow.ts';
import type { Presented } from '../../plan/present.ts';
import type { Answer } from '../../plan/questions.ts';
import { t } from '../locales/en-question.ts';
import type { PlanActions } from '../plan-actions.ts';

const KEEP_OFFERED_MS = 10_000;

export interface Answering {
  /** True when it was stored. */
  readonly give: (answer: Answer, usesDraft?: string) => Promise<boolean>;
  /** "Nothing else" where the question is repeated, Skip where it may be left out, otherwise a word about why not. */
  readonly leaveOut: () => Promise<boolean>;
  /** A typed closing phrase: not stored, but offered back for a while, as what it was to become. */
  readonly closeWith: (typed: string, usesDraft: string, as: string | null) => Promise<boolean>;
}

/** `at`: where the person was when this question was drawn. */
export function createAnswering({ instance, canClose, canSkip }: Presented, at: Detour | null, { change, tell }: PlanActions): Answering {
  const give: Answering['give'] = (answer, usesDraft) =>
    change((session, context) => answerQuestion(asDrawn(session, at), instance, answer, context), {
      undo: t('undo.answer'),
      ...(usesDraft === undefined ? {} : { usesDraft }),
    });

  const keep = (text: string, as: string | null): void => {
    const answer: Answer = { kind: 'text', text, ...(as === null ? {} : { as }) };
    void change((session, context) => answerQuestion(reopenQuestion(session, instance), instance, answer, context), {
      undo: t('undo.answer'),
    });
  };

  return {
    give,
    leaveOut: async () => {
      if (canClose) return change((session) => closeQuestion(asDrawn(session, at), instance), { undo: t('undo.close') });
      if (canSkip) return change((session) => skipQuestion(asDrawn(session, at), instance), { undo: t('undo.skip') });
      tell({ text: t('answer.needed') });
      return false;
    },
    closeWith: async (typed, usesDraft, as) => {
      const isClosed = await change((session) => closeQuestion(asDrawn(session, at), instance), { usesDraft, undo: t('undo.close') });
      if (isClosed)
        tell({
          text: t('notice.notKept'),
          words: typed,
          action: { name: 'keep-answer', label: t('notice.keep'), run: () => keep(typed, as) },
          insteadOfUndo: () => keep(typed, as),
          forMs: KEEP_OFFERED_MS,
        });
      return isClosed;
    },
  };
}

/**
 * The place stored is the newest window's. An earlier answer that another window has gone back to meanwhile is not the
 * one that was answered here, and must not be written over.
 */
function asDrawn(session: Session, drawn: Detour | null): Session {
  const ref = session.at?.ref ?? null;
  return ref === null || ref === drawn?.ref ? session : { ...session, at: drawn };
}
