/** What the tables of words say of one field. */
import type { ImplementationName, KindOf } from '#core'
import type { TermName } from '../terms/terms'

/**
 * How sentences name a field; `{deltaCv}` stands for the value of that field. A field without words, or with an empty
 * text, is not named.
 */
export interface FieldWords {
  /** Behind “Assumes”. */
  assumed?: string
  /** An adverb, before what it does to the figures. */
  effect?: string
  /** In a few words, as on a card. */
  card?: string
  /** Behind “the lesson leaves out parts of this scenario: …”. */
  aside?: string
}

/** One of a few values to choose from. */
export interface ChoiceWords {
  label: string
  help?: string
  words?: FieldWords
  /** The words of bursts with requests in their quiet phases. */
  quiet?: FieldWords
}

/** Controls that stand together, folded; see OPTION_GROUPS in option-words.ts. */
export type GroupName = 'stale' | 'rule' | 'instances' | 'lock' | 'origin'

interface Named {
  /** Its control stands in this group. */
  group?: GroupName
  /** What the name of its control is explained by. */
  term?: TermName
  /** With any value but the plain one; a choice has words of its own. */
  words?: FieldWords
  plainWords?: FieldWords
  /** What an implementation does that sets another value than the user: "brings a lock of its own". */
  brought?: string
}

export interface NamedNumber extends Named {
  label: string
  help: string
  /** A control that switches between the plain value and a number, the `usual` one at first. */
  option?: { label: string; off: ChoiceWords; on: ChoiceWords; number: string; usual: number }
}

export interface NamedChoice<Kind extends string> extends Named {
  label: string
  choices: Record<Kind, ChoiceWords>
}

/** The row of any field. */
export type AnyNamed = Partial<Omit<NamedNumber, keyof Named>> &
  Named & { choices?: Record<string, ChoiceWords> }

/** The words of a field with such a value. */
export type NamedField<Value> = [Value] extends [number]
  ? NamedNumber
  : [Value] extends [ImplementationName]
    ? Named
    : NamedChoice<KindOf<Value>>
