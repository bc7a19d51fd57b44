/** What the table of fields says of one field. */
import type { Scenario } from './scenario'

interface Field<Value> {
  /** In lists of values; the field’s own name by default. */
  symbol?: string
  /** Its parameter in links, kept for ever: the field’s own name by default; null where it stands inside that of `partOf`. */
  link?: string | null
  /** It is read and written together with this field, whose grammar knows it. */
  partOf?: keyof Scenario
  fallback: Value
  /** The value with which the model does without it. Links from before there was such a field mean this value. */
  plain?: Value
  /** It belongs to the picture or to the random numbers: two scenarios that are compared share it. */
  shared?: true
}

/** A number with its limits. */
export interface Parameter {
  symbol: string
  /** `s` a duration, `1/s` a frequency, `%` a share of 1 that people write in percent, empty a plain number. */
  unit: 's' | '1/s' | '%' | ''
  min: number
  max: number
  /** Where 0 stands for something else than a very small value: the least value above it, and what 0 does. */
  leastPositive?: { value: number; zero: string }
  fallback: number
  /** Whole numbers only. */
  whole?: true
}

/** The kinds of values to choose from, if a value is of one of a few kinds. */
export type KindOf<Value> = [Value] extends [string]
  ? Value
  : [Value] extends [{ kind: infer Kind extends string }]
    ? Kind
    : never

/** The row of a field with such a value. */
export type FieldOf<Value> = Field<Value> &
  ([Value] extends [number]
    ? Parameter
    : [KindOf<Value>] extends [never]
      ? unknown
      : { choices: readonly KindOf<Value>[] })

/** The row of any field. */
export type AnyField = Field<unknown> & { symbol: string; link: string | null } & Partial<
    Pick<Parameter, 'unit'>
  > & { choices?: readonly string[]; perKey?: true }
