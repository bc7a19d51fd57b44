import type { ImplementationName } from '#core'
import type { Snippet, SnippetId } from './facts'
import { go } from './languages/go'
import { java } from './languages/java'
import { lua } from './languages/lua'
import { php } from './languages/php'
import { promql } from './languages/promql'
import { python } from './languages/python'
import { typescript } from './languages/typescript'

export type { SnippetFacts, SnippetId } from './facts'

/** The language of those who use an implementation; none for the paper’s rule and for one of their own. */
export const SNIPPET_OF: Partial<Record<ImplementationName, SnippetId>> = {
  symfony: 'php',
  yii: 'php',
  django: 'python',
  diskcache: 'python',
  knicola: 'typescript',
  redis: 'lua'
}

/** Programs with the recommended β: XFetch in several languages, and the queries that measure what it needs. */
export const SNIPPETS: Snippet[] = [
  {
    id: 'php',
    label: 'PHP, Symfony Cache',
    note:
      'Symfony measures Δ itself and keeps it in whole milliseconds, the expiry in whole seconds; outside the ' +
      'command line it also lets one process per host rebuild (LockRegistry), and the others wait.',
    write: php
  },
  {
    id: 'python',
    label: 'Python',
    note: 'The expiry is wall-clock time: hosts that share the cache need clocks that agree to a fraction of βΔ.',
    write: python
  },
  {
    id: 'go',
    label: 'Go',
    note: 'Before Go 1.20 math/rand draws the same numbers in every process until it is seeded.',
    write: go
  },
  {
    id: 'typescript',
    label: 'TypeScript',
    note: 'A Map never drops a key, so bound it, or take a store that forgets; a key names one value in the whole process.',
    write: typescript
  },
  {
    id: 'java',
    label: 'Java',
    note:
      'System.nanoTime means nothing outside its process: with a shared store take the expiry from ' +
      'System.currentTimeMillis() / 1e3, and share the lock, too; and this map never drops a key.',
    write: java
  },
  {
    id: 'lua',
    label: 'Redis, Lua',
    note:
      'The client draws u and measures Δ; the script decides and locks in one step, and without coordination it can ' +
      'ask two clients to rebuild at once.',
    write: lua
  },
  {
    id: 'promql',
    label: 'PromQL, measure r and Δ',
    note: 'β is computed for one key: a class of many keys needs its r divided by their number, and hides the coldest.',
    write: promql
  }
]
