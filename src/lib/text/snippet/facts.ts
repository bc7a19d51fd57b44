import type { Coordination, Expression } from '#core'

/** A key, and the β that is set for it. */
export interface KeyFacts {
  beta: number
  /** Whether this β keeps the limits; otherwise the snippet starts with a warning. */
  good: boolean
  /** What helps a key that no β protects, in one line; absent where a β does, or nothing is known to help. */
  helps?: string
  /** Lifetime of a value, s. */
  ttl: number
  /** Rebuild time Δ, s. */
  delta: number
  /** Requests for this key, 1/s. */
  rate: number
  /** The key's name: untrusted text. */
  name: string
  /** For so long after its expiry a value is still served, s; absent is 0. */
  stale?: number
  /** The β for XFetch’s own rule, where the cache has another: for programs that have no other; null where none is good. */
  instead?: number | null
}

/** What a snippet is written for. */
export interface SnippetFacts extends KeyFacts {
  coordination: Coordination
  /** The chance that a request refreshes, where it is not the paper’s: its text is untrusted. */
  rule?: { text: string; tree: Expression }
  /** Every key, where one program serves them all and takes β, TTL and stale window by key; else there is only this one. */
  table?: KeyFacts[]
  /** What β was computed for and no program holds: “a pool of 50 workers”. */
  beyond?: string[]
  /** The link to the scenario: untrusted text too, as it contains the names. */
  url: string
}

export type SnippetId = 'php' | 'python' | 'go' | 'typescript' | 'java' | 'lua' | 'promql'

export interface Snippet {
  id: SnippetId
  label: string
  /** What to watch out for, in one sentence. */
  note: string
  /** Printable ASCII, so that it compiles and prints under any encoding. */
  write(facts: SnippetFacts): string
}
