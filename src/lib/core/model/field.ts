/** What the table of fields says of one field. */
import type { Scenario } from './scenario'

/**
 * How sentences name a field; `{deltaCv}` stands for the value of that field. What has no words here is not named, and
 * so it is with an empty text.
 */
export interface Words {
  /** Behind “Assumes”. */
  assumed?: string
  /** An adverb, before what it does to the figures. */
  effect?: string
  /** In a few words, as on a card. */
  card?: string
  /** Behind “the lesson leaves … aside”. */
  aside?: string
}

/** One of a few values to choose from. */
export interface Choice {
  label: string
  help?: string
  words?: Words
}

interface Field<Value> {
  /** What a person calls it. */
  label: string
  /** In lists of values. */
  symbol: string
  /** Its parameter in links, kept for ever; null where it stands inside that of `partOf`. */
  link: string | null
  /** It is read and written together with this field, whose grammar knows it. */
  partOf?: keyof Scenario
  fallback: Value
  /** The value with which the model does without it. Where a field has one, old links mean it. */
  plain?: Value
  /** It belongs to the picture or to the random numbers: two scenarios that are compared share it. */
  shared?: true
  /** What an implementation does that sets another value than the user: "brings a lock of its own". */
  brought?: string
  /** How it is named with its plain value, and with any other; a choice may have words of its own. */
  words?: { off: Words; on: Words }
}

/** A number with its limits, and a value of the parameter table. */
export interface Parameter {
  label: string
  symbol: string
  /** `s` a duration, `1/s` a frequency, `%` a share of 1 that people write in percent, empty a plain number. */
  unit: 's' | '1/s' | '%' | ''
  min: number
  max: number
  /** Where 0 stands for something else than a very small value: the least value above it, and what 0 does. */
  leastPositive?: { value: number; zero: string }
  fallback: number
  /** Whole numbers only. */
  whole: boolean
  help: string
}

export interface NumberField extends Parameter, Field<number> {
  /** A control that switches between the plain value and a number, the `usual` one at first. */
  option?: { label: string; off: Choice; on: Choice; number: string; usual: number }
}

/** A field with one of a few values, or with one of a few kinds of value. */
export interface ChoiceField<Value, Kind extends string> extends Field<Value> {
  choices: Record<Kind, Choice>
}

/** The row of a field with such a value. */
export type FieldOf<Value> = [Value] extends [number]
  ? NumberField
  : [Value] extends [string]
    ? ChoiceField<Value, Value>
    : [Value] extends [{ kind: infer Kind extends string }]
      ? ChoiceField<Value, Kind>
      : Field<Value>

/** A row of which it is not known whose it is. */
export type AnyField = Field<unknown> &
  Partial<Pick<NumberField, 'unit' | 'option'>> & { choices?: Record<string, Choice>; perKey?: true }
