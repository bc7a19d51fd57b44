/** Runs the programs of snippets: TypeScript here, Python where it is installed. */
import ts from 'typescript'
import { run, withFiles } from './at-hand'

/** Of the test: seconds, and what random() returns. */
export interface Clock {
  now: number
  dice: number
}

/** What a program in TypeScript exports, with the clock of the test: performance.now has a zero of its own there. */
export function compiled<Exports>(program: string, clock: Clock): Exports {
  const { outputText } = ts.transpileModule(program, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 }
  })
  const exports = {} as Exports
  new Function('exports', 'Date', 'performance', 'Math', outputText)(
    exports,
    { now: () => clock.now * 1000 },
    { now: () => (clock.now - 512) * 1000 },
    Object.assign(Object.create(Math), { random: () => clock.dice })
  )
  return exports
}

/** A store that all callers in TypeScript share, with a lock; it counts how often it is read. */
export class Shared extends Map<string, unknown> {
  looks = 0
  override get(key: string) {
    this.looks++
    return super.get(key)
  }
  add(key: string, value: string) {
    const free = !this.has(key)
    if (free) this.set(key, value)
    return Promise.resolve(free)
  }
  remove(key: string, value: string) {
    return Promise.resolve(super.get(key) === value && this.delete(key))
  }
}

/** A store of the same kind in Python. */
export const PYTHON_CACHE = `
class Cache(dict):
    def set(self, key, entry, seconds): self[key], self.seconds = entry, seconds
    def add(self, key, value, seconds): return self.setdefault(key, mark := object()) is mark
    def delete(self, key): self.pop(key, None)
`

/** What `harness` prints, which can import a program in Python as `snippet`. */
export const runPython = (program: string, harness: string, input = '', args: string[] = []): string =>
  withFiles({ 'snippet.py': program, 'harness.py': harness }, (cwd) =>
    run('python3', ['harness.py', ...args], { input, cwd })
  )
