import type { Coordination } from '#core'

/** What a snippet is written for. */
export interface SnippetFacts {
  beta: number
  /** Whether this β keeps what the operator allows; what is to be said on top where none does. */
  good: boolean
  /** What helps a key that no β protects, in a line; absent where one does, or that is not known. */
  helps?: string
  /** Lifetime of a value, s. */
  ttl: number
  /** Rebuild time Δ, s. */
  delta: number
  /** Requests for this key, 1/s. */
  rate: number
  /** The key's name: a stranger's text. */
  name: string
  coordination: Coordination
  /** Where the scenario can be opened again: a stranger's text too, for it holds the names. */
  url: string
}

export type SnippetId = 'php' | 'python' | 'go' | 'typescript' | 'java' | 'lua' | 'promql'

export interface Snippet {
  id: SnippetId
  label: string
  language: string
  /** What to watch out for, in one sentence. */
  note: string
  /** The text: printable ASCII, so that neither compiler nor terminal needs to be told an encoding. */
  write(facts: SnippetFacts): string
}
