/** Every link that stands in the documents and in the pages’ own text: what has been published. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))
const LINK =
  /((?:\/|\/(?:embed|learn|learn\/defences\/[\w-]+|share|card\.png|api\/v1\/\w+))\?[a-z][\w.%-]*=[^\s"'`)<>|…\\#]*)/g

const filesUnder = (folder: string): string[] =>
  readdirSync(root + folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesUnder(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`]
  )

/** Of the scenario and of embeds; oEmbed takes an address and no scenario. */
export function publishedLinks(): string[] {
  const files = [
    'README.md',
    'CONTRIBUTING.md',
    ...filesUnder('docs').filter((path) => path.endsWith('.md')),
    ...filesUnder('src/routes').filter((path) => path.endsWith('.svelte')),
    'src/lib/tuner/presets/presets.ts',
    'src/lib/tuner/presets/disasters.ts',
    ...filesUnder('src/lib/lesson').filter((path) => /(?<!\.test)\.(ts|svelte)$/.test(path))
  ]
  const found = files.flatMap((path) =>
    [...readFileSync(root + path, 'utf8').matchAll(LINK)]
      .map(([, link]) => link.replaceAll('&amp;', '&').replace(/[.,;:]$/, ''))
      // A pattern, to be filled in.
      .filter((link) => !/\{|[=&]$/.test(link))
  )
  return [...new Set(found)].sort()
}
