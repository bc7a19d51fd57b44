import type { Snippet } from './facts'
import { go } from './languages/go'
import { java } from './languages/java'
import { lua } from './languages/lua'
import { php } from './languages/php'
import { promql } from './languages/promql'
import { python } from './languages/python'
import { typescript } from './languages/typescript'

export type { Snippet, SnippetFacts, SnippetId } from './facts'

/** A recommended β to take away: XFetch in the reader's language, and how to measure what goes in. */
export const SNIPPETS: Snippet[] = [
  {
    id: 'php',
    label: 'PHP, Symfony Cache',
    language: 'php',
    note:
      'Symfony measures Δ itself and keeps it in whole milliseconds, the expiry in whole seconds; outside the ' +
      'command line it also lets one process per host rebuild (LockRegistry), and the others wait.',
    write: php
  },
  {
    id: 'python',
    label: 'Python',
    language: 'python',
    note: 'The expiry is wall-clock time: hosts that share the cache need clocks that agree to a fraction of βΔ.',
    write: python
  },
  {
    id: 'go',
    label: 'Go',
    language: 'go',
    note: 'Before Go 1.20 math/rand draws the same numbers in every process until it is seeded.',
    write: go
  },
  {
    id: 'typescript',
    label: 'TypeScript',
    language: 'typescript',
    note:
      'A Map forgets no key; and to share one promise among all requests that rebuild the same key saves every ' +
      'duplicate of the process.',
    write: typescript
  },
  {
    id: 'java',
    label: 'Java',
    language: 'java',
    note:
      'System.nanoTime means nothing outside its process: with a shared store take the expiry from ' +
      'System.currentTimeMillis() / 1e3; and this map forgets no key.',
    write: java
  },
  {
    id: 'lua',
    label: 'Redis, Lua',
    language: 'lua',
    note:
      'The client draws u and measures Δ; the decision is atomic, the rebuild is not, so two clients can both be ' +
      'told to rebuild.',
    write: lua
  },
  {
    id: 'promql',
    label: 'PromQL, measure r and Δ',
    language: 'promql',
    note: 'β is set for one key: a class of many keys needs its r divided by their number, and hides the coldest.',
    write: promql
  }
]
