import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** What was asked before: starting a tool takes long, and several files ask for the same ones. */
const known = new Map<string, ReturnType<typeof ask>>()

const ask = (tool: string, question: string) => spawnSync(tool, [question], { encoding: 'utf8' })

/**
 * Is a tool here, new enough, and does it work? A shim of a version manager may be here and not work.
 * @param least major and minor version
 * @param question what makes it tell its version
 */
export function has(
  tool: string,
  least: [major: number, minor: number] = [0, 0],
  question = '--version'
): boolean {
  const call = `${tool} ${question}`
  const answer = known.get(call) ?? ask(tool, question)
  known.set(call, answer)
  const { status, stdout, stderr } = answer
  if (status !== 0) {
    console.warn(`${tool} is not here: the tests that need it are skipped`)
    return false
  }
  const [major, minor] = (/(\d+)(\.\d+)?/.exec(stdout + stderr)?.[0] ?? '0').split('.').map(Number)
  return major > least[0] || (major === least[0] && (minor ?? 0) >= least[1])
}

/** What a tool prints; throws what it complains about. */
export function run(tool: string, args: string[], { input = '', cwd = '.' } = {}): string {
  const { status, stdout, stderr, error } = spawnSync(tool, args, {
    input,
    cwd,
    encoding: 'utf8',
    timeout: 100_000
  })
  if (status !== 0) throw new Error(`${tool} ${args.join(' ')}: ${error?.message ?? `${stdout}\n${stderr}`}`)
  return stdout
}

/** The path of a new folder for temporary files. It is there once a file is written. */
export const temporaryFolder = (): string => join(tmpdir(), `snippet-${randomUUID()}`)

/** Writes texts to paths below a folder, and makes the folders that are missing. */
export function writeFiles(folder: string, files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

/** A folder of its own with these files, as long as `use` runs. */
export function withFiles<T>(files: Record<string, string>, use: (folder: string) => T): T {
  const folder = temporaryFolder()
  try {
    writeFiles(folder, files)
    return use(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
