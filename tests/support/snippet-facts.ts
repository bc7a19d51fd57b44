import type { SnippetFacts } from '../../src/lib/text/snippet/facts'

/** What a snippet is written for in a test, with what the test is about. */
export const factsWith = (change: Partial<SnippetFacts> = {}): SnippetFacts => ({
  beta: 1.9,
  ttl: 60,
  delta: 0.25,
  rate: 1000,
  name: 'hot',
  coordination: 'none',
  good: true,
  url: 'https://xfetch.example/?beta=1.9&keys=hot:1000/s',
  ...change
})

/** Names that try to get out of a comment. */
export const HOSTILE_NAMES = [
  'a\nos.system("x")',
  'a\r\nb\u2028c\u2029d\u0085e\vf\fg\0h',
  '*/ evil() /*',
  ']] evil() --[[',
  '?> <script>evil()</script> <?php',
  '\\u000a evil();',
  '\\',
  '# -*- coding: utf-7 -*-',
  '"""\nevil()\n"""',
  '${evil()} `evil`',
  '@ts-nocheck',
  'go:build ignore',
  'Prüfung β 🚀 \ud800 \u202e',
  '%0aevil',
  ''
]
